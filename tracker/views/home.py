"""The dashboard: how the whole report stands, area by area, and what changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.choices import Light
from tracker.exports.revisions import until
from tracker.frame.page import Page
from tracker.queries.changes import Change, changes
from tracker.queries.closings import by_outcome, public_closings
from tracker.queries.standings import Standing
from tracker.rules.months import shift
from tracker.rules.rollup import capped_shares
from tracker.tables.targets import SEVERITY
from tracker.views.charts import home_charts
from tracker.views.public import public

HEADLINE = [Light.DONE, Light.ON_PACE, Light.BEHIND, Light.FAR_BEHIND, Light.NO_DATA]
ATTENTION = frozenset({Light.BEHIND, Light.FAR_BEHIND, Light.NO_DATA})


def _moves(page: Page) -> list[Change]:
    """What changed in the month shown besides figures moving on; nothing for the report's first month."""
    if page.month <= page.report.first_month:
        return []
    return [change for change in changes(page.ledger, shift(page.month, -1), page.month) if change.is_told]


def _attention(page: Page) -> list[Standing]:
    """What is behind or silent, the worst first."""
    wanting = [each for each in page.standings if each.verdict.light in ATTENTION]
    return sorted(wanting, key=lambda each: (SEVERITY.index(each.verdict.light), -(each.verdict.gap or 0)))


@public
def home(request: HttpRequest, page: Page) -> HttpResponse:
    """`/`"""
    closed = public_closings(page.ledger, until(page))
    context = {
        "page": page,
        "headline": [(light, page.counts.lights[light]) for light in HEADLINE],
        "others": [
            (light, page.counts.lights[light]) for light in Light if light not in HEADLINE and page.counts.lights[light]
        ],
        "moves": _moves(page),
        "attention": _attention(page),
        "silent": [standing for standing in page.standings if standing.facts.latest is None],
        "shares": capped_shares(standing.verdict for standing in page.standings),
        "closed": closed,
        "outcomes": by_outcome(closed),
        "charts": home_charts(page),
    }
    return render(request, "home.html", context)
