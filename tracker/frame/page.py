"""What every public answer is made from: the report, the month asked for, and the list."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from tracker.models import Area, Department, Report, Target
from tracker.queries.areas import AreaStanding, by_area
from tracker.queries.standings import Ledger, Standing, count, ledger
from tracker.rules.months import last_closed, read_month, shift, span
from tracker.rules.rollup import Rollup
from tracker.rules.words import month_words

_kept: ContextVar[dict[int, Ledger] | None] = ContextVar("ledgers", default=None)


@contextmanager
def one_ledger() -> Iterator[None]:
    """Read a report's ledger once for all pages made inside: for a copy of the whole site, of one edition."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


class BadMonth(Exception):
    """The address asks for a month that cannot be shown; the text says which can."""


@dataclass(frozen=True)
class Page:
    """A report at the end of a month, as of the day `on`. `others`: the other years' reports, the newest first."""

    report: Report
    month: date
    on: date
    others: tuple[Report, ...] = ()

    @property
    def is_current(self) -> bool:
        """Whether this is the newest report."""
        return all(other.year < self.report.year for other in self.others)

    @property
    def reports(self) -> list[Report]:
        """Every report, the newest first."""
        return sorted((self.report, *self.others), key=lambda report: -report.year)

    @property
    def last_month(self) -> date:
        """The report's last closed month, shown when none is asked for."""
        return last_closed(self.report.first_month, self.report.last_month, self.on)

    @property
    def is_default_month(self) -> bool:
        """Whether addresses need not name the month: the last closed one of the newest report."""
        return self.is_current and self.month == self.last_month

    @property
    def month_key(self) -> str:
        """The month as addresses write it."""
        return f"{self.month:%Y-%m}"

    @property
    def months(self) -> list[date]:
        """Every month that can be shown."""
        return list(span(min(self.report.first_month, self.last_month), self.last_month))

    @property
    def every_month(self) -> list[date]:
        """Every month of every report that can be shown, the earliest first."""
        return sorted({month for report in self.reports for month in self.beside(report).months})

    @property
    def earlier(self) -> date | None:
        """The month before, if it can be shown."""
        before = shift(self.month, -1)
        return before if before >= self.months[0] else None

    @property
    def later(self) -> date | None:
        """The month after, if it can be shown."""
        return None if self.month >= self.last_month else shift(self.month, 1)

    @cached_property
    def ledger(self) -> Ledger:
        """The report's ledger: three queries, once; none while `one_ledger` has it."""
        kept = _kept.get()
        found = None if kept is None else kept.get(self.report.pk)
        if found is None:
            found = ledger(self.report)
            if kept is not None:
                kept[self.report.pk] = found
        return found

    @cached_property
    def standings(self) -> list[Standing]:
        """The list at the end of the month."""
        return self.ledger.standings(self.month)

    @cached_property
    def counts(self) -> Rollup:
        """The list counted."""
        return count(self.standings, self.ledger.policy)

    @cached_property
    def areas(self) -> list[AreaStanding]:
        """The list by task area."""
        return by_area(Area.objects.filter(report=self.report), self.standings, self.ledger.policy)

    @cached_property
    def departments(self) -> list[Department]:
        """Every department in its order, with what it was merged into."""
        return list(Department.objects.select_related("successor"))

    def find(self, code: str) -> Standing:
        """One target's standing; 404 when the report has no such target."""
        for standing in self.standings:
            if standing.target.code == code:
                return standing
        raise Http404

    def beside(self, report: Report) -> "Page":
        """One of the reports at its last closed month."""
        month = last_closed(report.first_month, report.last_month, self.on)
        return Page(report, month, self.on, tuple(other for other in self.reports if other.pk != report.pk))

    def of(self, report: int | None) -> "Page":
        """This page, or that of the other report with this primary key; 404 when there is none."""
        if report == self.report.pk:
            return self
        for other in self.others:
            if other.pk == report:
                return self.beside(other)
        raise Http404

    def holding(self, code: str) -> "Page":
        """This page, or that of the other report which has this target; 404 when none has."""
        if any(standing.target.code == code for standing in self.standings):
            return self
        return self.of(Target.objects.filter(code=code).values_list("report", flat=True).first())

    def holding_area(self, code: str) -> "Page":
        """This page, or that of the other report which has this area; 404 when none has."""
        if any(found.area.code == code for found in self.areas):
            return self
        return self.of(Area.objects.filter(code=code).values_list("report", flat=True).first())

    def link(self, name: str, *args: Any, **query: Any) -> str:
        """A page's address in this month, where it is one that has months; `query` adds parameters, not empty ones."""
        asked = {key: value for key, value in query.items() if value}
        if not self.is_default_month:
            try:
                return reverse(name, args=[self.month_key, *args], query=asked)
            except NoReverseMatch:
                pass
        return reverse(name, args=args, query=asked)


def asked_month(request: HttpRequest, first: date, last: date, key: str = "") -> date:
    """The month the address asks for, in its path (`key`) or by `?month=2021-06`; `last` when it asks for none.

    Raises BadMonth saying which there are.
    """
    text = request.GET.get("month", "").strip() or key
    if not text:
        return last
    month = read_month(text)
    if month and min(first, last) <= month <= last:
        return month
    raise BadMonth(
        _("There is no month “%(text)s” here. Months from %(first)s to %(last)s can be shown, for example 2021-06.")
        % {"text": text[:20], "first": month_words(min(first, last)), "last": month_words(last)}
    )


def latest_page(on: date) -> Page | None:
    """The newest report at the end of the last month closed on the day `on`; None while none is loaded."""
    reports = list(Report.objects.held())
    if not reports:
        return None
    newest, *others = reports
    return Page(newest, last_closed(newest.first_month, newest.last_month, on), on, tuple(others))


def page_with(month: date | None, on: date) -> Page | None:
    """The report a month belongs to, at its last closed month; the newest one for any month that is of no earlier year.

    So addresses with a month last when the next report is opened. None while no report is loaded.
    """
    page = latest_page(on)
    if page and month and month < page.report.first_month:
        earlier = next((report for report in page.others if report.year == month.year), None)
        return page.beside(earlier) if earlier else page
    return page


def page_of(request: HttpRequest, on: date, month_key: str = "") -> Page | None:
    """The page asked for on the day `on`; None while no report is loaded. Raises BadMonth."""
    page = page_with(read_month(request.GET.get("month", "").strip() or month_key), on)
    if page is None:
        return None
    return replace(page, month=asked_month(request, page.report.first_month, page.month, month_key))
