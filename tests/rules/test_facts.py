"""What kind of judgement a target asks for: filled, held under a cap, or held in a band."""

from decimal import Decimal

import pytest

from tests.factories import make_facts, month
from tracker.choices import Comparison, Kind
from tracker.rules.facts import Policy
from tracker.rules.lights import judge

FILLED, CAP, BAND, RATE = "filled", "cap", "band", "rate"
TABLE = {
    Kind.CUMULATIVE: dict.fromkeys(Comparison, FILLED) | {Comparison.AT_MOST: CAP},
    Kind.MILESTONE: dict.fromkeys(Comparison, FILLED) | {Comparison.AT_MOST: CAP},
    Kind.LEVEL: dict.fromkeys(Comparison, FILLED)
    | {Comparison.AT_MOST: CAP, Comparison.ABOUT: BAND, Comparison.BETWEEN: BAND},
    Kind.RATE: {
        Comparison.AT_LEAST: RATE,
        Comparison.ALL: RATE,
        Comparison.AT_MOST: CAP,
        Comparison.ABOUT: BAND,
        Comparison.BETWEEN: BAND,
        Comparison.EXACT: BAND,
    },
}


@pytest.mark.parametrize(
    ("kind", "comparison", "way"),
    [(kind, comparison, way) for kind, row in TABLE.items() for comparison, way in row.items()],
)
def test_kind_and_comparison_say_how_a_target_is_judged(kind, comparison, way):
    facts = make_facts(kind, comparison)
    assert (facts.has_share, facts.is_cap, facts.is_band) == (way == FILLED, way == CAP, way == BAND)


@pytest.mark.parametrize(
    ("facts", "low", "high"),
    [
        (make_facts(Kind.RATE, Comparison.ABOUT, "70", tolerance="5"), 65, 75),
        (make_facts(Kind.RATE, Comparison.ABOUT, "70"), 70, 70),
        (make_facts(Kind.RATE, Comparison.BETWEEN, "1", value_high="2"), 1, 2),
        (make_facts(Kind.RATE, Comparison.EXACT, "5"), 5, 5),
    ],
    ids=["about", "about without tolerance", "between", "exact"],
)
def test_a_band_has_two_edges(facts, low, high):
    assert (facts.low, facts.high) == (low, high)


def test_the_latest_figure_is_the_last():
    assert make_facts().latest is None
    assert make_facts(figures={1: "1", 4: "2"}).latest.month == month(4)


def test_a_gap_is_expected_minus_done_in_percentage_points():
    policy = Policy()
    assert judge(make_facts(figures={6: "20"}), policy, month(6)).gap == 30
    assert judge(make_facts(figures={6: "75"}), policy, month(6)).gap == -25
    assert judge(make_facts(Kind.RATE, figures={6: "75"}), policy, month(6)).gap is None


def test_the_policy_starts_with_tianjins_thresholds():
    assert Policy() == Policy(Decimal(0), Decimal(30), Decimal(10), Decimal(10), 3, 2, 25)
