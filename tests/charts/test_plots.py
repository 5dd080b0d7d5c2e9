from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest

from tests.factories import month
from tracker.charts.axis import Scale
from tracker.charts.marks import CIRCLE, DIAMOND, RING, At, Bar, Dot, Label, Stroke
from tracker.charts.plots import (
    Line,
    Point,
    Sheet,
    Upright,
    Wedge,
    bridges,
    end_marks,
    floor_mark,
    grid_marks,
    grid_of,
    line_marks,
    month_axis,
    month_marks,
    runs,
    time_panel,
    upright_marks,
    wedge_marks,
)

F = Fraction
SHEET = Sheet(12, Scale(F(0), F(10), F(11), F(1)))
YEAR = [month(number) for number in range(1, 13)]


def points(**values):
    """`points(a0=4, a2=8)`: values at positions."""
    return [Point(int(name[1:]), F(value), At(int(name[1:]), 1)) for name, value in values.items()]


def of(kind, marks):
    return [mark for mark in marks if isinstance(mark, kind)]


def test_positions_run_from_edge_to_edge_and_values_upward():
    assert [SHEET.x(0), SHEET.x(11)] == [2, 98]
    assert SHEET.place(Point(0, F(10))) == (2, 1)
    assert SHEET.place(Point(11, F(0))) == (98, 11)


def test_one_position_has_a_place():
    assert Sheet(1, SHEET.values).x(0) == 2


def test_stretches_end_where_a_month_is_missing():
    line = points(a0=1, a1=2, a4=3, a6=4)
    assert [[point.position for point in run] for run in runs(line)] == [[0, 1], [4], [6]]
    assert [(before.position, after.position) for before, after in bridges(line)] == [(1, 4), (4, 6)]
    assert bridges(points(a0=1, a1=2)) == bridges([]) == []


def test_marked_line_is_whole_between_neighbours_and_dashed_over_a_gap():
    marks = line_marks(SHEET, Line("accent", points(a0=1, a1=2, a4=3), is_marked=True))
    whole, bridge = of(Stroke, marks)
    assert (whole.dash, [x for x, _y in whole.places]) == ("solid", [SHEET.x(0), SHEET.x(1)])
    assert (bridge.dash, [x for x, _y in bridge.places]) == ("bridge", [SHEET.x(1), SHEET.x(4)])
    assert [dot.cells for dot in of(Dot, marks)] == [(At(0, 1),), (At(1, 1),), (At(4, 1),)]


def test_dot_tells_what_came_late_and_what_was_corrected():
    shapes = {0: (DIAMOND,), 1: (CIRCLE, RING)}
    late, corrected, ring = of(
        Dot, line_marks(SHEET, Line("accent", points(a0=1, a1=2), is_marked=True, shapes=shapes))
    )
    assert (late.shape, corrected.shape, ring.shape) == (DIAMOND, CIRCLE, RING)
    assert ring.cells == ()


def test_line_without_marks_is_one_stroke_and_a_single_point_a_dot():
    (stroke,) = line_marks(SHEET, Line("ink", points(a0=1, a2=3), "dot", is_stepped=True))
    assert (stroke.cells, stroke.is_stepped, stroke.dash) == ((At(0, 1), At(2, 1)), True, "dot")
    (dot,) = line_marks(SHEET, Line("ink", points(a0=1)))
    assert (type(dot), dot.cells) == (Dot, (At(0, 1),))
    assert line_marks(SHEET, Line("ink", [])) == []


@pytest.mark.parametrize(
    ("values", "from_zero", "low", "high"),
    [
        ([3, 4], True, 0, 4),
        ([], True, 0, F("0.2")),
        ([], False, 0, F("0.2")),
        ([-2, 5], True, -2, 6),
        ([60, 75], False, 55, 80),
    ],
)
def test_grid_begins_at_zero_or_around_the_lines(values, from_zero, low, high):
    grid = grid_of([Line("ink", [Point(i, F(value)) for i, value in enumerate(values)])], from_zero=from_zero)
    assert (grid[0], grid[-1]) == (low, high)


def test_grid_says_its_values_and_the_topmost_its_unit():
    labels = of(Label, grid_marks(SHEET, [F(0), F(5000), F(10000)], "家"))
    assert [label.text for label in labels] == ["0", "5,000", "10,000 家"]
    assert floor_mark(SHEET).places == ((0, 11), (100, 11))


def test_quarters_are_named_and_a_later_year_where_there_is_room():
    months = [*YEAR, date(2022, 1, 1), date(2022, 2, 1), date(2022, 3, 1)]
    labels = month_marks(Sheet(15, SHEET.values), months, F(12))
    assert [(label.text, label.lead) for label in labels][-2:] == [("12月", ""), ("3月", "2022年")]
    assert (labels[-1].anchor, labels[0].anchor) == ("end", "middle")


def test_ends_are_named_apart_and_inside_the_sheet():
    lines = [Line("ink", points(a11=value), end=str(value), lead="Line") for value in (5, 5, 5)]
    labels = end_marks(SHEET, lines)
    heights = sorted(label.y for label in labels)
    assert all(later - earlier >= F(6, 5) for earlier, later in pairwise(heights))
    assert {(label.anchor, label.lead) for label in labels} == {("end", "Line")}
    (early,) = end_marks(SHEET, [Line("ink", points(a1=5), end="5")])
    assert (early.anchor, early.x > SHEET.x(1)) == ("start", True)


def test_range_is_hatched_from_its_point_to_its_edges():
    marks = wedge_marks(SHEET, Wedge(Point(3, F(2)), 11, F(4), F(8)))
    assert {mark.colour for mark in marks} == {"no-data"}
    lows, highs = [mark.places[0] for mark in marks], [mark.places[1] for mark in marks]
    assert lows[-1] == SHEET.place(Point(11, F(4)))
    assert highs[-1] == SHEET.place(Point(11, F(8)))
    assert all(x > SHEET.x(3) for x, _y in lows)


def test_upright_marks_have_their_names_on_lines_of_their_own():
    marks = upright_marks(SHEET, [Upright(2, "before", "dot"), Upright(11, "after", "dash")])
    before, after = of(Label, marks)
    assert (before.anchor, after.anchor) == ("start", "end")
    assert before.y < after.y
    assert [stroke.places[0][0] for stroke in of(Stroke, marks)] == [SHEET.x(2), SHEET.x(11)]


def test_panel_holds_it_all_and_grows_with_its_upright_marks():
    line = Line("accent", points(a0=1, a1=2), is_marked=True)
    plain = time_panel([line], YEAR, "Course")
    taller = time_panel([line], YEAR, "Course", uprights=[Upright(5, "due", "dot")])
    assert plain.label == "Course"
    assert taller.height - plain.height == F(6, 5)
    assert not of(Bar, plain.marks)
    assert all(0 <= mark.y <= plain.height for mark in of(Label, plain.marks))


def test_months_of_the_library_have_whole_names_and_show_short_ones(english):
    axis = month_axis(YEAR)
    assert axis["categoryarray"][0] == "January 2021"
    assert dict(zip(axis["tickvals"], axis["ticktext"], strict=True)) == {
        f"{name} 2021": name[:3] for name in ("March", "June", "September", "December")
    }
