"""Entries: a target's own, and those that wait for somebody."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from tracker.choices import EntryState
from tracker.models import Entry, Target, User
from tracker.models.entry import EntryQuerySet
from tracker.queries.standings import policy_of
from tracker.rules.months import month_of, span
from tracker.rules.reporting import due_date
from tracker.rules.workflow import FILED


@dataclass(frozen=True)
class PublicEntry:
    """An accepted entry with what a reader asks about it."""

    entry: Entry
    is_late: bool
    is_superseded: bool

    @property
    def department_title(self) -> str:
        """The name the department bore when it filed the entry."""
        return self.entry.department.title_at(self.entry.submitted_at)


def public_entries(target: Target, month: date) -> list[PublicEntry]:
    """The accepted entries for months up to `month`, newest first, corrected ones included and marked."""
    rows = list(
        Entry.objects.accepted()
        .filter(target=target, month__lte=month)
        .select_related("department", "submitted_by", "reviewed_by__department")
        .prefetch_related("evidence", "department__former_names")
        .order_by("-month", "-version")
    )
    due_day = policy_of(target.report).due_day
    newest: dict[date, int] = {}
    for row in rows:
        newest.setdefault(row.month, row.version)
    return [
        PublicEntry(
            row,
            row.version == 1
            and row.first_submitted_at is not None
            and localdate(row.first_submitted_at) > due_date(row.month, due_day),
            row.version < newest[row.month],
        )
        for row in rows
    ]


def open_entry(target: Target, month: date) -> Entry | None:
    """The month's version that is not accepted yet."""
    return Entry.objects.open().filter(target=target, month=month).prefetch_related("evidence", "reviews__by").first()


def accepted_entry(target: Target, month: date) -> Entry | None:
    """The month's figure in force."""
    return Entry.objects.accepted().filter(target=target, month=month).order_by("-version").first()


def last_figure(target: Target, month: date) -> Entry | None:
    """The newest figure handed in or accepted before `month`: what a new one is compared with."""
    return _newest(Entry.objects.filter(target=target, month__lt=month, state__in=FILED))


def newest_figure(target: Target) -> Entry | None:
    """The newest accepted figure in force."""
    return _newest(Entry.objects.accepted().filter(target=target))


def _newest(entries: EntryQuerySet) -> Entry | None:
    """The last month's highest version that has a figure; a month whose highest version has none is passed over."""
    seen: set[date] = set()
    for entry in entries.order_by("-month", "-version"):
        if entry.month not in seen and entry.value is not None:
            return entry
        seen.add(entry.month)
    return None


def awaiting_review(by: User) -> list[Entry]:
    """The submitted entries this supervisor may decide on, oldest first."""
    return list(
        Entry.objects.with_people()
        .filter(state=EntryState.SUBMITTED)
        .exclude(submitted_by=by)
        .exclude(saved_by=by)
        .prefetch_related("evidence")
        .order_by("submitted_at", "pk")
    )


def awaiting_sign_off(by: User) -> list[Entry]:
    """The department's entries that wait for its head, oldest first."""
    rows = Entry.objects.with_people().filter(state=EntryState.FOR_SIGN_OFF, target__lead=by.department_id)
    return list(rows.order_by("submitted_at", "pk"))


def months_open(target: Target, on: date) -> list[date]:
    """The months an entry can be made for on the day `on`: from the start to the month running."""
    last = min(month_of(on), target.report.last_month)
    return list(span(target.start, last))
