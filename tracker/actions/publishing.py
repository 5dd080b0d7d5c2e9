"""Publishing a report: its decided passages become targets, linked to the year before where a person said so."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tracker.actions.errors import ActionError
from tracker.actions.records import keep
from tracker.actions.trail import in_turn, record
from tracker.actions.workflow import assign
from tracker.choices import Act, CandidateState, Kind
from tracker.models import Area, Candidate, Report, ReportText, Target, User
from tracker.permissions import may
from tracker.rules.intake import cadence_of, marker, phrase_in, place_of, without_marker

MOST = 1000  # areas of a report
OVERALL = ("总体", "总体目标", "Overall goals")  # section and names of the area for what stands above all areas


@in_turn
def publish_report(*, text: ReportText, predecessors: Mapping[int, Target], by: User, at: datetime) -> list[Target]:
    """Make a target of each passage decided so that has none yet, and the report's missing areas.

    `predecessors`: last year's target by the passage's primary key. Raises ActionError while anything of the plan
    waits for its decision, or when there is nothing to make. Publishing again makes only what was added since.
    """
    if not may(by, Act.TAKE_IN):
        raise PermissionDenied
    text = ReportText.objects.select_related("report").get(pk=text.pk)
    if waiting := text.candidates.to_decide().count():
        raise ActionError(_("Passages of the plan still to be decided: %(number)s.") % {"number": waiting})
    chosen = list(text.candidates.filter(state=CandidateState.TARGET).select_related("area", "lead", "text__report"))
    rows = [row for row in chosen if not row.is_fixed]
    if not chosen:
        raise ActionError(_("No passage was made a target: there is nothing to publish."))
    areas = _areas(text, rows, by, at)
    made = []
    for row in rows:
        target = _target(row, row.area or areas[row.heading], predecessors.get(row.pk))
        target.full_clean()
        keep(thing=target, by=by, at=at)
        if row.lead:
            assign(target=target, lead=row.lead, by=by, at=at)
        row.target = target
        row.row_version += 1
        row.save(update_fields=["target", "row_version"])
        made.append(target)
    if made:
        record(
            action="publish_report",
            thing=text,
            before={},
            by=by,
            at=at,
            after={"targets": [each.code for each in made]},
        )
    return made


def _areas(text: ReportText, rows: list[Candidate], by: User, at: datetime) -> dict[str, Area]:
    """The report's areas by their heading (empty: what stands above them); those missing are made.

    One that is there is known by its number in the report. An area of the plan without a target is made too: its page
    says that it holds none.
    """
    report = text.report
    known = {area.section: area for area in Area.objects.filter(report=report).order_by("-order")}
    taken = {area.code for area in known.values()}
    planned = [heading for _start, _path, heading, is_plan in text.parts if is_plan and heading]
    used = [row.heading for row in rows if row.area is None]
    areas: dict[str, Area] = {}
    for heading in dict.fromkeys(sorted([*used, *planned], key=[*planned, *used].index)):
        names = _names(heading)
        area = known.pop(names["section"], None)
        if area is None:
            number = next(n for n in range(1 if heading else 0, MOST) if f"{report.code}-A{n}" not in taken)
            area = Area(report=report, code=f"{report.code}-A{number}", order=number, **names)
            area.full_clean()
            keep(thing=area, by=by, at=at)
            taken.add(area.code)
        areas[heading] = area
    return areas


def _names(heading: str) -> dict[str, str]:
    """Section and names of an area; the English name is the Chinese one until somebody writes another."""
    name = without_marker(heading)
    return dict(zip(("section", "name", "name_en"), (marker(heading), name, name) if heading else OVERALL, strict=True))


def _target(row: Candidate, area: Area, predecessor: Target | None) -> Target:
    """The target a passage becomes, not yet saved."""
    report = row.text.report
    number = _next_number(report)
    start, end = phrase_in(row.clause)
    return Target(
        report=report,
        area=area,
        code=f"{report.code}-{number:02}",
        order=number,
        name=row.name,
        name_en=row.name_en or row.name,
        kind=row.kind,
        comparison=row.comparison,
        value=row.value,
        value_high=row.value_high,
        tolerance=row.tolerance,
        unit=row.unit,
        unit_en=row.unit_en or row.unit,
        start=row.first_month or report.first_month,
        due=row.due or report.first_month.replace(month=12),
        cadence=cadence_of(Kind(row.kind)),
        section=place_of(row.section, row.heading, OVERALL[0]),
        phrase=row.clause[start:end].replace("\n", ""),
        phrase_start=row.start + start,
        phrase_end=row.start + end,
        predecessor=predecessor,
    )


def _next_number(report: Report) -> int:
    """One more than the highest number a target's code of this report ends in."""
    codes = Target.objects.filter(report=report).values_list("code", flat=True)
    numbers = [int(last) for code in codes if (last := code.rpartition("-")[2]).isdigit()]
    return 1 + max(numbers, default=0)
