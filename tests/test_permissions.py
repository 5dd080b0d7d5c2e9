"""Who may do what: each person of the cast against each thing, in each state it can be in."""

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.factories import make_person
from tracker.choices import EntryState, Role, TargetState
from tracker.models import Entry
from tracker.permissions import may_acknowledge, may_administer, may_edit, may_report, may_review, may_see_entry

REPORTING = {TargetState.ASSIGNED, TargetState.IN_PROGRESS, TargetState.COMPLETION_CLAIMED, TargetState.COMPLETED}
CAST = ["nobody", "lin", "zhao", "wang", "admin"]


@pytest.fixture
def cast(lin, zhao, wang, admin):
    return {"nobody": AnonymousUser(), "lin": lin, "zhao": zhao, "wang": wang, "admin": admin}


@pytest.fixture
def entry(target, lin):
    return Entry(target=target, department=target.lead, submitted_by=lin, saved_by=lin)


def those(cast, may, thing):
    return {name for name, person in cast.items() if may(person, thing)}


@pytest.mark.parametrize("state", TargetState)
def test_the_lead_departments_reporters_file_figures_of_a_target_in_work(cast, target, state):
    target.state = state
    expected = {"lin"} if state in REPORTING else set()
    assert those(cast, may_report, target) == expected
    assert those(cast, may_acknowledge, target) == expected


def test_nobody_files_figures_of_a_target_nobody_leads(cast, target):
    target.lead = None
    assert those(cast, may_report, target) == set()


def test_a_reporter_of_no_department_does_not_report_for_a_target_of_none(target):
    target.lead = None
    assert not may_report(make_person("lost", "失", None, Role.REPORTER), target)


@pytest.mark.parametrize("state", EntryState)
def test_the_public_sees_accepted_entries_and_only_those(cast, entry, state):
    entry.state = state
    assert those(cast, may_see_entry, entry) == (set(CAST) if state == EntryState.ACCEPTED else {"lin", "wang"})


@pytest.mark.parametrize("state", EntryState)
def test_drafts_and_returned_entries_are_edited_by_the_lead_department(cast, entry, state):
    entry.state = state
    expected = {"lin"} if state in {EntryState.DRAFT, EntryState.RETURNED} else set()
    assert those(cast, may_edit, entry) == expected


@pytest.mark.parametrize("state", EntryState)
def test_submitted_entries_are_decided_on_by_supervisors(cast, entry, state):
    entry.state = state
    assert those(cast, may_review, entry) == ({"wang"} if state == EntryState.SUBMITTED else set())


def test_nobody_decides_on_an_own_entry(entry, department):
    both = make_person("both", "周", department, Role.REPORTER, Role.SUPERVISOR)
    entry.state, entry.submitted_by = EntryState.SUBMITTED, both
    assert not may_review(both, entry)
    assert may_review(make_person("zheng", "郑", None, Role.SUPERVISOR), entry)


def test_administrators_administer(cast):
    assert {name for name, person in cast.items() if may_administer(person)} == {"admin"}


def test_a_person_switched_off_may_nothing(cast, target, entry):
    entry.state = EntryState.SUBMITTED
    for person in list(cast.values())[1:]:
        person.is_active = False
        allowed = [may_report(person, target), may_see_entry(person, entry), may_review(person, entry)]
        assert not any([*allowed, may_administer(person)])
