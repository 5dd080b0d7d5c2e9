"""What changed between the ends of two months."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tracker.frame.page import BadMonth, Page
from tracker.queries.changes import changes as changes_between
from tracker.rules.months import read_month, shift, span
from tracker.rules.words import month_words
from tracker.views.public import public


@public
def changes(request: HttpRequest, page: Page, since_key: str = "") -> HttpResponse:
    """`/changes/`: against the month before; `/changes/2021-03/`: against the end of that month."""
    usual = shift(page.month, -1)
    earliest = min(usual, shift(page.report.first_month, -1))
    since = read_month(since_key) if since_key else usual
    if since is None or not earliest <= since <= usual:
        words = {"first": month_words(earliest), "last": month_words(usual)}
        raise BadMonth(_("Changes can be shown since a month from %(first)s to %(last)s.") % words)
    every = changes_between(page.ledger, since, page.month)
    context = {
        "page": page,
        "since": since,
        "sinces": list(span(earliest, usual)),
        "months_of": "changes",
        "lights": [each for each in every if each.has_new_light],
        "figures": [each for each in every if each.has_new_figure],
        "revised": [each for each in every if each.revisions],
        "corrected": [each for each in every if each.corrected],
        "late": [each for each in every if each.late],
    }
    return render(request, "changes.html", context)
