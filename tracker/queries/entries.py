"""Entries as pages show them, and as the desk works on them."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from tracker.choices import Cadence, EntryState, ReportingState
from tracker.models import Entry, Target, User
from tracker.queries.standings import policy_of, terms
from tracker.rules.months import due_months, is_due, month_of, span
from tracker.rules.reporting import due_date, reporting_state
from tracker.rules.words import promise
from tracker.rules.workflow import EDITABLE, REPORTING


@dataclass(frozen=True)
class PublicEntry:
    """An accepted entry with what a reader asks about it."""

    entry: Entry
    is_late: bool
    is_superseded: bool


def public_entries(target: Target, month: date) -> list[PublicEntry]:
    """The accepted entries for months up to `month`, newest first, corrected ones included and marked."""
    rows = list(
        Entry.objects.accepted()
        .filter(target=target, month__lte=month)
        .select_related("department", "submitted_by", "reviewed_by__department")
        .prefetch_related("evidence")
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


def last_accepted(target: Target, month: date) -> Entry | None:
    """The newest figure in force before `month`."""
    return Entry.objects.accepted().filter(target=target, month__lt=month).order_by("-month", "-version").first()


def awaiting_review(by: User) -> list[Entry]:
    """The submitted entries this supervisor may decide on, oldest first."""
    return list(
        Entry.objects.with_people()
        .filter(state=EntryState.SUBMITTED)
        .exclude(submitted_by=by)
        .order_by("submitted_at", "pk")
    )


@dataclass(frozen=True)
class DeskRow:
    """One target of a department in one month: what is to be filed and where it stands."""

    target: Target
    month: date
    entry: Entry | None
    last: Entry | None
    reporting: ReportingState
    missing: tuple[date, ...]

    @property
    def promise(self) -> str:
        """What was promised, in the reader's language."""
        return promise(terms(self.target), self.target.unit_name)

    @property
    def is_due(self) -> bool:
        """Whether a figure is to be reported for this month at all, by the target's cadence."""
        return is_due(self.month, self.target.start, self.target.due, Cadence(self.target.cadence))

    @property
    def is_to_do(self) -> bool:
        """Whether the official still has to act."""
        if self.target.state not in REPORTING:
            return False
        if self.entry and self.entry.state in EDITABLE:
            return True
        return self.is_due and self.reporting in {ReportingState.MISSING, ReportingState.NOT_DUE}


def desk_rows(by: User, month: date, on: date) -> list[DeskRow]:
    """The department's targets for `month`, with the earlier months still missing. Two queries."""
    targets = list(
        Target.objects.filter(lead__isnull=False, lead=by.department_id)
        .select_related("area", "lead", "report__policy")
        .order_by("report", "order")
    )
    rows = Entry.objects.filter(target__in=[target.pk for target in targets], month__lte=month)
    newest: dict[tuple[int, date], Entry] = {}
    first: dict[tuple[int, date], Entry] = {}
    last: dict[int, Entry] = {}
    for entry in rows.order_by("month", "version"):
        newest[entry.target_id, entry.month] = entry
        first.setdefault((entry.target_id, entry.month), entry)
        if entry.state == EntryState.ACCEPTED:
            last[entry.target_id] = entry
    return [
        DeskRow(
            target,
            month,
            newest.get((target.pk, month)),
            last.get(target.pk),
            _reporting(target, month, first.get((target.pk, month)), on),
            tuple(
                each
                for each in due_months(target.start, target.due, Cadence(target.cadence), until=month)
                if each < month and not _is_filed(first.get((target.pk, each)))
            ),
        )
        for target in targets
    ]


def _is_filed(first: Entry | None) -> bool:
    """Whether a month's first version is with the supervisors or accepted; a later correction changes nothing."""
    return first is not None and first.state in {EntryState.SUBMITTED, EntryState.ACCEPTED}


def _reporting(target: Target, month: date, entry: Entry | None, on: date) -> ReportingState:
    """The reporting state by the month's first version: a correction makes no month late."""
    submitted = localdate(entry.first_submitted_at) if entry and entry.first_submitted_at else None
    state = EntryState(entry.state) if entry else None
    return reporting_state(month, policy_of(target.report).due_day, state, submitted, on)


def months_open(target: Target, on: date) -> list[date]:
    """The months an entry can be made for on the day `on`: from the start to the month running."""
    last = min(month_of(on), target.report.last_month)
    return list(span(target.start, last))
