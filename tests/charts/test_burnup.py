from datetime import date

import pytest

from tests.charts.check import faults
from tests.factories import make_target, month
from tracker.charts.burnup import burn_up
from tracker.queries.standings import ledger

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def draw(report, area, reported):
    """Five targets: done in May, on pace, never reported, beginning in April, and due in June and not reached."""
    reported({5: "40"}, value=40)
    reported({1: "20", 4: "25"})
    make_target(area)
    make_target(area, start=month(4))
    reported({5: "38"}, due=month(6))
    return lambda number: burn_up(ledger(report), month(number))


def column(chart, index):
    return [int(row[index].text) for row in chart.rows]


def test_lines_count_scope_kept_done_and_missed(draw):
    chart = draw(7)
    assert faults(chart) == []
    assert column(chart, 1) == [4, 4, 4, 5, 5, 5, 5]
    assert column(chart, 2) == [1, 1, 1, 1, 3, 2, 2]
    assert column(chart, 3) == [0] * 7
    assert column(chart, 4) == [0, 0, 0, 0, 0, 1, 1]
    assert [row[0].text for row in chart.rows][:2] == ["January 2021", "February 2021"]


def test_sentence_says_the_last_month_and_what_was_missed(draw):
    assert draw(5).sentence == "By May 2021, 0 of 5 targets in scope are done, 3 done or on pace."
    assert draw(6).sentence.endswith("Missed at the end of their due month: 1.")


def test_axis_is_the_whole_year_and_the_lines_end_with_the_month(draw):
    chart = draw(2)
    assert faults(chart) == []
    assert len(chart.figure.layout.xaxis.categoryarray) == 12
    assert {len(trace.y) for trace in chart.figure.data} == {2}


def test_first_month_is_a_point_each(draw):
    chart = draw(1)
    assert faults(chart) == []
    assert len(chart.rows) == 1
    assert chart.drawing.panels[0].svg.count("<circle") == 4


def test_lines_are_told_apart_without_colour(draw):
    assert len({trace.line.dash for trace in draw(6).figure.data}) == 4


def test_legend_says_the_last_counts(draw):
    assert [key.name for key in draw(6).drawing.legend] == ["In scope 5", "Done or on pace 2", "Done 0", "Missed 1"]


def test_before_the_first_month_there_is_no_chart(report, area):
    make_target(area)
    assert burn_up(ledger(report), date(2020, 12, 1)) is None


def test_nothing_in_scope_is_said(report, area):
    make_target(area, start=month(9))
    chart = burn_up(ledger(report), month(3))
    assert faults(chart) == []
    assert chart.sentence == "At the end of March 2021, no target is in scope."
