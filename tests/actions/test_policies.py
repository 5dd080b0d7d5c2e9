"""A policy's sign-off begun and ended: nothing that waits for a head is left waiting for nobody."""

import pytest

from tests.factories import AT, check_chain, draft_entry, make_area, make_person, make_report, make_target, submit_entry
from tracker.actions.policies import keep_policy
from tracker.actions.reviews import accept
from tracker.choices import EntryState, Role, TargetState
from tracker.models import Entry, Policy


@pytest.fixture
def policy(report, department):
    """Figures are signed off; the department has a head."""
    make_person("sun", "孙", department, Role.HEAD)
    policy = report.policy
    policy.needs_sign_off = True
    policy.save()
    return policy


def test_begun_sign_off_leaves_what_is_with_the_supervisors(report, target, lin, admin):
    entry = submit_entry(target, 3, "10", lin)
    report.policy.needs_sign_off = True
    assert keep_policy(policy=report.policy, by=admin, at=AT) == []
    entry.refresh_from_db()
    assert (entry.state, Policy.objects.get().needs_sign_off) == (EntryState.SUBMITTED, True)


def test_ended_sign_off_sends_what_waited_on_to_the_supervisors(policy, target, lin, wang, admin):
    waiting, draft = submit_entry(target, 3, "10", lin), draft_entry(target, 4, "12", lin)
    assert waiting.state == EntryState.FOR_SIGN_OFF
    policy.needs_sign_off = False
    assert keep_policy(policy=policy, by=admin, at=AT) == [waiting]
    waiting.refresh_from_db()
    draft.refresh_from_db()
    assert (waiting.state, waiting.submitted_by, draft.state) == (EntryState.SUBMITTED, lin, EntryState.DRAFT)
    assert not waiting.reviews.exists()
    assert accept(entry=waiting, by=wang, at=AT, row_version=waiting.row_version).state == EntryState.ACCEPTED
    assert check_chain()


def test_a_claim_of_completion_that_waited_is_made_then(policy, target, lin, admin):
    submit_entry(target, 3, "40", lin, claims_completion=True)
    target.refresh_from_db()
    assert target.state == TargetState.IN_PROGRESS
    policy.needs_sign_off = False
    keep_policy(policy=policy, by=admin, at=AT)
    target.refresh_from_db()
    assert target.state == TargetState.COMPLETION_CLAIMED


def test_another_reports_entries_go_on_waiting(policy, target, lin, department, admin):
    other = make_report(2022)
    other.policy.needs_sign_off = True
    other.policy.save()
    theirs = make_target(make_area(other), lead=department)
    waiting = Entry.objects.create(
        target=theirs, month="2022-03-01", value=1, state=EntryState.FOR_SIGN_OFF, department=department,
        saved_by=lin, saved_at=AT, submitted_by=lin, submitted_at=AT,
    )  # fmt: skip
    policy.needs_sign_off = False
    keep_policy(policy=policy, by=admin, at=AT)
    waiting.refresh_from_db()
    assert waiting.state == EntryState.FOR_SIGN_OFF
