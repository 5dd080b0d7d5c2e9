"""The report: where each promise stands in it, and how it is kept."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.frame.page import Page
from tracker.views.public import public


@public
def report(request: HttpRequest, page: Page) -> HttpResponse:
    """`/report/`: section by section the phrases that were made into targets."""
    sections = [
        (section, list(listed)) for section, listed in groupby(page.standings, key=lambda each: each.target.section)
    ]
    return render(request, "report.html", {"page": page, "sections": sections})
