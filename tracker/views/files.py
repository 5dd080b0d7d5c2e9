"""The table of targets as a file: the rows and the order of the page, at the page's address with an ending."""

from django.http import HttpRequest, HttpResponse
from django_tables2 import RequestConfig

from tracker.exports.columns import Source
from tracker.exports.envelopes import MOST_ROWS, listing
from tracker.exports.files import csv_bytes, file_name
from tracker.exports.targets import TARGETS, with_helpers
from tracker.exports.workbooks import workbook_bytes
from tracker.forms.targets import TargetFilter
from tracker.frame.machines import file_answer, json_answer, problem
from tracker.frame.page import Page
from tracker.tables.targets import TargetTable
from tracker.views.public import public


@public
def targets_file(request: HttpRequest, page: Page, kind: str) -> HttpResponse:
    """`/targets.csv`, `/2021-06/targets.xlsx`: filtered and sorted as the page is. What it calls wrong is 400 here."""
    chosen = TargetFilter(request.GET, [each.area for each in page.areas], page.standings)
    if not chosen.is_valid():
        wrong = {name: " ".join(map(str, texts)) for name, texts in chosen.errors.items()}
        return problem(400, "; ".join(f"{name}: {text}" for name, text in wrong.items()), wrong)
    table = TargetTable(chosen.found, page.link)
    RequestConfig(request, paginate=False).configure(table)
    listed = with_helpers([row.record for row in table.rows])
    source = Source(page, request.edition)  # type: ignore[attr-defined]
    if kind == "json":
        return json_answer(listing(source, TARGETS, listed, lambda _page: None, per_page=max(MOST_ROWS, len(listed))))
    data = (csv_bytes if kind == "csv" else workbook_bytes)(TARGETS, listed, source)
    return file_answer(data, kind, file_name(source, TARGETS.name, kind))
