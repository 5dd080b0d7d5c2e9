"""The one list: every target of a report with its verdict at the end of a month. Three queries, whatever the size."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.db.models import F, QuerySet
from django.utils.timezone import localdate

from tracker.choices import Bucket, Cadence, Comparison, Kind, Outcome, RevisionKind
from tracker.models import Department, Entry, Report, Revision, Target
from tracker.models import Policy as PolicyRow
from tracker.rules.facts import Facts, Figure, PlanPoint, Policy, Verdict
from tracker.rules.forecast import Forecast, forecast
from tracker.rules.history import Arrears, Change, History, arrears
from tracker.rules.lights import bucket
from tracker.rules.months import month_of
from tracker.rules.outcomes import outcome
from tracker.rules.pace import done_share
from tracker.rules.reporting import is_late
from tracker.rules.rollup import Rollup, roll_up
from tracker.rules.words import explain, formula, promise


class AcceptedFigure(NamedTuple):
    """What the list needs of an accepted entry."""

    target_id: int
    month: date
    version: int
    value: Decimal
    claims_completion: bool
    submitted_at: datetime


class Filing(NamedTuple):
    """How a month was accounted for, as accepted: the day its figure first came in, and how often it was corrected."""

    month: date
    submitted_on: date
    version: int


@dataclass(frozen=True)
class Standing:
    """One target at the end of `month`: its verdict and everything a face draws."""

    target: Target
    history: History
    policy: Policy
    verdict: Verdict
    accepted: tuple[AcceptedFigure, ...]
    revisions: tuple[Revision, ...]
    filings: tuple[Filing, ...]
    lead: Department | None

    @property
    def month(self) -> date:
        """The month judged."""
        return self.verdict.month

    @property
    def facts(self) -> Facts:
        """The facts the verdict was made from."""
        return self.verdict.facts

    @property
    def promise(self) -> str:
        """What was promised, as it stood in that month, in the reader's language."""
        return promise(self.facts, self.target.unit_name)

    @property
    def reason(self) -> str:
        """Why the light is what it is, in the reader's language."""
        return explain(self.verdict, self.policy, self.target.unit_name)

    @property
    def formula(self) -> list[str]:
        """The arithmetic behind the light."""
        return formula(self.verdict)

    @property
    def bucket(self) -> Bucket:
        """The bulletin's bucket."""
        return bucket(self.verdict, self.policy)

    @property
    def outcome(self) -> Outcome | None:
        """The outcome, once the due month is closed."""
        return outcome(self.verdict)

    @property
    def forecast(self) -> Forecast | None:
        """Where it would end if it went on so; none once it is due, or while it is suspended."""
        if self.month >= self.facts.due or not self.verdict.light.is_in_scope:
            return None
        return forecast(self.facts)

    @cached_property
    def course(self) -> tuple[Verdict, ...]:
        """A verdict for each month of the report's year up to the month judged."""
        return self.history.course(self.policy, self.target.report.first_month, self.month)

    @property
    def arrears(self) -> tuple[Arrears, ...]:
        """The stretches of that course in which it was behind."""
        return arrears(self.course)

    @property
    def late(self) -> list[date]:
        """The months whose figure first came in after its day."""
        return [each.month for each in self.filings if is_late(each.month, self.policy.due_day, each.submitted_on)]

    @property
    def original(self) -> Facts:
        """The terms before any revision known in this month."""
        return self.history.original if self.revisions else self.facts


class Row(NamedTuple):
    """One target's whole history."""

    target: Target
    history: History
    accepted: tuple[AcceptedFigure, ...]
    revisions: tuple[Revision, ...]
    filings: tuple[Filing, ...]


@dataclass(frozen=True)
class Ledger:
    """A report with the whole history of its targets in memory: any month's list without another query."""

    report: Report
    policy: Policy
    rows: tuple[Row, ...]

    @cached_property
    def _judged(self) -> dict[date, list[Standing]]:
        """The months asked for so far: each is judged once."""
        return {}

    def standings(self, month: date) -> list[Standing]:
        """Every target's standing at the end of `month`, in the report's order."""
        if month not in self._judged:
            self._judged[month] = self._judge(month)
        return list(self._judged[month])

    def _judge(self, month: date) -> list[Standing]:
        return [
            Standing(
                row.target,
                row.history,
                self.policy,
                row.history.judge(self.policy, month),
                tuple(figure for figure in row.accepted if figure.month <= month),
                tuple(change for change in row.revisions if month_of(change.decided_on) <= month),
                tuple(filing for filing in row.filings if filing.month <= month),
                _lead(row.target, row.revisions, month),
            )
            for row in self.rows
        ]


