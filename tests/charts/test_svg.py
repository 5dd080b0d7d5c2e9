import re
from fractions import Fraction
from itertools import pairwise

import pytest

from tracker.charts.svg import HEIGHT, LEFT, RIGHT, WIDTH, Line, grid_values, lines, stacked


def points(drawing: str) -> list[tuple[float, float]]:
    """The points of every line drawn."""
    pairs = " ".join(re.findall(r'points="([^"]*)"', drawing)).split()
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in pairs)]


def ticks(drawing: str) -> list[str]:
    """What stands along the upright axis."""
    return re.findall(r'<text class="tick end"[^>]*>([^<]*)', drawing)


def test_a_line_runs_from_edge_to_edge_and_upward_with_its_values():
    drawing = lines(
        [Line("stroke-done", [(0, Fraction(0)), (1, Fraction(5)), (2, Fraction(10))])], ["a", "b", "c"], "x"
    )
    across = [x for x, _y in points(drawing)]
    up = [y for _x, y in points(drawing)]
    assert (across[0], across[-1]) == (LEFT, WIDTH - RIGHT)
    assert up == sorted(up, reverse=True)
    assert up[1] == (up[0] + up[2]) / 2


@pytest.mark.parametrize("values", [["0"], ["-3", "5"], ["-3", "-1"], ["0.0001"], ["12345678901"], []])
def test_every_point_lies_on_the_sheet(values):
    drawing = lines([Line("a", [(i, Fraction(v)) for i, v in enumerate(values)])], [str(i) for i in range(12)], "x")
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points(drawing))


def test_axis_names_round_numbers_shortly():
    drawing = lines([Line("a", [(0, Fraction(-2)), (1, Fraction(2000))])], ["a", "b"], "x")
    assert ticks(drawing) == ["−500", "0", "500", "1,000", "1,500", "2,000"]


@pytest.mark.parametrize("low", ["0", "-3", "-0.07", "-1234.5"])
@pytest.mark.parametrize("high", ["0", "0.0003", "1", "45.9", "100", "2286", "98765432101.5"])
def test_grid_is_round_and_holds_every_value(low, high):
    grid = grid_values(Fraction(low), Fraction(high))
    assert grid[0] <= Fraction(low) <= Fraction(high) <= grid[-1]
    assert 2 <= len(grid) <= 8
    assert len({later - earlier for earlier, later in pairwise(grid)}) == 1
    assert 0 in grid


def test_marks_are_drawn_where_asked():
    line = [(0, Fraction(1)), (3, Fraction(2))]
    assert lines([Line("a", line, marks=True)], ["m"] * 4, "x").count("<circle") == 2
    assert "<circle" not in lines([Line("a", line)], ["m"] * 4, "x")


def test_long_axes_are_labelled_at_every_other_place():
    drawing = lines([], [f"m{i}" for i in range(12)], "x")
    assert re.findall(r'class="tick middle"[^>]*>([^<]*)', drawing) == ["m0", "m2", "m4", "m6", "m8", "m10"]


def test_stacked_pieces_follow_one_another_on_a_common_scale():
    drawing = stacked([("A", [("done", 2), ("behind", 0), ("no-data", 2)]), ("B", [("done", 1)])], "x")
    found = re.findall(r'class="fill-([\w-]+)" x="([\d.]+)" y="(\d+)" width="([\d.]+)"', drawing)
    shapes = [(css, float(x), float(width)) for css, x, _y, width in found]
    unit = (WIDTH - 190 - RIGHT) / 4
    assert shapes == [
        ("done", 190, pytest.approx(2 * unit - 1, abs=0.1)),
        ("no-data", 190 + 2 * unit, pytest.approx(2 * unit - 1, abs=0.1)),
        ("done", 190, pytest.approx(unit - 1, abs=0.1)),
    ]


def test_nothing_to_stack_is_an_empty_sheet():
    assert "<rect" not in stacked([], "x")


def test_names_are_escaped_and_nothing_is_styled_in_place():
    for drawing in (
        lines([Line("a", [(0, Fraction(1))])], ['<b>"'], '<i>"'),
        stacked([('<b>"', [("done", 1)])], '<i>"'),
    ):
        assert "<b>" not in drawing
        assert "<i>" not in drawing
        assert "style" not in drawing
        assert 'role="img" aria-label="&lt;i&gt;&quot;"' in drawing
