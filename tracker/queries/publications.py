"""Publications: every moment the public record changed, newest first. What the feeds tell and the API lists."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.timezone import make_aware

from tracker.choices import PublicationKind
from tracker.models import Closing, Entry, Report, Target
from tracker.queries.closings import accepted_closings, closing_id
from tracker.queries.entries import is_late
from tracker.queries.records import PublicRevision, entry_id, public_revisions
from tracker.queries.standings import policy_of
from tracker.rules.months import shift


@dataclass(frozen=True)
class Publication:
    """One change of the public record: exactly one of `entry`, `revision` and `closing`, about `month`."""

    id: str
    at: datetime
    kind: PublicationKind
    target: Target
    month: date
    departments: frozenset[str]
    entry: Entry | None = None
    revision: PublicRevision | None = None
    closing: Closing | None = None
    is_late: bool = False


def publications(report: Report, month: date, until: date | None = None) -> list[Publication]:
    """What became public of entries up to `month`, and of revisions and closings, with `until` of those up to it.

    Newest first; three queries whatever the size, and one for what departments were called.
    """
    due_day = policy_of(report).due_day
    entries = (
        Entry.objects.accepted()
        .filter(target__report=report, month__lte=month)
        .select_related("target__area", "department")
        .order_by("target__order", "target__code", "-month", "-version")
    )
    found = [_of_entry(entry, due_day) for entry in entries]
    found += [_of_revision(each) for each in public_revisions(report, until)]
    found += [_of_closing(each) for each in accepted_closings(report, until)]
    return sorted(found, key=lambda each: each.at, reverse=True)


def _of_entry(entry: Entry, due_day: int) -> Publication:
    return Publication(
        entry_id(entry),
        public_since(entry),
        _kind(entry),
        entry.target,
        entry.month,
        frozenset({entry.department.code}),
        entry=entry,
        is_late=is_late(entry, due_day),
    )


def _of_revision(each: PublicRevision) -> Publication:
    leads = {lead.code for lead in (each.revision.lead_before, each.revision.lead_after) if lead}
    return Publication(
        each.id,
        each.revision.recorded_at,
        PublicationKind.REVISION,
        each.revision.target,
        each.month,
        frozenset(leads),
        revision=each,
    )


def _of_closing(closing: Closing) -> Publication:
    return Publication(
        closing_id(closing),
        closing.accepted_at or closing.drafted_at,
        PublicationKind.CLOSED,
        closing.target,
        closing.month,
        frozenset({closing.department.code} if closing.department else ()),
        closing=closing,
    )


def public_since(entry: Entry) -> datetime:
    """When the public first saw an accepted entry: on acceptance, but not before its month was over."""
    month_over = make_aware(datetime.combine(shift(entry.month, 1), time.min))
    return max(entry.reviewed_at or month_over, month_over)


def _kind(entry: Entry) -> PublicationKind:
    if entry.claims_completion:
        return PublicationKind.COMPLETION
    return PublicationKind.CORRECTION if entry.version > 1 else PublicationKind.FIGURE
