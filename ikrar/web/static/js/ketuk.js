// Notes the moment of the tap beside the form; the server keeps it as a claim of the device, never as the time.
const field = document.querySelector("input[name=ketuk]");
field?.form.addEventListener("submit", () => { field.value = String(Date.now()); });
