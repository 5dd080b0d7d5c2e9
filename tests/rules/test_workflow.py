"""Which step may follow which: each pair of states."""

import pytest

from tracker.choices import EntryState, TargetState
from tracker.rules.workflow import EDITABLE, FILED, HANDED_IN, JUDGED, REPORTING, TERMS, may_step, target_may_step

ENTRY = {
    ("DRAFT", "SUBMITTED"),
    ("DRAFT", "FOR_SIGN_OFF"),
    ("FOR_SIGN_OFF", "SUBMITTED"),
    ("FOR_SIGN_OFF", "RETURNED"),
    ("FOR_SIGN_OFF", "DRAFT"),
    ("SUBMITTED", "DRAFT"),
    ("SUBMITTED", "ACCEPTED"),
    ("SUBMITTED", "RETURNED"),
    ("RETURNED", "SUBMITTED"),
    ("RETURNED", "FOR_SIGN_OFF"),
}
TARGET = {
    ("DRAFT", "ASSIGNED"),
    ("ASSIGNED", "IN_PROGRESS"),
    ("ASSIGNED", "SUSPENDED"),
    ("IN_PROGRESS", "COMPLETION_CLAIMED"),
    ("IN_PROGRESS", "COMPLETED"),
    ("IN_PROGRESS", "SUSPENDED"),
    ("COMPLETION_CLAIMED", "COMPLETED"),
    ("COMPLETION_CLAIMED", "IN_PROGRESS"),
    ("COMPLETED", "CLOSED"),
    ("COMPLETED", "IN_PROGRESS"),
    ("COMPLETED", "COMPLETION_CLAIMED"),
    ("SUSPENDED", "IN_PROGRESS"),
    ("SUSPENDED", "DRAFT"),
    ("DRAFT", "SUSPENDED"),
}


@pytest.mark.parametrize("state", EntryState)
@pytest.mark.parametrize("to", EntryState)
def test_an_entry_takes_only_these_steps(state, to):
    assert may_step(state, to) == ((state.value, to.value) in ENTRY)


@pytest.mark.parametrize("state", TargetState)
@pytest.mark.parametrize("to", TargetState)
def test_a_target_takes_only_these_steps(state, to):
    assert target_may_step(state, to) == ((state.value, to.value) in TARGET)


def test_accepted_figures_are_never_edited():
    assert {"DRAFT", "RETURNED"} == EDITABLE


def test_an_entry_is_either_open_or_filed():
    assert {"FOR_SIGN_OFF", "SUBMITTED"} == HANDED_IN
    assert {"FOR_SIGN_OFF", "SUBMITTED", "ACCEPTED"} == FILED
    assert set(EntryState) == EDITABLE | FILED


def test_what_a_revision_changes_is_never_fixed():
    assert {"value", "value_high", "due", "lead"} == TERMS
    assert not TERMS & JUDGED


def test_figures_are_filed_from_assignment_to_completion():
    assert {"ASSIGNED", "IN_PROGRESS", "COMPLETION_CLAIMED", "COMPLETED"} == REPORTING
