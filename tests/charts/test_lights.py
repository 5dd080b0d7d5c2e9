import pytest

from tests.charts.conftest import RATE
from tests.factories import make_area, make_target, month
from tracker.charts.lights import lights_by_area
from tracker.charts.theme import colour
from tracker.choices import Light
from tracker.models import Policy, Report
from tracker.queries.standings import by_area, policy_of, standings

pytestmark = pytest.mark.usefixtures("english")


def chart_of(report, number):
    return lights_by_area(by_area(report.areas.all(), standings(report, month(number)), policy_of(report)))


@pytest.fixture
def several(report, area, reported):
    """Three areas, the last without a target; one light at least of most kinds."""
    reported({6: "20"})
    reported({6: "1"})
    second = make_area(report)
    reported({6: "1"}, area=second)
    make_target(second)
    reported({6: "5.1"}, area=second, **RATE)
    make_area(report, name_en="Empty")
    return report


def test_table_and_figure_hold_the_same_counts(several):
    chart = chart_of(several, 6)
    for trace in chart.figure.data:
        light = next(light for light in Light if trace.name == f"{light.symbol} {light.label}")
        column = list(chart.columns).index(str(light.label))
        cells = {row[0]: row[column] for row in chart.rows}
        assert [cells[name] for name in trace.y] == [str(count) for count in trace.x]
        assert trace.marker.color == colour(light)
    drawn = sum(sum(trace.x) for trace in chart.figure.data)
    assert drawn == sum(int(cell) for row in chart.rows for cell in row[1:]) == 5


def test_lights_nobody_has_are_not_drawn(several):
    shown = {trace.name for trace in chart_of(several, 6).figure.data}
    assert shown == {"● On pace", "■ Far behind", "○ Not reported", "▲ Slightly behind"}


def test_area_without_target_is_a_row_and_no_bar(several):
    chart = chart_of(several, 6)
    assert chart.rows[-1] == ["Empty", *["0"] * len(Light)]
    assert "Empty" not in chart.figure.data[0].y
    assert "Empty" not in chart.drawing


def test_drawing_has_a_piece_for_each_count_above_zero(several):
    chart = chart_of(several, 6)
    assert chart.drawing.count("<rect") == sum(1 for trace in chart.figure.data for count in trace.x if count)
    assert "style" not in chart.drawing


def test_sentence_names_the_month_and_the_area_furthest_behind(several):
    sentence = chart_of(several, 6).sentence
    assert "at the end of June 2021" in sentence
    assert sentence.endswith("Most that are far behind: Area 0 (1).")


def test_sentence_names_no_area_when_none_is_far_behind(report, area, reported):
    reported({6: "20"})
    assert chart_of(report, 6).sentence == "Targets of each task area by light, at the end of June 2021."


def test_report_without_targets_makes_an_empty_chart(report, area):
    chart = chart_of(report, 6)
    assert not chart.figure.data
    assert [row[1:] for row in chart.rows] == [["0"] * len(Light)]


def test_thresholds_of_the_report_decide(several):
    Policy.objects.update(far_behind_over=100)
    shown = [trace.name for trace in chart_of(Report.objects.get(), 6).figure.data]
    assert "■ Far behind" not in shown
