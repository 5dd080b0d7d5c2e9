"""Revisions: due months are months, and the order is that of the decisions."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from tests.factories import AT, month
from tracker.choices import RevisionKind
from tracker.models import Revision


def revise(target, by, **given):
    fields = {
        "kind": RevisionKind.CHANGED,
        "value_before": Decimal(40),
        "value_after": Decimal(30),
        "due_before": month(12),
        "due_after": month(12),
        "reason": "理由",
        "document": "文件",
        "decided_on": date(2021, 6, 1),
    }
    return Revision.objects.create(target=target, recorded_by=by, recorded_at=AT, **fields | given)


@pytest.mark.parametrize("name", ["due_before", "due_after"])
def test_the_database_refuses_a_due_day_that_is_no_month(target, wang, name):
    with pytest.raises(IntegrityError, match=f"revision_{name}_is_a_first_day"), transaction.atomic():
        revise(target, wang, **{name: date(2021, 12, 31)})


def test_revisions_stand_in_the_order_decided(target, wang):
    late = revise(target, wang, decided_on=date(2021, 8, 1))
    early = revise(target, wang, decided_on=date(2021, 3, 1))
    assert list(target.revisions.all()) == [early, late]


def test_a_revised_target_cannot_be_deleted(target, wang):
    revise(target, wang)
    with pytest.raises(ProtectedError):
        target.delete()


def test_a_revision_is_known_by_target_kind_and_day(target, wang, english):
    assert str(revise(target, wang)) == "HD-2021-01 Changed 2021-06-01"
