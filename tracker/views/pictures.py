"""Pictures for link previews: `/og/<month>/…`, the same in every language."""

from django.http import HttpRequest, HttpResponse

from tracker.charts import pictures
from tracker.frame.page import Page
from tracker.queries.edition import edition
from tracker.views.areas import area_of
from tracker.views.badges import HEADERS
from tracker.views.public import public


@public
def report_picture(_request: HttpRequest, page: Page) -> HttpResponse:
    """`/og/<month>/report.png`"""
    return _png(pictures.report_picture(page.counts, page.month, is_sample=edition().is_sample))


@public
def area_picture(_request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """`/og/<month>/areas/<code>.png`"""
    return _png(pictures.area_picture(area_of(page, code), page.month, is_sample=edition().is_sample))


@public
def target_picture(_request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """`/og/<month>/targets/<code>.png`"""
    return _png(pictures.target_picture(page.find(code), is_sample=edition().is_sample))


def _png(drawing: bytes) -> HttpResponse:
    return HttpResponse(drawing, content_type="image/png", headers=HEADERS)
