"""Single things of the API, version 1."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from tracker.api.answers import machine
from tracker.exports.columns import Source
from tracker.exports.parameters import MONTH
from tracker.exports.singles import single
from tracker.frame.machines import json_answer, problem


@machine(lambda **_kwargs: (MONTH,))
def one(_request: HttpRequest, source: Source, _asked: dict[str, Any], name: str, code: str) -> HttpResponse:
    """`/api/v1/targets/HD-2021-08.json`"""
    content = single(source, name, code)
    return problem(404, f"there is nothing with the code {code} here") if content is None else json_answer(content)
