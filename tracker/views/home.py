"""The dashboard: how the whole report stands, area by area, and what changed."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.charts.burnup import burn_up
from tracker.charts.lights import lights_by_area
from tracker.charts.theme import DARK_THEME, LIGHT_THEME
from tracker.choices import Light
from tracker.queries.standings import Standing, count
from tracker.rules.months import span
from tracker.views.page import Page
from tracker.views.public import public

HEADLINE = [Light.DONE, Light.ON_PACE, Light.BEHIND, Light.FAR_BEHIND, Light.NO_DATA]


@dataclass(frozen=True)
class Move:
    """A target whose light changed, or that was newly reported, since the month before."""

    standing: Standing
    before: Light


@public
def home(request: HttpRequest, page: Page) -> HttpResponse:
    """`/`"""
    earlier = {standing.target.pk: standing.verdict.light for standing in page.standings_before}
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
        "moves": [
            Move(standing, earlier[standing.target.pk])
            for standing in page.standings
            if earlier and earlier[standing.target.pk] != standing.verdict.light
        ],
        "silent": [standing for standing in page.standings if standing.facts.latest is None],
        "charts": [lights_by_area(page.areas), *([burn_up(months)] if months else [])],
        "theme": {"light": LIGHT_THEME, "dark": DARK_THEME},
    }
    return render(request, "home.html", context)
