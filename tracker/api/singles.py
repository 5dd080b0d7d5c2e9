"""Single things of the API, version 1."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from tracker.api.answers import machine
from tracker.exports.columns import Source
from tracker.exports.parameters import MONTH
from tracker.exports.singles import single
from tracker.frame.machines import json_answer, problem


@machine(lambda **_kwargs: (MONTH,))
def one(_request: HttpRequest, source: Source, asked: dict[str, Any], name: str, code: str) -> HttpResponse:
    """`/api/v1/targets/HD-2021-08.json`; without a month that of its own report, however old."""
    nothing = problem(404, f"there is nothing with the code {code} here")
    holding = {"targets": source.page.holding, "areas": source.page.holding_area}.get(name)
    if holding and "month" not in asked:
        try:
            source = replace(source, page=holding(code))
        except Http404:
            return nothing
    content = single(source, name, code)
    return nothing if content is None else json_answer(content)
