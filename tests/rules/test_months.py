"""Months: counted, shifted, and due under each cadence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import month
from tracker.choices import Cadence
from tracker.rules.months import due_months, is_due, last_closed, last_day, month_of, number, read_month, shift, span

some_month = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(month_of)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-06", month(6)),
        ("2021-12", month(12)),
        ("2021-13", None),
        ("2021-00", None),
        ("0000-06", None),
        ("2021-6", None),
        ("2021-06-01", None),
        (" 2021-06", None),
        ("2021-06\n", None),
        ("２０２１-06", None),
        ("", None),
    ],
)
def test_an_address_names_a_month_or_none(text, expected):
    assert read_month(text) == expected


@pytest.mark.parametrize("day", [date(2021, 6, 1), date(2021, 6, 15), date(2021, 6, 30)])
def test_a_day_lies_in_its_month(day):
    assert month_of(day) == month(6)


@pytest.mark.parametrize(
    ("by", "expected"),
    [(0, month(12)), (1, month(1, 2022)), (-11, month(1)), (-12, month(12, 2020)), (13, month(1, 2023))],
)
def test_months_shift_over_the_year(by, expected):
    assert shift(month(12), by) == expected


@given(some_month, st.integers(-500, 500))
def test_shifting_there_and_back_changes_nothing(start, by):
    assert shift(shift(start, by), -by) == start
    assert number(shift(start, by)) - number(start) == by


def test_a_span_has_both_ends_and_none_backwards():
    assert list(span(month(11), month(1, 2022))) == [month(11), month(12), month(1, 2022)]
    assert list(span(month(3), month(3))) == [month(3)]
    assert list(span(month(3), month(2))) == []


@pytest.mark.parametrize(
    ("start", "last"),
    [
        (date(2021, 1, 1), 31),
        (date(2021, 2, 1), 28),
        (date(2024, 2, 1), 29),
        (date(2021, 4, 1), 30),
        (date(2021, 12, 1), 31),
    ],
)
def test_a_month_ends_on_its_last_day(start, last):
    assert last_day(start) == start.replace(day=last)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2020, 11, 5), month(12, 2020)),
        (date(2021, 1, 31), month(12, 2020)),
        (date(2021, 2, 1), month(1)),
        (date(2021, 7, 1), month(6)),
        (date(2021, 7, 31), month(6)),
        (date(2021, 12, 31), month(11)),
        (date(2022, 1, 1), month(12)),
        (date(2026, 8, 1), month(12)),
    ],
)
def test_the_last_closed_month_lies_in_the_reports_year_or_just_before_it(on, expected):
    assert last_closed(month(1), month(12), on) == expected


@pytest.mark.parametrize(
    ("cadence", "start", "due", "expected"),
    [
        (Cadence.MONTH, 9, 12, [9, 10, 11, 12]),
        (Cadence.QUARTER, 1, 12, [3, 6, 9, 12]),
        (Cadence.QUARTER, 2, 10, [3, 6, 9, 10]),
        (Cadence.HALF_YEAR, 1, 12, [6, 12]),
        (Cadence.HALF_YEAR, 7, 11, [11]),
        (Cadence.YEAR, 1, 12, [12]),
        (Cadence.YEAR, 1, 8, [8]),
        (Cadence.MONTH, 5, 5, [5]),
    ],
)
def test_each_cadence_has_its_due_months_and_the_due_month_itself(cadence, start, due, expected):
    assert [each.month for each in due_months(month(start), month(due), cadence, until=month(12))] == expected
    assert [at for at in range(1, 13) if is_due(month(at), month(start), month(due), cadence)] == expected


def test_due_months_end_with_the_month_asked_about():
    assert due_months(month(1), month(12), Cadence.QUARTER, until=month(8)) == (month(3), month(6))
    assert due_months(month(1), month(12), Cadence.QUARTER, until=month(2)) == ()
