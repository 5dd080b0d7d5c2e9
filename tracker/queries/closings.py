"""Closings: what the public reads of them, what each target still wants, and what is computed for one now."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.timezone import localdate

from tracker.choices import ClosingLack, ClosingReason, ClosingState, Outcome
from tracker.models import Area, Closing, Entry, Report, Target, User
from tracker.queries.areas import AreaStanding
from tracker.queries.standings import Ledger, Standing, ledger
from tracker.rules.closings import lacks
from tracker.rules.history import History
from tracker.rules.months import last_closed, month_of
from tracker.rules.workflow import HANDED_IN


@dataclass(frozen=True)
class PublicClosing:
    """An accepted closing. `value_now` is the figure in force today for the months it was closed on."""

    closing: Closing
    value_now: Decimal | None

    @property
    def id(self) -> str:
        """`HD-2021-08:close`"""
        return closing_id(self.closing)

    @property
    def is_corrected(self) -> bool:
        """Whether the figure it was closed on was corrected since."""
        was: Decimal | None = self.closing.value
        return self.value_now != was


def closing_id(closing: Closing) -> str:
    """`HD-2021-08:close`: the target has one."""
    return f"{closing.target.code}:close"


def accepted_closings(report: Report, until: date | None = None, code: str = "") -> list[Closing]:
    """The accepted closings in the report's order; with `until` those accepted by the end of that month.

    `code`: that of one target alone. One query, and one for what departments were called.
    """
    found = Closing.objects.accepted().with_people().prefetch_related("department__former_names")
    only = {"target__code": code} if code else {}
    listed = found.filter(target__report=report, **only).order_by("target__order", "target__code")
    return [each for each in listed if until is None or month_of(_day(each)) <= until]


def _day(closing: Closing) -> date:
    return localdate(closing.accepted_at or closing.drafted_at)


def public_closings(found: Ledger, until: date | None = None, code: str = "") -> list[PublicClosing]:
    """The accepted closings beside what stands today; all else as for `accepted_closings`."""
    histories = {row.target.pk: row.history for row in found.rows}
    closings = accepted_closings(found.report, until, code)
    return [PublicClosing(each, _value_at(histories[each.target_id], each.month)) for each in closings]


def _value_at(history: History, month: date) -> Decimal | None:
    latest = history.at(month).latest
    return latest.value if latest else None


def closing_of(target: Target) -> Closing | None:
    """The target's closing in whatever state."""
    return Closing.objects.with_people().filter(target=target).first()


def standing_of(target: Target, on: date) -> Standing:
    """The target's standing at the last month of its report that was over on the day `on`: what a close rests on."""
    report = target.report
    (standing,) = ledger(report, Target.objects.of(report).filter(pk=target.pk)).standings(_last(report, on))
    return standing


def _last(report: Report, on: date) -> date:
    return last_closed(report.first_month, report.last_month, on)


def figures_wait(target: Target) -> bool:
    """Whether a figure of the target waits for a decision."""
    return target.entries.filter(state__in=HANDED_IN).exists()


@dataclass(frozen=True)
class ClosingRow:
    """One target at the desk: how it stands, what was written for its close, what it still wants."""

    standing: Standing
    closing: Closing | None
    figure_waits: bool

    @property
    def target(self) -> Target:
        """The target."""
        return self.standing.target

    @property
    def computed(self) -> Outcome | None:
        """The outcome computed; None while it cannot be closed."""
        return self.standing.outcome

    @cached_property
    def lacks(self) -> tuple[ClosingLack, ...]:
        """What it wants before it is closed."""
        state = ClosingState(self.closing.state) if self.closing else None
        return lacks(self.standing.verdict, state, figure_waits=self.figure_waits)


def closing_rows(report: Report, on: date) -> list[ClosingRow]:
    """Every target of a report with its close, in the report's order. Five queries, whatever the size."""
    found = ledger(report)
    closings = {each.target_id: each for each in Closing.objects.with_people().filter(target__report=report)}
    waiting = Entry.objects.filter(target__report=report, state__in=HANDED_IN).values_list("target_id", flat=True)
    waits = set(waiting)
    listed = found.standings(_last(report, on))
    return [ClosingRow(each, closings.get(each.target.pk), each.target.pk in waits) for each in listed]


def is_theirs(row: ClosingRow, by: User) -> bool:
    """Whether the target is the work of the person's department."""
    return by.department_id is not None and row.target.lead_id == by.department_id


def awaiting_acceptance(by: User) -> list[Closing]:
    """The closings handed in that this supervisor may accept, oldest first. One query."""
    rows = Closing.objects.with_people().filter(state=ClosingState.SUBMITTED).exclude(drafted_by=by)
    found = rows.exclude(submitted_by=by).order_by("submitted_at", "pk")
    is_colleague = by.department_id is not None and (by.is_reporter or by.is_head)
    return [each for each in found if not (is_colleague and each.target.lead_id == by.department_id)]


@dataclass(frozen=True)
class AreaClosings:
    """A task area at the close: the targets closed, and the standings of those that are not."""

    area: Area
    closed: list[PublicClosing]
    still_open: list[Standing]

    @property
    def outcomes(self) -> list[tuple[Outcome, int]]:
        """How many of its closings have each outcome."""
        return by_outcome(self.closed)

    @property
    def reasons(self) -> list[tuple[ClosingReason, int]]:
        """How many name each kind of reason; only those that are named."""
        return by_reason(self.closed)


def by_outcome(found: Iterable[PublicClosing]) -> list[tuple[Outcome, int]]:
    """Closings counted by the outcome stated, in the order of outcomes."""
    counted = Counter(each.closing.stated for each in found)
    return [(outcome, counted[outcome]) for outcome in Outcome]


def by_reason(found: Iterable[PublicClosing]) -> list[tuple[ClosingReason, int]]:
    """Closings counted by the kind of reason, the ones that are named."""
    counted = Counter(each.closing.reason_kind for each in found)
    return [(reason, counted[reason]) for reason in ClosingReason if counted[reason]]


def closings_by_area(areas: Iterable[AreaStanding], found: Iterable[PublicClosing]) -> list[AreaClosings]:
    """The closings by task area; areas without a target are left out."""
    closed = {each.closing.target_id: each for each in found}
    return [
        AreaClosings(
            each.area,
            [closed[standing.target.pk] for standing in each.standings if standing.target.pk in closed],
            [standing for standing in each.standings if standing.target.pk not in closed],
        )
        for each in areas
        if each.standings
    ]
