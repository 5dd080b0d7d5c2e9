"""Deciding on an entry: signed off, accepted, sent back; on the version that was looked at, and never on one's own."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from tests.actions.conftest import state_of_things
from tests.factories import AT, check_chain, draft_entry, make_entry, make_person, make_target, submit_entry, trail
from tracker.actions.entries import Content, save_draft, submit
from tracker.actions.errors import ActionError, Conflict
from tracker.actions.reviews import MovedOn, accept, accept_all, send_back, sign_off, sign_off_all
from tracker.choices import Decision, EntryState, Role, TargetState
from tracker.models import AuditRecord, Entry, Policy, Review
from tracker.queries.edition import edition

LATER = AT + timedelta(days=1)
KEY = "HD-2021-01 2021-03 v1"


def save(entry, value, by):
    return save_draft(
        target=entry.target,
        month=entry.month,
        content=Content(value, explanation="已核实"),
        by=by,
        at=AT,
        row_version=entry.row_version,
    )


def test_an_entry_goes_from_draft_over_a_return_to_acceptance(target, lin, wang):
    entry = draft_entry(target, 3, "10", lin)
    entry = submit(entry=entry, by=lin, at=AT, row_version=1)
    assert (entry.state, entry.submitted_by, entry.submitted_at) == (EntryState.SUBMITTED, lin, AT)
    entry = send_back(entry=entry, reason=" 口径不符 ", by=wang, at=AT, row_version=2)
    assert (entry.state, entry.reviewed_by) == (EntryState.RETURNED, wang)
    entry = save(entry, 9, lin)
    assert entry.state == EntryState.RETURNED
    entry = submit(entry=entry, by=lin, at=LATER, row_version=4)
    entry = accept(entry=entry, by=wang, at=LATER, row_version=5)
    assert (entry.state, entry.version, entry.value) == (EntryState.ACCEPTED, 1, 9)
    assert [(review.decision, review.value, review.reason) for review in entry.reviews.all()] == [
        (Decision.SEND_BACK, 10, "口径不符"),
        (Decision.ACCEPT, 9, ""),
    ]
    steps = ["save_draft", "submit", "send_back", "save_draft", "submit", "accept"]
    assert trail() == [f"{step} {KEY}" for step in steps]
    assert check_chain() == edition().number == 6


def test_the_trail_keeps_the_reason_of_a_return(target, lin, wang):
    entry = submit_entry(target, 3, "10", lin)
    send_back(entry=entry, reason="口径不符", by=wang, at=AT, row_version=2)
    assert AuditRecord.objects.get(action="send_back").after["reason"] == "口径不符"


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_sending_back_needs_a_reason(target, lin, wang, refused, reason):
    entry = submit_entry(target, 3, "10", lin)
    refused(ActionError, lambda: send_back(entry=entry, reason=reason, by=wang, at=AT, row_version=2))


def test_a_claim_takes_the_target_along(target, lin, wang):
    entry = submit_entry(target, 3, "40", lin, claims_completion=True)
    target.refresh_from_db()
    assert target.state == TargetState.COMPLETION_CLAIMED
    accept(entry=entry, by=wang, at=AT, row_version=2)
    target.refresh_from_db()
    assert target.state == TargetState.COMPLETED
    assert trail() == [
        f"save_draft {KEY}",
        f"submit {KEY}",
        "claim_completion HD-2021-01",
        f"accept {KEY}",
        "complete HD-2021-01",
    ]
    assert check_chain() == edition().number == 5


def test_a_claim_sent_back_reopens_the_target(target, lin, wang):
    entry = submit_entry(target, 3, "40", lin, claims_completion=True)
    send_back(entry=entry, reason="缺验收材料", by=wang, at=AT, row_version=2)
    target.refresh_from_db()
    assert target.state == TargetState.IN_PROGRESS


def test_a_figure_without_a_claim_leaves_the_target_as_it_is(target, lin, wang):
    make_entry(target, 3, "40", lin, wang)
    target.refresh_from_db()
    assert (target.state, target.row_version) == (TargetState.IN_PROGRESS, 1)


@pytest.mark.parametrize("who", ["zhao", "lin", "admin"])
def test_only_supervisors_decide(target, lin, request, refused, who):
    person = request.getfixturevalue(who)
    entry = submit_entry(target, 3, "10", lin)
    refused(PermissionDenied, lambda: accept(entry=entry, by=person, at=AT, row_version=2))
    refused(PermissionDenied, lambda: send_back(entry=entry, reason="退回", by=person, at=AT, row_version=2))


def test_a_supervisor_does_not_decide_on_an_own_entry(target, department, refused):
    both = make_person("both", "周", department, Role.REPORTER, Role.SUPERVISOR)
    entry = submit_entry(target, 3, "10", both)
    refused(PermissionDenied, lambda: accept(entry=entry, by=both, at=AT, row_version=2))


@pytest.mark.parametrize(
    "decide",
    [
        lambda entry, by, at: accept(entry=entry, by=by, at=at, row_version=2),
        lambda entry, by, at: send_back(entry=entry, reason="退回", by=by, at=at, row_version=2),
    ],
    ids=["accept", "send back"],
)
def test_deciding_twice_by_a_double_click_is_deciding_once(target, lin, wang, decide):
    entry = submit_entry(target, 3, "40", lin, claims_completion=True)
    decide(entry, wang, AT)
    before = state_of_things()
    assert decide(entry, wang, LATER).reviewed_at == AT
    assert state_of_things() == before


def test_a_version_resubmitted_since_is_not_accepted_unseen(target, lin, wang, refused):
    entry = submit_entry(target, 3, "10", lin)
    other = make_person("zheng", "郑", None, Role.SUPERVISOR)
    entry = send_back(entry=entry, reason="退回", by=other, at=AT, row_version=2)
    save(entry, 4, lin)
    submit(entry=entry, by=lin, at=AT, row_version=4)
    refused(Conflict, lambda: accept(entry=entry, by=wang, at=AT, row_version=2))


def test_only_a_submitted_entry_is_decided_on(target, lin, wang, refused):
    draft = draft_entry(target, 3, "10", lin)
    returned = submit_entry(target, 4, "10", lin)
    returned = send_back(entry=returned, reason="退回", by=wang, at=AT, row_version=2)
    accepted = make_entry(target, 5, "10", lin, wang)
    for entry in (draft, returned):
        given = {"entry": entry, "by": wang, "at": LATER, "row_version": entry.row_version}
        refused(Conflict, partial(accept, **given))
    for entry in (draft, accepted):
        given = {"entry": entry, "by": wang, "at": LATER, "row_version": entry.row_version}
        refused(Conflict, partial(send_back, reason="退回", **given))


def test_a_claim_with_the_first_figure_is_a_claim(area, department, lin, wang):
    target = make_target(area, lead=department, state=TargetState.ASSIGNED)
    entry = submit_entry(target, 3, "40", lin, claims_completion=True)
    accept(entry=entry, by=wang, at=AT, row_version=entry.row_version)
    target.refresh_from_db()
    assert target.state == TargetState.COMPLETED


def test_a_correction_below_the_target_reopens_it(target, lin, wang):
    make_entry(target, 6, "40", lin, wang, claims_completion=True)
    make_entry(target, 6, "39", lin, wang, correction_reason="重复统计")
    target.refresh_from_db()
    assert target.state == TargetState.IN_PROGRESS


def test_what_is_sent_back_keeps_the_day_it_was_first_filed(target, lin, wang):
    entry = submit_entry(target, 3, "10", lin)
    entry = send_back(entry=entry, reason="请附佐证", by=wang, at=AT, row_version=entry.row_version)
    entry = submit(entry=entry, by=lin, at=AT + timedelta(days=9), row_version=entry.row_version)
    assert (entry.first_submitted_at, entry.submitted_at) == (AT, AT + timedelta(days=9))


def test_nobody_decides_on_what_they_saved_for_a_colleague(target, department, lin, refused):
    both = make_person("both", "周", department, Role.REPORTER, Role.SUPERVISOR)
    entry = submit(entry=draft_entry(target, 3, "10", both), by=lin, at=AT, row_version=1)
    refused(PermissionDenied, lambda: accept(entry=entry, by=both, at=AT, row_version=2))


# Several at once


@pytest.fixture
def three(area, department, lin):
    return [submit_entry(make_target(area, lead=department), 3, "10", lin) for _number in range(3)]


def test_several_are_accepted_in_one_action(three, wang):
    accepted = accept_all(seen=[(entry, 2) for entry in three], by=wang, at=LATER)
    assert [entry.state for entry in accepted] == [EntryState.ACCEPTED] * 3
    assert Review.objects.filter(decision=Decision.ACCEPT, by=wang).count() == 3
    check_chain()


def test_if_one_has_moved_on_none_is_accepted_and_it_is_named(three, lin, wang, refused):
    send_back(entry=three[1], reason="退回", by=wang, at=AT, row_version=2)
    seen = [(entry, 2) for entry in three]
    assert refused(MovedOn, lambda: accept_all(seen=seen, by=wang, at=LATER)).entries == [three[1]]
    assert not Entry.objects.accepted().exists()


def test_if_one_is_an_own_one_none_is_accepted(three, area, department, refused):
    both = make_person("both", "周", department, Role.REPORTER, Role.SUPERVISOR)
    own = submit_entry(make_target(area, lead=department), 3, "10", both)
    refused(PermissionDenied, lambda: accept_all(seen=[(e, 2) for e in (*three, own)], by=both, at=LATER))


def test_accepting_several_twice_by_a_double_click_is_accepting_once(three, wang):
    seen = [(entry, 2) for entry in three]
    accept_all(seen=seen, by=wang, at=AT)
    before = state_of_things()
    assert len(accept_all(seen=seen, by=wang, at=LATER)) == 3
    assert state_of_things() == before


# The head's sign-off


@pytest.fixture
def head(department):
    return make_person("head", "局", department, Role.HEAD)


@pytest.fixture
def waiting(head, target, lin):
    """An entry that waits for the head."""
    Policy.objects.update(needs_sign_off=True)
    return submit_entry(target, 3, "10", lin)


def test_the_head_lets_an_entry_go_on_and_decides_nothing_else(waiting, head):
    entry = sign_off(entry=waiting, by=head, at=LATER, row_version=2)
    assert (entry.state, entry.row_version, entry.reviewed_by) == (EntryState.SUBMITTED, 3, None)
    assert [(review.decision, review.by) for review in entry.reviews.all()] == [(Decision.SIGN_OFF, head)]
    assert trail()[-1] == f"sign_off {KEY}"


def test_the_head_sends_back_with_a_reason(waiting, head, refused):
    refused(ActionError, lambda: send_back(entry=waiting, reason="", by=head, at=AT, row_version=2))
    entry = send_back(entry=waiting, reason="数字不准", by=head, at=AT, row_version=2)
    assert (entry.state, entry.reviewed_by) == (EntryState.RETURNED, head)


@pytest.mark.parametrize("who", ["lin", "zhao", "wang", "admin"])
def test_nobody_else_signs_off(waiting, request, refused, who):
    by = request.getfixturevalue(who)
    refused(PermissionDenied, lambda: sign_off(entry=waiting, by=by, at=AT, row_version=2))


def test_another_departments_head_does_not_sign_off(waiting, other_department, refused):
    by = make_person("other", "局", other_department, Role.HEAD)
    refused(PermissionDenied, lambda: sign_off(entry=waiting, by=by, at=AT, row_version=2))


def test_a_supervisor_does_not_accept_what_is_not_signed_off(waiting, wang, refused):
    refused(Conflict, lambda: accept(entry=waiting, by=wang, at=AT, row_version=2))


def test_signing_off_twice_by_a_double_click_is_signing_once(waiting, head):
    sign_off(entry=waiting, by=head, at=AT, row_version=2)
    before = state_of_things()
    assert sign_off(entry=waiting, by=head, at=LATER, row_version=2).row_version == 3
    assert state_of_things() == before


def test_a_stale_page_does_not_sign_off(waiting, head, refused):
    for seen in (1, 3):
        refused(Conflict, lambda seen=seen: sign_off(entry=waiting, by=head, at=AT, row_version=seen))


def test_what_is_with_the_supervisors_is_not_signed_off(target, head, lin, refused):
    entry = submit_entry(target, 3, "10", lin)
    refused(Conflict, lambda: sign_off(entry=entry, by=head, at=AT, row_version=2))


def test_the_head_signs_several_off_in_one_action_or_none(waiting, head, area, department, lin, refused):
    other = submit_entry(make_target(area, lead=department), 3, "10", lin)
    seen = [(waiting, 2), (other, 2)]
    send_back(entry=other, reason="退回", by=head, at=AT, row_version=2)
    assert refused(MovedOn, lambda: sign_off_all(seen=seen, by=head, at=LATER)).entries == [other]
    again = submit(entry=other, by=lin, at=AT, row_version=3)
    signed = sign_off_all(seen=[(waiting, 2), (again, 4)], by=head, at=LATER)
    assert [entry.state for entry in signed] == [EntryState.SUBMITTED] * 2
    before = state_of_things()
    assert len(sign_off_all(seen=[(waiting, 2), (again, 4)], by=head, at=LATER)) == 2
    assert state_of_things() == before


def test_another_departments_head_signs_none_off(waiting, other_department, refused):
    by = make_person("other", "局", other_department, Role.HEAD)
    refused(PermissionDenied, lambda: sign_off_all(seen=[(waiting, 2)], by=by, at=AT))
