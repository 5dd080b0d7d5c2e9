"""Reported, late, sent back or missing: a fact of its own."""

from datetime import date

import pytest

from tests.factories import month
from tracker.choices import EntryState, ReportingState
from tracker.rules.reporting import due_date, is_late, reporting_state


@pytest.mark.parametrize(
    ("at", "due_day", "expected"), [(6, 25, date(2021, 6, 25)), (2, 28, date(2021, 2, 28)), (12, 1, date(2021, 12, 1))]
)
def test_a_month_is_to_be_filed_by_its_due_day(at, due_day, expected):
    assert due_date(month(at), due_day) == expected


@pytest.mark.parametrize(
    ("state", "submitted", "on", "expected"),
    [
        (None, None, 25, ReportingState.NOT_DUE),
        (None, None, 26, ReportingState.MISSING),
        (EntryState.DRAFT, None, 25, ReportingState.NOT_DUE),
        (EntryState.DRAFT, None, 26, ReportingState.MISSING),
        (EntryState.SUBMITTED, 25, 30, ReportingState.ON_TIME),
        (EntryState.SUBMITTED, 26, 30, ReportingState.LATE),
        (EntryState.FOR_SIGN_OFF, 25, 30, ReportingState.ON_TIME),
        (EntryState.FOR_SIGN_OFF, 26, 30, ReportingState.LATE),
        (EntryState.ACCEPTED, 20, 30, ReportingState.ON_TIME),
        (EntryState.ACCEPTED, 28, 30, ReportingState.LATE),
        (EntryState.RETURNED, 20, 22, ReportingState.RETURNED),
        (EntryState.RETURNED, 20, 30, ReportingState.RETURNED),
    ],
)
def test_a_due_month_has_a_reporting_state(state, submitted, on, expected):
    submitted_on = None if submitted is None else date(2021, 6, submitted)
    assert reporting_state(month(6), 25, state, submitted_on, date(2021, 6, on)) == expected


@pytest.mark.parametrize(("day", "expected"), [(1, False), (25, False), (26, True)])
def test_the_day_itself_is_still_in_time(day, expected):
    assert is_late(month(6), 25, date(2021, 6, day)) is expected
