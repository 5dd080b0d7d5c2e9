"""The columns of a task area for machines, and those of the report as a whole."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from tracker.exports.columns import Column, Place, Reading, Resource, Type, month_text, notice_column, page_column
from tracker.exports.counts import count_columns
from tracker.models import Report
from tracker.queries.areas import AreaStanding
from tracker.queries.filings import Filings, filings
from tracker.queries.standings import count
from tracker.rules.facts import Policy
from tracker.rules.rollup import Rollup
from tracker.rules.words import plain

A = Column[AreaStanding]

AREAS = Resource(
    "areas",
    "areas",
    _("Task areas"),
    _("The areas of the report with their targets counted; an area may hold none."),
    (
        A("code", Type.TEXT, lambda each: each.area.code, _("Code of the task area; never changes.")),
        A("section", Type.TEXT, lambda each: each.area.section, _("Section of the report.")),
        A("name", Type.TEXT, lambda each: each.area.name, _("Name in Chinese.")),
        A("name_en", Type.TEXT, lambda each: each.area.name_en, _("Name in English.")),
        *count_columns(lambda each: each.rollup, lambda each: filings(each.standings)),
        page_column(lambda each: Place("area", each.area.code)),
        notice_column(),
    ),
    lambda page: page.areas,
)


@dataclass(frozen=True)
class ReportStanding:
    """The report as a whole at the end of a month, with the thresholds it is judged by."""

    report: Report
    months: tuple[date, date, date]
    policy: Policy
    rollup: Rollup
    filings: Filings


R = Column[ReportStanding]


def _whole(page: Reading) -> list[ReportStanding]:
    policy = page.ledger.policy
    counted = count(page.standings, policy), filings(page.standings)
    return [ReportStanding(page.report, (page.month, page.months[0], page.months[-1]), policy, *counted)]


REPORT = Resource(
    "report",
    "reports",
    _("The report"),
    _("The work report in one row: its targets counted, and the thresholds they are judged by."),
    (
        R("code", Type.TEXT, lambda each: each.report.code, _("Code of the report; never changes.")),
        R("title", Type.TEXT, lambda each: each.report.title_zh, _("Title in Chinese.")),
        R("title_en", Type.TEXT, lambda each: each.report.title_en, _("Title in English.")),
        R("place", Type.TEXT, lambda each: each.report.place, _("Place in Chinese.")),
        R("place_en", Type.TEXT, lambda each: each.report.place_en, _("Place in English.")),
        R("year", Type.COUNT, lambda each: each.report.year, _("The year it is for.")),
        R("adopted_on", Type.DAY, lambda each: each.report.adopted_on.isoformat(), _("The day it was adopted.")),
        R(
            "published_in",
            Type.TEXT,
            lambda each: each.report.source or None,
            _("Where it was published."),
            is_nullable=True,
        ),
        R("month", Type.MONTH, lambda each: month_text(each.months[0]), _("The month counted.")),
        R("first_month", Type.MONTH, lambda each: month_text(each.months[1]), _("The first month that can be read.")),
        R("last_month", Type.MONTH, lambda each: month_text(each.months[2]), _("The last month that can be read.")),
        *count_columns(lambda each: each.rollup, lambda each: each.filings),
        R(
            "behind_over",
            Type.FIGURE,
            lambda each: plain(each.policy.behind_over),
            _("Yellow when the gap is over so many percentage points."),
        ),
        R(
            "far_behind_over",
            Type.FIGURE,
            lambda each: plain(each.policy.far_behind_over),
            _("Red when the gap is over so many percentage points."),
        ),
        R(
            "ahead_from",
            Type.FIGURE,
            lambda each: plain(each.policy.ahead_from),
            _("Ahead of pace from so many percentage points."),
        ),
        R(
            "cap_margin",
            Type.FIGURE,
            lambda each: plain(each.policy.cap_margin),
            _("Red when a cap is passed by more than so many per cent of it."),
        ),
        R(
            "not_started_months",
            Type.COUNT,
            lambda each: each.policy.not_started_months,
            _("Red when nothing is done for so many months running."),
        ),
        R(
            "stale_periods",
            Type.COUNT,
            lambda each: each.policy.stale_periods,
            _("A rate counts as not reported after so many missed periods."),
        ),
        R(
            "due_day",
            Type.COUNT,
            lambda each: each.policy.due_day,
            _("Day of the month by which figures are due."),
        ),
        page_column(lambda _each: Place("home")),
        notice_column(),
    ),
    _whole,
)
