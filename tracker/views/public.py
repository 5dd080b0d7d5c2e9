"""The frame of public pages: read-only, without cookies, known by edition, kept in the cache."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.frame.answers import answered
from tracker.frame.page import BadMonth, page_of


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give `view(request, page, ...)` its page and answer from the cache while nothing has changed."""

    @require_safe
    @wraps(view)
    def framed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        on = timezone.localdate()
        return answered(request, on, lambda: _answer(view, request, on, *args, **kwargs))

    return framed


def _answer(
    view: Callable[..., HttpResponse], request: HttpRequest, on: date, *args: Any, month_key: str = "", **kwargs: Any
) -> HttpResponse:
    try:
        page = page_of(request, on, month_key)
        if page is None:
            return render(request, "no_report.html", status=404)
        return view(request, page, *args, **kwargs)
    except BadMonth as error:
        return render(request, "400.html", {"message": str(error)}, status=400)
