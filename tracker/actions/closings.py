"""The close of a target's year: written and handed in by the lead department, accepted once by somebody else."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tracker.actions.errors import ActionError, Conflict
from tracker.actions.trail import in_turn, record, snapshot
from tracker.choices import Act, ClosingState, Outcome
from tracker.models import Closing, Target, User
from tracker.permissions import may
from tracker.queries.closings import figures_wait, standing_of
from tracker.queries.standings import Standing
from tracker.rules.closings import WRITABLE, faults
from tracker.rules.words import decimal_text, month_words

COMPUTED = ("computed", "value", "value_month", "done_share")


@dataclass(frozen=True, slots=True)
class Statement:
    """What the office says became of the promise."""

    outcome: Outcome
    reason_kind: str = ""
    difference_reason: str = ""
    statement: str = ""
    statement_en: str = ""
    document: str = ""
    evidence_title: str = ""
    evidence_url: str = ""


class NotAccepted(ActionError):
    """What kept closings from being accepted together, by the target's code; none was."""

    def __init__(self, by_code: dict[str, ActionError]) -> None:
        super().__init__(", ".join(by_code))
        self.by_code = by_code


@in_turn
def save_draft(*, target: Target, statement: Statement, key: UUID, by: User, at: datetime, row_version: int) -> Closing:
    """Keep what is written so far; `row_version` is that of the closing looked at, 0 where there was none."""
    return _write(target, statement, key, by, at, row_version, is_handed_in=False)


@in_turn
def hand_in(*, target: Target, statement: Statement, key: UUID, by: User, at: datetime, row_version: int) -> Closing:
    """Send it to the supervisors. The same again changes nothing; raises Conflict when somebody wrote meanwhile."""
    return _write(target, statement, key, by, at, row_version, is_handed_in=True)


@in_turn
def withdraw(*, closing: Closing, by: User, at: datetime) -> Closing:
    """Take one that waits back: it is a draft again. Raises Conflict when it was decided on meanwhile."""
    closing = _fresh(closing)
    if not may(by, Act.WITHDRAW_CLOSING, closing):
        if may(by, Act.WRITE_CLOSING, closing):
            return closing
        raise Conflict(closing) if may(by, Act.SEE_CLOSING, closing) else PermissionDenied
    before = snapshot(closing)
    closing.state = ClosingState.DRAFT
    return _keep(closing, "withdraw", before, by, at)


@in_turn
def send_back(*, closing: Closing, reason: str, by: User, at: datetime, row_version: int) -> Closing:
    """Return the version that was looked at, with a reason."""
    if not reason.strip():
        raise ActionError(_("Say what has to be changed."))
    closing = _fresh(closing)
    if (closing.state, closing.returned_by_id, closing.return_reason) == (
        ClosingState.RETURNED,
        by.pk,
        reason.strip(),
    ):
        return closing
    _check(closing, by, row_version)
    before = snapshot(closing)
    closing.state = ClosingState.RETURNED
    closing.returned_by, closing.returned_at, closing.return_reason = by, at, reason.strip()
    return _keep(closing, "send_back", before, by, at)


@in_turn
def accept(*, closing: Closing, by: User, at: datetime, row_version: int) -> Closing:
    """Accept the version that was looked at, for good; the public reads it from now on. Again: nothing changes."""
    closing = _fresh(closing)
    if closing.state == ClosingState.ACCEPTED and closing.accepted_by_id == by.pk:
        return closing
    _check(closing, by, row_version)
    if figures_wait(closing.target):
        raise ActionError(_("A figure of this target still waits for its decision. Decide on it first."))
    computed = _computed(standing_of(closing.target, localdate(at)))
    if {name: computed[name] for name in COMPUTED} != {name: getattr(closing, name) for name in COMPUTED}:
        raise ActionError(
            _("The figure has changed since this was handed in. Send it back, so that it is handed in anew.")
        )
    before = snapshot(closing)
    closing.state, closing.month = ClosingState.ACCEPTED, computed["month"]
    closing.accepted_by, closing.accepted_at = by, at
    return _keep(closing, "accept", before, by, at)


