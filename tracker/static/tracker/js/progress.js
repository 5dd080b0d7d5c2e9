// Shows how far a file's filing has come while the page waits for its answer.
"use strict";
for (const form of document.querySelectorAll("form[data-progress]")) {
  const shown = form.querySelector(".filing");
  const bar = shown.querySelector("progress");
  const word = shown.querySelector("[role=status]");
  let timer = 0;
  const ask = async () => {
    try {
      const { done, total } = await (await fetch(form.dataset.progress)).json();
      if (total) {
        bar.max = total;
        bar.value = done;
        word.textContent = `${done} / ${total}`;
      }
    } catch { /* asked again below */ }
    timer = setTimeout(ask, 500);
  };
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    shown.hidden = false;
    ask();
  });
  addEventListener("pageshow", () => {
    clearTimeout(timer);
    shown.hidden = true;
  });
}
