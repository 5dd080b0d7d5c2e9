from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_facts
from tracker.choices import Comparison, Kind
from tracker.rules.scale import beside_line

RATE = make_facts(Kind.RATE, value="6.5")
BAND = make_facts(Kind.RATE, Comparison.BETWEEN, "1", value_high="2")


def test_figure_and_line_stand_in_proportion_with_room_on_both_sides():
    place = beside_line(RATE, Decimal("8.5"))
    assert place == (Fraction(3, 4), Fraction(1, 4), Fraction(1, 4))


def test_a_figure_on_its_line_lies_in_the_middle():
    assert beside_line(RATE, Decimal("6.5")) == (Fraction(1, 2), Fraction(1, 2), Fraction(1, 2))


@pytest.mark.parametrize("figure", ["0.5", "1", "1.5", "2", "3"])
def test_a_band_has_two_edges_and_the_figure_its_side_of_them(figure):
    place = beside_line(BAND, Decimal(figure))
    assert (place.value < place.low, place.value > place.high) == (Decimal(figure) < 1, Decimal(figure) > 2)
    assert place.low < place.high


@given(st.decimals(-(10**6), 10**6, places=4))
def test_everything_stays_inside_whatever_the_figure(figure):
    for facts in (RATE, BAND):
        assert all(0 < part < 1 for part in beside_line(facts, figure))
