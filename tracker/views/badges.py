"""Badges: SVG that any other site may show as a picture."""

from django.http import HttpRequest, HttpResponse

from tracker.charts import badges
from tracker.frame.page import Page
from tracker.queries.edition import edition
from tracker.views.areas import area_of
from tracker.views.public import public

HEADERS = {"Cross-Origin-Resource-Policy": "cross-origin", "Content-Security-Policy": "default-src 'none'"}


@public
def target_badge(_request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """`/badges/targets/<code>.svg`"""
    return _svg(badges.target_badge(page.holding(code).find(code), is_sample=edition().is_sample))


@public
def area_badge(_request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """`/badges/areas/<code>.svg`"""
    page = page.holding_area(code)
    return _svg(badges.area_badge(area_of(page, code), page.month, is_sample=edition().is_sample))


def _svg(drawing: str) -> HttpResponse:
    return HttpResponse(drawing, content_type="image/svg+xml; charset=utf-8", headers=HEADERS)
