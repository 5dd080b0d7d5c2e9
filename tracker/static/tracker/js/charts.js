// Draws each chart with the chart library when it comes into view; until then, and without it, the SVG stands.
"use strict";
(() => {
  const theme = JSON.parse(document.getElementById("chart-theme").textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const swap = Object.fromEntries(Object.keys(theme.light).map((name) => [theme.light[name], theme.dark[name]]));
  const drawn = new Set();
  let library;

  const load = (source) => (library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = source;
    script.onload = () => resolve(window.Plotly);
    script.onerror = reject;
    document.head.append(script);
  }));

  const coloured = (value) => {
    if (typeof value === "string") return dark.matches ? swap[value] ?? value : value;
    if (Array.isArray(value)) return value.map(coloured);
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, coloured(v)]));
    return value;
  };

  const draw = async (place) => {
    const plotly = await load(place.dataset.library);
    const figure = coloured(JSON.parse(document.getElementById(place.dataset.chart).textContent));
    figure.layout.font.family = getComputedStyle(document.body).fontFamily;
    figure.layout.transition = still.matches ? undefined : figure.layout.transition;
    place.hidden = false;
    await plotly.react(place, figure.data, figure.layout, {
      displayModeBar: false, displaylogo: false, showSendToCloud: false, plotlyServerURL: "", responsive: true, scrollZoom: false,
    });
    place.previousElementSibling.hidden = true;
    place.setAttribute("aria-hidden", "true");
    place.dataset.drawn = "true";
    drawn.add(place);
  };

  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) {
        watcher.unobserve(entry.target);
        draw(entry.target.querySelector(".interactive")).catch(() => {});
      }
    }
  }, { rootMargin: "120px" });
  document.querySelectorAll("figure.chart").forEach((figure) => watcher.observe(figure));
  dark.addEventListener("change", () => drawn.forEach((place) => draw(place)));
})();
