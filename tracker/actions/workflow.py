"""A target's way: assigned, acknowledged, claimed complete, completed."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tracker.actions.errors import ActionError
from tracker.actions.trail import in_turn, record, snapshot
from tracker.choices import Act, TargetState
from tracker.models import Department, Target, User
from tracker.permissions import may
from tracker.rules.workflow import target_may_step


@in_turn
def assign(*, target: Target, lead: Department, by: User, at: datetime) -> Target:
    """Give an unassigned target to its lead department."""
    target = Target.objects.get(pk=target.pk)
    if not may(by, Act.REVISE, target):
        raise PermissionDenied
    before = snapshot(target)
    target.lead = lead
    return _step(target, TargetState.ASSIGNED, "assign", before, by, at)


@in_turn
def acknowledge(*, target: Target, by: User, at: datetime) -> Target:
    """The lead department signs for the target; signing again changes nothing."""
    target = Target.objects.get(pk=target.pk)
    if not may(by, Act.ACKNOWLEDGE, target):
        raise PermissionDenied
    if target.state != TargetState.ASSIGNED:
        return target
    return _step(target, TargetState.IN_PROGRESS, "acknowledge", snapshot(target), by, at)


@in_turn
def close(*, target: Target, by: User, at: datetime) -> Target:
    """Strike a completed target off; doing so again changes nothing."""
    target = Target.objects.get(pk=target.pk)
    if target.state == TargetState.CLOSED and by.is_supervisor:
        return target
    if not may(by, Act.CLOSE, target):
        raise PermissionDenied
    return _step(target, TargetState.CLOSED, "close", snapshot(target), by, at)


def claim_completion(*, target: Target, by: User, at: datetime) -> None:
    """A submitted entry claims that the target is reached."""
    if target_may_step(TargetState(target.state), TargetState.COMPLETION_CLAIMED):
        _step(target, TargetState.COMPLETION_CLAIMED, "claim_completion", snapshot(target), by, at)


def reopen(*, target: Target, by: User, at: datetime) -> None:
    """A completed target whose accepted figure was corrected to less is worked on again."""
    if target.state == TargetState.COMPLETED:
        _step(target, TargetState.IN_PROGRESS, "reopen", snapshot(target), by, at)


def decide_completion(*, target: Target, accepted: bool, by: User, at: datetime) -> None:
    """The claim goes the way of the entry that made it."""
    state = TargetState.COMPLETED if accepted else TargetState.IN_PROGRESS
    if target.state == TargetState.COMPLETION_CLAIMED:
        _step(target, state, "complete" if accepted else "reopen", snapshot(target), by, at)


def _step(target: Target, state: TargetState, action: str, before: dict[str, object], by: User, at: datetime) -> Target:
    if not target_may_step(TargetState(target.state), state):
        raise ActionError(
            _("A target that is “%(state)s” cannot become “%(next)s”.")
            % {"state": TargetState(target.state).label, "next": state.label}
        )
    target.state = state
    target.row_version += 1
    target.save()
    record(action=action, thing=target, before=before, by=by, at=at)
    return target
