"""What the database itself holds of a reminder."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.factories import AT, month
from tracker.choices import Slip
from tracker.models import Reminder

DAY = date(2021, 6, 22)


def make_reminder(target, **given) -> Reminder:
    fields = {
        "target": target,
        "department": target.lead,
        "month": month(6),
        "slip": Slip.RED,
        "sent_on": DAY,
        "at": AT,
    }
    return Reminder.objects.create(**fields | given)


def test_it_is_named_by_target_month_and_colour(target):
    assert str(make_reminder(target)).startswith("HD-2021-01 2021-06 ")


def test_the_daily_run_sends_a_slip_once_a_day(target):
    make_reminder(target)
    make_reminder(target, sent_on=date(2021, 6, 23))
    make_reminder(target, slip=Slip.YELLOW)
    make_reminder(target, month=month(5))
    with pytest.raises(IntegrityError), transaction.atomic():
        make_reminder(target)


def test_a_person_may_send_more(target, wang):
    for _time in range(2):
        make_reminder(target, by=wang)
    assert Reminder.objects.count() == 2


def test_it_is_about_a_month(target):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_reminder(target, month=DAY)
