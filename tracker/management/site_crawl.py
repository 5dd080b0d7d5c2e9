"""Reading the whole public site as a visitor would: from the start pages along every address, each once.

Addresses are kept as seen from the site's root, also where the site is served under a sub-path.
"""

from collections import deque
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any, NoReturn
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client
from django.urls import Resolver404, ResolverMatch, get_script_prefix, resolve, reverse
from django.utils.translation import get_language, get_language_from_path, override
from django.utils.translation import gettext as _

from tracker.exports.site import file_of, relative, rewritten, style_addresses

LIVING = ("desk", "login", "logout", "admin:index")  # what begins here needs the program
UNLINKED = ("sitemap", "robots")  # for machines that look where these always lie
STATIC = "/static/"
NOTHING = "/404.html"  # no page has this address: what answers there is the page for all that do not exist


class BadLink(Exception):
    """An address that leads nowhere; the text names it and the page it stands on."""


class Crawl:
    """One reading of the site. `months`: the keys of those to read; None: all.

    `base` is where the export will stand, such as `https://www.example.gov.cn/column/`, for the addresses that have to
    be whole (link previews, languages, code to embed). Where it is empty these too are written from their page.
    """

    def __init__(self, months: set[str] | None = None, base: str = "") -> None:
        self.months, self.base = months, base
        self.visitor = Client(raise_request_exception=False, headers={"host": _host()})
        self.root, self.static = get_script_prefix(), urlsplit(settings.STATIC_URL).path
        self.waiting: deque[str] = deque()
        self.found_on: dict[str, str] = {}
        self.matches: dict[str, ResolverMatch | None] = {}

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file's name and content. Raises BadLink at the first address that does not answer."""
        for home in self._in_each_language("home"):
            self._note(home, "")
            self._note(home.rstrip("/") + NOTHING, "")
        for name in UNLINKED:
            self._note(self._in_each_language(name)[0], "")
        while self.waiting:
            address = self.waiting.popleft()
            yield self._static(address) if address.startswith(STATIC) else self._page(address)

    # One file

    def _page(self, address: str) -> tuple[str, bytes]:
        status, kind, content = self._ask(address)
        is_html, expected = kind.startswith("text/html"), 404 if address.endswith(NOTHING) else 200
        if status != expected:
            self._fail(address, str(status))
        if address.endswith("/") and not is_html:
            self._fail(address, kind)
        if is_html:
            html = content.decode().replace(self._whole, self.base or self._whole)
            content = rewritten(html, lambda attribute, there: self._write(attribute, there, address)).encode()
        return self._name(address), content

    def _static(self, address: str) -> tuple[str, bytes]:
        content = _static_content(unquote(address.removeprefix(STATIC)))
        if content is None:
            self._fail(address, "404")
        if address.endswith(".css"):
            for there in style_addresses(content.decode()):
                if not urlsplit(there).netloc:
                    self._note(normpath(join(dirname(address), urlsplit(there).path)), address)
        return self._name(address), content

    def _name(self, address: str) -> str:
        try:
            return file_of(address)
        except ValueError:
            self._fail(address, _("no slash and no file's ending"))

    def _ask(self, address: str) -> tuple[int, str, bytes]:
        """What the site answers, through everything a request goes through: status, kind, content."""
        with override(get_language()):
            response: Any = self.visitor.get(address)
            return response.status_code, response.headers.get("Content-Type", ""), b"".join(response)

    # One address

    def _write(self, attribute: str, written: str, page: str) -> str | None:
        """What stands on `page` in place of the address; None where it is none of ours."""
        own = self.base or self._whole
        is_whole = written.startswith(own)
        address = self._inside(self.root + written.removeprefix(own) if is_whole else written)
        if address is None:
            return None
        path, query = urlsplit(address)[2:4]
        if self._is_living(path) or (query and not path.endswith("/")):  # a file answers no question
            return settings.SITE_URL + self.root + address.removeprefix("/")
        if attribute.startswith("data-") and not path.startswith(STATIC) and self._match(path) is None:
            return None
        self._note(path, page)
        if self.base and (is_whole or page.endswith(NOTHING)):
            return self.base + address.removeprefix("/")
        return relative(page, address)

    def _inside(self, written: str) -> str | None:
        """An address of this site as seen from its root; None for any other and for those seen from their page."""
        if written.startswith(self.static):
            return STATIC + written.removeprefix(self.static)
        if written.startswith(self.root) and not written.startswith("//"):
            return "/" + written.removeprefix(self.root)
        return None

    def _is_living(self, path: str) -> bool:
        if path.startswith(self._living_paths):
            return True
        match = None if self.months is None or path.startswith(STATIC) else self._match(path)
        month = match.kwargs.get("month_key") if match else None
        return bool(month) and month not in (self.months or ())

    def _match(self, path: str) -> ResolverMatch | None:
        if path not in self.matches:
            with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
                try:
                    self.matches[path] = resolve(unquote(path))
                except Resolver404:
                    self.matches[path] = None
        return self.matches[path]

    def _note(self, path: str, page: str) -> None:
        if path not in self.found_on:
            self.found_on[path] = page
            self.waiting.append(path)

    def _fail(self, address: str, why: str) -> NoReturn:
        values = {"page": self.found_on[address], "address": address, "why": why}
        text = _("%(page)s leads to %(address)s, which cannot be exported: %(why)s")
        raise BadLink((text if values["page"] else _("%(address)s cannot be exported: %(why)s")) % values)

    # The site

    @cached_property
    def _whole(self) -> str:
        """How a whole address of the site begins."""
        return f"{settings.SITE_URL}{self.root}"

    @cached_property
    def _living_paths(self) -> tuple[str, ...]:
        return tuple(path for name in LIVING for path in self._in_each_language(name))

    def _in_each_language(self, name: str) -> list[str]:
        paths = []
        for code, _label in settings.LANGUAGES:
            with override(code):
                paths.append("/" + reverse(name).removeprefix(self.root))
        return paths


def _static_content(name: str) -> bytes | None:
    """A static file, as collected or else from where it is collected from."""
    file = staticfiles_storage.path(name) if staticfiles_storage.exists(name) else finders.find(name)
    return Path(file).read_bytes() if isinstance(file, str) else None


def _host() -> str:
    """A host name the site answers to."""
    allowed = settings.ALLOWED_HOSTS or ["localhost"]
    return allowed[0].lstrip("*.") or "localhost"
