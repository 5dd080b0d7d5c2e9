"""The columns of a department for machines."""

from django.utils.translation import gettext_lazy as _

from tracker.choices import DepartmentKind
from tracker.exports.columns import Column, Place, Reading, Resource, Type, notice_column, page_column
from tracker.exports.counts import count_columns
from tracker.queries.departments import DepartmentStanding
from tracker.queries.filings import filings
from tracker.queries.standings import count

C = Column[DepartmentStanding]


def _every(page: Reading) -> list[DepartmentStanding]:
    """Every department with what it led in that month, if anything."""
    policy = page.ledger.policy
    return [
        DepartmentStanding(each, led, count(led, policy))
        for each in page.departments
        for led in [[standing for standing in page.standings if standing.lead == each]]
    ]


DEPARTMENTS = Resource(
    "departments",
    "departments",
    _("Departments"),
    _("The departments and subdistricts with the targets each led in that month; there is no composite score."),
    (
        C("code", Type.TEXT, lambda each: each.department.code, _("Code of the department; never changes.")),
        C(
            "kind",
            Type.TEXT,
            lambda each: each.department.kind,
            _("Department or subdistrict."),
            choices=DepartmentKind,
        ),
        C("name", Type.TEXT, lambda each: each.department.name, _("Name today, in Chinese.")),
        C("name_en", Type.TEXT, lambda each: each.department.name_en, _("Name today, in English.")),
        C(
            "successor",
            Type.TEXT,
            lambda each: each.department.successor.code if each.department.successor else None,
            _("Code of the department it was merged into."),
            is_nullable=True,
            refers="departments",
        ),
        *count_columns(lambda each: each.rollup, lambda each: filings(each.standings)),
        page_column(lambda each: Place("department", each.department.code)),
        notice_column(),
    ),
    _every,
)
