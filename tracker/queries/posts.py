"""Posts, not persons: what a person leaves behind, who is missing, and which departments went into which."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from tracker.choices import Role
from tracker.models import AuditRecord, Department, Entry, Policy, Report, User
from tracker.models.people import DepartmentQuerySet
from tracker.queries.people import holders
from tracker.rules.workflow import EDITABLE, HANDED_IN, REPORTING


@dataclass(frozen=True)
class Unfinished:
    """How many of a department's entries a person wrote that are not accepted yet, and who can go on with them."""

    drafts: int
    handed_in: int
    colleagues: list[User]


def unfinished(person: User) -> Unfinished:
    """What a person would leave behind in the department."""
    theirs = Entry.objects.filter(saved_by=person, target__lead=person.department_id)
    return Unfinished(
        theirs.filter(state__in=EDITABLE).count(),
        theirs.filter(state__in=HANDED_IN).count(),
        list(holders(Role.REPORTER, person.department_id).exclude(pk=person.pk)) if person.department_id else [],
    )


def only_holder(person: User) -> list[Role]:
    """The posts of the department that nobody else holds: its reporter, and its head where figures are signed off."""
    held = set(person.groups.values_list("name", flat=True))
    posts = [Role.REPORTER]
    if Policy.objects.filter(needs_sign_off=True, report__targets__lead=person.department_id).exists():
        posts.append(Role.HEAD)
    others = {role: holders(role, person.department_id).exclude(pk=person.pk) for role in posts if role in held}
    return [role for role, rows in others.items() if person.department_id and not rows.exists()]


def headless(report: Report) -> list[Department]:
    """The departments that report on a report's targets and have nobody to sign figures off."""
    heads = User.objects.filter(is_active=True, groups__name=Role.HEAD)
    leading = Department.objects.filter(leads__report=report, leads__state__in=REPORTING)
    return list(leading.exclude(people__in=heads).distinct())


def merged_on(departments: Iterable[Department]) -> dict[int, date]:
    """The day each of the departments was merged into another, by primary key. One query."""
    by_code = {department.code: department.pk for department in departments}
    records = AuditRecord.objects.filter(action="merge", subject="department", subject_key__in=by_code)
    return {by_code[record.subject_key]: localdate(record.at) for record in records.order_by("at")}


def taken_over(department: Department) -> DepartmentQuerySet:
    """The departments merged into this one."""
    return Department.objects.filter(successor=department)
