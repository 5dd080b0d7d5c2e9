"""A report's task table: its targets with what decides how each may be changed, and what its cells may name."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from tracker.choices import EntryState
from tracker.models import Area, Department, Entry, Report, Revision, Target, Upload

SHOWN = 10  # files of the past


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A target of the table. `is_fixed`: figures of it were accepted; `decided_on`: the last decision on it."""

    target: Target
    cooperating: tuple[Department, ...]
    is_fixed: bool
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class TaskTable:
    """The whole table, in the report's order. `taken`: the codes of other reports' targets."""

    report: Report
    rows: list[TaskRow]
    areas: list[Area]
    departments: list[Department]
    taken: frozenset[str]


def task_table(report: Report) -> TaskTable:
    """The report's task table, in five queries."""
    accepted = Entry.objects.filter(target=OuterRef("pk"), state=EntryState.ACCEPTED)
    decisions = Revision.objects.filter(target=OuterRef("pk")).order_by("-decided_on").values("decided_on")[:1]
    targets = Target.objects.of(report).prefetch_related("cooperating")
    annotated: Any = targets.annotate(is_fixed=Exists(accepted), decided_on=Subquery(decisions))
    rows = []
    for target in annotated:
        target.report = report
        rows.append(TaskRow(target, tuple(target.cooperating.all()), target.is_fixed, target.decided_on))
    others = Target.objects.exclude(report=report).values_list("code", flat=True)
    departments = Department.objects.select_related("successor")
    return TaskTable(report, rows, list(report.areas.all()), list(departments), frozenset(others))


def sent_tables(report: Report) -> list[Upload]:
    """The files sent in last, the newest first."""
    return list(Upload.objects.filter(report=report).select_related("by")[:SHOWN])
