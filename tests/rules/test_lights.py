"""Every cell of the light table (docs/rules.md), row by row and column by column, and every edge it names."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.factories import make_facts, month
from tracker.choices import Bucket, Cadence, Comparison, Kind, Light
from tracker.rules.facts import Policy, Reason
from tracker.rules.lights import bucket, judge

TIANJIN = Policy()
YINCHUAN = Policy(behind_over=Decimal(10))
STRICT = Policy(far_behind_over=Decimal(10))


def share(kind, comparison=Comparison.AT_LEAST, value="100", **given):
    return lambda **more: make_facts(kind, comparison, value, **given | more)


FILLED = {
    "cumulative": share(Kind.CUMULATIVE),
    "cumulative between": share(Kind.CUMULATIVE, Comparison.BETWEEN, value_high="150"),
    "cumulative about": share(Kind.CUMULATIVE, Comparison.ABOUT, "110", tolerance="10"),
    "cumulative exact": share(Kind.CUMULATIVE, Comparison.EXACT),
    "level": share(Kind.LEVEL),
    "level from zero": share(Kind.LEVEL, baseline="0"),
    "milestone": share(Kind.MILESTONE),
    "milestone all": share(Kind.MILESTONE, Comparison.ALL),
}
RATES = {"at least": share(Kind.RATE, value="6.5"), "all": share(Kind.RATE, Comparison.ALL, "6.5")}
CAPS = {kind.value: share(kind, Comparison.AT_MOST, "3.8") for kind in Kind}
BANDS = {
    "rate about": share(Kind.RATE, Comparison.ABOUT, "70", tolerance="5"),
    "rate between": share(Kind.RATE, Comparison.BETWEEN, "65", value_high="75"),
    "level about": share(Kind.LEVEL, Comparison.ABOUT, "70", tolerance="5"),
    "level between": share(Kind.LEVEL, Comparison.BETWEEN, "65", value_high="75"),
}
ALL = [pytest.param(make, id=name) for column in (FILLED, RATES, CAPS, BANDS) for name, make in column.items()]
HELD = [pytest.param(make, id=name) for column in (RATES, CAPS, BANDS) for name, make in column.items()]
HELD_WITH_GOOD_FIGURE = [
    pytest.param(make, value, id=name)
    for column, value in ((RATES, "7"), (CAPS, "3.5"), (BANDS, "70"))
    for name, make in column.items()
]


def column(makers):
    return pytest.mark.parametrize("make", [pytest.param(make, id=name) for name, make in makers.items()])


def light_of(facts, at, policy=TIANJIN):
    verdict = judge(facts, policy, month(at))
    return verdict.light, verdict.reason


@pytest.mark.parametrize("make", ALL)
@pytest.mark.parametrize("at", [1, 6, 12])
@pytest.mark.parametrize("figures", [{}, {1: "1"}, {1: "100"}], ids=["silent", "begun", "full"])
def test_row_1_suspended_comes_before_everything(make, at, figures):
    facts = make(figures=figures, completes=frozenset(figures), suspended=True)
    assert light_of(facts, at) == (Light.SUSPENDED, Reason.SUSPENDED)


@column(FILLED)
@pytest.mark.parametrize("at", [3, 11, 12])
def test_row_2_a_filled_target_is_done_once_its_completion_is_accepted(make, at):
    assert light_of(make(figures={3: "100"}, completes={3}), at) == (Light.DONE, Reason.COMPLETED)


@column(FILLED)
def test_row_2_an_accepted_completion_below_the_target_is_not_done(make):
    assert light_of(make(figures={6: "99.9999"}, completes={6}), 6) == (Light.ON_PACE, Reason.KEPT_UP)
    assert light_of(make(figures={12: "99.9999"}, completes={12}), 12) == (Light.FAR_BEHIND, Reason.PAST_DUE)


def test_row_2_a_completion_accepted_earlier_stands_while_the_figure_holds():
    facts = make_facts(figures={6: "100", 7: "101"}, completes={6})
    assert light_of(facts, 7) == (Light.DONE, Reason.COMPLETED)


@pytest.mark.parametrize(
    ("make", "held", "missed"),
    [
        *[pytest.param(make, ["6.5", "6.5001", "20"], ["6.4999", "0", "-1"], id=name) for name, make in RATES.items()],
        *[pytest.param(make, ["3.8", "3.7", "0"], ["3.8001", "4.18", "9"], id=name) for name, make in CAPS.items()],
        *[
            pytest.param(make, ["65", "70", "75"], ["64.9999", "75.0001", "-1"], id=name)
            for name, make in BANDS.items()
        ],
    ],
)
def test_rows_2_and_4_a_line_is_held_or_missed_when_the_year_is_closed(make, held, missed):
    for value in held:
        assert light_of(make(figures={12: value}), 12) == (Light.DONE, Reason.HELD_AT_CLOSE)
    for value in missed:
        assert light_of(make(figures={12: value}), 12)[0] == Light.FAR_BEHIND


@pytest.mark.parametrize("make", ALL)
@pytest.mark.parametrize("figures", [{}, {2: "1"}], ids=["silent", "reported early"])
def test_row_3_nothing_is_due_before_the_start_month(make, figures):
    facts = make(start=9, figures=figures)
    assert light_of(facts, 8) == (Light.NOT_DUE, Reason.BEFORE_START)


@pytest.mark.parametrize("make", ALL)
def test_row_3_nothing_is_due_before_the_first_quarter_ends(make):
    facts = make(cadence=Cadence.QUARTER)
    assert light_of(facts, 2) == (Light.NOT_DUE, Reason.NOTHING_DUE)
    assert light_of(facts, 3) == (Light.NO_DATA, Reason.NONE_ACCEPTED)


@pytest.mark.parametrize("make", HELD)
def test_row_3_a_line_is_not_judged_before_its_first_figure_is_due(make):
    assert light_of(make(cadence=Cadence.QUARTER, figures={1: "-1"}), 2) == (Light.NOT_DUE, Reason.NOTHING_DUE)
    assert light_of(make(cadence=Cadence.QUARTER, figures={1: "-1"}), 3)[0] != Light.NOT_DUE


@column(FILLED)
def test_row_4_red_is_a_gap_over_thirty_points(make):
    assert light_of(make(figures={6: "20"}), 6) == (Light.BEHIND, Reason.GAP)
    assert light_of(make(figures={6: "19.9999"}), 6) == (Light.FAR_BEHIND, Reason.GAP)


@column(FILLED)
def test_row_4_red_is_a_target_unfinished_in_its_due_month(make):
    assert light_of(make(figures={12: "99"}), 11) != (Light.FAR_BEHIND, Reason.PAST_DUE)
    assert light_of(make(figures={12: "99"}), 12) == (Light.FAR_BEHIND, Reason.PAST_DUE)
    assert light_of(make(figures={12: "69"}), 12) == (Light.FAR_BEHIND, Reason.GAP)
    assert light_of(make(figures={5: "90"}, due=6), 7) == (Light.FAR_BEHIND, Reason.PAST_DUE)


@column(FILLED)
@pytest.mark.parametrize(
    "figures", [{1: "0", 2: "0", 3: "0"}, {1: "0"}, {1: "0", 3: "0"}], ids=["each month", "then silence", "a gap"]
)
def test_row_4_red_is_nothing_done_three_months_running(make, figures):
    assert light_of(make(figures=figures), 2) == (Light.BEHIND, Reason.GAP)
    assert light_of(make(figures=figures), 3) == (Light.FAR_BEHIND, Reason.NOT_STARTED)


@pytest.mark.parametrize(
    ("figures", "at"),
    [({2: "0", 3: "0"}, 3), ({1: "0", 2: "1", 3: "0"}, 3), ({1: "0", 2: "0", 3: "1"}, 3)],
    ids=["first month unknown", "one month begun", "begun now"],
)
def test_fewer_than_three_known_months_at_nothing_is_not_red(figures, at):
    assert light_of(make_facts(figures=figures), at) == (Light.BEHIND, Reason.GAP)


def test_not_started_counts_from_the_start_month():
    facts = make_facts(start=6, figures={4: "0"})
    assert light_of(facts, 7) == (Light.BEHIND, Reason.GAP)
    assert light_of(facts, 8) == (Light.FAR_BEHIND, Reason.GAP)
    assert light_of(replace(facts, due=month(12, 2022)), 8) == (Light.FAR_BEHIND, Reason.NOT_STARTED)


def test_not_started_is_as_long_as_the_policy_says():
    facts = make_facts(figures={1: "0"})
    assert light_of(facts, 2, replace(TIANJIN, not_started_months=2)) == (Light.FAR_BEHIND, Reason.NOT_STARTED)
    assert light_of(facts, 3, replace(TIANJIN, not_started_months=4)) == (Light.BEHIND, Reason.GAP)


def test_nothing_done_is_no_fault_while_the_plan_expects_nothing():
    facts = make_facts(figures={1: "0", 2: "0", 3: "0"}, plan={6: "0.5"})
    assert light_of(facts, 3) == (Light.ON_PACE, Reason.KEPT_UP)


@column(RATES)
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("-0.0001", (Light.FAR_BEHIND, Reason.BELOW_ZERO)),
        ("0", (Light.BEHIND, Reason.SHORT)),
        ("6.4999", (Light.BEHIND, Reason.SHORT)),
        ("6.5", (Light.ON_PACE, Reason.HELD)),
        ("8", (Light.ON_PACE, Reason.HELD)),
    ],
)
def test_rows_4_6_7_of_a_rate_in_the_open_year(make, value, expected):
    assert light_of(make(figures={6: value}), 6) == expected


def test_a_falling_rate_that_was_promised_to_fall_less_is_held():
    facts = make_facts(Kind.RATE, value="-2", figures={6: "-1.5"})
    assert light_of(facts, 6) == (Light.ON_PACE, Reason.HELD)
    assert light_of(replace(facts, value=Decimal(-1)), 6) == (Light.FAR_BEHIND, Reason.BELOW_ZERO)


@column(RATES)
def test_row_4_a_rate_below_its_target_at_the_close_is_red(make):
    assert light_of(make(figures={12: "6.4"}), 12) == (Light.FAR_BEHIND, Reason.MISSED_AT_CLOSE)


@column(CAPS)
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("3.7", (Light.ON_PACE, Reason.HELD)),
        ("3.8", (Light.ON_PACE, Reason.HELD)),
        ("3.8001", (Light.BEHIND, Reason.OVER)),
        ("4.18", (Light.BEHIND, Reason.OVER)),
        ("4.1801", (Light.FAR_BEHIND, Reason.OVER_MARGIN)),
    ],
)
def test_rows_4_6_7_of_a_cap_in_the_open_year(make, value, expected):
    assert light_of(make(figures={6: value}), 6) == expected


@column(CAPS)
def test_row_4_a_cap_exceeded_at_the_close_is_red(make):
    assert light_of(make(figures={12: "3.9"}), 12) == (Light.FAR_BEHIND, Reason.MISSED_AT_CLOSE)


def test_a_cap_once_exceeded_only_warns_and_is_judged_on_the_years_end():
    facts = make_facts(Kind.RATE, Comparison.AT_MOST, "3.8", figures={6: "4", 9: "3.9", 12: "3.7"})
    lights = [judge(facts, TIANJIN, month(at)).light for at in (6, 9, 12)]
    assert lights == [Light.BEHIND, Light.BEHIND, Light.DONE]


@column(BANDS)
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("64.9999", (Light.BEHIND, Reason.OUTSIDE)),
        ("65", (Light.ON_PACE, Reason.HELD)),
        ("75", (Light.ON_PACE, Reason.HELD)),
        ("75.0001", (Light.BEHIND, Reason.OUTSIDE)),
        ("-5", (Light.BEHIND, Reason.OUTSIDE)),
    ],
)
def test_rows_6_7_of_a_band_in_the_open_year(make, value, expected):
    assert light_of(make(figures={6: value}), 6) == expected


@column(BANDS)
def test_row_4_a_band_left_at_the_close_is_red(make):
    assert light_of(make(figures={12: "64"}), 12) == (Light.FAR_BEHIND, Reason.MISSED_AT_CLOSE)


def test_an_exact_rate_is_a_band_of_one_figure():
    facts = make_facts(Kind.RATE, Comparison.EXACT, "5")
    for value, light in (("5", Light.ON_PACE), ("5.0001", Light.BEHIND), ("4.9999", Light.BEHIND)):
        assert judge(replace(facts, figures=make_facts(figures={6: value}).figures), TIANJIN, month(6)).light == light


@pytest.mark.parametrize("make", ALL)
@pytest.mark.parametrize("at", [1, 6, 12])
def test_row_5_without_an_accepted_figure_there_is_no_data_and_never_a_zero(make, at):
    verdict = judge(make(), TIANJIN, month(at))
    assert (verdict.light, verdict.reason) == (Light.NO_DATA, Reason.NONE_ACCEPTED)
    assert verdict.done is None
    assert verdict.gap is None


@pytest.mark.parametrize(("make", "value"), HELD_WITH_GOOD_FIGURE)
@pytest.mark.parametrize(("cadence", "first", "fresh", "stale"), [(Cadence.MONTH, 6, 7, 8), (Cadence.QUARTER, 3, 8, 9)])
def test_row_5_a_line_goes_stale_after_two_missed_periods(make, value, cadence, first, fresh, stale):
    facts = make(cadence=cadence, figures={first: value})
    assert light_of(facts, fresh) == (Light.ON_PACE, Reason.HELD)
    assert light_of(facts, stale) == (Light.NO_DATA, Reason.STALE)


def test_row_4_comes_before_a_stale_figure():
    assert light_of(make_facts(Kind.RATE, value="6.5", figures={3: "-1"}), 9) == (Light.FAR_BEHIND, Reason.BELOW_ZERO)
    assert light_of(make_facts(Kind.RATE, value="6.5", figures={3: "6"}), 12) == (
        Light.FAR_BEHIND,
        Reason.MISSED_SO_FAR,
    )


def test_staleness_is_as_long_as_the_policy_says():
    facts = make_facts(Kind.RATE, value="6.5", figures={6: "7"})
    assert light_of(facts, 7, replace(TIANJIN, stale_periods=1)) == (Light.NO_DATA, Reason.STALE)
    assert light_of(facts, 8, replace(TIANJIN, stale_periods=3)) == (Light.ON_PACE, Reason.HELD)


@pytest.mark.parametrize(("make", "value"), HELD_WITH_GOOD_FIGURE)
def test_a_line_is_done_only_by_the_due_months_own_figure(make, value):
    assert light_of(make(figures={11: value}), 12) == (Light.ON_PACE, Reason.AWAITING_CLOSE)
    assert light_of(make(figures={10: value}), 12) == (Light.NO_DATA, Reason.STALE)
    assert light_of(make(figures={11: value, 12: value}), 12) == (Light.DONE, Reason.HELD_AT_CLOSE)


@column(FILLED)
@pytest.mark.parametrize(
    ("at", "value", "light"),
    [
        (6, "50", Light.ON_PACE),
        (6, "49", Light.BEHIND),
        (6, "20", Light.BEHIND),
        (6, "19", Light.FAR_BEHIND),
        (3, "25", Light.ON_PACE),
        (3, "24.9999", Light.BEHIND),
    ],
)
def test_rows_6_and_7_the_readers_check_at_the_end_of_june(make, at, value, light):
    assert judge(make(figures={1: "1", at: value}), TIANJIN, month(at)).light == light


@column(FILLED)
def test_row_7_full_but_not_yet_accepted_is_on_pace_and_awaits_checking(make):
    for at in (6, 12):
        assert light_of(make(figures={6: "100"}), at) == (Light.ON_PACE, Reason.UNVERIFIED)


def test_eleven_of_twelve_in_november_is_on_pace():
    verdict = judge(make_facts(value="12", figures={11: "11"}), TIANJIN, month(11))
    assert (verdict.light, verdict.gap) == (Light.ON_PACE, 0)


def test_a_third_that_no_decimal_can_write_is_exactly_on_pace():
    verdict = judge(make_facts(value="3", figures={4: "1"}), TIANJIN, month(4))
    assert (verdict.light, verdict.gap) == (Light.ON_PACE, 0)


def test_light_turns_yellow_one_step_of_a_figure_behind():
    verdict = judge(make_facts(value="99999999999", figures={6: "49999999999.4999"}), TIANJIN, month(6))
    assert (verdict.light, verdict.gap > 0) == (Light.BEHIND, True)


@pytest.mark.parametrize(("value", "light"), [("7", Light.BEHIND), ("6.9999", Light.FAR_BEHIND)])
def test_a_gap_of_exactly_thirty_points_in_odd_fractions_is_yellow(value, light):
    verdict = judge(make_facts(value="60", figures={5: value}), TIANJIN, month(5))
    assert verdict.light == light
    assert (verdict.gap == 30) == (light == Light.BEHIND)


def test_over_a_hundred_per_cent_is_kept_as_it_is_and_earns_no_other_light():
    verdict = judge(make_facts(value="40", figures={6: "62"}), TIANJIN, month(6))
    assert (verdict.light, verdict.reason) == (Light.ON_PACE, Reason.UNVERIFIED)
    assert verdict.done * 100 == 155


@pytest.mark.parametrize(
    ("at", "value", "light"),
    [
        (9, "25", Light.ON_PACE),
        (9, "24", Light.BEHIND),
        (10, "20", Light.BEHIND),
        (10, "19", Light.FAR_BEHIND),
        (11, "75", Light.ON_PACE),
    ],
)
def test_a_target_that_starts_in_september_is_expected_by_quarters(at, value, light):
    assert judge(make_facts(start=9, figures={at: value}), TIANJIN, month(at)).light == light


def test_a_target_of_one_is_yellow_from_january_and_red_from_april():
    patient = replace(TIANJIN, not_started_months=12)
    facts = make_facts(value="1", figures={1: "0"})
    lights = [judge(facts, patient, month(at)).light for at in range(1, 5)]
    assert lights == [Light.BEHIND, Light.BEHIND, Light.BEHIND, Light.FAR_BEHIND]
    assert light_of(make_facts(value="1", figures={4: "1"}), 4) == (Light.ON_PACE, Reason.UNVERIFIED)


def test_between_is_judged_by_its_lower_bound():
    facts = make_facts(Kind.CUMULATIVE, Comparison.BETWEEN, "1", value_high="2", figures={12: "1"})
    assert judge(facts, TIANJIN, month(12)).done == 1
    assert judge(replace(facts, figures=make_facts(figures={6: "0.5"}).figures), TIANJIN, month(6)).gap == 0


def test_a_level_is_judged_by_the_way_from_its_baseline():
    facts = make_facts(Kind.LEVEL, value="45", baseline="25", figures={6: "35"})
    assert light_of(facts, 6) == (Light.ON_PACE, Reason.KEPT_UP)
    assert (
        judge(replace(facts, figures=make_facts(figures={6: "34.9"}).figures), TIANJIN, month(6)).light == Light.BEHIND
    )
    fallen = judge(replace(facts, figures=make_facts(figures={6: "20"}).figures), TIANJIN, month(6))
    assert (fallen.light, fallen.gap) == (Light.FAR_BEHIND, 75)


def test_the_plan_is_followed_by_steps():
    facts = make_facts(figures={1: "10"}, plan={3: "0.1", 6: "0.35", 9: "0.6"})
    lights = {at: judge(facts, TIANJIN, month(at)).light for at in range(1, 12)}
    assert {at for at, light in lights.items() if light == Light.ON_PACE} == {1, 2, 3, 4, 5}
    assert {at for at, light in lights.items() if light == Light.BEHIND} == {6, 7, 8}
    assert {at for at, light in lights.items() if light == Light.FAR_BEHIND} == {9, 10, 11}


def test_silence_worsens_the_light_by_itself():
    facts = make_facts(figures={3: "25"})
    lights = [judge(facts, TIANJIN, month(at)).light for at in (3, 4, 6, 7, 12)]
    assert lights == [Light.ON_PACE, Light.BEHIND, Light.BEHIND, Light.FAR_BEHIND, Light.FAR_BEHIND]


@pytest.mark.parametrize(
    ("policy", "value", "light"),
    [
        (TIANJIN, "49.9", Light.BEHIND),
        (TIANJIN, "20", Light.BEHIND),
        (TIANJIN, "19.9", Light.FAR_BEHIND),
        (YINCHUAN, "40", Light.ON_PACE),
        (YINCHUAN, "39.9", Light.BEHIND),
        (YINCHUAN, "20", Light.BEHIND),
        (YINCHUAN, "19.9", Light.FAR_BEHIND),
        (STRICT, "49.9", Light.BEHIND),
        (STRICT, "40", Light.BEHIND),
        (STRICT, "39.9", Light.FAR_BEHIND),
    ],
)
def test_presets_move_the_thresholds(policy, value, light):
    assert judge(make_facts(figures={6: value}), policy, month(6)).light == light


def test_the_cap_margin_is_the_policys():
    facts = make_facts(Kind.RATE, Comparison.AT_MOST, "3.8", figures={6: "3.9"})
    assert judge(facts, replace(TIANJIN, cap_margin=Decimal(0)), month(6)).light == Light.FAR_BEHIND
    assert judge(facts, replace(TIANJIN, cap_margin=Decimal(3)), month(6)).light == Light.BEHIND


def test_later_figures_are_not_seen():
    facts = make_facts(figures={3: "10", 9: "100"}, completes={9})
    verdict = judge(facts, TIANJIN, month(6))
    assert verdict.facts.latest.month == month(3)
    assert verdict.light == Light.FAR_BEHIND


@pytest.mark.parametrize(
    ("facts", "at", "expected"),
    [
        (make_facts(figures={6: "100"}, completes={6}), 6, Bucket.DONE),
        (make_facts(figures={6: "60"}), 6, Bucket.AHEAD),
        (make_facts(figures={6: "59.9999"}), 6, Bucket.ON_PACE),
        (make_facts(figures={6: "50"}), 6, Bucket.ON_PACE),
        (make_facts(Kind.RATE, value="6.5", figures={6: "20"}), 6, Bucket.ON_PACE),
        (make_facts(figures={6: "49"}), 6, Bucket.BEHIND),
        (make_facts(figures={6: "1"}), 6, Bucket.BEHIND),
        (make_facts(), 6, Bucket.NO_DATA),
        (make_facts(start=9), 6, Bucket.OTHER),
        (make_facts(suspended=True), 6, Bucket.OTHER),
    ],
    ids=["done", "ten points ahead", "nearly ten", "on pace", "rate", "behind", "far", "none", "not due", "suspended"],
)
def test_each_verdict_has_its_bucket(facts, at, expected):
    assert bucket(judge(facts, TIANJIN, month(at)), TIANJIN) == expected
