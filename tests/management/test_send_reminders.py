"""`manage.py send_reminders`: sends once, says what it did, and fails in one line when the mail does not go."""

from io import StringIO

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.utils.timezone import localdate

from tests.factories import make_person, make_target, month
from tracker.choices import Role
from tracker.models import Reminder


class Dead(EmailBackend):
    """A server that is not there."""

    def open(self):
        raise ConnectionRefusedError(111, "Connection refused")


@pytest.fixture
def target(area, department):
    """A target that starts in June, so that one month is open."""
    return make_target(area, lead=department, start=month(6))


@pytest.fixture
def lin(department):
    return make_person("lin", "林", department, Role.REPORTER, email="lin@example.org")


def send(*options) -> str:
    out = StringIO()
    call_command("send_reminders", *options, stdout=out)
    return out.getvalue()


def test_the_day_is_sent_once_and_told(target, lin, english):
    said = send("--on", "2021-06-22")
    assert "1 due soon, 0 behind pace, 0 overdue" in said
    assert "Education Bureau" in said
    assert "0 due soon, 0 behind pace, 0 overdue" in send("--on", "2021-06-22")
    assert Reminder.objects.count() == len(mail.outbox) == 1


def test_looking_sends_nothing(target, lin, english):
    said = send("--on", "2021-06-26", "--dry-run")
    assert "HD-2021-01  2021-06  Overdue  Education Bureau" in said
    assert "0 due soon, 0 behind pace, 1 overdue" in said
    assert (Reminder.objects.count(), mail.outbox) == (0, [])


def test_without_a_day_it_is_today(target, lin):
    send()
    assert {slip.sent_on for slip in Reminder.objects.all()} <= {localdate()}


def test_departments_without_an_address_are_named(target, english):
    assert "no mail went to: Education Bureau" in send("--on", "2021-06-22")


def test_a_dead_mail_server_is_one_clear_line_and_the_next_run_makes_it_good(target, lin, settings, english):
    works = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.Dead"
    with pytest.raises(CommandError) as error:
        send("--on", "2021-06-22")
    assert "\n" not in str(error.value)
    assert "Connection refused" in str(error.value)
    assert "Education Bureau" in str(error.value)
    assert Reminder.objects.get().mailed_at is None
    settings.EMAIL_BACKEND = works
    assert "Mailed to: Education Bureau" in send("--on", "2021-06-22")


@pytest.mark.parametrize("day", ["2021-13-01", "22/6", "yesterday", "", "2021-02-30"])
def test_what_is_no_day_is_refused(db, day):
    with pytest.raises(CommandError):
        send("--on", day)


def test_the_future_can_be_looked_at_only(target):
    assert send("--on", "2999-06-22", "--dry-run")
    with pytest.raises(CommandError):
        send("--on", "2999-06-22")
    assert not Reminder.objects.exists()


def test_without_a_report_there_is_nothing_to_send(db, english):
    assert "0 due soon, 0 behind pace, 0 overdue" in send("--on", "2021-06-22")
