from datetime import date
from decimal import Decimal

import pytest

from tests.charts.conftest import BAND, CAP, RATE, numbers, standing_of
from tests.factories import AT, make_target, month
from tracker.actions.revisions import Ground, Terms, revise
from tracker.charts.course import course
from tracker.choices import Kind
from tracker.models import PlanPoint

pytestmark = pytest.mark.usefixtures("english")

FOUR = {1: "4", 2: "8", 3: "12", 4: "18"}


def names(chart):
    return list(chart.columns[1:])


def column(chart, name):
    return [row[chart.columns.index(name)] for row in chart.rows]


def assert_same_numbers(chart):
    """Each line's points are the table's column of that name, one by one."""
    assert names(chart) == [trace.name for trace in chart.figure.data]
    for trace in chart.figure.data:
        drawn = [None if value is None else Decimal(str(value)) for value in trace.y]
        assert numbers(column(chart, trace.name)) == drawn
        assert len(trace.x) == len(chart.rows)


def change(target, by, value, due=12, decided=date(2021, 5, 20)):
    target.refresh_from_db()
    terms = Terms(Decimal(value), None, month(due) if due <= 12 else month(due - 12, 2022), target.lead)
    ground = Ground("上级调整", "第12号会议纪要", decided)
    revise(target=target, terms=terms, ground=ground, by=by, at=AT, row_version=target.row_version)


def test_sum_is_drawn_against_pace_and_target(reported):
    chart = course(standing_of(reported({1: "4", 3: "12"}), 3))
    assert_same_numbers(chart)
    assert names(chart) == ["Reported", "Pace", "Target"]
    assert column(chart, "Reported")[:4] == ["4 stations", "–", "12 stations", "–"]
    assert column(chart, "Pace")[::11] == ["3.33 stations", "40 stations"]
    assert set(column(chart, "Target")) == {"40 stations"}
    assert [row[0] for row in chart.rows][::11] == ["January 2021", "December 2021"]


def test_months_not_reported_are_gaps_and_never_zero(reported):
    reported_line = course(standing_of(reported({1: "4", 3: "0"}), 6)).figure.data[0]
    assert list(reported_line.y) == [4, None, 0, *[None] * 9]


def test_later_figures_do_not_show_in_an_earlier_month(reported):
    chart = course(standing_of(reported(FOUR), 2))
    assert [cell for cell in column(chart, "Reported") if cell != "–"] == ["4 stations", "8 stations"]


@pytest.mark.parametrize(("figures", "shown"), [({1: "4", 2: "8", 3: "12"}, False), (FOUR, True)])
def test_forecast_needs_four_figures(reported, figures, shown):
    chart = course(standing_of(reported(figures), 6))
    assert_same_numbers(chart)
    assert ("Forecast" in names(chart)) is shown
    assert ("an extrapolation, not a report" in chart.sentence) is shown


def test_forecast_runs_dotted_from_the_last_figure_to_the_due_month(reported):
    chart = course(standing_of(reported(FOUR), 4))
    line = chart.figure.data[names(chart).index("Forecast")]
    assert line.line.dash == "dot"
    drawn = {index: value for index, value in enumerate(line.y) if value is not None}
    assert drawn == {3: 18, 11: 52.67}  # 18 and eight times the median slope of 13/3


@pytest.mark.parametrize("given", [RATE, CAP, BAND], ids=["rate", "cap", "band"])
def test_line_to_hold_has_no_pace_and_no_forecast(reported, given):
    chart = course(standing_of(reported(FOUR, **given), 6))
    assert_same_numbers(chart)
    assert names(chart)[0] == "Reported"
    assert not {"Pace", "Forecast"} & set(names(chart))


def test_cap_is_called_a_cap(reported):
    chart = course(standing_of(reported({6: "3.7"}, **CAP), 6))
    assert names(chart) == ["Reported", "Cap"]
    assert set(column(chart, "Cap")) == {"3.8%"}


def test_band_has_both_edges(reported):
    chart = course(standing_of(reported({6: "68"}, **BAND), 6))
    assert names(chart) == ["Reported", "Lower edge", "Upper edge"]
    assert (set(column(chart, "Lower edge")), set(column(chart, "Upper edge"))) == ({"65%"}, {"75%"})


def test_revision_is_a_step_beside_the_original(reported, wang):
    target = reported({3: "12"})
    change(target, wang, "50")
    chart = course(standing_of(target, 6))
    assert_same_numbers(chart)
    assert numbers(column(chart, "Target")) == [40] * 4 + [50] * 8
    assert set(column(chart, "Original target")) == {"40 stations"}
    step = chart.figure.data[names(chart).index("Target")]
    assert step.line.shape == "hv"


def test_revision_is_not_drawn_before_it_was_decided(reported, wang):
    target = reported({3: "12"})
    change(target, wang, "50")
    chart = course(standing_of(target, 4))
    assert "Original target" not in names(chart)
    assert set(column(chart, "Target")) == {"40 stations"}


def test_postponed_target_is_drawn_to_its_new_month(reported, wang):
    target = reported({3: "12"})
    change(target, wang, "40", due=15)
    chart = course(standing_of(target, 6))
    assert [chart.rows[0][0], chart.rows[-1][0]] == ["January 2021", "March 2022"]
    assert column(chart, "Pace")[-1] == "40 stations"
    assert "Original target" not in names(chart)


def test_pace_of_a_level_begins_at_its_baseline(reported):
    chart = course(standing_of(reported({6: "42"}, kind=Kind.LEVEL, value=Decimal(45), baseline=Decimal(39)), 6))
    assert numbers(column(chart, "Pace"))[5::6] == [42, 45]


def test_pace_follows_the_plan_and_begins_with_the_work(area):
    planned = make_target(area)
    PlanPoint.objects.create(target=planned, month=month(6), share=Decimal("0.25"))
    assert numbers(column(course(standing_of(planned, 6)), "Pace"))[4:7] == [0, 10, 10]
    late = make_target(area, start=month(9))
    assert column(course(standing_of(late, 6)), "Pace")[6:9] == ["–", "–", "10 stations"]


def test_sentence_is_the_reason_of_the_light(reported):
    standing = standing_of(reported({6: "20"}), 6)
    assert course(standing).sentence == standing.reason == "50% done by June 2021, 50% expected."


def test_drawing_has_a_line_each_and_a_mark_for_each_figure(reported):
    chart = course(standing_of(reported(FOUR), 6))
    assert chart.drawing.count("<polyline") == len(chart.figure.data)
    assert chart.drawing.count("<circle") == 4
    assert "style" not in chart.drawing


def test_unit_stands_at_the_axis(reported):
    assert course(standing_of(reported({6: "20"}), 6)).figure.layout.annotations[0].text == "stations"
