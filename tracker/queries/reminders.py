"""Reminder slips: which hold now, which the day asks for, and the notices that stand at a department's desk."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, QuerySet

from tracker.choices import Cadence, Role, Slip
from tracker.models import Department, Entry, Reminder, Report, Target, User
from tracker.models.target import TargetQuerySet
from tracker.queries.people import holders
from tracker.queries.standings import ledger, policy_row
from tracker.rules.months import due_months, last_closed, month_of
from tracker.rules.reminders import BEHIND, Rhythm, goes_out, slip_of
from tracker.rules.workflow import FILED, REPORTING

Matter = tuple[int, date, bool]


@dataclass(frozen=True)
class OpenSlip:
    """A slip that holds now: a due figure nobody filed, or a target behind at the last closed month.

    `goes_out`: whether the daily run sends it on this day.
    """

    target: Target
    month: date
    slip: Slip
    goes_out: bool

    @property
    def matter(self) -> Matter:
        """What it is about: a month's figure not filed, or a target behind."""
        return _matter(self.target.pk, self.month, self.slip)

    @property
    def name(self) -> str:
        """What the slip is named by in a form."""
        return f"{self.target.code} {self.month:%Y-%m} {self.slip}"

    @property
    def lead(self) -> Department:
        """The department it goes to; slips are made for led targets only."""
        lead: Department | None = self.target.lead
        if lead is None:
            raise TypeError("a slip without a department")
        return lead


def _matter(target: int, month: date, slip: str) -> Matter:
    """What a slip is about, whichever its colour: blue and red are of the same missing figure."""
    return target, month, slip == Slip.YELLOW


def open_slips(on: date, department: Department | None = None) -> list[OpenSlip]:
    """Every slip that holds on the day `on`, for all departments or one. Two queries, and three a report."""
    live = Target.objects.filter(state__in=REPORTING, lead__isnull=False)
    if department:
        live = live.filter(lead=department)
    reports = Report.objects.filter(pk__in=live.values("report")).select_related("policy")
    first_filed = Entry.objects.filter(target__in=live, version=1, state__in=FILED)
    filed = set(first_filed.values_list("target_id", "month"))
    return [
        slip
        for report in reports.annotate(last_due=Max("targets__due"))
        for slip in _of_report(report, live, filed, on)
    ]


def _of_report(report: Report, live: TargetQuerySet, filed: set[tuple[int, date]], on: date) -> Iterator[OpenSlip]:
    policy = policy_row(report)
    rhythm = Rhythm(policy.due_day, policy.remind_before, policy.remind_again)
    closed = last_closed(report.first_month, report.last_month, on)
    for standing in ledger(report, live.of(report)).standings(closed):
        target = standing.target
        for month in due_months(target.start, target.due, Cadence(target.cadence), until=month_of(on)):
            if (target.pk, month) not in filed:
                yield OpenSlip(target, month, slip_of(month, rhythm, on), goes_out(month, rhythm, on))
        if standing.verdict.light in BEHIND:
            yield OpenSlip(target, closed, Slip.YELLOW, goes_out=True)


def slips_of_day(on: date) -> list[OpenSlip]:
    """What the daily run has yet to send on the day `on`: yellow once a closed month, the others once a day."""
    by_itself = Reminder.objects.filter(Q(sent_on=on) | Q(slip=Slip.YELLOW), by=None)
    sent = set(by_itself.values_list("target_id", "month", "slip"))
    return [
        slip for slip in open_slips(on) if slip.goes_out and (slip.target.pk, slip.month, slip.slip.value) not in sent
    ]


def last_sent(slips: list[OpenSlip]) -> dict[str, date]:
    """The day each was last reminded of, in whatever colour and by whomever, by the slip's name. One query."""
    sent = Reminder.objects.filter(month__in={slip.month for slip in slips}).order_by("sent_on")
    days = {
        _matter(target, month, slip): on
        for target, month, slip, on in sent.values_list("target_id", "month", "slip", "sent_on")
    }
    return {slip.name: days[slip.matter] for slip in slips if slip.matter in days}


@dataclass(frozen=True)
class Notice:
    """What a department is reminded of for one target and month: the newest reminder, and the others, newest first."""

    newest: Reminder
    others: list[Reminder]


def notices_for(department: Department | None, on: date) -> list[Notice]:
    """The reminders that stand at a department's desk, one notice to a target and month, newest first."""
    notices: dict[tuple[int, date], Notice] = {}
    for reminder in reminders_for(department, on):
        notice = notices.setdefault((reminder.target_id, reminder.month), Notice(reminder, []))
        if notice.newest is not reminder:
            notice.others.append(reminder)
    return list(notices.values())


def reminders_for(department: Department | None, on: date) -> list[Reminder]:
    """The notices at a department's desk, newest first: of each matter still open the last slip, and the last by hand.

    A matter is a month's figure not filed, or a target behind.
    """
    if department is None:
        return []
    open_matters = {slip.matter for slip in open_slips(on, department)}
    newest: dict[tuple[Matter, bool], Reminder] = {}
    sent = Reminder.objects.filter(target__lead=department, month__in={month for _target, month, _slip in open_matters})
    for reminder in sent.select_related("target", "department", "by"):
        matter = _matter(reminder.target_id, reminder.month, reminder.slip)
        if matter in open_matters:
            newest.setdefault((matter, reminder.by_id is not None), reminder)
    return list(newest.values())


def to_mail() -> list[Department]:
    """The departments whose targets have slips that were not mailed; those of the sample never are."""
    unsent = Reminder.objects.filter(mailed_at=None, is_sample=False)
    return list(Department.objects.filter(pk__in=unsent.values("target__lead")))


def addressees(department: Department) -> QuerySet[User]:
    """The people a department's mail goes to: its reporters and heads who have an address."""
    people = holders(Role.REPORTER, department.pk) | holders(Role.HEAD, department.pk)
    return people.exclude(email="").distinct().order_by("username")
