"""Entries: a target's own, and those that wait for somebody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.timezone import localdate

from tracker.choices import EntryState, Role
from tracker.models import Entry, Evidence, Target, User
from tracker.queries.standings import policy_of
from tracker.rules import reporting
from tracker.rules.months import month_of, span
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

    @property
    def public_evidence(self) -> list[Evidence]:
        """What of its evidence everybody may open."""
        return [each for each in self.entry.evidence.all() if each.is_public]


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
            is_late(row, due_day),
            row.version < newest[row.month],
        )
        for row in rows
    ]


def is_late(entry: Entry, due_day: int) -> bool:
    """Whether the month's figure first came in after its day; a correction makes no month late."""
    first = entry.first_submitted_at
    return entry.version == 1 and first is not None and reporting.is_late(entry.month, due_day, localdate(first))


def open_entry(target: Target, month: date) -> Entry | None:
    """The month's version that is not accepted yet."""
    return Entry.objects.open().filter(target=target, month=month).prefetch_related("evidence", "reviews__by").first()


def accepted_entry(target: Target, month: date) -> Entry | None:
    """The month's figure in force."""
    return Entry.objects.accepted().filter(target=target, month=month).order_by("-version").first()


def last_figure(target: Target, month: date) -> Entry | None:
    """The newest figure handed in or accepted before `month`: what a new one is compared with."""
    filed = Entry.objects.filter(target=target, month__lt=month, state__in=FILED)
    found = in_force(filed.order_by("month", "version"))
    return found[-1] if found else None


def figures_in_force(target: Target) -> list[Entry]:
    """The accepted figures that count, in the order of months."""
    return in_force(Entry.objects.accepted().filter(target=target).order_by("month", "version"))


def in_force(entries: Iterable[Entry]) -> list[Entry]:
    """Each month's highest version, of entries in that order; a month whose highest has no figure has none."""
    newest = {entry.month: entry for entry in entries}
    return [entry for entry in newest.values() if entry.value is not None]


def without_head() -> list[Entry]:
    """The entries that wait for a head's sign-off in a department that has none any more."""
    headed = User.objects.filter(is_active=True, groups__name=Role.HEAD, department__isnull=False)
    waiting = Entry.objects.with_people().filter(state=EntryState.FOR_SIGN_OFF)
    return list(waiting.exclude(target__lead__in=headed.values("department")).order_by("submitted_at", "pk"))


def awaiting_review(by: User) -> list[Entry]:
    """The submitted entries this supervisor may decide on, oldest first."""
    own = Q(submitted_by=by) | Q(saved_by=by)
    if by.is_reporter:
        own |= Q(target__lead=by.department_id)
    return list(
        Entry.objects.with_people().filter(state=EntryState.SUBMITTED).exclude(own).order_by("submitted_at", "pk")
    )


def awaiting_sign_off(by: User) -> list[Entry]:
    """The department's entries that wait for its head, oldest first."""
    rows = Entry.objects.with_people().filter(state=EntryState.FOR_SIGN_OFF, target__lead=by.department_id)
    return list(rows.order_by("submitted_at", "pk"))


def months_open(target: Target, on: date) -> list[date]:
    """The months an entry can be made for on the day `on`: from the start to the month running."""
    last = min(month_of(on), target.report.last_month)
    return list(span(target.start, last))
