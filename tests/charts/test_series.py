from decimal import Decimal

from tests.charts.conftest import BAND, CAP, RATE, change, standing_of
from tests.factories import make_target, month
from tracker.charts import series
from tracker.charts.series import forecasts, months_of, pace, promised
from tracker.choices import Kind
from tracker.models import PlanPoint

YEAR = [month(number) for number in range(1, 13)]
FOUR = {1: "4", 2: "8", 3: "12", 4: "18"}


def test_months_run_to_the_later_of_year_and_due_month(reported, wang):
    target = reported({3: "12"})
    assert months_of(standing_of(target, 6)) == YEAR
    change(target, wang, "40", due=15)
    assert months_of(standing_of(target, 6))[-1] == month(3, 2022)


def test_months_not_reported_are_none_and_never_zero(reported):
    line = series.reported(standing_of(reported({1: "4", 3: "0"}), 6), YEAR)
    assert line.values == [4, None, 0, *[None] * 9]
    assert line.is_marked


def test_later_figures_do_not_show_in_an_earlier_month(reported):
    line = series.reported(standing_of(reported(FOUR), 2), YEAR)
    assert [value for value in line.values if value is not None] == [4, 8]


def test_pace_of_a_level_begins_at_its_baseline(reported):
    level = reported({6: "42"}, kind=Kind.LEVEL, value=Decimal(45), baseline=Decimal(39))
    (line,) = pace(standing_of(level, 6), YEAR)
    assert (line.values[5], line.values[11]) == (42, 45)


def test_pace_follows_the_plan_and_begins_with_the_work(area):
    planned = make_target(area)
    PlanPoint.objects.create(target=planned, month=month(6), share=Decimal("0.25"))
    assert pace(standing_of(planned, 6), YEAR)[0].values[4:7] == [0, 10, 10]
    late = make_target(area, start=month(9))
    assert pace(standing_of(late, 6), YEAR)[0].values[6:9] == [None, None, 10]


def test_line_to_hold_has_no_pace_and_no_forecast(reported):
    for given in (RATE, CAP, BAND):
        standing = standing_of(reported(FOUR, **given), 6)
        assert pace(standing, YEAR) == forecasts(standing, YEAR) == []


def test_band_has_both_edges(reported, english):
    low, high = promised(standing_of(reported({6: "68"}, **BAND), 6), YEAR)
    assert [(low.name, set(low.values)), (high.name, set(high.values))] == [("Lower edge", {65}), ("Upper edge", {75})]


def test_revision_is_a_step_beside_the_original(reported, wang, english):
    target = reported({3: "12"})
    change(target, wang, "50")
    line, original = promised(standing_of(target, 6), YEAR)
    assert (line.name, list(line.values), line.is_stepped) == ("Target", [40] * 4 + [50] * 8, True)
    assert (original.name, set(original.values), original.dash) == ("Original target", {40}, "dot")


def test_revised_band_has_its_original_edges(reported, wang, english):
    target = reported({3: "68"}, **BAND)
    change(target, wang, "80")
    names = [line.name for line in promised(standing_of(target, 6), YEAR)]
    assert names == ["Lower edge", "Original lower edge", "Upper edge", "Original upper edge"]


def test_revision_is_not_drawn_before_it_was_decided(reported, wang):
    target = reported({3: "12"})
    change(target, wang, "50")
    (line,) = promised(standing_of(target, 4), YEAR)
    assert set(line.values) == {40}


def test_forecast_needs_four_figures_and_runs_from_the_last_to_the_due_month(reported, english):
    assert forecasts(standing_of(reported({1: "4", 2: "8", 3: "12"}), 6), YEAR) == []
    lines = forecasts(standing_of(reported(FOUR), 4), YEAR)
    assert [line.name for line in lines] == ["Forecast", "Forecast, slowest", "Forecast, fastest"]
    ends = [{index: value for index, value in enumerate(line.values) if value is not None} for line in lines]
    # 18 and eight times the median slope of 13/3; the slowest step is 4, the fastest 6
    assert ends == [{3: 18, 11: Decimal(end)} for end in ("52.67", "50", "66")]
