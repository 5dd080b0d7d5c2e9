from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.charts.axis import Scale, grid_values, shown_positions, spread


def test_scale_runs_evenly_and_beyond_its_ends():
    scale = Scale(Fraction(10), Fraction(20), Fraction(100), Fraction(0))
    assert [scale.at(Fraction(value)) for value in (10, 15, 20, 25)] == [100, 50, 0, -50]


def test_scale_of_one_number_puts_it_in_the_middle():
    assert Scale(Fraction(3), Fraction(3), Fraction(0), Fraction(10)).at(Fraction(3)) == 5


@pytest.mark.parametrize("low", ["0", "-3", "-0.07", "-1234.5"])
@pytest.mark.parametrize("high", ["0", "0.0003", "1", "45.9", "100", "2286", "98765432101.5"])
def test_grid_is_round_and_holds_every_value(low, high):
    grid = grid_values(Fraction(low), Fraction(high))
    assert grid[0] <= Fraction(low) <= Fraction(high) <= grid[-1]
    assert 2 <= len(grid) <= 8
    assert len({later - earlier for earlier, later in pairwise(grid)}) == 1
    assert 0 in grid


def test_grid_far_from_zero_stays_there():
    assert grid_values(Fraction("3.5"), Fraction("3.95")) == [
        Fraction(each) for each in ("3.5", "3.6", "3.7", "3.8", "3.9", "4")
    ]


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, []), (1, [0]), (4, [0, 1, 2, 3]), (12, [2, 5, 8, 11]), (15, [2, 5, 8, 11, 14]), (24, [5, 11, 17, 23])],
)
def test_quarters_are_named_along_a_year(count, shown):
    assert shown_positions(count) == shown


@given(st.lists(st.fractions(0, 10, max_denominator=50), max_size=6))
def test_labels_are_kept_apart_in_their_order(places):
    gap, low, high = Fraction(6, 5), Fraction(0), Fraction(11)
    moved = spread(places, gap, low, high)
    ordered = [moved[index] for index in sorted(range(len(places)), key=lambda index: places[index])]
    assert all(low <= place <= high for place in moved)
    assert all(later - earlier >= gap for earlier, later in pairwise(ordered))


def test_labels_far_apart_stay_where_they_are():
    places = [Fraction(9), Fraction(1), Fraction(5)]
    assert spread(places, Fraction(1), Fraction(0), Fraction(10)) == places


def test_more_labels_than_fit_stand_evenly():
    assert spread([Fraction(2)] * 5, Fraction(3), Fraction(0), Fraction(8)) == [0, 2, 4, 6, 8]
