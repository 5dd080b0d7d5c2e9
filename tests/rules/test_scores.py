"""The score of a quarter: the qualities of DOMAIN's three formulas, and how the parts make a whole."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_facts, month
from tracker.choices import Comparison, Kind
from tracker.rules.facts import Policy
from tracker.rules.lights import judge
from tracker.rules.scores import Weights, quality, score

HALF = Fraction(1, 2)


def quality_of(at: int = 6, **facts):
    return quality(judge(make_facts(**facts), Policy(), month(at)))


@pytest.mark.parametrize(
    ("figure", "expected"), [("50", 1), ("80", 1), ("25", HALF), ("0", 0)], ids=["on pace", "ahead", "half", "nothing"]
)
def test_what_adds_up_is_measured_by_what_was_expected(figure, expected):
    assert quality_of(figures={6: figure}) == expected


def test_what_was_not_reported_counts_nothing_and_what_is_not_due_does_not_count():
    assert quality_of() == 0
    assert quality_of(start=8) is None
    assert quality_of(figures={6: "50"}, suspended=True) is None


def test_where_the_plan_expects_nothing_yet_all_is_well():
    assert quality_of(figures={5: "0", 6: "0"}, plan={9: "0.5", 12: "1"}) == 1


@pytest.mark.parametrize(("figure", "expected"), [("6.5", 1), ("7", 1), ("3.25", HALF), ("-1", 0)])
def test_a_rate_is_measured_by_its_line(figure, expected):
    assert quality_of(kind=Kind.RATE, value="6.5", figures={6: figure}) == expected


@pytest.mark.parametrize(("figure", "expected"), [("3.8", 1), ("1", 1), ("5.7", HALF), ("9", 0)])
def test_above_a_cap_a_half_over_costs_a_half(figure, expected):
    assert quality_of(kind=Kind.RATE, comparison=Comparison.AT_MOST, value="3.8", figures={6: figure}) == expected


@pytest.mark.parametrize(("figure", "expected"), [("70", 1), ("65", 1), ("75", 1), ("32.5", HALF), ("112.5", HALF)])
def test_outside_a_band_the_nearer_edge_measures(figure, expected):
    found = quality_of(kind=Kind.RATE, comparison=Comparison.ABOUT, value="70", tolerance="5", figures={6: figure})
    assert found == expected


@given(st.decimals("-1000", "1000", places=2), st.sampled_from(Comparison), st.sampled_from([Kind.RATE, Kind.LEVEL]))
def test_a_quality_lies_between_0_and_1(figure, comparison, kind):
    facts = make_facts(
        kind,
        comparison,
        "50",
        value_high="60" if comparison == Comparison.BETWEEN else None,
        tolerance="5" if comparison == Comparison.ABOUT else None,
        figures={6: str(figure)},
    )
    found = quality(judge(facts, Policy(), month(6)))
    assert found is not None
    assert 0 <= found <= 1


def of(qualities, **counts):
    return score(qualities, **({"due": 0, "on_time": 0, "decided": 0, "first_time": 0} | counts), weights=Weights())


def test_eighty_ten_and_ten():
    found = of([Fraction(1), HALF], due=4, on_time=3, decided=5, first_time=4)
    assert [part.points for part in found.parts] == [60, Fraction("7.5"), 8]
    assert found.total == Fraction("75.5")


def test_nothing_in_scope_is_not_scored():
    assert of([], due=4, on_time=4, decided=4, first_time=4).total is None


def test_what_had_nothing_to_judge_is_left_out_and_the_rest_counts_for_the_whole():
    found = of([HALF])
    assert found.on_time.points is None
    assert found.total == 50


def test_where_something_was_due_and_nothing_came_nothing_held_at_once():
    found = of([HALF], due=3)
    assert (found.on_time.share, found.first_time.share) == (0, 0)
    assert found.total == 40


def test_weights_are_the_policys():
    weights = Weights(50, 50, 0)
    found = score([HALF], due=2, on_time=1, decided=0, first_time=0, weights=weights)
    assert found.total == 50
