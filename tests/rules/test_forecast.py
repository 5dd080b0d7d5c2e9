"""The forecast: a median slope from four figures on, and none where there is nothing to extend."""

from decimal import Decimal

import pytest

from tests.factories import make_facts, month
from tracker.choices import Comparison, Kind
from tracker.rules.forecast import Forecast, forecast

FOUR = {1: "10", 2: "20", 3: "30", 4: "40"}


def test_a_steady_course_ends_where_its_line_does():
    assert forecast(make_facts(figures=FOUR)) == Forecast(month(12), Decimal(120), Decimal(120), Decimal(120), 4)


def test_one_leap_moves_the_range_but_not_the_middle():
    foretold = forecast(make_facts(figures={1: "10", 2: "20", 3: "30", 4: "40", 5: "90"}, due=6))
    assert (foretold.value, foretold.low, foretold.high) == (100, 100, 140)


def test_months_without_a_figure_count_as_time():
    assert forecast(make_facts(figures={1: "10", 3: "30", 5: "50", 7: "70"}, due=8)).value == 80


def test_figures_are_rounded_to_two_decimals_only_at_the_end():
    foretold = forecast(make_facts(figures={1: "0", 2: "0", 3: "0", 4: "1"}, due=5))
    assert str(foretold.value) == "1.17"


@pytest.mark.parametrize(
    "facts",
    [
        make_facts(),
        make_facts(figures={1: "10", 2: "20", 3: "30"}),
        make_facts(figures=FOUR, due=4),
        make_facts(figures=FOUR, due=3),
        make_facts(Kind.RATE, figures=FOUR),
        make_facts(comparison=Comparison.AT_MOST, figures=FOUR),
        make_facts(Kind.LEVEL, Comparison.ABOUT, figures=FOUR),
    ],
    ids=["silent", "three figures", "due reached", "due passed", "rate", "cap", "band"],
)
def test_nothing_is_foretold(facts):
    assert forecast(facts) is None
