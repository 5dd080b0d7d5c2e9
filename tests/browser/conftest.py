"""A real Chromium on the site with its sample year; the static files are those a server would send."""

import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.sample import load_year
from tracker.choices import Role
from tracker.management.sample_plan import PASSWORD

FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
FLAGS += " --disable-component-update --disable-sync"
MANIFEST = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}
PREFIX = {"zh-hans": "", "en": "/en"}
AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
DELIBERATE = "Failed to load resource: the server responded with a status of"
TOO_WIDE = """() => {
  const root = document.documentElement, wide = innerWidth;
  if (root.scrollWidth <= wide) return "";
  const contains = (e) => /auto|scroll|hidden|clip/.test(getComputedStyle(e).overflowX);
  const scrolls = (e) => e && (contains(e) || scrolls(e.parentElement));
  const out = [...document.body.querySelectorAll("*")].filter(
    (e) => e.getBoundingClientRect().right > wide + 1 && !scrolls(e.parentElement));
  return `${root.scrollWidth} > ${wide}: ` + out.slice(0, 4).map((e) => e.outerHTML.slice(0, 120)).join(" | ");
}"""

expect.set_options(timeout=10_000)


@pytest.hookimpl(tryfirst=True)  # before the workers read the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of these are marked; what shares a server stays with one worker: a module, or a crawl in one language."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            crawled = item.path.stem == "test_crawl" and item.callspec.params["language"]  # type: ignore[attr-defined]
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group(f"{item.path.stem} {crawled or ''}".strip()))


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, closed before other tests go on: while it runs this thread has an event loop."""
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("needs Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker's script."""
    if not AXE.is_file():
        pytest.skip("needs npm's axe-core")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="package")
def collected(tmp_path_factory) -> Iterator[None]:
    """The static files collected under hashed names, as `make run` does."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder, STORAGES=settings.STORAGES | MANIFEST):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield


@pytest.fixture
def db(django_db_setup) -> None:
    """That these tests need the test database; they share its content, so no transaction is opened for each."""


def apart(work: Callable[[], None]) -> None:
    """Do database work in a thread of its own: in this one the browser's event loop hides Django's connection."""

    def run() -> None:
        with translation.override("zh-hans"):
            work()
        connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run).result()


def empty() -> None:
    """As if nothing had been loaded; the roles come with the database."""
    call_command("flush", interactive=False, verbosity=0)
    for role in Role.values:
        Group.objects.get_or_create(name=role)


@contextmanager
def served(*work: Callable[[], None]) -> Iterator[str]:
    """The address of a server, once this was done in its database; the database is empty after it."""
    assert "test" in Path(str(settings.DATABASES["default"]["NAME"])).name
    for each in work:
        apart(each)
    cache.clear()
    server = LiveServer("localhost")
    yield server.url
    server.stop()
    apart(empty)
    cache.clear()


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, chromium, collected) -> Iterator[str]:
    """The address of a server with targets and sample year; what a module changes is gone after it."""
    with django_db_blocker.unblock(), served(load_year) as address:
        yield address


class Visit:
    """One person's browser window, and everything in it that should not have happened."""

    def __init__(self, page: Page, site: str, language: str) -> None:
        self.page, self.site, self.language = page, site, language
        self.troubles: list[str] = []
        self.requested: list[str] = []
        page.on("console", lambda message: self._note(message.type, message.text))
        page.on("pageerror", lambda error: self.troubles.append(f"page error: {error}"))
        page.on("request", lambda request: self._request(request.url))

    def _note(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.troubles.append(f"console {kind}: {text}")

    def _request(self, url: str) -> None:
        self.requested.append(url)
        if not url.startswith((self.site, "data:", "blob:")):
            self.troubles.append(f"request to another host: {url}")

    def words(self, msgid: str) -> str:
        """The interface's words in this visitor's language."""
        with translation.override(self.language):
            return gettext(msgid)

    def open(self, address: str, status: int = 200) -> None:
        """Go to a page by its address without language; `status` is the answer expected."""
        response = self.page.goto(f"{self.site}{PREFIX[self.language]}{address}")
        assert response
        assert response.status == status, address

    def take_troubles(self, answered: int = 200) -> list[str]:
        """What went wrong since the last look; an answer that was meant to be an error is none."""
        found, self.troubles = self.troubles, []
        if answered >= 400:
            meant = f"{DELIBERATE} {answered}"
            found = [trouble for trouble in found if meant not in trouble]
        return found

    def sign_in(self, name: str, address: str = "/login/") -> None:
        """Through the form, as a person does."""
        self.open(address)
        self.page.locator("#id_username").fill(name)
        self.page.locator("#id_password").fill(PASSWORD)
        self.page.locator("#id_password").press("Enter")
        expect(self.page.locator("#id_password")).to_have_count(0)

    def press(self, msgid: str) -> None:
        """The button of that name."""
        self.page.get_by_role("button", name=self.words(msgid), exact=True).click()

    def follow(self, msgid: str) -> None:
        """The link of that name."""
        self.page.get_by_role("link", name=self.words(msgid), exact=True).first.click()

    def is_at(self, address: str) -> None:
        """Wait until the page at this address stands."""
        expect(self.page).to_have_url(re.compile(re.escape(PREFIX[self.language] + address) + "$"))

    def is_at_in(self, language: str, address: str) -> None:
        """Wait until the page at this address stands in that language, which the reader reads from now on."""
        self.language = language
        self.is_at(address)

    def is_told(self, msgid: str) -> None:
        """Wait for the message that says how it went."""
        expect(self.page.locator(".messages")).to_contain_text(self.words(msgid))

    def overflow(self) -> str:
        """What makes the page scroll sideways, if anything does."""
        return str(self.page.evaluate(TOO_WIDE))


@pytest.fixture
def visit(db, chromium, site) -> Iterator[Callable[..., AbstractContextManager[Visit]]]:
    """Open a window: `with visit("en", 360) as reader:`."""

    @contextmanager
    def window(language: str = "zh-hans", width: int = 1280, **options: Any) -> Iterator[Visit]:
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        try:
            yield Visit(context.new_page(), site, language)
        finally:
            context.close()

    yield window