@in_turn
def accept_all(*, seen: Iterable[tuple[Closing, int]], by: User, at: datetime) -> list[Closing]:
    """Accept several, each in the version that was looked at: all of them, or none (raises NotAccepted)."""
    accepted: list[Closing] = []
    errors: dict[str, ActionError] = {}
    for closing, row_version in seen:
        try:
            accepted.append(accept(closing=closing, by=by, at=at, row_version=row_version))
        except ActionError as error:
            errors[closing.target.code] = error
    if errors:
        raise NotAccepted(errors)
    return accepted


def _write(
    target: Target, statement: Statement, key: UUID, by: User, at: datetime, row_version: int, *, is_handed_in: bool
) -> Closing:
    target = Target.objects.select_related("report__policy", "lead").get(pk=target.pk)
    found = Closing.objects.with_people().filter(target=target).first()
    closing = found or Closing(target=target, key=key, row_version=0)
    if not may(by, Act.WRITE_CLOSING, Closing(target=target)):
        raise PermissionDenied
    if found and _is_done(found, statement, by, is_handed_in=is_handed_in):
        return found
    if found and (not may(by, Act.WRITE_CLOSING, found) or found.row_version != row_version):
        raise Conflict(found)
    computed = _computed(standing_of(target, localdate(at)))
    if is_handed_in and _wrong(statement, computed["computed"]):
        raise ActionError(_("Outcome, reasons and statement do not fit together yet."))
    before = snapshot(closing) if found else None
    for name, value in (asdict(statement) | computed).items():
        setattr(closing, name, value)
    closing.department, closing.drafted_by, closing.drafted_at = target.lead, by, at
    closing.is_sample = closing.is_sample or by.is_sample
    if is_handed_in:
        closing.state, closing.submitted_by, closing.submitted_at = ClosingState.SUBMITTED, by, at
    return _keep(closing, "submit" if is_handed_in else "save_draft", before, by, at)


def _computed(standing: Standing) -> dict[str, Any]:
    """What is computed for a close; raises ActionError while the target cannot be closed."""
    outcome, latest = standing.outcome, standing.facts.latest
    if outcome is None:
        words = _("It can be closed once its due month, %(month)s, is over.")
        raise ActionError(words % {"month": month_words(standing.facts.due)})
    return {
        "computed": outcome,
        "value": latest.value if latest else None,
        "value_month": latest.month if latest else None,
        "done_share": decimal_text(standing.verdict.done) or "",
        "month": standing.month,
    }


def _wrong(said: Statement, computed: Outcome) -> set[str]:
    return faults(Outcome(said.outcome), computed, said.reason_kind, said.difference_reason, said.statement)


def _said(closing: Closing) -> Statement:
    return Statement(**{name: getattr(closing, name) for name in Statement.__slots__})


def _is_done(closing: Closing, statement: Statement, by: User, *, is_handed_in: bool) -> bool:
    """Whether this very form of this very person was kept already."""
    states = {ClosingState.SUBMITTED} if is_handed_in else WRITABLE
    return closing.state in states and closing.drafted_by_id == by.pk and _said(closing) == statement


def _fresh(closing: Closing) -> Closing:
    return Closing.objects.with_people().get(pk=closing.pk)


def _check(closing: Closing, by: User, row_version: int) -> None:
    """Raise Conflict when the closing is not what the person looked at, PermissionDenied when it is not theirs."""
    if closing.state != ClosingState.SUBMITTED or closing.row_version != row_version:
        raise Conflict(closing)
    if not may(by, Act.ACCEPT_CLOSING, closing):
        raise PermissionDenied


def _keep(closing: Closing, action: str, before: dict[str, Any] | None, by: User, at: datetime) -> Closing:
    closing.row_version += 1
    closing.full_clean()
    closing.save()
    after = snapshot(closing) | {"key": str(closing.key)}
    record(action=action, thing=closing, before=before, by=by, at=at, after=after)
    return closing
