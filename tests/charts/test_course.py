from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.charts.check import faults
from tests.charts.conftest import BAND, CAP, RATE, change, numbers, standing_of, texts
from tests.factories import make_entry, make_target, month
from tracker.charts.course import course
from tracker.charts.marks import DIAMOND, RING, Dot, Label

pytestmark = pytest.mark.usefixtures("english")

FOUR = {1: "4", 2: "8", 3: "12", 4: "18"}
IN_TIME = datetime(2021, 6, 10, tzinfo=UTC)


def names(chart):
    return list(chart.columns[1:-1])


def column(chart, name):
    return [row[list(chart.columns).index(name)] for row in chart.rows]


def test_sum_is_drawn_against_pace_and_target(reported):
    chart = course(standing_of(reported({1: "4", 3: "12"}), 3))
    assert faults(chart) == []
    assert names(chart) == ["Reported", "Pace", "Target"]
    assert texts(column(chart, "Reported")[:4]) == ["4 stations", "–", "12 stations", "–"]
    assert texts(column(chart, "Pace")[::11]) == ["3.33 stations", "40 stations"]
    assert set(texts(column(chart, "Target"))) == {"40 stations"}
    assert [row[0].text for row in chart.rows][::11] == ["January 2021", "December 2021"]


def test_month_without_a_figure_is_a_gap_dashed_over(reported):
    chart = course(standing_of(reported({1: "4", 3: "12"}), 3))
    line, *_others, bridge = chart.figure.data
    assert line.connectgaps is False
    assert list(line.y[:3]) == [4, None, 12]
    assert (list(bridge.x), list(bridge.y), bridge.line.dash) == (
        ["January 2021", "March 2021", None],
        [4, 12, None],
        "dash",
    )
    assert "1 due month has no accepted figure" in chart.sentence
    assert 'class="stroke-accent bridge thin"' in chart.drawing.panels[0].svg
    assert "no figure in between" in [key.name for key in chart.drawing.legend]


def test_year_without_a_gap_says_nothing_of_gaps(reported):
    chart = course(standing_of(reported({1: "4", 2: "8"}), 2))
    assert "no accepted figure" not in chart.sentence
    assert "no figure in between" not in [key.name for key in chart.drawing.legend]
    assert len(chart.figure.data) == 3


@pytest.mark.parametrize("given", [RATE, CAP, BAND], ids=["rate", "cap", "band"])
def test_line_to_hold_has_no_pace_no_forecast_and_an_axis_around_it(reported, given):
    chart = course(standing_of(reported({3: "5.1"}, **given), 6))
    assert faults(chart) == []
    assert not {"Pace", "Forecast"} & set(names(chart))
    assert chart.figure.layout.yaxis.rangemode == "normal"


def test_nothing_reported_is_a_chart_of_what_was_promised(area):
    chart = course(standing_of(make_target(area), 6))
    assert faults(chart) == []
    assert set(texts(column(chart, "Reported"))) == {"–"}
    assert chart.sentence == "A figure is due and none has been accepted."


def test_revised_figure_is_a_step_beside_the_original(reported, wang):
    target = reported({3: "12"})
    change(target, wang, "50")
    chart = course(standing_of(target, 6))
    assert faults(chart) == []
    assert numbers(column(chart, "Target")) == [40] * 4 + [50] * 8
    step = chart.figure.data[list(chart.columns).index("Target") - 1]
    assert step.line.shape == "hv"
    assert column(chart, "Remarks")[4].text == "terms revised"
    assert "Originally promised: 40 stations by December 2021." in chart.sentence


def test_postponed_target_marks_both_due_months(reported, wang):
    target = reported({3: "12"})
    change(target, wang, "40", due=15)
    chart = course(standing_of(target, 6))
    assert faults(chart) == []
    assert [chart.rows[0][0].text, chart.rows[-1][0].text] == ["January 2021", "March 2022"]
    assert "Original target" not in names(chart)
    assert [cell.text for cell in column(chart, "Remarks") if cell.text != "–"] == [
        "filed late",
        "terms revised",
        "originally due",
        "due as revised",
    ]
    said = {mark.text for mark in chart.drawing.panels[0].marks if isinstance(mark, Label)}
    assert said >= {"originally due", "due as revised"}
    assert [shape.x0 for shape in chart.figure.layout.shapes] == [11, 14]
    assert "Originally promised: 40 stations by December 2021." in chart.sentence


def test_what_came_late_and_what_was_corrected_is_marked(area, department, lin, wang):
    target = make_target(area, lead=department)
    make_entry(target, 5, "10", lin, wang, at=IN_TIME)
    make_entry(target, 6, "20", lin, wang, at=IN_TIME)
    make_entry(target, 6, "19", lin, wang, at=IN_TIME, correction_reason="更正")
    make_entry(target, 7, None, lin, wang, at=IN_TIME)
    chart = course(standing_of(target, 7))
    assert faults(chart) == []
    assert texts(column(chart, "Remarks")[4:7]) == ["filed late", "corrected later", "not counted"]
    assert texts(column(chart, "Reported")[4:7]) == ["10 stations", "19 stations", "–"]
    shapes = [mark.shape for mark in chart.drawing.panels[0].marks if isinstance(mark, Dot)]
    assert DIAMOND in shapes
    assert RING in shapes
    assert {"filed late", "corrected later"} <= {key.name for key in chart.drawing.legend}
    markers = chart.figure.data[0].marker
    assert (markers.symbol[4], markers.line.width[5]) == ("diamond", 2.5)


def test_forecast_is_hatched_and_called_an_extrapolation(reported):
    chart = course(standing_of(reported(FOUR), 4))
    assert faults(chart) == []
    assert "an extrapolation, not a report" in chart.sentence
    fastest = chart.figure.data[list(chart.columns).index("Forecast, fastest") - 1]
    assert (fastest.fill, fastest.fillpattern.shape) == ("tonexty", "/")
    assert "from the slowest to the fastest forecast" in [key.name for key in chart.drawing.legend]
    assert "Forecast" not in names(course(standing_of(reported({1: "4"}), 4)))


def test_sentence_begins_with_the_reason_of_the_light(reported):
    standing = standing_of(reported({month_: str(month_) for month_ in range(1, 7)}), 6)
    assert course(standing).sentence.startswith(standing.reason)


def test_unit_stands_at_the_axis_and_in_the_file(reported):
    chart = course(standing_of(reported({6: "20"}), 6))
    assert chart.figure.layout.annotations[0].text == chart.unit == "stations"
    assert "40 stations" in chart.drawing.panels[0].svg


def test_suspension_is_remarked_on_and_no_change_of_terms(reported, wang):
    target = reported({3: "12"})
    change(target, wang, "50", decided=date(2021, 4, 2))
    rows = {row[0].text: row[-1].text for row in course(standing_of(target, 6)).rows}
    assert rows["April 2021"] == "terms revised"
    assert rows["May 2021"] == "–"


def test_figures_are_exact(reported):
    chart = course(standing_of(reported({6: "1240.5"}, value=Decimal(2000)), 6))
    assert column(chart, "Reported")[5].value == Decimal("1240.5")
    assert chart.figure.data[0].y[5] == 1240.5
    assert chart.rows[5][0].text == "June 2021"
    assert month(6) in [figure.month for figure in standing_of(reported({6: "1"}), 6).facts.figures]
