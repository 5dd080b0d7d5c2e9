"""The close of the year for everybody: what became of each promise, and which are not closed yet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.exports.revisions import until
from tracker.frame.page import Page
from tracker.queries.closings import by_outcome, by_reason, closings_by_area, public_closings
from tracker.views.public import public


@public
def closing(request: HttpRequest, page: Page) -> HttpResponse:
    """`/closing/`"""
    found = public_closings(page.ledger, until(page))
    areas = closings_by_area(page.areas, found)
    context = {
        "page": page,
        "found": found,
        "outcomes": by_outcome(found),
        "reasons": by_reason(found),
        "areas": areas,
        "still_open": [standing for each in areas for standing in each.still_open],
    }
    return render(request, "closing.html", context)
