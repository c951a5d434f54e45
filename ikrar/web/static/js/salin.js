// Copies the text of a field when its button is pressed; without script the field can be selected by hand.
for (const button of document.querySelectorAll("[data-salin]")) {
  const field = document.getElementById(button.dataset.salin);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try { await navigator.clipboard.writeText(field.value); } catch { document.execCommand("copy"); }
    button.textContent = button.dataset.tersalin;
  });
}
