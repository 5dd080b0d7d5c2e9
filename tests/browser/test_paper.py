"""A paper on a page: readable on every screen, nothing refused, and printed on A4 in its order."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.templatetags.static import static

from tests.browser.conftest import Visit
from tests.browser.test_crawl import faults, languages
from tests.exports.example import PAPER

PUT = """async ([html, sheet]) => {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet });
  const loaded = new Promise((done) => link.addEventListener("load", done));
  document.head.append(link);
  document.querySelector("main").innerHTML = html;
  await loaded;
}"""


def put(reader: Visit) -> None:
    """The paper in the place of a page's contents."""
    paper = replace(PAPER, language=reader.language)
    reader.open("/method/")
    sheet = f"{reader.site}{static('tracker/css/paper.css')}"
    reader.page.evaluate(PUT, [render_to_string("parts/paper.html", {"paper": paper}), sheet])


@languages
def test_a_paper_is_readable_on_every_screen(visit: Callable, axe, language):
    with visit(language) as reader:
        put(reader)
        assert faults(reader, axe, widths=(1280, 768, 320)) == []


def test_a_paper_is_red_at_its_head_and_its_wide_table_scrolls_by_itself(visit: Callable):
    with visit(width=900) as reader:
        put(reader)
        page = reader.page
        assert page.locator(".paper-series").evaluate("e => getComputedStyle(e).color") == "rgb(179, 18, 29)"
        wide = page.locator(".paper-table.wide")
        assert wide.evaluate("e => e.scrollWidth > e.clientWidth")
        assert reader.overflow() == ""


def test_a_paper_prints_without_the_site_around_it(visit: Callable):
    with visit() as reader:
        put(reader)
        reader.page.emulate_media(media="print")
        assert not reader.page.locator("header.top").is_visible()
        assert not reader.page.locator("footer.bottom").is_visible()
        size = reader.page.locator(".paper-text p").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        assert size == pytest.approx(16 * 96 / 72, abs=0.1)
        assert reader.page.locator(".paper-table thead").first.is_visible()
