"""How targets are judged, in plain words, with the thresholds in force."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.choices import Comparison, Kind, Light
from tracker.frame.page import Page
from tracker.queries.assessments import weights_of
from tracker.queries.standings import policy_row
from tracker.queries.whistles import whistle_counts
from tracker.views.public import public


@public
def method(request: HttpRequest, page: Page) -> HttpResponse:
    """`/method/`"""
    context = {
        "page": page,
        "policy": page.ledger.policy,
        "points": weights_of(page.report),
        "lights": list(Light),
        "kinds": [(kind, [each for each in page.standings if each.target.kind == kind]) for kind in Kind],
        "bounds": [each for each in page.standings if each.target.comparison in {Comparison.ABOUT, Comparison.BETWEEN}],
        "sign_days": policy_row(page.report).whistle_sign_days,
        "whistles": whistle_counts(page.report, page.month),
    }
    return render(request, "method.html", context)
