// Where the site is a folder of files nobody answers questions: then this narrows, sorts and lays out the table itself.
"use strict";
(() => {
  const form = document.querySelector("form[data-asked]");
  const asked = new URLSearchParams(location.search);
  const table = document.querySelector("table.targets");
  if (!table || asked.toString() === new URLSearchParams(form.dataset.asked).toString()) return; // the server did

  const body = table.tBodies[0];
  const rows = [...body.rows].filter((row) => row.dataset.words);
  const words = (asked.get("words") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const facets = [...document.querySelectorAll("[data-facet]")];
  const names = [...new Set(facets.map((link) => link.dataset.facet))];
  const fits = (row, name, value) => !value || row.dataset[name] === value;
  const found = (row, except) => words.every((word) => row.dataset.words.includes(word))
    && names.every((name) => name === except || fits(row, name, asked.get(name)));

  rows.forEach((row) => { row.hidden = !found(row); });
  document.getElementById("found").textContent = rows.filter((row) => !row.hidden).length;
  document.getElementById("id_words").value = asked.get("words") ?? "";
  for (const link of facets) {
    const { facet, value } = link.dataset;
    const to = new URLSearchParams(asked);
    const chosen = asked.get(facet) === value;
    if (chosen) to.delete(facet); else to.set(facet, value);
    link.href = `?${to}`;
    link.toggleAttribute("aria-current", chosen);
    if (chosen) link.setAttribute("aria-current", "true");
    link.querySelector(".number").textContent = rows.filter((row) => found(row, facet) && fits(row, facet, value)).length;
  }

  const sort = asked.get("sort") ?? "";
  const key = `sort${sort.replace("-", "").replace(/^./, (letter) => letter.toUpperCase())}`;
  if (sort && rows.some((row) => row.dataset[key] !== undefined)) {
    const way = sort.startsWith("-") ? -1 : 1;
    const value = (row) => row.dataset[key] === undefined ? Infinity : way * Number(row.dataset[key]);
    rows.sort((one, other) => value(one) - value(other)).forEach((row) => body.append(row));
  }
  for (const head of table.querySelectorAll("th a")) {
    const to = new URLSearchParams(asked);
    to.set("sort", new URL(head.href).searchParams.get("sort"));
    head.href = `?${to}`;
  }

  const columns = asked.getAll("columns");
  if (columns.length) {
    for (const box of document.querySelectorAll("input[name=columns]")) {
      box.checked = columns.includes(box.value);
      table.querySelectorAll(`.col-${box.value}`).forEach((cell) => { cell.hidden = !box.checked; });
    }
  }
  for (const each of document.querySelectorAll("form.find, form.columns-form")) {
    const own = each.matches(".find") ? "words" : "columns";
    for (const [name, value] of asked) {
      if (name !== own && name !== "month") each.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
  }
})();
