// The month's grid under the hands of somebody who knows Excel: Enter goes down, a column can be pasted, and what is
// written is saved as a draft by itself. Without this script the same form is sent by its buttons.
"use strict";
const grid = document.getElementById("grid");
const word = (name) => document.getElementById("words").content.querySelector(`[data-word=${name}]`).textContent;
const all = [...grid.querySelectorAll(".grid-row")];
const rows = all.filter((row) => row.querySelector("[data-column]"));
const touched = new Set(), held = new Set();
const WAIT = 1500, LONGEST = 4000, AGAIN = 5000;
let timer = 0, since = 0, busy = false;

const boxes = (row) => [...row.querySelectorAll("[data-column]")];
const box = (row, column) => row.querySelector(`[data-column=${column}]`);
const hidden = (row, name) => row.querySelector(`[name="${row.dataset.code}-${name}"]`);
const cell = (row) => row.querySelector(".state .cell");
const overall = grid.querySelector(".saved");

function say(row, text, kind, more = []) {
  row.classList.remove("wrong", "moved", "kept");
  if (kind) row.classList.add(kind);
  cell(row).replaceChildren(text, ...more);
}

function touch(row) {
  touched.add(row);
  if (held.has(row)) return;
  since = since || Date.now();
  clearTimeout(timer);
  timer = setTimeout(save, Math.max(0, Math.min(WAIT, since + LONGEST - Date.now())));
}

