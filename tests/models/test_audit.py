"""The audit chain: every field is under the seal, and a round trip through the database breaks none."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import IntegrityError, transaction

from tracker.models import AuditRecord
from tracker.models.audit import GENESIS

pytestmark = pytest.mark.django_db
MOMENT = datetime(2021, 7, 1, 1, 2, 3, 456789, tzinfo=UTC)


def unsaved_record(**given):
    fields = {
        "number": 1,
        "at": MOMENT,
        "by": "lin",
        "by_name": "林",
        "action": "submit",
        "subject": "entry",
        "subject_key": "HD-2021-01 2021-03 v1",
        "before": {"state": "DRAFT", "value": None, "row_version": 1},
        "after": {"value": "136.61", "state": "SUBMITTED", "claims": True, "note": "“万”"},
        "previous_hash": GENESIS,
    }
    record = AuditRecord(**fields | given)
    record.hash = record.seal()
    return record


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("is_sample", True),
        ("number", 2),
        ("at", MOMENT + timedelta(microseconds=1)),
        ("by", "wang"),
        ("by_name", "王"),
        ("action", "accept"),
        ("subject", "target"),
        ("subject_key", "HD-2021-02"),
        ("before", {}),
        ("after", {"value": "136.62", "state": "SUBMITTED", "claims": True, "note": "“万”"}),
        ("previous_hash", "1" * 64),
    ],
)
def test_the_seal_breaks_when_any_field_changes(field, value):
    record = unsaved_record()
    setattr(record, field, value)
    assert record.seal() != record.hash


def test_no_field_is_left_out_of_the_seal():
    sealed = {"is_sample", "number", "at", "by", "by_name", "action", "subject", "subject_key", "before", "after"}
    assert {field.name for field in AuditRecord._meta.concrete_fields} == sealed | {"id", "previous_hash", "hash"}


def test_the_seal_holds_after_a_round_trip_through_the_database():
    record = unsaved_record()
    record.save()
    assert AuditRecord.objects.get(pk=record.pk).seal() == record.hash


def test_the_seal_does_not_depend_on_the_zone_or_the_order_of_keys():
    record = unsaved_record()
    record.at = MOMENT.astimezone(timezone(timedelta(hours=8)))
    record.after = dict(reversed(record.after.items()))
    assert record.seal() == record.hash


@pytest.mark.parametrize(
    "given", [{"previous_hash": "1" * 64}, {"number": 2}], ids=["the same number", "the same predecessor"]
)
def test_the_database_refuses_a_chain_that_forks(given):
    unsaved_record().save()
    with pytest.raises(IntegrityError), transaction.atomic():
        unsaved_record(**given).save()


def test_sample_records_have_a_chain_of_their_own():
    unsaved_record().save()
    unsaved_record(is_sample=True).save()
    assert AuditRecord.objects.count() == 2


def test_a_record_is_known_by_number_action_and_key():
    assert str(unsaved_record()) == "1 submit HD-2021-01 2021-03 v1"
