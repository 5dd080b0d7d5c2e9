"""What happens to an entry: saved, submitted, accepted, sent back, corrected."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tracker.actions.errors import ActionError, Conflict
from tracker.actions.trail import in_turn, record, snapshot
from tracker.actions.workflow import acknowledge, claim_completion, decide_completion, reopen
from tracker.choices import Decision, EntryState, Kind
from tracker.models import Entry, Evidence, Review, Target, User
from tracker.permissions import may_edit, may_report, may_review
from tracker.queries.standings import reaches
from tracker.rules.workflow import EDITABLE, may_step


@dataclass(frozen=True, slots=True)
class Content:
    """What an official writes in an entry."""

    value: Decimal | None
    progress: str = ""
    problems: str = ""
    next_steps: str = ""
    claims_completion: bool = False
    correction_reason: str = ""
    evidence_url: str = ""
    evidence_title: str = ""


@in_turn
def save_draft(*, target: Target, month: date, content: Content, by: User, at: datetime, row_version: int) -> Entry:
    """Save the month's open version, making it when there is none.

    `row_version` is that of the row the person looked at, 0 for none. Raises Conflict when somebody saved in
    between; saving the same content again changes nothing. A month with an accepted figure gets a correction.
    """
    target = Target.objects.select_related("report").get(pk=target.pk)
    if not may_report(by, target):
        raise PermissionDenied
    versions = list(Entry.objects.filter(target=target, month=month))
    entry = next((version for version in versions if version.state != EntryState.ACCEPTED), None)
    if entry is None:
        if row_version and versions:
            raise Conflict(versions[-1])
        entry = Entry(target=target, month=month, version=len(versions) + 1, row_version=0)
    elif entry.state not in EDITABLE or entry.row_version != row_version:
        if _holds(entry, content) and entry.saved_by_id == by.pk:
            return entry
        raise Conflict(entry)
    if entry.version > 1 and not content.correction_reason:
        raise ActionError(_("Say why the accepted figure is corrected."))
    if target.kind != Kind.RATE and content.value is not None and content.value < 0:
        raise ActionError(_("The figure cannot be below zero."))
    before = snapshot(entry) if entry.pk else None
    _write(entry, content)
    entry.department_id, entry.saved_by, entry.saved_at = target.lead_id or 0, by, at
    entry.is_sample = by.is_sample
    entry.row_version += 1
    entry.save()
    _attach(entry, content)
    record(action="save_draft", thing=entry, before=before, by=by, at=at)
    return entry


@in_turn
def submit(*, entry: Entry, by: User, at: datetime, row_version: int) -> Entry:
    """Hand the entry to the supervisors; a first figure signs for the target too. Asking twice changes nothing."""
    entry = _locked(entry)
    if not may_report(by, entry.target):
        raise PermissionDenied
    if entry.state == EntryState.SUBMITTED and entry.submitted_by_id == by.pk and entry.row_version == row_version + 1:
        return entry
    if entry.row_version != row_version or not may_edit(by, entry):
        raise Conflict(entry)
    if entry.value is None:
        raise ActionError(_("Write the figure before you submit."))
    if entry.claims_completion and not reaches(entry.target, entry.value):
        raise ActionError(_("Completion can be claimed only with a figure that reaches the target."))
    before = snapshot(entry)
    entry.state = EntryState.SUBMITTED
    entry.submitted_by, entry.submitted_at = by, at
    entry.first_submitted_at = entry.first_submitted_at or at
    entry.row_version += 1
    entry.save()
    record(action="submit", thing=entry, before=before, by=by, at=at)
    entry.target = acknowledge(target=entry.target, by=by, at=at)
    if entry.claims_completion:
        claim_completion(target=entry.target, by=by, at=at)
    return entry


@in_turn
def hand_in(*, target: Target, month: date, content: Content, by: User, at: datetime, row_version: int) -> Entry:
    """Save and submit in one: both or neither."""
    entry = save_draft(target=target, month=month, content=content, by=by, at=at, row_version=row_version)
    if entry.state == EntryState.SUBMITTED:
        return entry
    return submit(entry=entry, by=by, at=at, row_version=entry.row_version)


@in_turn
def accept(*, entry: Entry, by: User, at: datetime, row_version: int) -> Entry:
    """Accept the version that was looked at; the public sees it from now on."""
    return _decide(entry, Decision.ACCEPT, "", by, at, row_version)


@in_turn
def send_back(*, entry: Entry, reason: str, by: User, at: datetime, row_version: int) -> Entry:
    """Return the version that was looked at, with a reason."""
    if not reason.strip():
        raise ActionError(_("Say what has to be changed."))
    return _decide(entry, Decision.SEND_BACK, reason.strip(), by, at, row_version)


def _decide(entry: Entry, decision: Decision, reason: str, by: User, at: datetime, row_version: int) -> Entry:
    entry = _locked(entry)
    state = EntryState.ACCEPTED if decision == Decision.ACCEPT else EntryState.RETURNED
    if entry.state == state and entry.reviewed_by_id == by.pk and entry.row_version == row_version + 1:
        return entry
    if not may_step(EntryState(entry.state), state) or entry.row_version != row_version:
        raise Conflict(entry)
    if not may_review(by, entry):
        raise PermissionDenied
    before = snapshot(entry)
    entry.state, entry.reviewed_by, entry.reviewed_at = state, by, at
    entry.row_version += 1
    entry.save()
    Review.objects.create(entry=entry, decision=decision, value=entry.value or Decimal(0), reason=reason, by=by, at=at)
    record(
        action=decision.lower(), thing=entry, before=before, by=by, at=at, after=snapshot(entry) | {"reason": reason}
    )
    if entry.claims_completion:
        decide_completion(target=entry.target, accepted=decision == Decision.ACCEPT, by=by, at=at)
    elif decision == Decision.ACCEPT and not _still_reached(entry.target):
        reopen(target=entry.target, by=by, at=at)
    return entry


def _still_reached(target: Target) -> bool:
    """Whether the last accepted figure, corrections counted, reaches the target."""
    latest = Entry.objects.accepted().filter(target=target).order_by("-month", "-version").first()
    return latest is not None and latest.value is not None and reaches(target, latest.value)


def _locked(entry: Entry) -> Entry:
    return Entry.objects.select_related("target__report").get(pk=entry.pk)


def _holds(entry: Entry, content: Content) -> bool:
    names = ("value", "progress", "problems", "next_steps", "claims_completion")
    return (
        all(getattr(entry, name) == getattr(content, name) for name in names)
        and entry.correction_reason == (content.correction_reason if entry.version > 1 else "")
        and list(entry.evidence.values_list("url", "title")) == _links(content)
    )


def _write(entry: Entry, content: Content) -> None:
    entry.value = content.value
    entry.progress = content.progress
    entry.problems = content.problems
    entry.next_steps = content.next_steps
    entry.claims_completion = content.claims_completion
    entry.correction_reason = content.correction_reason if entry.version > 1 else ""


def _attach(entry: Entry, content: Content) -> None:
    """Keep the one link the form offers; an empty address takes it away."""
    entry.evidence.all().delete()
    for url, title in _links(content):
        Evidence.objects.create(entry=entry, url=url, title=title)


def _links(content: Content) -> list[tuple[str, str]]:
    """Address and title of what the form offers as evidence; the address stands in for a missing title."""
    url = content.evidence_url
    return [(url, content.evidence_title or url[:200])] if url else []
