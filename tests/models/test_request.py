"""What the database itself holds of a request for change."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from tests.factories import AT, month
from tracker.choices import RequestKind, RequestState
from tracker.models import ChangeRequest


def make_request(target, by, **given) -> ChangeRequest:
    fields = {"kind": RequestKind.SUSPEND, "reason": "理由", "document": "文件", "progress": "进展"}
    fields |= {"target": target, "department": target.lead, "asked_by": by, "asked_at": AT}
    return ChangeRequest.objects.create(**fields | given)


def test_it_is_named_by_its_target_and_kind(target, lin):
    assert str(make_request(target, lin)).startswith("HD-2021-01 ")


@pytest.mark.parametrize(
    "given",
    [
        {"kind": RequestKind.ADJUST},
        {"kind": RequestKind.POSTPONE},
        {"kind": RequestKind.ADJUST, "value_asked": Decimal(1), "due_asked": month(1, 2022)},
        {"kind": RequestKind.POSTPONE, "value_asked": Decimal(1)},
        {"kind": RequestKind.SUSPEND, "value_asked": Decimal(1)},
        {"kind": RequestKind.POSTPONE, "due_asked": date(2022, 1, 2)},
        {"state": RequestState.REFUSED},
        {"state": RequestState.GRANTED, "decided_at": AT},
        {"decided_at": AT},
    ],
)
def test_it_asks_for_what_its_kind_says_and_is_decided_whole(target, lin, given):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_request(target, lin, **given)


def test_a_granted_one_is_a_revision(target, lin, wang):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_request(target, lin, state=RequestState.GRANTED, decided_by=wang, decided_at=AT)


def test_a_target_has_one_open_request(target, lin, wang):
    make_request(target, lin, state=RequestState.REFUSED, decided_by=wang, decided_at=AT)
    first = make_request(target, lin)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_request(target, lin)
    assert list(ChangeRequest.objects.open()) == [first]


def test_a_form_is_kept_once(target, lin):
    make_request(target, lin, key=UUID(int=7), state=RequestState.WITHDRAWN)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_request(target, lin, key=UUID(int=7))
