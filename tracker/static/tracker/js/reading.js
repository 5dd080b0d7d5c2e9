// Remembers, on this device only, the size of the type a reader chose; without it the choice holds for the page.
"use strict";
(() => {
  const root = document.documentElement;
  const recall = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* a private window */ } };

  const apply = (size, large) => {
    root.dataset.size = size;
    root.toggleAttribute("data-large", large);
  };
  apply(recall("size") ?? "1", recall("large") === "1");

  document.addEventListener("DOMContentLoaded", () => {
    const large = document.getElementById("large-print");
    const sizes = [...document.querySelectorAll("input[name=size]")];
    if (!large) return;
    sizes.forEach((each) => { each.checked = each.value === root.dataset.size; });
    large.checked = root.hasAttribute("data-large");
    const change = () => {
      const size = sizes.find((each) => each.checked).value;
      apply(size, large.checked);
      remember("size", size);
      remember("large", large.checked ? "1" : "0");
      document.dispatchEvent(new CustomEvent("reading-changed"));
    };
    [...sizes, large].forEach((each) => each.addEventListener("change", change));
  });
})();
