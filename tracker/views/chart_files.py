"""A chart as a file: its table as CSV, its drawing as SVG, its figure as JSON. Each builds the one chart asked for."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tracker.charts.chart import MISSING, Cell, Chart
from tracker.charts.standalone import Imprint, svg_file
from tracker.exports.columns import Source
from tracker.exports.files import file_name
from tracker.exports.tables import table_csv
from tracker.frame.machines import file_answer
from tracker.frame.page import Page
from tracker.models import Department
from tracker.rules.words import month_words, plain
from tracker.views.areas import area_of
from tracker.views.charts import REPORT, SET, TARGET
from tracker.views.public import public

SVG = "image/svg+xml; charset=utf-8"


@public
def chart_file(request: HttpRequest, page: Page, key: str, kind: str) -> HttpResponse:
    """`/charts/burn-up.svg`"""
    return _file(request, page, key, kind, REPORT.get(key, _none)(page))


@public
def area_chart_file(request: HttpRequest, page: Page, code: str, key: str, kind: str) -> HttpResponse:
    """`/areas/<code>/charts/bullets.csv`"""
    page = page.holding_area(code)
    return _file(request, page, f"{code}-{key}", kind, SET.get(key, _none)(area_of(page, code).standings))


@public
def department_chart_file(request: HttpRequest, page: Page, code: str, key: str, kind: str) -> HttpResponse:
    """`/departments/<code>/charts/bullets.json`"""
    found = get_object_or_404(Department, code=code)
    led = [standing for standing in page.standings if standing.lead == found]
    return _file(request, page, f"{code}-{key}", kind, SET.get(key, _none)(led))


@public
def target_chart_file(request: HttpRequest, page: Page, code: str, key: str, kind: str) -> HttpResponse:
    """`/targets/<code>/charts/course.svg`"""
    page = page.holding(code)
    return _file(request, page, f"{code}-{key}", kind, TARGET.get(key, _none)(page.find(code)))


def _none(_given: object) -> Chart | None:
    return None


def _file(request: HttpRequest, page: Page, name: str, kind: str, chart: Chart | None) -> HttpResponse:
    if chart is None or (kind == "json" and chart.figure is None):
        raise Http404
    source = Source(page, request.edition)  # type: ignore[attr-defined]
    imprint = Imprint(
        page.report.title,
        _("As of the end of %(month)s") % {"month": month_words(page.month)},
        source.edition.number,
        source.edition.is_sample,
    )
    if kind == "json":
        return JsonResponse(chart.data, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})
    if kind == "csv":
        return file_answer(_csv(chart, imprint, source.month_key), kind, file_name(source, name, kind))
    headers = {"Content-Disposition": f'inline; filename="{file_name(source, name, kind)}"'}
    return HttpResponse(svg_file(chart, imprint), content_type=SVG, headers=headers)


def _csv(chart: Chart, imprint: Imprint, month: str) -> bytes:
    """The chart's table; each row goes on with the unit, the month, the report and whether it is sample data."""
    columns = [*chart.columns, *([_("Unit")] if chart.unit else []), _("As of"), _("Source"), _("Notice")]
    ends = [*([chart.unit] if chart.unit else []), month, imprint.report, imprint.notice]
    return table_csv(columns, [[*map(_plain, row), *ends] for row in chart.rows])


def _plain(cell: Cell) -> str:
    """A cell for machines: its number without marks and unit, nothing for what is missing."""
    if cell.value is not None:
        return plain(cell.value)
    return "" if cell.text == MISSING else cell.text
