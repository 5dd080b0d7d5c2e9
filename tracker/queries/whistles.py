"""Whistles: what waits for a department, what a person may read, and what calls and whistles add up to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils.timezone import localdate, make_aware

from tracker.choices import CallState, Signing, WhistleState
from tracker.models import Department, Report, Target, User, Whistle, WhistleCall
from tracker.models.people import DepartmentQuerySet
from tracker.models.target import TargetQuerySet
from tracker.queries.standings import policy_row
from tracker.rules.months import last_day, shift
from tracker.rules.whistles import CallFacts, Counts, Tally, WhistleFacts, count, is_after_need, sign_by, signing, tally
from tracker.rules.workflow import RUNNING

OPEN_FIRST = Case(When(state=WhistleState.OPEN, then=Value(0)), default=Value(1))


@dataclass(frozen=True)
class CallStanding:
    """A called department's part as of a day: by when it had to report in, and whether the answer came after need."""

    call: WhistleCall
    sign_by: date
    signing: Signing
    is_after_need: bool


@dataclass(frozen=True)
class WhistleStanding:
    """A whistle as of a day. `is_to_do`: whether it waits for the department it is shown to."""

    whistle: Whistle
    calls: list[CallStanding]
    is_to_do: bool

    @property
    def is_answered(self) -> bool:
        """Whether any department has answered: then it is rated, not taken back."""
        return any(each.call.answered_at for each in self.calls)


@dataclass(frozen=True)
class CalledDepartment:
    """A department with its calls counted."""

    department: Department
    tally: Tally


def targets_in_work() -> TargetQuerySet:
    """The targets somebody may whistle on, newest report first, in its order."""
    running = Target.objects.filter(state__in=RUNNING).select_related("report", "lead")
    return running.order_by("-report__year", "order", "code")


def departments_to_call(by: User) -> DepartmentQuerySet:
    """Those a person may call: in being, not the own one, and of the sample only by people of the sample."""
    return Department.objects.in_being().filter(is_sample=by.is_sample).exclude(people=by)


def stands_for(department: Department | None) -> frozenset[int]:
    """The department and all that were merged into it, by primary key. One query; none without a department."""
    if department is None:
        return frozenset()
    merged: dict[int, list[int]] = defaultdict(list)
    for pk, into in Department.objects.exclude(successor=None).values_list("pk", "successor_id"):
        merged[into or 0].append(pk)
    found, to_look = set(), [department.pk]
    while to_look:
        pk = to_look.pop()
        found.add(pk)
        to_look += merged[pk]
    return frozenset(found)


def whistles_for(by: User) -> QuerySet[Whistle]:
    """The whistles a person may read, open ones first, then the newest; to be paged. The story's people come along."""
    rows = Whistle.objects.with_people().order_by(OPEN_FIRST, "-raised_at", "-pk")
    if by.is_supervisor or by.is_administrator:
        return rows
    if not by.is_reporter and not by.is_head:
        return rows.none()
    ours = stands_for(by.department)
    theirs = Q(department__in=ours) | Q(calls__department__in=ours) | Q(target__lead=by.department)
    return rows.filter(pk__in=Whistle.objects.filter(theirs).values("pk"))


def desk_whistles(department: Department, on: date) -> list[WhistleStanding]:
    """A department's open whistles, raised or called to: those that wait for it first, then by the day of need.

    Three queries.
    """
    ours = stands_for(department)
    theirs = Whistle.objects.filter(Q(department__in=ours) | Q(calls__department__in=ours)).values("pk")
    rows = Whistle.objects.open().with_people().filter(pk__in=theirs).order_by("needed_by", "pk")
    return sorted((whistle_standing(row, on, ours) for row in rows), key=lambda each: not each.is_to_do)


def whistle_standing(whistle: Whistle, on: date, ours: Iterable[int] = ()) -> WhistleStanding:
    """A whistle as of the day `on`, shown to a department (`ours`: it and what it stands for)."""
    days = policy_row(whistle.target.report).whistle_sign_days
    calls = list(whistle.calls.all())
    waits = {call.department_id for call in calls if call.state in {CallState.CALLED, CallState.SIGNED}}
    if any(call.state == CallState.ANSWERED for call in calls):
        waits.add(whistle.department_id)
    return WhistleStanding(
        whistle, [_call_standing(call, whistle, days, on) for call in calls], not waits.isdisjoint(ours)
    )


def _call_standing(call: WhistleCall, whistle: Whistle, days: int, on: date) -> CallStanding:
    facts = _facts(call)
    return CallStanding(
        call,
        sign_by(facts.called_on, days),
        signing(facts, days, on),
        is_after_need(facts, whistle.needed_by, on),
    )


def rates(report: Report, first: date, last: date) -> list[CalledDepartment]:
    """The departments called in the months from `first` to `last`, each with those calls counted as they stand now.

    Whistles taken back do not count. In the departments' order; one query, and one for the policy unless it is at hand.
    """
    calls: dict[int, list[CallFacts]] = defaultdict(list)
    departments: dict[int, Department] = {}
    months = Q(whistle__raised_at__gte=_begin(first), whistle__raised_at__lt=_begin(shift(last, 1)))
    rows = WhistleCall.objects.filter(months, whistle__target__report=report).select_related("whistle", "department")
    for call in rows.exclude(whistle__state=WhistleState.WITHDRAWN).order_by("department__order", "department__code"):
        departments[call.department_id] = call.department
        calls[call.department_id].append(_facts(call))
    days = policy_row(report).whistle_sign_days
    return [CalledDepartment(departments[pk], tally(theirs, days)) for pk, theirs in calls.items()]


def whistle_counts(report: Report, until: date, target: Target | None = None) -> Counts:
    """How a report's whistles, or one target's, stood at the end of the month `until`. One query."""
    calls = WhistleCall.objects.filter(whistle__target__report=report).select_related("whistle")
    if target:
        calls = calls.filter(whistle__target=target)
    together: dict[Whistle, list[CallFacts]] = defaultdict(list)
    for call in calls:
        together[call.whistle].append(_facts(call))
    whistles = (
        WhistleFacts(localdate(whistle.raised_at), _day(whistle.withdrawn_at), tuple(facts))
        for whistle, facts in together.items()
    )
    return count(whistles, last_day(until))


def _facts(call: WhistleCall) -> CallFacts:
    return CallFacts(
        localdate(call.whistle.raised_at),
        _day(call.signed_at),
        _day(call.answered_at),
        _day(call.rated_at),
        bool(call.is_solved),
        call.rating,
    )


def _day(at: datetime | None) -> date | None:
    return localdate(at) if at else None


def _begin(month: date) -> datetime:
    """The first moment of a month, by the local clock."""
    return make_aware(datetime.combine(month, time.min))