def policy_of(report: Report) -> Policy:
    """The report's thresholds."""
    row = policy_row(report)
    return Policy(**{name: getattr(row, name) for name in Policy.__slots__})


def policy_row(report: Report) -> PolicyRow:
    """The report's policy; Tianjin's, not saved, where none was set."""
    try:
        return report.policy
    except PolicyRow.DoesNotExist:
        return PolicyRow(report=report)


def ledger(report: Report, targets: QuerySet[Target] | None = None) -> Ledger:
    """The report's ledger, or that of some of its targets."""
    chosen = Target.objects.of(report) if targets is None else targets
    points: dict[int, list[PlanPoint]] = defaultdict(list)
    found: dict[int, Target] = {}
    rows = chosen.annotate(plan_month=F("plan_points__month"), plan_share=F("plan_points__share"))
    for target in rows.order_by("order", "code", "plan_month"):
        target.report = report
        found.setdefault(target.pk, target)
        if target.plan_month is not None:
            points[target.pk].append(PlanPoint(target.plan_month, target.plan_share))
    accepted, filings = _accepted(chosen)
    revisions: dict[int, list[Revision]] = defaultdict(list)
    for revision in Revision.objects.filter(target__in=chosen.order_by()).select_related(
        "lead_before", "lead_after", "recorded_by", "request__department"
    ):
        revisions[revision.target_id].append(revision)
    return Ledger(
        report,
        policy_of(report),
        tuple(
            Row(
                target,
                _history(target, points[key], accepted[key], revisions[key]),
                tuple(accepted[key]),
                tuple(revisions[key]),
                tuple(filings[key]),
            )
            for key, target in found.items()
        ),
    )


def terms(target: Target) -> Facts:
    """The target's terms as they stand now, without plan and figures."""
    return Facts(
        kind=Kind(target.kind),
        comparison=Comparison(target.comparison),
        value=target.value,
        value_high=target.value_high,
        tolerance=target.tolerance,
        baseline=None if target.baseline_unit else target.baseline,
        start=target.start,
        due=target.due,
        cadence=Cadence(target.cadence),
    )


def reaches(target: Target, figure: Decimal) -> bool:
    """Whether a figure fills the target; never so for a line to hold, which the year's close decides."""
    facts = terms(target)
    return facts.has_share and done_share(facts, figure) >= 1


def standings(report: Report, month: date) -> list[Standing]:
    """Every target of the report with its verdict at the end of `month`."""
    return ledger(report).standings(month)


def count(listed: Iterable[Standing], policy: Policy) -> Rollup:
    """The list counted."""
    return roll_up((standing.verdict for standing in listed), policy)


def _lead(target: Target, revisions: Iterable[Revision], month: date) -> Department | None:
    """The lead department at the end of `month`: what stood before the first later change."""
    later = (change for change in revisions if month_of(change.decided_on) > month)
    changed = next((change for change in later if change.kind == RevisionKind.CHANGED), None)
    return changed.lead_before if changed else target.lead


def _accepted(chosen: QuerySet[Target]) -> tuple[dict[int, list[AcceptedFigure]], dict[int, list[Filing]]]:
    """The accepted figures in force, and how each month was filed; by target and in the order of months.

    In force is the highest version of each month. Where that one says that nothing was counted, the month was filed
    and has no figure.
    """
    figures: dict[int, dict[date, AcceptedFigure]] = defaultdict(dict)
    filings: dict[int, dict[date, Filing]] = defaultdict(dict)
    rows = Entry.objects.accepted().filter(target__in=chosen.order_by()).order_by("month", "version")
    columns = ("target_id", "month", "version", "value", "claims_completion", "submitted_at", "first_submitted_at")
    for *row, first in rows.values_list(*columns):
        figure = AcceptedFigure._make(row)
        key, month = figure.target_id, figure.month
        figures[key][month] = figure
        came = filings[key].get(month) or Filing(month, localdate(first or figure.submitted_at), 1)
        filings[key][month] = came._replace(version=figure.version)
    in_force = {key: [each for each in found.values() if each.value is not None] for key, found in figures.items()}
    by_target = {key: list(found.values()) for key, found in filings.items()}
    return defaultdict(list, in_force), defaultdict(list, by_target)


def _history(
    target: Target, plan: list[PlanPoint], accepted: list[AcceptedFigure], revisions: list[Revision]
) -> History:
    facts = replace(
        terms(target),
        plan=tuple(plan),
        figures=tuple(Figure(row.month, row.value, row.claims_completion) for row in accepted),
    )
    changes = tuple(
        Change(
            RevisionKind(revision.kind),
            revision.decided_on,
            revision.value_before,
            revision.value_high_before,
            revision.due_before,
        )
        for revision in revisions
    )
    return History(facts, changes)
