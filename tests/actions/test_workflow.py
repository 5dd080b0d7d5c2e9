"""A target's way: assigned, signed for, claimed, completed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from tests.factories import AT, check_chain, make_entry, make_person, make_target, submit_entry, trail
from tracker.actions.entries import withdraw
from tracker.actions.errors import ActionError
from tracker.actions.reviews import accept, send_back, sign_off
from tracker.actions.revisions import Ground, resume, revise, suspend, terms_of
from tracker.actions.workflow import acknowledge, assign, close
from tracker.choices import Role, TargetState
from tracker.models import Policy
from tracker.queries.edition import edition


@pytest.fixture
def unassigned(area):
    return make_target(area)


def in_state(area, department, state):
    return make_target(area, lead=department, state=state)


@pytest.mark.parametrize("who", ["wang", "admin"])
def test_supervisors_and_administrators_assign(unassigned, department, request, who):
    target = assign(target=unassigned, lead=department, by=request.getfixturevalue(who), at=AT)
    target.refresh_from_db()
    assert (target.state, target.lead, target.row_version) == (TargetState.ASSIGNED, department, 2)
    assert trail() == ["assign HD-2021-01"]
    assert check_chain() == edition().number == 1


@pytest.mark.parametrize("who", ["lin", "zhao"])
def test_nobody_else_assigns(unassigned, department, request, who):
    person = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        assign(target=unassigned, lead=department, by=person, at=AT)
    assert trail() == []


def test_an_assigned_target_is_not_assigned_again(unassigned, department, other_department, wang):
    assign(target=unassigned, lead=department, by=wang, at=AT)
    with pytest.raises(ActionError), translation.override("en"):
        assign(target=unassigned, lead=other_department, by=wang, at=AT)
    unassigned.refresh_from_db()
    assert unassigned.lead == department
    assert len(trail()) == 1


def test_the_refusal_names_both_states(unassigned, department, wang, english):
    assign(target=unassigned, lead=department, by=wang, at=AT)
    with pytest.raises(ActionError, match="A target that is “Assigned” cannot become “Assigned”"):
        assign(target=unassigned, lead=department, by=wang, at=AT)


def test_the_lead_department_signs_once(area, department, lin):
    target = in_state(area, department, TargetState.ASSIGNED)
    for _time in range(2):
        assert acknowledge(target=target, by=lin, at=AT).state == TargetState.IN_PROGRESS
    assert trail() == ["acknowledge HD-2021-01"]


@pytest.mark.parametrize("who", ["zhao", "wang", "admin"])
def test_nobody_else_signs(area, department, request, who):
    target = in_state(area, department, TargetState.ASSIGNED)
    person = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        acknowledge(target=target, by=person, at=AT)
    assert trail() == []


def test_signing_does_not_reopen_a_completed_target(area, department, lin):
    target = in_state(area, department, TargetState.COMPLETED)
    assert acknowledge(target=target, by=lin, at=AT).state == TargetState.COMPLETED
    assert trail() == []


# Completion: what the entries and the terms call for


def state_of(target):
    target.refresh_from_db()
    return target.state


def test_a_claim_waits_is_accepted_and_completes(target, lin, wang):
    entry = submit_entry(target, 5, "40", lin, claims_completion=True)
    assert state_of(target) == TargetState.COMPLETION_CLAIMED
    accept(entry=entry, by=wang, at=AT, row_version=entry.row_version)
    assert state_of(target) == TargetState.COMPLETED


def test_two_claims_go_each_their_own_way(target, lin, wang):
    may, june = (submit_entry(target, number, "40", lin, claims_completion=True) for number in (5, 6))
    send_back(entry=may, reason="请附验收单", by=wang, at=AT, row_version=may.row_version)
    assert state_of(target) == TargetState.COMPLETION_CLAIMED
    accept(entry=june, by=wang, at=AT, row_version=june.row_version)
    assert state_of(target) == TargetState.COMPLETED


def test_one_claim_taken_back_leaves_the_other_waiting(target, lin):
    may, june = (submit_entry(target, number, "40", lin, claims_completion=True) for number in (5, 6))
    withdraw(entry=may, by=lin, at=AT, row_version=may.row_version)
    assert state_of(target) == TargetState.COMPLETION_CLAIMED
    withdraw(entry=june, by=lin, at=AT, row_version=june.row_version)
    assert state_of(target) == TargetState.IN_PROGRESS


def test_a_claim_does_not_complete_a_promise_raised_meanwhile(target, lin, wang):
    entry = submit_entry(target, 5, "40", lin, claims_completion=True)
    raise_to(target, 80, wang)
    accept(entry=entry, by=wang, at=AT, row_version=entry.row_version)
    assert state_of(target) == TargetState.IN_PROGRESS


def test_a_promise_raised_after_its_completion_is_worked_on_again(target, lin, wang):
    make_entry(target, 5, "40", lin, wang, claims_completion=True)
    raise_to(target, 80, wang)
    assert state_of(target) == TargetState.IN_PROGRESS
    make_entry(target, 6, "80", lin, wang, claims_completion=True)
    assert state_of(target) == TargetState.COMPLETED


def test_a_correction_below_the_promise_reopens(target, lin, wang):
    make_entry(target, 5, "40", lin, wang, claims_completion=True)
    make_entry(target, 5, "30", lin, wang, correction_reason="重复计算")
    assert state_of(target) == TargetState.IN_PROGRESS


def test_a_figure_that_reaches_without_a_claim_completes_nothing(target, lin, wang):
    make_entry(target, 5, "40", lin, wang)
    assert state_of(target) == TargetState.IN_PROGRESS


def test_a_claim_signed_off_while_suspended_waits_again_on_resuming(target, department, lin, wang):
    Policy.objects.update(needs_sign_off=True)
    head = make_person("head", "局", department, Role.HEAD)
    entry = submit_entry(target, 5, "40", lin, claims_completion=True)
    assert state_of(target) == TargetState.IN_PROGRESS
    suspend(target=target, ground=GROUND, by=wang, at=AT, row_version=target.row_version)
    entry = sign_off(entry=entry, by=head, at=AT, row_version=entry.row_version)
    assert state_of(target) == TargetState.SUSPENDED
    resume(target=target, ground=GROUND, by=wang, at=AT, row_version=target.row_version)
    assert state_of(target) == TargetState.COMPLETION_CLAIMED
    accept(entry=entry, by=wang, at=AT, row_version=entry.row_version)
    assert state_of(target) == TargetState.COMPLETED


GROUND = Ground("理由", "文件", date(2021, 6, 1))


def raise_to(target, value, by):
    target.refresh_from_db()
    now = replace(terms_of(target), value=Decimal(value))
    revise(target=target, terms=now, ground=GROUND, by=by, at=AT, row_version=target.row_version)


# Struck off


def test_a_completed_target_is_struck_off_once(target, lin, wang):
    make_entry(target, 5, "40", lin, wang, claims_completion=True)
    written = len(trail())
    for _press in range(2):
        assert close(target=target, by=wang, at=AT).state == TargetState.CLOSED
    assert trail()[written:] == ["close HD-2021-01"]
    with pytest.raises(PermissionDenied):
        submit_entry(target, 6, "41", lin)


def test_a_target_with_a_figure_waiting_is_not_struck_off(target, lin, wang):
    make_entry(target, 5, "40", lin, wang, claims_completion=True)
    waiting = submit_entry(target, 5, "30", lin, correction_reason="重复计算")
    with pytest.raises(ActionError):
        close(target=target, by=wang, at=AT)
    accept(entry=waiting, by=wang, at=AT, row_version=waiting.row_version)
    assert state_of(target) == TargetState.IN_PROGRESS


@pytest.mark.parametrize("who", ["lin", "admin"])
def test_only_supervisors_strike_off(area, department, request, who):
    target = in_state(area, department, TargetState.COMPLETED)
    with pytest.raises(PermissionDenied):
        close(target=target, by=request.getfixturevalue(who), at=AT)
