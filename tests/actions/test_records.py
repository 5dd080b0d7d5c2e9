"""Plain rows kept and removed: on the record, and never over somebody else's change."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from tests.factories import AT, check_chain, make_department, trail
from tracker.actions.errors import Conflict
from tracker.actions.records import keep, remove
from tracker.models import AuditRecord, Department, Target
from tracker.queries.edition import edition

pytestmark = pytest.mark.django_db


def test_a_new_row_is_added(wang):
    kept = keep(thing=Department(code="kjj", name="区科技局", name_en="Science"), by=wang, at=AT)
    assert Department.objects.get(code="kjj") == kept
    assert trail() == ["add kjj"]
    assert check_chain() == edition().number == 1


def test_a_changed_row_is_kept_with_what_stood_before(department, wang):
    department.name_en = "Education Commission"
    keep(thing=department, by=wang, at=AT)
    record = AuditRecord.objects.get()
    assert (record.action, record.before, record.after) == (
        "change",
        {"name_en": "Education Bureau"},
        {"name_en": "Education Commission"},
    )


def test_a_row_that_counts_its_saves_is_not_overwritten(target, wang, admin):
    first, second = (Target.objects.get(pk=target.pk) for _person in range(2))
    first.name, second.name = "甲", "乙"
    assert keep(thing=first, by=wang, at=AT).row_version == 2
    with pytest.raises(Conflict) as conflict:
        keep(thing=second, by=admin, at=AT)
    assert conflict.value.current.name == "甲"
    assert Target.objects.get().name == "甲"
    assert len(trail()) == 1


def test_a_row_the_database_refuses_is_not_on_the_record(department, wang):
    with pytest.raises(IntegrityError), transaction.atomic():
        keep(thing=Department(code=department.code, name="别名", name_en="Other"), by=wang, at=AT)
    assert trail() == []
    assert edition().number == 0


def test_a_removed_row_stays_on_the_record(wang):
    remove(thing=make_department("kjj", "区科技局"), by=wang, at=AT)
    assert not Department.objects.exists()
    record = AuditRecord.objects.get()
    assert (str(record), record.before["name"]) == ("1 remove kjj", "区科技局")


def test_a_row_something_hangs_on_is_not_removed_nor_recorded(target, department, wang):
    with pytest.raises(ProtectedError), transaction.atomic():
        remove(thing=department, by=wang, at=AT)
    assert Department.objects.filter(pk=department.pk).exists()
    assert trail() == []
