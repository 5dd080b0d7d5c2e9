// Draws a chart with the chart library when it comes into view and has room; until then, and without it, the drawing stands.
// Saves a chart as a picture.
"use strict";
(() => {
  const TYPE = 13; // the type figures are made for, in px
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const forced = matchMedia("(forced-colors: active)");
  const seen = new Set();
  const figures = new Map();
  let library;

  const load = (source) => (library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = source;
    script.onload = () => resolve(window.Plotly);
    script.onerror = reject;
    document.head.append(script);
  }));

  const figureAt = (address) => {
    if (!figures.has(address)) {
      figures.set(address, fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status))));
    }
    return figures.get(address);
  };

  // Colours by their name in the stylesheet, so that a chart follows the screen.
  const painted = (value, styles) => {
    if (typeof value === "string") return value.replace(/^var\((--[\w-]+)\)$/, (_all, name) => styles.getPropertyValue(name).trim());
    if (Array.isArray(value)) return value.map((each) => painted(each, styles));
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, painted(each, styles)]));
    return value;
  };

  // One chart after the other as they were asked for, so that the first is seen before the next is made.
  let turn = Promise.resolve();
  const inTurn = (work) => {
    const done = turn.then(work);
    turn = done.catch(() => {}).then(() => new Promise((next) => { setTimeout(next); }));
    return done;
  };

  const typeOf = (place) => parseFloat(getComputedStyle(place.closest("figure").querySelector(".drawing")).fontSize);
  const hasRoom = (place) => !forced.matches && place.closest("figure").clientWidth >= Number(place.dataset.least) * typeOf(place);

  const show = (place, isDrawn) => {
    place.hidden = !isDrawn;
    place.closest("figure").querySelector(".drawing").hidden = isDrawn;
    place.dataset.drawn = String(isDrawn);
  };

  const draw = async (place) => {
    if (!hasRoom(place)) {
      show(place, false);
      return;
    }
    const coming = Promise.all([load(place.dataset.library), figureAt(place.dataset.figure)]);
    coming.catch(() => {}); // heard of in its turn
    await inTurn(async () => {
      const [plotly, plain] = await coming;
      const size = typeOf(place), stretch = size / TYPE;
      const { data, layout } = painted(plain, getComputedStyle(place));
      layout.height *= stretch;
      for (const side of Object.keys(layout.margin)) layout.margin[side] *= stretch;
      layout.font.size = size;
      layout.font.family = getComputedStyle(document.body).fontFamily;
      place.setAttribute("aria-hidden", "true"); // the table says the same
      place.hidden = false;
      await plotly.react(place, data, layout, {
        displayModeBar: false, displaylogo: false, showSendToCloud: false, plotlyServerURL: "", responsive: true, scrollZoom: false,
      });
    });
    show(place, true);
  };

  const drawAnew = () => seen.forEach((place) => draw(place).catch(() => show(place, false)));

  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((each) => each.isIntersecting)) {
      watcher.unobserve(entry.target);
      const place = entry.target.querySelector(".interactive");
      seen.add(place);
      draw(place).catch(() => show(place, false));
      width.observe(entry.target);
    }
  }, { rootMargin: "120px" });

  const width = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const place = target.querySelector(".interactive");
      if (place.dataset.drawn && hasRoom(place) !== (place.dataset.drawn === "true")) draw(place).catch(() => show(place, false));
    }
  });

  const picture = async (button) => {
    const address = button.parentElement.querySelector("a[type='image/svg+xml']").href;
    const drawing = URL.createObjectURL(await (await fetch(address)).blob());
    const image = new Image();
    await new Promise((resolve, reject) => Object.assign(image, { onload: resolve, onerror: reject, src: drawing }));
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.naturalWidth * 2, image.naturalHeight * 2];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(drawing);
    const saved = URL.createObjectURL(await new Promise((resolve) => canvas.toBlob(resolve, "image/png")));
    Object.assign(document.createElement("a"), { href: saved, download: button.dataset.picture }).click();
    setTimeout(() => URL.revokeObjectURL(saved), 1000);
  };

  document.querySelectorAll("figure.chart:has(.interactive)").forEach((figure) => watcher.observe(figure));
  document.querySelectorAll("[data-picture]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => picture(button));
  });
  dark.addEventListener("change", drawAnew);
  forced.addEventListener("change", drawAnew);
  document.addEventListener("reading-changed", drawAnew);
})();
