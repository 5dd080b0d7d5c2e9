"""Reminder slips by the day: blue before the due day, red after it, at the policy's intervals."""

from datetime import date, timedelta

import pytest

from tests.factories import month
from tracker.choices import Light, Slip
from tracker.rules.reminders import BEHIND, Rhythm, goes_out, slip_of

DEFAULT = Rhythm(due_day=25, before=3, again=7)


def days(rhythm: Rhythm, until: date = date(2021, 8, 1)) -> list[str]:
    """The days a slip of June goes out, as the run would."""
    every = (date(2021, 5, 1) + timedelta(days=number) for number in range((until - date(2021, 5, 1)).days))
    return [f"{day:%m-%d} {slip_of(month(6), rhythm, day)}" for day in every if goes_out(month(6), rhythm, day)]


def test_slips_go_out_three_days_before_and_each_week_after():
    assert days(DEFAULT) == [
        *("06-22 BLUE", "06-23 BLUE", "06-24 BLUE", "06-25 BLUE"),
        *("06-26 RED", "07-03 RED", "07-10 RED", "07-17 RED", "07-24 RED", "07-31 RED"),
    ]


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [
        (Rhythm(1, 1, 31), ["05-31 BLUE", "06-01 BLUE", "06-02 RED", "07-03 RED"]),
        (Rhythm(28, 1, 14), ["06-27 BLUE", "06-28 BLUE", "06-29 RED", "07-13 RED", "07-27 RED"]),
        (Rhythm(25, 1, 31), ["06-24 BLUE", "06-25 BLUE", "06-26 RED", "07-27 RED"]),
    ],
)
def test_the_rhythm_is_the_policys(rhythm, expected):
    assert days(rhythm) == expected


def test_every_day_after_is_asked_for_when_the_policy_says_so():
    late = [day for day in days(Rhythm(25, 1, 1), until=date(2021, 7, 1)) if "RED" in day]
    assert late == ["06-26 RED", "06-27 RED", "06-28 RED", "06-29 RED", "06-30 RED"]


@pytest.mark.parametrize(
    ("on", "slip"), [(date(2021, 6, 1), Slip.BLUE), (date(2021, 6, 25), Slip.BLUE), (date(2021, 6, 26), Slip.RED)]
)
def test_the_due_day_itself_is_still_blue(on, slip):
    assert slip_of(month(6), DEFAULT, on) == slip


def test_a_slip_across_the_year_keeps_its_rhythm():
    december = month(12)
    assert goes_out(december, DEFAULT, date(2021, 12, 26))
    assert goes_out(december, DEFAULT, date(2022, 1, 2))
    assert not goes_out(december, DEFAULT, date(2022, 1, 3))


def test_only_the_two_lights_behind_ask_for_a_yellow_slip():
    assert {light for light in Light if light in BEHIND} == {Light.BEHIND, Light.FAR_BEHIND}
