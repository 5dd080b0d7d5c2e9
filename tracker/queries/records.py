"""The public record of a report: every accepted entry and every revision, each under an id that stays."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from tracker.models import Entry, Report, Revision
from tracker.queries.entries import PublicEntry, is_late
from tracker.queries.standings import policy_of
from tracker.rules.months import month_of


@dataclass(frozen=True)
class PublicRevision:
    """A revision with its number among those of its target, in the order they were recorded."""

    revision: Revision
    number: int

    @property
    def id(self) -> str:
        """`HD-2021-08:r1`"""
        return f"{self.revision.target.code}:r{self.number}"

    @property
    def month(self) -> date:
        """The month it holds from."""
        return month_of(self.revision.decided_on)


def entry_id(entry: Entry) -> str:
    """`HD-2021-08:2021-06:1`: target, month, version."""
    return f"{entry.target.code}:{entry.month:%Y-%m}:{entry.version}"


def accepted_entries(report: Report, month: date) -> list[PublicEntry]:
    """The accepted entries for months up to `month`, superseded ones included and marked. Three queries.

    In the order of targets, months and versions, with evidence and everybody named.
    """
    found = list(
        Entry.objects.accepted()
        .filter(target__report=report, month__lte=month)
        .select_related("target__area", "department", "submitted_by", "reviewed_by")
        .prefetch_related("evidence", "department__former_names")
        .order_by("target__order", "target__code", "month", "version")
    )
    newest = {(entry.target_id, entry.month): entry.version for entry in found}
    due_day = policy_of(report).due_day
    return [
        PublicEntry(entry, is_late(entry, due_day), entry.version < newest[entry.target_id, entry.month])
        for entry in found
    ]


def public_revisions(report: Report, until: date | None = None) -> list[PublicRevision]:
    """The revisions in the order of targets and of recording; with `until` those that hold by then. One query."""
    found = (
        Revision.objects.filter(target__report=report)
        .select_related("target__area", "lead_before", "lead_after", "recorded_by", "request__department")
        .order_by("target__order", "target__code", "recorded_at", "id")
    )
    counts: dict[int, int] = defaultdict(int)
    numbered = []
    for revision in found:
        counts[revision.target_id] += 1
        numbered.append(PublicRevision(revision, counts[revision.target_id]))
    return [each for each in numbered if until is None or each.month <= until]
