"""Approved changes of a promise: its figure, due month or lead, suspended, resumed. Each stays public."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tracker.actions.errors import ActionError, Conflict
from tracker.actions.trail import in_turn, record, snapshot
from tracker.actions.workflow import settle_completion
from tracker.choices import Act, RevisionKind, TargetState
from tracker.models import Closing, Department, Revision, Target, User
from tracker.permissions import may
from tracker.rules.months import last_day
from tracker.rules.workflow import target_may_step


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a promise is changed, by which document, decided on which day."""

    reason: str
    document: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class Terms:
    """What a revision may change of a target."""

    value: Decimal
    value_high: Decimal | None
    due: date
    lead: Department | None


def terms_of(target: Target) -> Terms:
    """The target's terms as they stand."""
    return Terms(target.value, target.value_high, target.due, target.lead)


def check_ground(ground: Ground, due: date) -> None:
    """Raise ActionError unless reason and document are named and the decision was taken before the due date."""
    if not ground.reason.strip() or not ground.document.strip():
        raise ActionError(_("A revision needs its reason and the document that decided it."))
    if ground.decided_on > last_day(due):
        raise ActionError(_("A revision has to be decided before the target is due."))


def _check_order(target: Target, ground: Ground) -> None:
    """Decisions are recorded in the order they were taken, so that what stood before each is what it says."""
    adopted = target.report.adopted_on
    if ground.decided_on < adopted:
        raise ActionError(
            _("A promise cannot be changed before it was made, on %(day)s.") % {"day": adopted.isoformat()}
        )
    latest = target.revisions.order_by("-decided_on").values_list("decided_on", flat=True).first()
    if latest and ground.decided_on < latest:
        raise ActionError(
            _("The target was last changed by a decision of %(day)s; a later change cannot be decided before it.")
            % {"day": latest.isoformat()}
        )


@in_turn
def revise(
    *,
    target: Target,
    terms: Terms,
    ground: Ground,
    by: User,
    at: datetime,
    row_version: int,
    others: Mapping[str, Any] | None = None,
) -> Target:
    """Change a target's terms; what stood before stays on record and public. A new lead may come after the due date.

    `others`: further columns changed on the same occasion, since some only fit together (“between” and its figures).
    """
    locked = _locked(target, by, row_version)
    before, old = snapshot(locked), terms_of(locked)
    is_promise = replace(terms, lead=old.lead) != old or bool(others)
    if is_promise:
        _check_open(locked)
    check_ground(ground, locked.due if is_promise else ground.decided_on)
    locked.value, locked.value_high, locked.due, locked.lead = terms.value, terms.value_high, terms.due, terms.lead
    for name, value in (others or {}).items():
        setattr(locked, name, value)
    if locked.lead and locked.state == TargetState.DRAFT:
        locked.state = TargetState.ASSIGNED
    if not locked.lead and locked.state not in {TargetState.DRAFT, TargetState.SUSPENDED}:
        raise ActionError(_("An assigned target needs a lead department."))
    changed = _keep(locked, RevisionKind.CHANGED, old, ground, before, by, at)
    return settle_completion(target=changed, by=by, at=at) if is_promise else changed


@in_turn
def suspend(*, target: Target, ground: Ground, by: User, at: datetime, row_version: int) -> Target:
    """Take a target out of the judged ones, by an approved decision."""
    locked = _locked(target, by, row_version)
    _check_open(locked)
    check_ground(ground, locked.due)
    before = snapshot(locked)
    if locked.state == TargetState.SUSPENDED:
        raise ActionError(_("The target is suspended already."))
    if not target_may_step(TargetState(locked.state), TargetState.SUSPENDED):
        raise ActionError(_("A target whose completion is claimed or accepted is not suspended."))
    locked.state = TargetState.SUSPENDED
    return _keep(locked, RevisionKind.SUSPENDED, terms_of(locked), ground, before, by, at)


@in_turn
def resume(*, target: Target, ground: Ground, by: User, at: datetime, row_version: int) -> Target:
    """Judge a suspended target again."""
    locked = _locked(target, by, row_version)
    _check_open(locked)
    check_ground(ground, locked.due)
    before = snapshot(locked)
    if locked.state != TargetState.SUSPENDED:
        raise ActionError(_("The target is not suspended."))
    locked.state = TargetState.IN_PROGRESS if locked.lead_id else TargetState.DRAFT
    resumed = _keep(locked, RevisionKind.RESUMED, terms_of(locked), ground, before, by, at)
    return settle_completion(target=resumed, by=by, at=at)


def _locked(target: Target, by: User, row_version: int) -> Target:
    locked = Target.objects.get(pk=target.pk)
    if not may(by, Act.REVISE, locked):
        raise PermissionDenied
    if locked.row_version != row_version:
        raise Conflict(locked)
    return locked


def _check_open(target: Target) -> None:
    """Raise ActionError once the target's year is closed: what was promised stays as it was closed."""
    if Closing.objects.accepted().filter(target=target).exists():
        raise ActionError(_("This target's year is closed: its promise can no longer be changed."))


def _keep(
    target: Target, kind: RevisionKind, old: Terms, ground: Ground, before: dict[str, object], by: User, at: datetime
) -> Target:
    _check_order(target, ground)
    target.row_version += 1
    target.full_clean()
    target.save()
    Revision.objects.create(
        target=target,
        kind=kind,
        value_before=old.value,
        value_after=target.value,
        value_high_before=old.value_high,
        value_high_after=target.value_high,
        due_before=old.due,
        due_after=target.due,
        lead_before=old.lead,
        lead_after=target.lead,
        reason=ground.reason.strip(),
        document=ground.document.strip(),
        decided_on=ground.decided_on,
        recorded_by=by,
        recorded_at=at,
        is_sample=by.is_sample,
    )
    after = snapshot(target) | {"reason": ground.reason, "document": ground.document}
    record(action=f"revise_{kind.lower()}", thing=target, before=before, by=by, at=at, after=after)
    return target
