"""The dashboard: how the whole report stands, area by area, and what changed."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tracker.charts.burnup import burn_up
from tracker.charts.lights import lights_by_area
from tracker.charts.theme import THEMES
from tracker.choices import Light
from tracker.queries.standings import Standing, count
from tracker.rules.months import month_of, span
from tracker.views.page import Page
from tracker.views.public import public

HEADLINE = [Light.DONE, Light.ON_PACE, Light.BEHIND, Light.FAR_BEHIND, Light.NO_DATA]


@dataclass(frozen=True)
class Move:
    """A target of which something changed in the month shown: its light, its terms, or a corrected figure."""

    standing: Standing
    before: Light

    @property
    def notes(self) -> list[str]:
        """What changed besides the light."""
        month = self.standing.month
        revised = [
            str(each.get_kind_display()) for each in self.standing.revisions if month_of(each.decided_on) == month
        ]
        corrected = any(each.month == month and each.version > 1 for each in self.standing.accepted)
        return revised + ([_("figure corrected")] if corrected else [])


def _moves(page: Page) -> list[Move]:
    """What changed in the month shown; nothing for the report's first month."""
    earlier = {standing.target.pk: standing.verdict.light for standing in page.standings_before}
    moves = [Move(each, earlier[each.target.pk]) for each in page.standings if earlier]
    return [move for move in moves if move.notes or move.before != move.standing.verdict.light]


@public
def home(request: HttpRequest, page: Page) -> HttpResponse:
    """`/`"""
    months = [
        (month, count(page.ledger.standings(month), page.ledger.policy))
        for month in span(page.report.first_month, page.month)
    ]
    context = {
        "page": page,
        "headline": [(light, page.counts.lights[light]) for light in HEADLINE],
        "others": [
            (light, page.counts.lights[light]) for light in Light if light not in HEADLINE and page.counts.lights[light]
        ],
        "moves": _moves(page),
        "silent": [standing for standing in page.standings if standing.facts.latest is None],
        "charts": [lights_by_area(page.areas), *([burn_up(months)] if months else [])],
        "theme": THEMES,
    }
    return render(request, "home.html", context)
