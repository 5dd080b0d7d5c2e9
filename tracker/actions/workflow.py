"""A target's way: assigned, acknowledged, claimed complete, completed."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tracker.actions.errors import ActionError
from tracker.actions.trail import in_turn, record, snapshot
from tracker.choices import Act, EntryState, TargetState
from tracker.models import Department, Target, User
from tracker.permissions import may
from tracker.queries.entries import figures_in_force
from tracker.queries.standings import reaches
from tracker.rules.workflow import HANDED_IN, SETTLED, target_may_step


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
    """Strike a completed target off; doing so again changes nothing. Not while a figure of it waits."""
    target = Target.objects.get(pk=target.pk)
    if target.state == TargetState.CLOSED and by.is_supervisor:
        return target
    if not may(by, Act.CLOSE, target):
        raise PermissionDenied
    if target.entries.filter(state__in=HANDED_IN).exists():
        raise ActionError(_("A figure of this target still waits for its decision. Decide on it first."))
    return _step(target, TargetState.CLOSED, "close", snapshot(target), by, at)


def settle_completion(*, target: Target, by: User | None, at: datetime) -> Target:
    """Bring a target in work to the state its entries and terms call for; called after each of them has changed.

    COMPLETED: the newest accepted figure reaches the target, and one in force that does was accepted as its completion.
    COMPLETION_CLAIMED: a claim waits for its review. IN_PROGRESS: neither.
    """
    target = Target.objects.select_related("report").get(pk=target.pk)
    if target.state not in SETTLED:
        return target
    in_force = [(entry, reaches(target, entry.value)) for entry in figures_in_force(target) if entry.value is not None]
    is_completed = (
        bool(in_force)
        and in_force[-1][1]
        and any(entry.claims_completion and is_reached for entry, is_reached in in_force)
    )
    is_claimed = target.entries.filter(state=EntryState.SUBMITTED, claims_completion=True).exists()
    if is_completed:
        state, action = TargetState.COMPLETED, "complete"
    elif is_claimed:
        state, action = TargetState.COMPLETION_CLAIMED, "claim_completion"
    else:
        state, action = TargetState.IN_PROGRESS, "reopen"
    if state == target.state:
        return target
    return _step(target, state, action, snapshot(target), by, at)


def _step(
    target: Target, state: TargetState, action: str, before: dict[str, object], by: User | None, at: datetime
) -> Target:
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
