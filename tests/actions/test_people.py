import pytest
from django.core.exceptions import PermissionDenied

from tests.factories import AT
from tracker.actions.people import set_password
from tracker.models import AuditRecord


def test_administrator_gives_a_password_and_the_trail_keeps_that_not_what(admin, lin):
    set_password(person=lin, password="new-secret", by=admin, at=AT)
    lin.refresh_from_db()
    assert lin.check_password("new-secret")
    record = AuditRecord.objects.get()
    assert (record.action, record.subject_key, record.by) == ("set_password", "lin", "chen")
    assert (record.before, record.after) == ({}, {})


def test_people_change_their_own(lin):
    set_password(person=lin, password="new-secret", by=lin, at=AT)
    assert lin.check_password("new-secret")


def test_nobody_else_does(wang, lin):
    with pytest.raises(PermissionDenied):
        set_password(person=lin, password="new-secret", by=wang, at=AT)
    lin.refresh_from_db()
    assert lin.check_password("lin")
