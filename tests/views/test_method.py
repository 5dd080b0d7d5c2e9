from decimal import Decimal

import pytest

from tests.factories import make_target
from tests.views.conftest import words
from tracker.choices import Light
from tracker.models import Policy


def test_thresholds_are_those_in_force(read, world):
    Policy.objects.update(
        behind_over=Decimal("7.5"), far_behind_over=21, cap_margin=13, not_started_months=4, stale_periods=3, due_day=17
    )
    said = words(read("/en/method/"))
    for sentence in (
        "Behind by more than 7.5 and at most 21 points.",
        "nothing done for 4 months",
        "a cap passed by more than 13% of it",
        "after 3 missed periods",
        "due on day 17 of the month",
        "(The example uses the usual thresholds 0 and 30.)",
    ):
        assert sentence in said


def test_scores_are_said_to_be_our_extension_with_the_points_in_force(read, world):
    Policy.objects.update(score_results=60, score_on_time=30, score_first_time=10)
    said = words(read("/en/method/"))
    assert "for investment promotion. Using them for every target is an extension of ours." in said
    assert "60 points for results, 30 for reporting in time, 10 for figures accepted without" in said


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_light_is_explained(read, world, prefix):
    html = read(f"{prefix}/method/")
    for light in Light:
        assert f'<span class="light light-{light.slug}">' in html


def test_readers_sum_is_given(read, world):
    said = words(read("/en/method/"))
    assert "50% done is green, 49% is yellow, 20% is yellow (a gap of exactly 30), 19% is red" in said
    assert "The example uses" not in said


def test_bands_are_named_with_their_tolerance(read, area):
    make_target(area, kind="RATE", comparison="ABOUT", value=70, tolerance=5, unit="%", unit_en="%", name_en="Level")
    said = words(read("/en/method/"))
    assert "Targets with a band: Level about 70% ± 5" in said
    assert "A tolerance is ours unless the report gives one." in said


def test_report_without_policy_is_judged_by_the_usual_one(read, area):
    make_target(area)
    Policy.objects.all().delete()
    assert "Behind by more than 0 and at most 30 points." in words(read("/en/method/"))
