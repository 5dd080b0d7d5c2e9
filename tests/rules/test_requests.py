"""Requests for change: asked in time, changing something, and giving exactly the terms asked for."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.factories import make_facts, month
from tracker.choices import RequestKind
from tracker.rules.requests import as_asked, is_change, is_in_time

FACTS = make_facts(value="40", due=9)


@pytest.mark.parametrize(
    ("on", "in_time"), [(date(2021, 1, 1), True), (date(2021, 9, 30), True), (date(2021, 10, 1), False)]
)
def test_a_change_can_be_asked_to_the_end_of_the_due_month(on, in_time):
    assert is_in_time(month(9), on) is in_time


@pytest.mark.parametrize(
    ("kind", "value", "due", "changes"),
    [
        (RequestKind.ADJUST, "30", None, True),
        (RequestKind.ADJUST, "50", None, True),
        (RequestKind.ADJUST, "40.0", None, False),
        (RequestKind.ADJUST, None, None, False),
        (RequestKind.POSTPONE, None, month(10), True),
        (RequestKind.POSTPONE, None, month(1, 2022), True),
        (RequestKind.POSTPONE, None, month(9), False),
        (RequestKind.POSTPONE, None, month(8), False),
        (RequestKind.POSTPONE, None, None, False),
        (RequestKind.SUSPEND, None, None, True),
    ],
)
def test_what_is_asked_has_to_differ_from_what_stands(kind, value, due, changes):
    assert is_change(FACTS, kind, None if value is None else Decimal(value), due) is changes


def test_what_is_suspended_is_not_suspended_again():
    assert not is_change(replace(FACTS, suspended=True), RequestKind.SUSPEND, None, None)


def test_granting_would_change_what_was_asked_and_nothing_else():
    assert as_asked(FACTS, RequestKind.ADJUST, Decimal(0), None) == replace(FACTS, value=Decimal(0))
    assert as_asked(FACTS, RequestKind.POSTPONE, None, month(12)) == replace(FACTS, due=month(12))
    assert as_asked(FACTS, RequestKind.SUSPEND, None, None) == replace(FACTS, suspended=True)
