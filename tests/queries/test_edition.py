"""The edition: its number, its moment, whether sample data is present, the head of the chain; in one query."""

from datetime import timedelta

import pytest

from tests.factories import AT, draft_entry, make_department, make_person
from tracker.actions.trail import record
from tracker.choices import Role
from tracker.models import AuditRecord
from tracker.queries.edition import EditionFacts, edition

pytestmark = pytest.mark.django_db


def test_before_anything_is_recorded_the_edition_is_nought(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert edition() == EditionFacts(0, None, False, "")


def test_the_edition_is_asked_for_in_one_query(target, lin, django_assert_num_queries):
    draft_entry(target, 3, "10", lin)
    draft_entry(target, 4, "10", lin, at=AT + timedelta(hours=1))
    with django_assert_num_queries(1):
        found = edition()
    assert found == EditionFacts(2, AT + timedelta(hours=1), False, AuditRecord.objects.get(number=2).hash)


def test_a_sample_department_is_sample_data(department, wang):
    record(action="add", thing=department, before=None, by=wang, at=AT)
    assert not edition().is_sample
    make_department("sample", is_sample=True)
    assert edition().is_sample


def test_a_sample_person_is_sample_data(department, wang):
    record(action="add", thing=department, before=None, by=wang, at=AT)
    make_person("sample", "样", department, Role.REPORTER, is_sample=True)
    assert edition().is_sample


def test_a_sample_entry_is_sample_data(target, department):
    writer = make_person("sample", "样", department, Role.REPORTER, is_sample=True)
    draft_entry(target, 3, "10", writer)
    assert edition().is_sample
    assert AuditRecord.objects.filter(is_sample=True).exists()
    assert edition().head == ""  # that of the real chain, which has nothing yet


def test_the_head_is_the_last_hash_however_long_the_chain(department, wang):
    for number in range(12):
        last = record(action="change", thing=department, before={"order": number}, by=wang, at=AT)
    assert edition().head == last.hash
