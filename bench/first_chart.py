"""`python -m bench.first_chart` (`make bench-chart`): how long until the first chart stands, on a slow computer.

The dashboard, scrolled to its first chart as soon as it can be, against a page of nothing but the chart library and
that chart's figure, served as a file. Both in turn in one Chromium with its processor slowed four times; the medians
and their ratio are printed, and how many bytes the dashboard takes before any chart is drawn.
"""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from urllib.request import urlopen

import brotli
from playwright.sync_api import Browser, sync_playwright

from tests.screenshots import QUIET, ROOT, site

RUNS, SLOWED, MOST = 9, 4, 1.5
LIBRARY = ROOT / "node_modules" / "plotly.js-basic-dist-min" / "plotly-basic.min.js"
PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>One chart</title>'
PAGE += '<figure class="chart"></figure><script src="plotly.js"></script><script src="draw.js"></script>'
DRAW = "fetch('figure.json').then((answer) => answer.json()).then((figure) => "
DRAW += "Plotly.newPlot(document.querySelector('.chart'), figure.data, figure.layout, {displayModeBar: false}))"
WATCH = """
addEventListener("DOMContentLoaded", () => {
  const chart = document.querySelector("figure.chart");
  chart.scrollIntoView({ behavior: "instant" });
  new MutationObserver((_changes, observer) => {
    if (chart.querySelector(".main-svg .plot *, .main-svg .cartesianlayer *")) {
      observer.disconnect();
      window.drawnAt = performance.now();
    }
  }).observe(chart, { childList: true, subtree: true });
});
"""


class Quiet(SimpleHTTPRequestHandler):
    """Files, without a line for each."""

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@contextmanager
def static_page(figure: bytes) -> Iterator[str]:
    """A page with the library and the figure alone, as files; its address."""
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        place = Path(folder)
        (place / "index.html").write_text(PAGE, encoding="utf-8")
        (place / "draw.js").write_text(DRAW, encoding="utf-8")
        (place / "figure.json").write_bytes(figure)
        shutil.copy(LIBRARY, place / "plotly.js")
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def drawn_at(browser: Browser, address: str) -> float:
    """Milliseconds from asking for the page until its first chart stands, with nothing in the cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.add_init_script(WATCH)
    page.goto(address)
    took = page.wait_for_function("() => window.drawnAt", timeout=60_000).json_value()
    context.close()
    return float(took)


def weight(address: str) -> dict[str, int]:
    """Bytes under brotli of the dashboard and of what it names in its head, before any chart is drawn."""
    with urlopen(f"{address}/", timeout=60) as answer:
        html = answer.read()
    names = re.findall(r'<(?:link rel="stylesheet"|script)[^>]+(?:href|src)="([^"]+)"', html.decode())
    sizes = {"page": len(brotli.compress(html))}
    for name in names:
        with urlopen(f"{address}{name}", timeout=60) as answer:
            sizes[name.rsplit("/", 1)[-1]] = len(brotli.compress(answer.read()))
    return sizes


def main() -> None:
    """Measure and print; ends with status 1 when the dashboard takes more than the ratio allows."""
    chromium = shutil.which("chromium")
    if chromium is None or not LIBRARY.is_file():
        raise SystemExit("needs chromium and the small chart library")
    with site() as address, sync_playwright() as playwright:
        with urlopen(f"{address}/charts/lights-by-area.json", timeout=60) as answer:
            figure = answer.read()
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET.split())
        with static_page(figure) as alone:
            times: dict[str, list[float]] = {f"{address}/": [], alone: []}
            for run in range(RUNS + 1):
                for place, taken in times.items():
                    taken.append(drawn_at(browser, place))
                    if run == 0:
                        taken.clear()
        browser.close()
        ours, theirs = (median(taken) for taken in times.values())
        sizes = weight(address)
    report = {"dashboard_ms": round(ours), "static_ms": round(theirs), "ratio": round(ours / theirs, 2)}
    report |= {"runs": RUNS, "slowed": SLOWED, "brotli_bytes": sum(sizes.values()), "brotli": sizes}
    print(json.dumps(report, indent=1))
    if ours > MOST * theirs:
        raise SystemExit(f"more than {MOST} times a static page")


if __name__ == "__main__":
    main()
