"""A department's month: one row a target, from which the desk, the grid and the month's file are made."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from django.db.models import OuterRef, Q, Subquery
from django.utils.timezone import localdate
from django.utils.translation import gettext

from tracker.choices import Cadence, Decision, EntryState, ReportingState
from tracker.models import Department, Entry, PlanPoint, Report, Review, Target, Whistle
from tracker.queries.entries import in_force
from tracker.queries.standings import policy_of, terms
from tracker.rules import facts as rules
from tracker.rules.months import due_months, is_due
from tracker.rules.pace import expected_share
from tracker.rules.reporting import due_date, reporting_state
from tracker.rules.words import promise
from tracker.rules.workflow import EDITABLE, FILED, REPORTING


@dataclass(frozen=True)
class DeskRow:
    """One target of a department in one month: what is to be filed, what stands, and what to compare it with.

    `entry` is the month's newest version (`returned_because`: the last reason it was sent back for), `accepted` its
    newest accepted one, `last` the newest figure handed in or accepted for an earlier month, `missing` the earlier due
    months nobody filed, `whistles` those open on the target.
    """

    target: Target
    month: date
    entry: Entry | None
    accepted: Entry | None
    last: Entry | None
    plan: tuple[rules.PlanPoint, ...]
    reporting: ReportingState
    missing: tuple[date, ...]
    is_past_due: bool
    whistles: tuple[Whistle, ...]

    @cached_property
    def facts(self) -> rules.Facts:
        """The target's terms as they stand, without figures."""
        return terms(self.target)

    @property
    def promise(self) -> str:
        """What was promised, in the reader's language."""
        return promise(self.facts, self.target.unit_name)

    @property
    def expected(self) -> Fraction | None:
        """The share expected by the month's end; None for a line to hold, which has none."""
        if not self.facts.has_share:
            return None
        return expected_share(replace(self.facts, plan=self.plan), self.month)

    @property
    def before(self) -> Decimal | None:
        """The figure a new one is compared with."""
        return self.last.value if self.last else None

    @property
    def draft(self) -> Entry | None:
        """The month's version that is not accepted yet."""
        return self.entry if self.entry and self.entry.state != EntryState.ACCEPTED else None

    @property
    def row_version(self) -> int:
        """What a form made from this row has to come back with; 0 where nothing was written yet."""
        return self.entry.row_version if self.entry else 0

    @property
    def why_closed(self) -> str:
        """Why the department cannot write in it now; empty when it can."""
        if self.target.state not in REPORTING:
            words = gettext("This target takes no figures now: it is “%(state)s”.")
            return words % {"state": self.target.get_state_display()}
        if self.month < self.target.start:
            return gettext("This target takes no figures for this month.")
        if self.draft and self.draft.state not in EDITABLE:
            return gettext("This figure waits for its review. Take it back on the desk before you change it.")
        return ""

    @property
    def is_open(self) -> bool:
        """Whether the department can write in it now."""
        return not self.why_closed

    @property
    def is_in_grid(self) -> bool:
        """Whether the month's grid takes its figure: open, and not the correction of an accepted one."""
        return self.is_open and self.accepted is None

    @property
    def is_due(self) -> bool:
        """Whether a figure is to be reported for this month at all, by the target's cadence."""
        return is_due(self.month, self.target.start, self.target.due, Cadence(self.target.cadence))

    @property
    def is_overdue(self) -> bool:
        """Whether this month's figure is owed and its day has passed."""
        return self.is_past_due and self.is_due and self.reporting in {ReportingState.MISSING, ReportingState.RETURNED}

    @property
    def is_as_returned(self) -> bool:
        """Whether it was sent back and nothing was changed since: handing it in again would say nothing new."""
        draft = self.draft
        if draft is None or draft.state != EntryState.RETURNED or draft.reviewed_at is None:
            return False
        return draft.saved_at <= draft.reviewed_at

    @property
    def owed(self) -> tuple[date, ...]:
        """Every month whose figure is owed, this one included."""
        return (*self.missing, self.month) if self.is_overdue else self.missing

    @property
    def is_to_do(self) -> bool:
        """Whether the official still has to act."""
        if self.target.state not in REPORTING:
            return False
        if self.entry and self.entry.state in EDITABLE:
            return True
        return self.is_due and self.reporting in {ReportingState.MISSING, ReportingState.NOT_DUE}


