"""A target's way: assigned, signed for, claimed, completed."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from tests.factories import AT, check_chain, make_target, trail
from tracker.actions.errors import ActionError
from tracker.actions.workflow import acknowledge, assign, claim_completion, decide_completion
from tracker.choices import TargetState
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


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (TargetState.IN_PROGRESS, TargetState.COMPLETION_CLAIMED),
        (TargetState.ASSIGNED, TargetState.ASSIGNED),
        (TargetState.COMPLETION_CLAIMED, TargetState.COMPLETION_CLAIMED),
        (TargetState.COMPLETED, TargetState.COMPLETED),
    ],
)
def test_completion_is_claimed_of_work_in_progress_only(area, department, lin, state, expected):
    target = in_state(area, department, state)
    claim_completion(target=target, by=lin, at=AT)
    target.refresh_from_db()
    assert target.state == expected
    assert len(trail()) == (state != expected)


@pytest.mark.parametrize(
    ("state", "accepted", "expected", "action"),
    [
        (TargetState.COMPLETION_CLAIMED, True, TargetState.COMPLETED, ["complete HD-2021-01"]),
        (TargetState.COMPLETION_CLAIMED, False, TargetState.IN_PROGRESS, ["reopen HD-2021-01"]),
        (TargetState.IN_PROGRESS, True, TargetState.IN_PROGRESS, []),
        (TargetState.COMPLETED, False, TargetState.COMPLETED, []),
    ],
)
def test_a_claim_is_decided_once(area, department, wang, state, accepted, expected, action):
    target = in_state(area, department, state)
    decide_completion(target=target, accepted=accepted, by=wang, at=AT)
    target.refresh_from_db()
    assert (target.state, trail()) == (expected, action)
