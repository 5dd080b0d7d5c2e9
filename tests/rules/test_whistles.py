"""Late reporting in, the rates of a department, and how whistles stood on a day."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from tracker.choices import Signing
from tracker.rules.whistles import CallFacts, Counts, Tally, WhistleFacts, count, is_after_need, sign_by, signing, tally

CALLED = date(2021, 6, 29)


def after(days: int) -> date:
    return CALLED + timedelta(days=days)


@pytest.mark.parametrize(
    ("signed", "on", "expected"),
    [
        (0, 0, Signing.IN_TIME),
        (2, 2, Signing.IN_TIME),  # the last day, over a month's end
        (3, 9, Signing.LATE),
        (None, 2, Signing.DUE),
        (None, 3, Signing.OVERDUE),
    ],
)
def test_two_days_are_given_to_report_in(signed, on, expected):
    call = CallFacts(CALLED, signed_on=None if signed is None else after(signed))
    assert signing(call, 2, after(on)) == expected
    assert sign_by(CALLED, 2) == date(2021, 7, 1)


def test_more_days_make_a_late_one_timely():
    call = CallFacts(CALLED, signed_on=after(3))
    assert [signing(call, days, after(9)) for days in (2, 3)] == [Signing.LATE, Signing.IN_TIME]


@pytest.mark.parametrize(
    ("answered", "on", "expected"), [(5, 9, False), (6, 9, True), (None, 5, False), (None, 6, True)]
)
def test_an_answer_after_the_day_of_need_shows(answered, on, expected):
    call = CallFacts(CALLED, after(1), None if answered is None else after(answered))
    assert is_after_need(call, after(5), after(on)) is expected


def rated(rating: int, is_solved: bool, signed: int = 1, on: int = 6) -> CallFacts:
    return CallFacts(CALLED, after(signed), after(5), after(on), is_solved, rating)


def test_calls_add_up_to_exact_rates():
    calls = [rated(5, True), rated(4, False), rated(2, False, signed=4), CallFacts(CALLED, after(2)), CallFacts(CALLED)]
    found = tally(calls, 2)
    assert found == Tally(
        called=5, signed_in_time=3, signed_late=1, answered=3, rated=3, solved=1, satisfied=2,
        satisfaction=Fraction(11, 3),
    )  # fmt: skip
    assert (found.response_rate, found.solution_rate) == (Fraction(3, 5), Fraction(1, 5))
    assert found.satisfaction_rate == Fraction(2, 3)


def test_nothing_has_no_rates():
    found = tally([], 2)
    assert found == Tally(0, 0, 0, 0, 0, 0, 0, None)
    assert (found.response_rate, found.solution_rate, found.satisfaction_rate) == (None, None, None)


def test_an_unrated_call_counts_among_the_called_and_not_the_rated():
    found = tally([CallFacts(CALLED, after(1), after(2))], 2)
    assert (found.called, found.answered, found.solution_rate, found.satisfaction_rate) == (1, 1, Fraction(0), None)


def whistle(*calls: CallFacts, withdrawn: int | None = None) -> WhistleFacts:
    return WhistleFacts(CALLED, None if withdrawn is None else after(withdrawn), calls)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (-1, Counts(0, 0, 0)),
        (0, Counts(4, 0, 0)),
        (3, Counts(3, 0, 0)),  # one was taken back
        (6, Counts(1, 1, 1)),
        (7, Counts(1, 1, 1)),
    ],
)
def test_whistles_stand_on_a_day_as_they_stood_then(on, expected):
    several = [
        whistle(rated(5, True), rated(3, True)),
        whistle(rated(5, True), rated(1, False)),
        whistle(rated(5, True), CallFacts(CALLED)),
        whistle(CallFacts(CALLED), withdrawn=3),
    ]
    assert count(several, after(on)) == expected
    assert expected.total == expected.open + expected.solved + expected.unsolved
