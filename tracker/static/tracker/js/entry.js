// Keeps a half-written entry from being lost by a wrong click, and a form from being sent twice.
"use strict";
for (const form of document.querySelectorAll("form")) {
  let changed = false;
  let sent = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
    changed = false;
    setTimeout(() => { sent = false; }, 3000);
  });
  if (form.dataset.guard) {
    addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
  }
}
