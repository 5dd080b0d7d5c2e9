"""A task area: its targets against their pace."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tracker.frame.page import Page
from tracker.queries.areas import AreaStanding
from tracker.views.charts import area_charts
from tracker.views.public import public


def area_of(page: Page, code: str) -> AreaStanding:
    """One area's standing; 404 when the report has no such area."""
    for found in page.areas:
        if found.area.code == code:
            return found
    raise Http404


@public
def area(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """`/areas/<code>/`; an area of an earlier report stands at the address of a month of its own year."""
    its = page.holding_area(code)
    if its is not page:
        return redirect(its.link("area", code))
    found = area_of(page, code)
    context = {
        "page": page,
        "found": found,
        "charts": area_charts(page, found),
        "held": [each for each in found.standings if not each.facts.has_share],
    }
    return render(request, "area.html", context)
