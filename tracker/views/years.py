"""The reports side by side: what was carried from one year to the next, what ended, what is new."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.choices import Carry
from tracker.frame.page import Page
from tracker.queries.years import lines
from tracker.views.public import public


@public
def years(request: HttpRequest, page: Page) -> HttpResponse:
    """`/years/`"""
    found = lines(page.reports, page.on)
    context = {
        "page": page,
        "pages": [page.beside(report) for report in reversed(page.reports)],
        "groups": [(carry, [line for line in found if line.carry == carry]) for carry in Carry],
    }
    return render(request, "years.html", context)
