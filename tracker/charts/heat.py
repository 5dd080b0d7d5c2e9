"""Months × targets: the light of every target in every month as it was judged, and what came late or was corrected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.charts.chart import Cell, Chart, names, told
from tracker.charts.drawing import Drawing, Key, Panel, dot_key, filled, light_key, upon
from tracker.charts.filed import Filed, filed
from tracker.charts.marks import DIAMOND, RING, Dot, Label, Mark
from tracker.charts.shapes import SHAPES
from tracker.choices import Light
from tracker.queries.standings import Standing
from tracker.rules.months import span
from tracker.rules.words import month_words, short_month, spans

HEIGHT, MIDDLE, HEAD = Fraction(3, 2), Fraction(3, 4), Fraction(6, 5)
GAP = Fraction(1, 2)
BIG, SMALL = Fraction(7, 10), Fraction(2, 5)
LATE, CORRECTED = "◆", "◎"


@dataclass(frozen=True, slots=True)
class Square:
    """A month of a target: its light, and how it was filed; None where nothing was."""

    month: date
    light: Light
    filed: Filed | None

    @property
    def marks(self) -> str:
        """The small marks beside the light, as the legend explains them."""
        if self.filed is None:
            return ""
        return (LATE if self.filed.is_late else "") + (CORRECTED if self.filed.is_corrected else "")

    @property
    def words(self) -> str:
        """All of it in words."""
        return _(", ").join([str(self.light.label), *(self.filed.words if self.filed else [])])


@dataclass(frozen=True, slots=True)
class Line:
    """A target's row."""

    standing: Standing
    name: str
    squares: Sequence[Square]


@dataclass(frozen=True, slots=True)
class Grid:
    """The table itself: the months across, a row for each target."""

    months: Sequence[date]
    lines: Sequence[Line]


def months_and_targets(standings: Sequence[Standing]) -> Chart | None:
    """The grid of lights up to the month judged; None before the first month, or without a target."""
    if not standings or not standings[0].course:
        return None
    report = standings[0].target.report
    months = list(span(report.first_month, standings[0].month))
    lines = [_line(name, each) for name, each in zip(names(standings), standings, strict=True)]
    year = list(span(report.first_month, max(report.last_month, months[-1])))
    return Chart(
        key="months-and-targets",
        title=_("Every target, month by month"),
        sentence=_sentence(months, lines),
        columns=[_("Target"), *map(month_words, months)],
        rows=[[Cell(line.name), *(Cell(square.words) for square in line.squares)] for line in lines],
        drawing=Drawing([_head(year), *(_panel(line, len(year)) for line in lines)], _legend(lines), is_beside=True),
        grid=Grid(months, lines),
    )


def _line(name: str, standing: Standing) -> Line:
    how = filed(standing)
    return Line(
        standing,
        name,
        [Square(verdict.month, verdict.light, how.get(verdict.month)) for verdict in standing.course],
    )


def _sentence(months: Sequence[date], lines: Sequence[Line]) -> str:
    """How many were ever behind, and how many of these have caught up: neither is erased by the other."""
    stretches = [line.standing.arrears for line in lines if line.standing.arrears]
    caught_up = sum(1 for each in stretches if each[-1].made_good)
    said = ngettext("%(count)s target, %(months)s.", "%(count)s targets, %(months)s.", len(lines)) % {
        "count": len(lines),
        "months": spans(months),
    }
    if not stretches:
        return told(said, _("No target was behind in any month."))
    behind = _(
        "Behind in at least one month: %(behind)s, of which %(caught_up)s have caught up; "
        "the months stay as they were judged."
    ) % {"behind": len(stretches), "caught_up": caught_up}
    return told(said, behind)


def _legend(lines: Sequence[Line]) -> list[Key]:
    """The lights and marks there are."""
    squares = [square for line in lines for square in line.squares]
    there = {square.light for square in squares}
    keys = [light_key(light) for light in Light if light in there]
    if any(LATE in square.marks for square in squares):
        keys.append(dot_key(_("filed late"), DIAMOND, "ink"))
    if any(CORRECTED in square.marks for square in squares):
        keys.append(dot_key(_("corrected later"), RING, "ink"))
    return keys


def _head(year: Sequence[date]) -> Panel:
    width = Fraction(100, len(year))
    marks: list[Mark] = [
        Label(x=width * (2 * index + 1) / 2, y=Fraction(1), text=short_month(month), anchor="middle")
        for index, month in enumerate(year)
    ]
    return Panel(marks=marks, height=HEAD)


def _panel(line: Line, count: int) -> Panel:
    width = Fraction(100, count)
    marks: list[Mark] = []
    for index, square in enumerate(line.squares):
        x, tint = width * index, upon(square.light)
        marks.append(filled(square.light, x + GAP / 2, width - GAP, HEIGHT))
        marks.append(Dot(x=x + width * 2 / 5, y=MIDDLE, shape=SHAPES[square.light], colour=tint, size=BIG))
        small = [shape for mark, shape in ((LATE, DIAMOND), (CORRECTED, RING)) if mark in square.marks]
        for step, shape in enumerate(small):
            marks.append(Dot(x=x + width * 4 / 5, y=MIDDLE * (1 + 2 * step) / 2, shape=shape, colour=tint, size=SMALL))
    return Panel(marks=marks, height=HEIGHT, head=line.name)
