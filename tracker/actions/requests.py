"""Requests for change: asked by the lead department, taken back by it, granted or refused by a supervisor."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tracker.actions.errors import ActionError, Conflict
from tracker.actions.revisions import Ground, revise, suspend, terms_of
from tracker.actions.trail import Snapshot, in_turn, record, snapshot
from tracker.choices import Act, Capacity, RequestKind, RequestState
from tracker.models import ChangeRequest, Revision, Target, User
from tracker.permissions import MATRIX, may
from tracker.queries.standings import terms
from tracker.rules.requests import as_asked, is_change, is_in_time
from tracker.rules.words import month_words


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked, why, on which document's ground, and how far the work is."""

    kind: RequestKind
    value_asked: Decimal | None
    due_asked: date | None
    reason: str
    document: str
    progress: str


@in_turn
def ask(*, target: Target, wish: Wish, key: UUID, by: User, at: datetime) -> ChangeRequest:
    """Ask for a change; the same form (`key`) again asks nothing more.

    Raises Conflict with the request that is open already: a target has one at a time.
    """
    target = Target.objects.select_related("report", "lead").get(pk=target.pk)
    known = ChangeRequest.objects.filter(key=key).first()
    if not may(by, Act.ASK_CHANGE, target) or (known and known.target_id != target.pk):
        raise PermissionDenied
    if known:
        return known
    if open_one := ChangeRequest.objects.open().filter(target=target).first():
        raise Conflict(open_one)
    if not is_in_time(target.due, localdate(at)):
        raise ActionError(
            _("The target was due by the end of %(month)s; a change has to be asked for before.")
            % {"month": month_words(target.due)}
        )
    if not is_change(terms(target), wish.kind, wish.value_asked, wish.due_asked):
        raise ActionError(_("That is what stands already: nothing would change."))
    change = ChangeRequest(
        key=key,
        target=target,
        department=target.lead,
        asked_by=by,
        asked_at=at,
        is_sample=by.is_sample,
        **asdict(wish),
    )
    change.full_clean()
    change.save()
    record(action="request", thing=change, before=None, by=by, at=at, after=_told(change))
    return change


@in_turn
def withdraw(*, change: ChangeRequest, by: User, at: datetime) -> ChangeRequest:
    """Take an open request back; one taken back stays so. Raises Conflict when it was decided meanwhile."""
    change = _fresh(change)
    if change.state == RequestState.WITHDRAWN and may(by, Act.SEE_REQUEST, change):
        return change
    _check(change, Act.WITHDRAW_REQUEST, by, change.row_version)
    before = _told(change)
    change.state = RequestState.WITHDRAWN
    return _keep(change, "withdraw", before, by, at)


@in_turn
def grant(
    *, change: ChangeRequest, ground: Ground, word: str, by: User, at: datetime, row_version: int, target_version: int
) -> ChangeRequest:
    """Grant exactly what was asked: the target is revised or suspended in public, and the request names the revision.

    Granting it again on the same ground changes nothing. Raises Conflict when request or target moved on meanwhile.
    """
    change = _fresh(change)
    if change.revision and change.decided_by_id == by.pk and _is_on(change.revision, ground):
        return change
    _check(change, Act.DECIDE, by, row_version)
    before, target, kind = _told(change), change.target, RequestKind(change.kind)
    if target.row_version != target_version:
        raise Conflict(target)
    if target.state not in MATRIX[Act.ASK_CHANGE][Capacity.LEAD]:
        raise ActionError(
            _("The target is “%(state)s” by now: a change of it can no longer be granted.")
            % {"state": target.get_state_display()}
        )
    if not is_change(terms(target), kind, change.value_asked, change.due_asked):
        raise ActionError(_("That is what stands already: nothing would change."))
    if kind == RequestKind.SUSPEND:
        suspend(target=target, ground=ground, by=by, at=at, row_version=target_version)
    else:
        asked = as_asked(terms(target), kind, change.value_asked, change.due_asked)
        now = replace(terms_of(target), value=asked.value, due=asked.due)
        revise(target=target, terms=now, ground=ground, by=by, at=at, row_version=target_version)
    change.revision = target.revisions.latest("pk")
    return _decide(change, RequestState.GRANTED, word, before, by, at)


@in_turn
def refuse(*, change: ChangeRequest, reason: str, by: User, at: datetime, row_version: int) -> ChangeRequest:
    """Refuse a request, saying why; refusing it again for the same reason changes nothing."""
    change = _fresh(change)
    if not reason.strip():
        raise ActionError(_("Say why the request is refused."))
    if (change.state, change.decided_by_id, change.decision_reason) == (RequestState.REFUSED, by.pk, reason.strip()):
        return change
    _check(change, Act.DECIDE, by, row_version)
    return _decide(change, RequestState.REFUSED, reason, _told(change), by, at)


def _is_on(revision: Revision, ground: Ground) -> bool:
    """Whether the revision was made on this very ground."""
    return (revision.document, revision.decided_on) == (ground.document.strip(), ground.decided_on)


def _fresh(change: ChangeRequest) -> ChangeRequest:
    return ChangeRequest.objects.with_people().get(pk=change.pk)


def _check(change: ChangeRequest, act: Act, by: User, row_version: int) -> None:
    """Raise Conflict when the request is not what the person looked at, PermissionDenied when it is not theirs."""
    if change.state != RequestState.OPEN or change.row_version != row_version:
        raise Conflict(change)
    if not may(by, act, change):
        raise PermissionDenied


def _decide(
    change: ChangeRequest, state: RequestState, word: str, before: Snapshot, by: User, at: datetime
) -> ChangeRequest:
    change.state, change.decided_by, change.decided_at, change.decision_reason = state, by, at, word.strip()
    return _keep(change, "grant" if state == RequestState.GRANTED else "refuse", before, by, at)


def _keep(change: ChangeRequest, action: str, before: Snapshot, by: User, at: datetime) -> ChangeRequest:
    change.row_version += 1
    change.save()
    record(action=action, thing=change, before=before, by=by, at=at, after=_told(change))
    return change


def _told(change: ChangeRequest) -> Snapshot:
    """What the trail keeps of a request."""
    return snapshot(change) | {"key": str(change.key)}
