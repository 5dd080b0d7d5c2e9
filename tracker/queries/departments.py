"""Departments and what each leads."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.models import Department
from tracker.queries.standings import Standing, count
from tracker.rules.facts import Policy
from tracker.rules.rollup import Rollup


@dataclass(frozen=True)
class DepartmentStanding:
    """A department with the targets it leads, as they stand."""

    department: Department
    standings: list[Standing]
    rollup: Rollup


def by_department(listed: Iterable[Standing], policy: Policy) -> list[DepartmentStanding]:
    """The departments that lead a target of the list, in their order; targets without a lead are left out."""
    led: dict[int, list[Standing]] = {}
    departments: dict[int, Department] = {}
    for standing in listed:
        lead = standing.lead
        if lead is not None:
            departments[lead.pk] = lead
            led.setdefault(lead.pk, []).append(standing)
    ordered = sorted(departments.values(), key=lambda each: (each.order, each.code))
    return [DepartmentStanding(each, led[each.pk], count(led[each.pk], policy)) for each in ordered]
