"""The frame of every answer to a machine: read-only, open to all sites, without cookies, known by edition."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import wraps
from typing import Any

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from tracker.exports.columns import Source
from tracker.exports.parameters import Parameter, read_all
from tracker.frame.answers import answered
from tracker.frame.machines import METHODS, open_to_all, problem
from tracker.frame.page import page_with
from tracker.rules.months import read_month

View = Callable[..., HttpResponse]


def machine(declared: Callable[..., Iterable[Parameter]]) -> Callable[[View], View]:
    """Give `view(request, source, asked, ...)` the report in the month asked for and the values of its parameters.

    `declared(...)`, called with what the address has, tells which parameters there are; any other is refused.
    """

    def framing(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def framed(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if request.method == "OPTIONS":
                return open_to_all(HttpResponse(status=204, headers={"Allow": METHODS}))
            if request.method not in {"GET", "HEAD"}:
                refused = problem(405, f"this is only read: {METHODS}")
                refused.headers["Allow"] = METHODS
                return refused
            on = timezone.localdate()
            try:
                is_kept = not request.GET.keys() - {"month"}
            except TooManyFieldsSent:
                return problem(400, "too many parameters")
            return open_to_all(
                answered(request, on, lambda: _answer(view, declared, request, on, kwargs), is_kept=is_kept)
            )

        return framed

    return framing


def _answer(
    view: View, declared: Callable[..., Iterable[Parameter]], request: HttpRequest, on: date, kwargs: dict[str, Any]
) -> HttpResponse:
    page = page_with(read_month(request.GET.get("month", "")), on)
    if page is None:
        return problem(404, "no report is loaded")
    asked, wrong = read_all(dict(request.GET.lists()), declared(**kwargs), page)
    if wrong:
        return problem(400, "; ".join(f"{name}: {message}" for name, message in wrong.items()), wrong)
    month = read_month(asked.get("month", "")) or page.month
    source = Source(replace(page, month=month), request.edition)  # type: ignore[attr-defined]
    return view(request, source, asked, **kwargs)
