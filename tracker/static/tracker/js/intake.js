// Puts what is selected in the report's text into the form that marks a passage: its words and its place.
"use strict";
const text = document.querySelector(".report-text");
const form = document.getElementById("mark");
if (text && form) {
  const place = (node, offset) => {
    const from = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const paragraph = from.closest("[data-start]");
    if (!paragraph) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, offset);
    // The server counts characters, a browser halves of the rarer ones.
    return Number(paragraph.dataset.start) + [...before.toString()].length;
  };
  const take = () => {
    const chosen = document.getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed || !text.contains(chosen.anchorNode)) return;
    const range = chosen.getRangeAt(0);
    const start = place(range.startContainer, range.startOffset);
    if (start === null) return;
    form.elements.phrase.value = range.toString();
    form.elements.start.value = start;
  };
  document.addEventListener("selectionchange", take);
  take(); // what was selected before this script came
  form.elements.phrase.addEventListener("input", () => { form.elements.start.value = ""; });
}
