"""A task area: its targets against their pace."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.charts.bullets import completion_bullets
from tracker.charts.theme import THEMES
from tracker.views.page import Page
from tracker.views.public import public


@public
def area(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """`/areas/<code>/`"""
    found = next((each for each in page.areas if each.area.code == code), None)
    if found is None:
        raise Http404
    chart = completion_bullets(found.standings)
    context = {
        "page": page,
        "found": found,
        "charts": [chart] if chart else [],
        "held": [each for each in found.standings if not each.facts.has_share],
        "theme": THEMES,
    }
    return render(request, "area.html", context)
