"""Atom feeds: of everything, of an area, a department, a target."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tracker.exports.columns import Source
from tracker.exports.feeds import feed_bytes
from tracker.frame.answers import whole_address
from tracker.frame.machines import open_to_all
from tracker.frame.page import Page
from tracker.models import Area, Department, Target
from tracker.queries.publications import Publication, publications
from tracker.views.public import public

KIND = "application/atom+xml; charset=utf-8"
Keeps = Callable[[Publication], bool]


@public
def feed_all(request: HttpRequest, page: Page) -> HttpResponse:
    """`/feeds/all.atom`"""
    return _feed(request, page, page.report.title, ("home",), lambda _each: True)


@public
def feed_area(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """`/feeds/areas/<code>.atom`"""
    area = get_object_or_404(Area, code=code)
    return _feed(
        request, page.of(area.report_id), area.title, ("area", code), lambda each: each.target.area_id == area.pk
    )


@public
def feed_department(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """`/feeds/departments/<code>.atom`: what the department filed, and changes of what it led before or leads after."""
    department = get_object_or_404(Department, code=code)
    return _feed(request, page, department.title, ("department", code), lambda each: code in each.departments)


@public
def feed_target(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """`/feeds/targets/<code>.atom`"""
    target = get_object_or_404(Target, code=code)
    return _feed(request, page.of(target.report_id), target.title, ("target", code), lambda each: each.target == target)


def _feed(request: HttpRequest, page: Page, title: str, shown: tuple[str, ...], keeps: Keeps) -> HttpResponse:
    source = Source(page, request.edition)  # type: ignore[attr-defined]
    told = [each for each in publications(page.report, page.month) if keeps(each)]
    words = _("%(title)s: what became public") % {"title": title}
    place = source.whole(page.link(*shown))
    data = feed_bytes(source, "feeds/" + "/".join(shown), words, place, whole_address(request), told)
    return open_to_all(HttpResponse(data, content_type=KIND))
