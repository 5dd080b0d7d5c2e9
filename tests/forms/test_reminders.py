"""A supervisor's reminder: at least one slip that can be sent, and a short word."""

from uuid import UUID

import pytest

from tests.factories import month
from tracker.choices import Slip
from tracker.forms.reminders import RemindForm
from tracker.queries.reminders import OpenSlip


def form_of(target, **given) -> RemindForm:
    slips = [OpenSlip(target, month(6), Slip.RED, goes_out=True)]
    return RemindForm({"chosen": ["HD-2021-01 2021-06 RED"], "key": str(UUID(int=7))} | given, slips=slips)


def test_a_word_may_stay_out(target):
    form = form_of(target)
    assert form.is_valid()
    assert form.cleaned_data["word"] == ""


@pytest.mark.parametrize("chosen", [[], ["HD-2021-01 2021-06 BLUE"], ["HD-2021-01"], ["'; DROP TABLE"]])
def test_only_what_can_be_sent_is_chosen(target, chosen):
    assert list(form_of(target, chosen=chosen).errors) == ["chosen"]


@pytest.mark.parametrize(("length", "is_right"), [(500, True), (501, False)])
def test_a_word_is_short(target, length, is_right):
    assert form_of(target, word="急" * length).is_valid() is is_right


@pytest.mark.parametrize("key", ["", "7", "x" * 36])
def test_a_form_has_its_key(target, key):
    assert list(form_of(target, key=key).errors) == ["key"]