async function save() {
  clearTimeout(timer);
  if (busy) { timer = setTimeout(save, WAIT); return; }
  const sent = [...touched].filter((row) => !held.has(row));
  if (!sent.length) return;
  busy = true;
  since = 0;
  const data = new FormData();
  data.set("csrfmiddlewaretoken", grid.querySelector("[name=csrfmiddlewaretoken]").value);
  data.set("do", "save");
  for (const row of sent) {
    touched.delete(row);
    for (const each of row.querySelectorAll("[name]")) {
      if (each.type !== "checkbox" || each.checked) data.set(each.name, each.value);
    }
  }
  overall.textContent = word("saving");
  try {
    const answer = await fetch(grid.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
    if (answer.status === 403) {
      const { signed_out: isOut } = await answer.json();
      if (!isOut) await renewToken();
      throw new Error(isOut ? "signed_out" : "saving");
    }
    if (!answer.ok) throw new Error("offline");
    const { at, rows: told } = await answer.json();
    for (const row of sent) if (told[row.dataset.code]) show(row, told[row.dataset.code], at);
    const missed = sent.filter((row) => (told[row.dataset.code] || { state: "saved" }).state !== "saved").length;
    overall.textContent = missed ? `${word("not_saved")} ${missed}` : `${word("saved")} ${at}`;
  } catch (error) {
    for (const row of sent) { touched.add(row); say(row, word("wrong"), "wrong"); }
    const known = ["signed_out", "saving"].includes(error.message);
    overall.textContent = word(known ? error.message : "offline");
    timer = setTimeout(save, AGAIN);
  }
  busy = false;
  if (touched.size && !timer) timer = setTimeout(save, WAIT);
}

// Somebody who signed in again in another window has a new token; this page's own is taken from a fresh copy of it.
async function renewToken() {
  const page = new DOMParser().parseFromString(await (await fetch(grid.action)).text(), "text/html");
  const token = page.querySelector("#grid [name=csrfmiddlewaretoken]");
  if (token) grid.querySelector("[name=csrfmiddlewaretoken]").value = token.value;
}

function show(row, told, at) {
  for (const old of row.querySelectorAll(".errorlist, .doubt")) old.remove();
  if (told.state === "conflict") { collide(row, told); return; }
  if (told.state === "closed") { held.add(row); say(row, `${word("wrong")} ${told.text}`, "wrong"); return; }
  if (told.state === "wrong") {
    say(row, [word("wrong"), told.text].filter(Boolean).join(" · "), "wrong");
    for (const [name, list] of Object.entries(told.errors)) for (const { message } of list) complain(row, name, message);
    return;
  }
  hidden(row, "row_version").value = told.row_version;
  hidden(row, "seen").value = told.seen;
  say(row, `${word("saved")} ${at}`, "kept");
  if (told.doubts.length) {
    row.querySelector("details").open = true;
    for (const text of told.doubts) row.querySelector(".state").append(line("span", "doubt", text));
  }
}

function line(tag, name, text) {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

function complain(row, name, text) {
  const place = box(row, name);
  if (!place) { cell(row).append(line("span", "errorlist", text)); return; }
  if (place.closest("details")) place.closest("details").open = true;
  (place.closest(".with-unit") || place).after(line("span", "errorlist", text));
}

// Somebody else saved this row: nothing more is sent from it until the person has chosen.
function collide(row, told) {
  held.add(row);
  const choose = (keepMine) => {
    held.delete(row);
    hidden(row, "row_version").value = told.row_version;
    if (keepMine) { touch(row); return; }
    for (const each of boxes(row)) {
      if (each.type === "checkbox") each.checked = told.values[each.dataset.column] === "True";
      else each.value = told.values[each.dataset.column] || "";
    }
    hidden(row, "seen").value = told.seen;
    touched.delete(row);
    say(row, "", "");
  };
  const buttons = ["mine", "theirs"].map((name) => {
    const button = line("button", "small-button", word(name));
    button.type = "button";
    button.addEventListener("click", () => choose(name === "mine"));
    return button;
  });
  const texts = told.theirs.map(([label, text]) => line("span", "theirs", `${label}: ${text}`));
  say(row, `${word("conflict")} ${told.by}`, "moved", [...texts, ...buttons]);
}

function move(from, by) {
  const next = rows[rows.indexOf(from.closest(".grid-row")) + by];
  const to = next && box(next, from.dataset.column);
  if (to) { to.focus(); if (to.select) to.select(); }
}

function paste(event) {
  const text = event.clipboardData.getData("text").replace(/\r\n?/g, "\n").replace(/\n$/, "");
  const from = event.target;
  const isTable = text.includes("\t") || (from.tagName !== "TEXTAREA" && text.includes("\n"));
  if (!isTable || !from.dataset.column) return;  // a paragraph goes into its box as it is
  event.preventDefault();
  const first = all.indexOf(from.closest(".grid-row"));
  const columns = boxes(all[first]).filter((each) => each.type !== "checkbox").map((each) => each.dataset.column);
  const left = columns.indexOf(from.dataset.column);
  let filled = 0, skipped = 0;  // a row that cannot be written swallows its line, so that the others stay in their rows
  text.split("\n").forEach((part, down) => {
    const row = all[first + down];
    if (!row) return;
    if (!rows.includes(row)) { skipped += 1; return; }
    part.split("\t").forEach((value, right) => {
      const to = box(row, columns[left + right]);
      if (!to) return;
      to.value = value.trim();
      touch(row);
      filled += 1;
    });
  });
  const note = skipped ? ` · ${word("skipped")} ${skipped}` : "";
  grid.querySelector(".pasted").textContent = `${word("pasted")} ${filled}${note}`;
}

grid.addEventListener("input", (event) => {
  const row = event.target.closest(".grid-row");
  if (row && event.target.dataset.column) touch(row);
});
grid.addEventListener("keydown", (event) => {
  const from = event.target;
  if (event.isComposing || !from.dataset.column || event.altKey || event.ctrlKey || event.metaKey) return;
  const isText = from.tagName === "TEXTAREA";
  if (event.key === "Enter" && !(event.shiftKey && isText)) { event.preventDefault(); move(from, event.shiftKey ? -1 : 1); }
  if (event.key === "ArrowDown" && !isText) { event.preventDefault(); move(from, 1); }
  if (event.key === "ArrowUp" && !isText) { event.preventDefault(); move(from, -1); }
});
grid.addEventListener("paste", paste);
grid.addEventListener("submit", () => { touched.clear(); clearTimeout(timer); });
addEventListener("beforeunload", (event) => { if (touched.size) event.preventDefault(); });
document.querySelector(".keys").hidden = false;
const empty = rows.map((row) => box(row, "value")).find((each) => each && !each.value);
if (empty && matchMedia("(pointer: fine)").matches && !document.querySelector("[role=alert]")) empty.focus({ preventScroll: true });
