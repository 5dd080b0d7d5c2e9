import pytest
from django.core.management import CommandError, call_command

from tracker.management.commands import createsuperuser
from tracker.models import AuditRecord, Edition, User

ASKED = {"interactive": False, "username": "first", "email": "first@example.org", "verbosity": 0}


@pytest.fixture(autouse=True)
def _password(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "only-for-this-test-1")


def test_first_administrator_stands_on_the_record(db):
    call_command("createsuperuser", **ASKED)
    person = User.objects.get()
    assert (person.username, person.is_superuser, person.check_password("only-for-this-test-1")) == (
        "first",
        True,
        True,
    )
    record = AuditRecord.objects.get()
    assert (record.action, record.subject, record.subject_key, record.by) == ("add", "user", "first", "")
    assert (record.is_sample, record.before, record.after["is_superuser"]) == (False, {}, True)
    assert "password" not in record.after
    assert "only-for-this-test-1" not in str(record.after)
    assert Edition.objects.get().number == 1


def test_person_and_record_come_together_or_not_at_all(db, monkeypatch):
    def fails(**_given):
        raise RuntimeError

    monkeypatch.setattr(createsuperuser, "record", fails)
    with pytest.raises(RuntimeError):
        call_command("createsuperuser", **ASKED)
    assert not User.objects.exists()


def test_name_already_taken_is_refused_and_not_recorded(db):
    call_command("createsuperuser", **ASKED)
    with pytest.raises(CommandError):
        call_command("createsuperuser", **ASKED)
    assert (User.objects.count(), AuditRecord.objects.count()) == (1, 1)
