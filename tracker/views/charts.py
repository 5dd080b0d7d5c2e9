"""The charts of each page in reading order, each with its files, and the page of all charts of the report."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.charts.baselines import beside_last_period
from tracker.charts.bullets import completion_bullets
from tracker.charts.burnup import burn_up
from tracker.charts.chart import Chart, Files
from tracker.charts.course import course
from tracker.charts.heat import months_and_targets
from tracker.charts.held import lines_to_hold
from tracker.charts.lights import lights_by_area, lights_by_department
from tracker.charts.multiples import small_courses
from tracker.frame.page import Page
from tracker.models import Department
from tracker.queries.areas import AreaStanding
from tracker.queries.standings import Standing
from tracker.views.public import public

REPORT: Mapping[str, Callable[[Page], Chart | None]] = {
    "lights-by-area": lambda page: lights_by_area(page.areas),
    "lights-by-department": lambda page: lights_by_department(page.standings, page.ledger.policy),
    "burn-up": lambda page: burn_up(page.ledger, page.month),
    "months-and-targets": lambda page: months_and_targets(page.standings),
    "lines-to-hold": lambda page: lines_to_hold(page.standings),
    "beside-last-period": lambda page: beside_last_period(page.standings),
}
HOME = ("lights-by-area", "burn-up")  # each row of the list shows its months already
SET: Mapping[str, Callable[[Sequence[Standing]], Chart | None]] = {
    "bullets": completion_bullets,
    "lines-to-hold": lines_to_hold,
    "months-and-targets": months_and_targets,
    "small-courses": small_courses,
    "beside-last-period": beside_last_period,
}
TARGET: Mapping[str, Callable[[Standing], Chart]] = {"course": course}


@public
def charts(request: HttpRequest, page: Page) -> HttpResponse:
    """`/charts/`"""
    drawn = {chart.key: chart for chart in _with_files(page, (make(page) for make in REPORT.values()), "chart_file")}
    held = [each for each in page.areas if each.standings]
    return render(request, "charts.html", {"page": page, "charts": list(drawn.values()), "drawn": drawn, "held": held})


def home_charts(page: Page) -> list[Chart]:
    """The overview's: the fewest that tell the year."""
    return _with_files(page, (REPORT[key](page) for key in HOME), "chart_file")


def area_charts(page: Page, found: AreaStanding) -> list[Chart]:
    """An area's; none for one without a target."""
    return _with_files(page, (make(found.standings) for make in SET.values()), "area_chart_file", found.area.code)


def department_charts(page: Page, department: Department, led: Sequence[Standing]) -> list[Chart]:
    """Those of what a department leads; none where it leads nothing."""
    return _with_files(page, (make(led) for make in SET.values()), "department_chart_file", department.code)


def target_charts(page: Page, standing: Standing) -> list[Chart]:
    """A target's."""
    return _with_files(page, (make(standing) for make in TARGET.values()), "target_chart_file", standing.target.code)


def _with_files(page: Page, made: Iterable[Chart | None], name: str, *args: str) -> list[Chart]:
    """The charts there are, each knowing where its files of this month are."""

    def files(chart: Chart) -> Files:
        csv, svg, figure = (page.link(name, *args, chart.key, kind) for kind in ("csv", "svg", "json"))
        return Files(csv, svg, figure, "-".join([*args, chart.key, page.month_key]))

    return [replace(chart, files=files(chart)) for chart in made if chart]
