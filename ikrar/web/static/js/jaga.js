// Warns before a page with unsent text is left; sending the form is not leaving. Without script nothing is warned.
let changed = false;
document.addEventListener("input", (event) => { if (event.target.form?.method === "post") changed = true; });
document.addEventListener("submit", () => { changed = false; });
window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
