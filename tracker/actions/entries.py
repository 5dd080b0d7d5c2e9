"""What a department does with an entry: saved, submitted, taken back, corrected."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tracker.actions.errors import ActionError, Conflict
from tracker.actions.trail import in_turn, record, snapshot
from tracker.actions.workflow import acknowledge, settle_completion
from tracker.choices import Act, Decision, EntryState, Kind
from tracker.models import Entry, Review, Target, User
from tracker.permissions import may
from tracker.queries.entries import last_figure
from tracker.queries.people import has_head
from tracker.queries.standings import policy_row, reaches, terms
from tracker.rules.doubts import doubts
from tracker.rules.words import month_words
from tracker.rules.workflow import EDITABLE, HANDED_IN


@dataclass(frozen=True, slots=True)
class Content:
    """What an official writes in an entry. `is_uncounted` states that there is no figure this month."""

    value: Decimal | None
    progress: str = ""
    problems: str = ""
    next_steps: str = ""
    claims_completion: bool = False
    is_uncounted: bool = False
    explanation: str = ""
    correction_reason: str = ""


@in_turn
def save_draft(*, target: Target, month: date, content: Content, by: User, at: datetime, row_version: int) -> Entry:
    """Save the month's open version, making it when there is none.

    `row_version` is that of the month's newest version the person looked at, 0 for none. Raises Conflict when somebody
    saved in between; saving the same content again changes nothing. A month with an accepted figure gets a correction.
    """
    entry = open_version(target=target, month=month, by=by)
    is_first = entry.pk is None and entry.version == 1  # a draft that is gone is begun anew
    if not is_first and (entry.state not in EDITABLE or entry.row_version != row_version):
        if entry.pk and _holds(entry, content) and entry.saved_by_id == by.pk:
            return entry
        raise Conflict(newest_version(entry))
    if entry.version > 1 and not content.correction_reason:
        raise ActionError(_("Say why the accepted figure is corrected."))
    if entry.target.kind != Kind.RATE and content.value is not None and content.value < 0:
        raise ActionError(_("The figure cannot be below zero."))
    if content.is_uncounted and content.value is not None:
        raise ActionError(_("Write either a figure or that none was counted."))
    before = snapshot(entry) if entry.pk else None
    _write(entry, content)
    keep_version(entry=entry, by=by, at=at)
    record(action="save_draft", thing=entry, before=before, by=by, at=at)
    return entry


def open_version(*, target: Target, month: date, by: User) -> Entry:
    """The month's version not yet accepted, or a new one not yet saved; PermissionDenied unless theirs to write.

    A new version after an accepted one is a correction; it counts its saves on from there, so that a month's count
    never repeats. Called by actions only, in their turn.
    """
    target = Target.objects.select_related("report__policy").get(pk=target.pk)
    if not may(by, Act.REPORT, target):
        raise PermissionDenied
    if month < target.start:
        raise ActionError(_("Work on this target starts in %(month)s.") % {"month": month_words(target.start)})
    versions = list(Entry.objects.filter(target=target, month=month))
    entry = next((version for version in versions if version.state != EntryState.ACCEPTED), None)
    if entry is None:
        counted = versions[-1].row_version if versions else 0
        entry = Entry(target=target, month=month, version=len(versions) + 1, row_version=counted)
    entry.target = target
    return entry


def newest_version(entry: Entry) -> Entry:
    """The month's newest version kept: the entry itself unless it is not saved yet."""
    return entry if entry.pk else Entry.objects.filter(target=entry.target, month=entry.month).latest("version")


def keep_version(*, entry: Entry, by: User, at: datetime) -> None:
    """Save the row as this person's newest."""
    entry.department_id, entry.saved_by, entry.saved_at = entry.target.lead_id or 0, by, at
    entry.is_sample = by.is_sample
    entry.row_version += 1
    entry.save()


