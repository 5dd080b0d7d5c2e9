"""Reviews: a decision keeps the figure it was taken on."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.factories import AT, submit_entry
from tracker.choices import Decision
from tracker.models import Review


@pytest.fixture
def entry(target, lin):
    return submit_entry(target, 3, "10", lin)


def test_sending_back_needs_a_reason(entry, wang):
    given = {"entry": entry, "value": Decimal(10), "by": wang, "at": AT}
    with pytest.raises(IntegrityError, match="review_sent_back_has_a_reason"), transaction.atomic():
        Review.objects.create(decision=Decision.SEND_BACK, **given)
    assert Review.objects.create(decision=Decision.SEND_BACK, reason="口径不符", **given).pk
    assert Review.objects.create(decision=Decision.ACCEPT, **given).pk


def test_a_review_says_what_was_decided_on_what(entry, wang, english):
    review = Review(entry=entry, decision=Decision.SEND_BACK, value=Decimal(10), by=wang, at=AT)
    assert str(review) == "HD-2021-01 2021-03 v1 Sent back"
