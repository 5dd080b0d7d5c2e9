"""Entries: the database itself keeps figures, people and moments together."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.factories import AT, draft_entry, make_entry, month, submit_entry
from tracker.choices import EntryState
from tracker.models import Entry

REVIEWER = "entry_decided_has_a_reviewer"


@pytest.fixture
def accepted(target, lin, wang):
    return make_entry(target, 3, "10", lin, wang)


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({"month": date(2021, 3, 31)}, "entry_month_is_a_first_day"),
        ({"submitted_at": None}, "entry_submitted_by_and_submitted_at_together|entry_past_draft_was_submitted"),
        ({"submitted_by": None}, "entry_submitted_by_and_submitted_at_together"),
        ({"reviewed_at": None}, "entry_reviewed_by_and_reviewed_at_together|" + REVIEWER),
        ({"reviewed_by": None}, "entry_reviewed_by_and_reviewed_at_together"),
        ({"reviewed_by": None, "reviewed_at": None}, REVIEWER),
        ({"reviewed_by": None, "reviewed_at": None, "state": EntryState.RETURNED}, REVIEWER),
        ({"value": None}, "entry_submitted_has_a_figure"),
        ({"submitted_by": None, "submitted_at": None}, "entry_past_draft_was_submitted"),
        ({"is_uncounted": True}, "entry_submitted_has_a_figure|entry_uncounted_has_no_figure"),
        ({"state": EntryState.DRAFT, "is_uncounted": True}, "entry_uncounted_has_no_figure"),
        ({"version": 2}, "entry_correction_has_a_reason"),
    ],
)
def test_the_database_refuses(accepted, given, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Entry.objects.filter(pk=accepted.pk).update(**given)


def test_nobody_accepts_an_own_entry_even_by_hand(accepted, lin):
    with pytest.raises(IntegrityError, match="entry_not_accepted_by_its_author"), transaction.atomic():
        Entry.objects.filter(pk=accepted.pk).update(reviewed_by=lin)


def copy(entry, **given):
    fields = {
        field.attname: getattr(entry, field.attname) for field in Entry._meta.concrete_fields if field.name != "id"
    }
    return Entry.objects.create(**fields | given)


def test_a_version_is_kept_once(accepted):
    with pytest.raises(IntegrityError), transaction.atomic():
        copy(accepted)
    assert copy(accepted, version=2, correction_reason="更正").pk


@pytest.mark.parametrize("state", sorted(set(EntryState) - {EntryState.ACCEPTED}))
def test_a_month_has_one_open_version(target, lin, wang, state):
    entry = submit_entry(target, 3, "10", lin)
    with pytest.raises(IntegrityError), transaction.atomic():
        copy(entry, version=2, correction_reason="更正", state=state, reviewed_by=wang, reviewed_at=AT)


def test_accepted_versions_of_a_month_stand_beside_one_another_and_one_open(accepted):
    copy(accepted, version=2, correction_reason="更正")
    assert copy(accepted, version=3, correction_reason="更正", state=EntryState.SUBMITTED).pk
    assert Entry.objects.accepted().count() == 2
    assert [entry.version for entry in Entry.objects.open()] == [3]


def test_a_draft_may_be_without_a_figure_and_a_reason(accepted):
    empty = {"value": None, "submitted_by_id": None, "submitted_at": None}
    assert copy(accepted, version=2, state=EntryState.DRAFT, **empty).pk


def test_a_submitted_entry_may_say_that_nothing_was_counted(target, lin):
    entry = submit_entry(target, 3, None, lin)
    entry.refresh_from_db()
    assert (entry.value, entry.is_uncounted) == (None, True)


def test_a_draft_is_not_seen_among_the_accepted(target, lin):
    entry = draft_entry(target, 3, "10", lin)
    assert list(Entry.objects.accepted()) == []
    assert list(Entry.objects.open()) == [entry]


def test_a_line_about_an_entry_takes_one_query(accepted, django_assert_num_queries):
    with django_assert_num_queries(1):
        line = Entry.objects.with_people().get()
        told = [line.target.area.title, line.target.report.policy.due_day, line.department.title]
        told += [line.submitted_by.title, line.reviewed_by.title]
    assert told == ["领域0", 25, "区教育局", "林", "王"]


def test_an_entry_is_known_by_target_month_and_version(accepted):
    assert str(accepted) == "HD-2021-01 2021-03 v1"
    assert accepted.value == Decimal(10)
    assert accepted.month == month(3)