@in_turn
def submit(*, entry: Entry, by: User, at: datetime, row_version: int) -> Entry:
    """Hand the entry in; a first figure signs for the target too. Asking twice changes nothing.

    Where the policy asks for it the department's head signs it off first, unless the head hands it in.
    """
    entry = fresh(entry)
    if not may(by, Act.REPORT, entry.target):
        raise PermissionDenied
    if entry.state in HANDED_IN and entry.submitted_by_id == by.pk and entry.row_version == row_version + 1:
        return entry
    if entry.row_version != row_version or not may(by, Act.EDIT, entry):
        raise Conflict(entry)
    check_complete(entry)
    needs_sign_off = policy_row(entry.target.report).needs_sign_off
    is_signed = by.is_head or not needs_sign_off
    if not is_signed and not has_head(entry.target.lead_id):
        raise ActionError(_("Figures are signed off by the department's head, and yours has none here. Ask for one."))
    before = snapshot(entry)
    entry.state = EntryState.SUBMITTED if is_signed else EntryState.FOR_SIGN_OFF
    entry.submitted_by, entry.submitted_at = by, at
    entry.first_submitted_at = entry.first_submitted_at or at
    entry.row_version += 1
    entry.save()
    record(action="submit", thing=entry, before=before, by=by, at=at)
    entry.target = acknowledge(target=entry.target, by=by, at=at)
    if needs_sign_off and is_signed:
        Review.objects.create(entry=entry, decision=Decision.SIGN_OFF, value=entry.value, by=by, at=at)
    entry.target = settle_completion(target=entry.target, by=by, at=at)
    return entry


def check_complete(entry: Entry) -> None:
    """Raise ActionError naming the first thing an entry lacks to be handed in."""
    if entry.value is None and not entry.is_uncounted:
        raise ActionError(_("Write the figure before you submit."))
    if entry.version > 1 and not entry.correction_reason:
        raise ActionError(_("Say why the accepted figure is corrected."))
    if entry.claims_completion and (entry.value is None or not reaches(entry.target, entry.value)):
        raise ActionError(_("Completion can be claimed only with a figure that reaches the target."))
    last = last_figure(entry.target, entry.month)
    doubtful = doubts(terms(entry.target), last.value if last else None, entry.value)
    if doubtful and not entry.explanation.strip():
        raise ActionError(" ".join([*(str(doubt.label) for doubt in doubtful), _("Say why.")]))


@in_turn
def hand_in(*, target: Target, month: date, content: Content, by: User, at: datetime, row_version: int) -> Entry:
    """Save and submit in one: both or neither."""
    entry = save_draft(target=target, month=month, content=content, by=by, at=at, row_version=row_version)
    if entry.state in HANDED_IN:
        return entry
    return submit(entry=entry, by=by, at=at, row_version=entry.row_version)


@in_turn
def withdraw(*, entry: Entry, by: User, at: datetime, row_version: int) -> Entry:
    """Take a submitted entry back before it is decided on. If it was never reviewed it counts as not yet submitted."""
    entry = fresh(entry)
    if not may(by, Act.REPORT, entry.target):
        raise PermissionDenied
    if entry.state == EntryState.DRAFT and entry.row_version == row_version + 1:
        return entry
    if entry.row_version != row_version or not may(by, Act.WITHDRAW, entry):
        raise Conflict(entry)
    before = snapshot(entry)
    entry.state, entry.submitted_by, entry.submitted_at = EntryState.DRAFT, None, None
    if not entry.reviews.exclude(decision=Decision.SIGN_OFF).exists():
        entry.first_submitted_at = None
    entry.row_version += 1
    entry.save()
    record(action="withdraw", thing=entry, before=before, by=by, at=at)
    entry.target = settle_completion(target=entry.target, by=by, at=at)
    return entry


def fresh(entry: Entry) -> Entry:
    """The entry as it stands now, with what judging it needs."""
    return Entry.objects.select_related("target__report__policy").get(pk=entry.pk)


def _holds(entry: Entry, content: Content) -> bool:
    names = ("value", "progress", "problems", "next_steps", "claims_completion", "is_uncounted", "explanation")
    return all(getattr(entry, name) == getattr(content, name) for name in names) and entry.correction_reason == (
        content.correction_reason if entry.version > 1 else ""
    )


def _write(entry: Entry, content: Content) -> None:
    entry.value = content.value
    entry.progress = content.progress
    entry.problems = content.problems
    entry.next_steps = content.next_steps
    entry.claims_completion = content.claims_completion
    entry.is_uncounted = content.is_uncounted
    entry.explanation = content.explanation
    entry.correction_reason = content.correction_reason if entry.version > 1 else ""
