"""The lists of the API, version 1: as JSON by pages, as CSV and as workbook whole."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from tracker.api.answers import machine
from tracker.exports.columns import Source
from tracker.exports.envelopes import MOST_ROWS, listing
from tracker.exports.files import csv_bytes, file_name
from tracker.exports.parameters import narrowed, of_list
from tracker.exports.resources import RESOURCES
from tracker.exports.workbooks import workbook_bytes
from tracker.frame.answers import whole_address
from tracker.frame.machines import file_answer, json_answer


@machine(of_list)
def listed(request: HttpRequest, source: Source, asked: dict[str, Any], name: str, kind: str) -> HttpResponse:
    """`/api/v1/targets.json?month=2021-06&light=BEHIND`"""
    resource = RESOURCES[name]
    things = narrowed(resource.things(source.page), name, asked)
    if kind == "json":
        numbers = asked.get("page", 1), asked.get("per_page", MOST_ROWS)
        return json_answer(listing(source, resource, things, lambda page: whole_address(request, page=page), *numbers))
    data = (csv_bytes if kind == "csv" else workbook_bytes)(resource, things, source)
    return file_answer(data, kind, file_name(source, name, kind))
