"""What search engines ask for: every public page in both languages, and which pages are none of theirs."""

from collections.abc import Iterable
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as answer
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from tracker.choices import IssueKind
from tracker.frame.page import Page
from tracker.queries.issues import published
from tracker.queries.publications import publications
from tracker.views.public import public

SINGLE = (
    *("home", "targets", "departments", "charts", "changes", "bulletins"),
    *("report", "closing", "years", "method", "permissions", "data", "data_api"),
)
Place = tuple[str, tuple[str, ...]]


class Pages(Sitemap):  # type: ignore[type-arg]  # not generic when it runs
    """The pages of one report, each with its other language; the site's own address is that of the settings."""

    i18n = alternates = x_default = True

    def __init__(self, page: Page) -> None:
        self.page = page
        self.changed: dict[str, datetime] = {}
        for each in reversed(publications(page.report, page.month)):
            self.changed[each.target.code] = each.at

    def items(self) -> Iterable[Place]:
        """Name and arguments of each page."""
        codes = [row.target.code for row in self.page.ledger.rows]
        places: list[Place] = [(name, ()) for name in SINGLE]
        places += [("area", (each.area.code,)) for each in self.page.areas]
        places += [(name, (code,)) for code in codes for name in ("target", "trail")]
        places += [("department", (each.code,)) for each in self.page.departments]
        places += [(IssueKind(each.kind).slug, (f"{each.month:%Y-%m}",)) for each in published()]
        return places

    def location(self, item: Place) -> str:
        """The page's path in the language at hand."""
        return reverse(item[0], args=item[1])

    def lastmod(self, item: Place) -> datetime | None:
        """When a target's record last changed; not told of pages made of many."""
        return self.changed.get(item[1][0]) if item[0] == "target" else None

    def get_urls(self, page: Any = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """Whole addresses, by the settings and not by what the asker called the site."""
        own = urlsplit(settings.SITE_URL)
        named: Any = SimpleNamespace(domain=own.netloc)
        return super().get_urls(page, named, own.scheme)


@public
def sitemap(request: HttpRequest, page: Page) -> HttpResponse:
    """`/sitemap.xml`"""
    found: HttpResponse = answer(request, {"pages": Pages(page)}).render()
    return found


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """`/robots.txt`"""
    closed = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            closed += [reverse(name) for name in ("desk", "login", "admin:index")]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "Allow: /", ""]
    lines.append(f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
