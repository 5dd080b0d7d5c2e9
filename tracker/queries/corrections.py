"""Figures corrected after they had stood in a paper."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.models import Entry, Report


@dataclass(frozen=True)
class Correction:
    """A month's figure replaced by another; `before` is the accepted version that stood until then."""

    before: Entry
    after: Entry


def corrections(report: Report, until: date, since: datetime) -> list[Correction]:
    """What was corrected after the moment `since` of figures for months up to `until`. One query.

    Where a figure was corrected twice, what stood at that moment against what stands now. A figure that only came
    after it had not been printed.
    """
    stood: dict[tuple[int, date], Entry] = {}
    now: dict[tuple[int, date], Entry] = {}
    rows = (
        Entry.objects.accepted()
        .filter(target__report=report, month__lte=until)
        .select_related("target__area", "department")
        .order_by("target__order", "target__code", "month", "version")
    )
    for entry in rows:
        key = (entry.target_id, entry.month)
        if entry.reviewed_at and entry.reviewed_at > since:
            now[key] = entry
        else:
            stood[key] = entry
    return [Correction(stood[key], entry) for key, entry in now.items() if key in stood]
