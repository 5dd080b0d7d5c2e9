"""What is decided on an entry: signed off by the head, accepted or sent back by a supervisor."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tracker.actions.entries import fresh
from tracker.actions.errors import ActionError, Conflict
from tracker.actions.trail import in_turn, record, snapshot
from tracker.actions.workflow import settle_completion
from tracker.choices import Act, Decision, EntryState
from tracker.models import Entry, Review, User
from tracker.permissions import may
from tracker.rules.workflow import may_step


class MovedOn(ActionError):
    """Of several entries some have changed since they were shown; nothing was done to any."""

    def __init__(self, entries: list[Entry]) -> None:
        super().__init__(", ".join(map(str, entries)))
        self.entries = entries


@in_turn
def sign_off(*, entry: Entry, by: User, at: datetime, row_version: int) -> Entry:
    """The head lets the version that was looked at go on to the supervisors."""
    return _decide(entry, Decision.SIGN_OFF, "", by, at, row_version)


@in_turn
def accept(*, entry: Entry, by: User, at: datetime, row_version: int) -> Entry:
    """Accept the version that was looked at; the public sees it from now on."""
    return _decide(entry, Decision.ACCEPT, "", by, at, row_version)


@in_turn
def accept_all(*, seen: Iterable[tuple[Entry, int]], by: User, at: datetime) -> list[Entry]:
    """Accept several, each in the version that was looked at: all of them, or none (raises MovedOn)."""
    return _decide_all(seen, Decision.ACCEPT, by, at)


@in_turn
def sign_off_all(*, seen: Iterable[tuple[Entry, int]], by: User, at: datetime) -> list[Entry]:
    """The head lets several go on to the supervisors: all of them, or none (raises MovedOn)."""
    return _decide_all(seen, Decision.SIGN_OFF, by, at)


def _decide_all(seen: Iterable[tuple[Entry, int]], decision: Decision, by: User, at: datetime) -> list[Entry]:
    decided, moved = [], []
    for entry, row_version in seen:
        try:
            decided.append(_decide(entry, decision, "", by, at, row_version))
        except Conflict:
            moved.append(entry)
    if moved:
        raise MovedOn(moved)
    return decided


@in_turn
def send_back(*, entry: Entry, reason: str, by: User, at: datetime, row_version: int) -> Entry:
    """Return the version that was looked at, with a reason."""
    if not reason.strip():
        raise ActionError(_("Say what has to be changed."))
    return _decide(entry, Decision.SEND_BACK, reason.strip(), by, at, row_version)


LEADS_TO = {
    Decision.SIGN_OFF: EntryState.SUBMITTED,
    Decision.ACCEPT: EntryState.ACCEPTED,
    Decision.SEND_BACK: EntryState.RETURNED,
}


def _decide(entry: Entry, decision: Decision, reason: str, by: User, at: datetime, row_version: int) -> Entry:
    entry = fresh(entry)
    state = LEADS_TO[decision]
    if entry.row_version == row_version + 1 and entry.state == state:
        last = entry.reviews.last()
        if last is not None and last.by_id == by.pk and last.decision == decision:
            return entry
    act = Act.SIGN_OFF if entry.state == EntryState.FOR_SIGN_OFF else Act.REVIEW
    if not may_step(EntryState(entry.state), state) or entry.row_version != row_version:
        raise Conflict(entry)
    if not may(by, act, entry):
        raise PermissionDenied
    before = snapshot(entry)
    entry.state = state
    if decision != Decision.SIGN_OFF:
        entry.reviewed_by, entry.reviewed_at = by, at
    entry.row_version += 1
    entry.save()
    Review.objects.create(entry=entry, decision=decision, value=entry.value, reason=reason, by=by, at=at)
    after = snapshot(entry) | {"reason": reason}
    record(action=decision.lower(), thing=entry, before=before, by=by, at=at, after=after)
    entry.target = settle_completion(target=entry.target, by=by, at=at)
    return entry
