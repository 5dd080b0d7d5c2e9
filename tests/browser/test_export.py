"""The static export in a real Chromium, in a column of a plain web server: the same checks as on the living site."""

import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from threading import Thread

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from tests.browser.conftest import Visit, apart
from tests.browser.test_crawl import faults, languages

MONTH = "2021-06"


class Plain(SimpleHTTPRequestHandler):
    """Files as they lie, with no header of ours."""

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def folder(site, tmp_path_factory) -> Path:
    """The export, with one earlier month, in a folder of a server's root."""
    made = tmp_path_factory.mktemp("www") / "open" / "column"
    made.parent.mkdir()
    apart(lambda: call_command("export_site", str(made), "--month", MONTH, stdout=StringIO()))
    return made


@pytest.fixture(scope="module")
def column(folder) -> Iterator[str]:
    """Where a plain server shows the export."""
    server = ThreadingHTTPServer(("localhost", 0), partial(Plain, directory=folder.parent.parent))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}/open/column"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def reader(db, chromium, column) -> Iterator[Visit]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield Visit(context.new_page(), column, "zh-hans")
    context.close()


def one_of_each(folder: Path, month: str) -> list[str]:
    """An address of each kind of page there is in a month, without its language; with none, of the usual month."""
    found: dict[tuple[str, ...], str] = {}
    for file in sorted((folder / month).rglob("index.html")):
        place = file.parent.relative_to(folder)
        parts = place.relative_to(month).parts
        if parts[:1] != ("en",) and not (parts and re.fullmatch(r"\d{4}-\d{2}", parts[0])):
            kind = tuple(part for index, part in enumerate(parts) if index != 1)
            found[kind] = "/" if place == Path() else f"/{place}/"
    return list(found.values())


@pytest.mark.parametrize(("month", "language"), [("", "zh-hans"), (MONTH, "en")])
def test_every_kind_of_page_is_as_sound_as_on_the_living_site(reader, folder, axe, language, month):
    reader.language = language
    addresses = one_of_each(folder, month)
    assert len(addresses) >= 6
    found = []
    for address in addresses:
        reader.open(address)
        found += faults(reader, axe)
    assert not found, "\n".join(found)


@languages
def test_a_reader_goes_from_page_to_page_month_to_month_and_language_to_language(reader, folder, language):
    reader.language = language
    reader.open("/")
    page = reader.page
    page.locator("main a[href*='targets/HD-2021-08/']").first.click()
    reader.is_at("/targets/HD-2021-08/")
    name = page.locator("h1").inner_text()
    page.locator(f"a[href*='{MONTH}/targets/HD-2021-08/']").first.evaluate("link => link.click()")
    reader.is_at(f"/{MONTH}/targets/HD-2021-08/")
    expect(page.locator("h1")).to_have_text(name)
    page.locator("a[hreflang]").first.click()
    reader.language = "en" if language != "en" else "zh-hans"
    reader.is_at(f"/{MONTH}/targets/HD-2021-08/")
    expect(page.locator("h1")).not_to_have_text(name)
    assert reader.take_troubles() == []


def test_without_script_the_export_is_whole(db, chromium, column, folder):
    context = chromium.new_context(java_script_enabled=False)
    visit = Visit(context.new_page(), column, "zh-hans")
    visit.open(f"/{MONTH}/")
    visit.page.locator("a[href*='areas/']").first.click()
    expect(visit.page.locator("h1")).to_be_visible()
    assert visit.take_troubles() == []
    context.close()


VIEW = """() => ({
  rows: [...document.querySelectorAll("table.targets tbody tr")].filter((row) => !row.hidden)
    .map((row) => row.querySelector(".code").textContent),
  columns: [...document.querySelectorAll("table.targets thead th")].filter((head) => !head.hidden)
    .map((head) => head.className),
  found: document.getElementById("found").textContent,
  facets: [...document.querySelectorAll("[data-facet]")].map((link) => [link.dataset.facet, link.dataset.value,
    link.querySelector(".number").textContent, link.hasAttribute("aria-current")]),
})"""


@pytest.mark.parametrize(
    "query",
    [
        *("", "?light=FAR_BEHIND", "?light=FAR_BEHIND&sort=-gap", "?area=HD-2021-A4&kind=CUMULATIVE&sort=done"),
        *(
            "?department=sample-a&sort=light",
            "?words=园",
            "?words=school+PLACES",
            "?columns=months&columns=light&sort=-area",
        ),
    ],
)
def test_the_script_narrows_and_sorts_as_the_site_would(reader, site, query):
    reader.open(f"/targets/{query}")
    here = reader.page.evaluate(VIEW)
    assert reader.take_troubles() == []
    reader.page.goto(f"{site}/targets/{query}")
    there = reader.page.evaluate(VIEW)
    found = {(name, value): rest for name, value, *rest in here.pop("facets")}
    asked = {(name, value): rest for name, value, *rest in there.pop("facets")}
    assert here == there
    assert {key: found[key] for key in asked} == asked
    assert {rest[0] for key, rest in found.items() if key not in asked} <= {"0"}
