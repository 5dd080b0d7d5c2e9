"""Expected share, done share and missed periods, to the exact fraction."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.factories import make_facts, month
from tracker.choices import Cadence, Comparison, Kind
from tracker.rules.pace import done_share, expected_share, missed_periods


@pytest.mark.parametrize(
    ("start", "due", "at", "expected"),
    [
        (1, 12, month(1), Fraction(1, 12)),
        (1, 12, month(11), Fraction(11, 12)),
        (1, 12, month(12), 1),
        (1, 12, month(5, 2022), 1),
        (1, 12, month(12, 2020), 0),
        (9, 12, month(8), 0),
        (9, 12, month(9), Fraction(1, 4)),
        (9, 12, month(11), Fraction(3, 4)),
        (1, 6, month(2), Fraction(1, 3)),
        (5, 5, month(5), 1),
        (5, 5, month(4), 0),
    ],
)
def test_a_share_of_the_months_is_expected(start, due, at, expected):
    assert expected_share(make_facts(start=start, due=due), at) == expected


@pytest.mark.parametrize(
    ("at", "expected"), [(1, 0), (2, 0), (3, Fraction(1, 10)), (5, Fraction(1, 10)), (6, Fraction(1, 2)), (12, 1)]
)
def test_a_plan_is_followed_by_steps_and_ends_in_all(at, expected):
    facts = make_facts(plan={3: "0.1", 6: "0.5"})
    assert expected_share(facts, month(at)) == expected


def test_no_plan_expects_anything_before_the_start():
    assert expected_share(make_facts(start=6, plan={3: "0.5"}), month(5)) == 0
    assert expected_share(make_facts(start=6, plan={3: "0.5"}), month(6)) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("facts", "figure", "expected"),
    [
        (make_facts(value="40"), "10", Fraction(1, 4)),
        (make_facts(value="3"), "1", Fraction(1, 3)),
        (make_facts(value="40"), "62", Fraction(31, 20)),
        (make_facts(value="40", baseline="178"), "10", Fraction(1, 4)),
        (make_facts(Kind.MILESTONE, Comparison.ALL, "100"), "37.5", Fraction(3, 8)),
        (make_facts(Kind.LEVEL, value="45"), "15", Fraction(1, 3)),
        (make_facts(Kind.LEVEL, value="45", baseline="25"), "30", Fraction(1, 4)),
        (make_facts(Kind.LEVEL, value="45", baseline="25"), "20", Fraction(-1, 4)),
        (make_facts(Kind.LEVEL, value="25", baseline="45"), "40", 1),
        (make_facts(Kind.LEVEL, value="25", baseline="45"), "24", 0),
        (make_facts(Kind.LEVEL, value="45", baseline="45"), "45", 1),
        (make_facts(Kind.LEVEL, value="45", baseline="45"), "44.9", 0),
        (make_facts(comparison=Comparison.BETWEEN, value="1", value_high="2"), "1", 1),
        (make_facts(comparison=Comparison.ABOUT, value="110", tolerance="10"), "50", Fraction(1, 2)),
    ],
)
def test_the_done_share_is_exact(facts, figure, expected):
    assert done_share(facts, Decimal(figure)) == expected


@pytest.mark.parametrize(
    ("figures", "cadence", "at", "expected"),
    [
        ({}, Cadence.MONTH, 3, 3),
        ({3: "1"}, Cadence.MONTH, 3, 0),
        ({1: "1"}, Cadence.MONTH, 3, 2),
        ({3: "1"}, Cadence.QUARTER, 5, 0),
        ({3: "1"}, Cadence.QUARTER, 6, 1),
        ({5: "1"}, Cadence.QUARTER, 6, 1),
        ({}, Cadence.YEAR, 11, 0),
        ({}, Cadence.YEAR, 12, 1),
    ],
)
def test_missed_periods_are_the_due_months_since_the_last_figure(figures, cadence, at, expected):
    assert missed_periods(make_facts(figures=figures, cadence=cadence), month(at)) == expected