def desk_rows(department: Department | None, report: Report, month: date, on: date) -> list[DeskRow]:
    """The department's targets of a report for `month`, in its order; older ones postponed into the month come last.

    Four queries; none for a person without a department.
    """
    return [] if department is None else _rows(Q(lead=department), report, month, on)


@dataclass(frozen=True)
class LateDepartment:
    """A department with the targets it owes figures for, as of a day."""

    department: Department
    rows: list[DeskRow]


def late_departments(report: Report, month: date, on: date) -> list[LateDepartment]:
    """The departments that owe a figure for `month` or an earlier one, most owed first. Four queries."""
    owed: dict[Department, list[DeskRow]] = defaultdict(list)
    for row in _rows(Q(lead__isnull=False), report, month, on):
        if row.target.lead and row.target.state in REPORTING and row.owed:
            owed[row.target.lead].append(row)
    return sorted(
        (LateDepartment(department, rows) for department, rows in owed.items()),
        key=lambda late: (-len(late.rows), late.department.order),
    )


def _rows(led: Q, report: Report, month: date, on: date) -> list[DeskRow]:
    theirs = Target.objects.filter(led).filter(Q(report=report) | Q(start__lte=month, due__gte=month))
    targets = list(theirs.select_related("area", "lead", "report__policy").order_by("-report__year", "order", "code"))
    versions: dict[int, dict[date, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    back = Review.objects.filter(entry=OuterRef("pk"), decision=Decision.SEND_BACK).order_by("-pk")
    entries = Entry.objects.annotate(returned_because=Subquery(back.values("reason")[:1]))
    for entry in entries.filter(target__in=targets, month__lte=month).order_by("month", "version"):
        versions[entry.target_id][entry.month].append(entry)
    plans: dict[int, list[rules.PlanPoint]] = defaultdict(list)
    for point in PlanPoint.objects.filter(target__in=targets).order_by("month"):
        plans[point.target_id].append(rules.PlanPoint(point.month, point.share))
    whistles: dict[int, list[Whistle]] = defaultdict(list)
    for whistle in Whistle.objects.open().filter(target__in=targets).order_by("needed_by", "pk"):
        whistles[whistle.target_id].append(whistle)
    return [
        _row(target, month, versions[target.pk], tuple(plans[target.pk]), tuple(whistles[target.pk]), on)
        for target in targets
    ]


def _row(
    target: Target,
    month: date,
    ours: dict[date, list[Entry]],
    plan: tuple[rules.PlanPoint, ...],
    whistles: tuple[Whistle, ...],
    on: date,
) -> DeskRow:
    """`ours`: the target's versions by month, each list and the months in order."""
    here = ours.get(month, [])
    accepted = [entry for entry in here if entry.state == EntryState.ACCEPTED]
    due = due_months(target.start, target.due, Cadence(target.cadence), until=month)
    return DeskRow(
        target,
        month,
        here[-1] if here else None,
        accepted[-1] if accepted else None,
        _last(entry for each, entries in ours.items() if each < month for entry in entries),
        plan,
        _reporting(target, month, here[0] if here else None, on),
        tuple(each for each in due if each < month and not _is_filed(ours.get(each, []))),
        on > due_date(month, policy_of(target.report).due_day),
        whistles,
    )


def _last(entries: Iterable[Entry]) -> Entry | None:
    """The newest figure handed in, of entries in the order of months and versions."""
    found = in_force(entry for entry in entries if entry.state in FILED)
    return found[-1] if found else None


def _is_filed(versions: list[Entry]) -> bool:
    """Whether a month's first version is handed in or accepted; a later correction changes nothing."""
    return bool(versions) and versions[0].state in FILED


def _reporting(target: Target, month: date, entry: Entry | None, on: date) -> ReportingState:
    """The reporting state by the month's first version: a correction makes no month late."""
    submitted = localdate(entry.first_submitted_at) if entry and entry.first_submitted_at else None
    state = EntryState(entry.state) if entry else None
    return reporting_state(month, policy_of(target.report).due_day, state, submitted, on)
