"""Small multiples: the year of each target of a set, side by side on one axis of months, each on its own scale."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.charts.axis import Scale
from tracker.charts.chart import Cell, Chart, measured, names
from tracker.charts.drawing import Drawing, Key, Panel, Piece, line_key
from tracker.charts.marks import At, Label, Mark
from tracker.charts.plots import Line, Point, Sheet, bridges, floor_mark, grid_of, line_marks
from tracker.charts.series import months_of, reported
from tracker.queries.standings import Standing
from tracker.rules.months import span
from tracker.rules.words import grouped, month_words, short_month

TOP, DEPTH, FOOT = Fraction(6, 5), Fraction(9, 2), Fraction(13, 10)
HEIGHT = TOP + DEPTH + FOOT + Fraction(2, 5)
LOOKS = (("ink", "solid"), ("ink", "solid"), ("soft", "dot"), ("soft", "dot"))  # of the edges, in their order

Edges = tuple[Decimal | None, ...]


def small_courses(standings: Sequence[Standing]) -> Chart | None:
    """A small course for each target; None without a target, or before the first month."""
    if not standings or not standings[0].course:
        return None
    first, month = standings[0].target.report.first_month, standings[0].month
    year = list(span(first, max(months_of(each)[-1] for each in standings)))
    months = list(span(first, month))
    edges = [_edges(each) for each in standings]
    kept = [index for index in range(len(LOOKS)) if any(each[index] is not None for each in edges)]
    rows = [
        [
            Cell(name),
            *(measured(value, each.target.unit_name) for value in reported(each, months).values),
            *(measured(mine[index], each.target.unit_name) for index in kept),
            Cell(str(each.verdict.light.label)),
        ]
        for name, each, mine in zip(names(standings), standings, edges, strict=True)
    ]
    columns = {index: 1 + len(months) + place for place, index in enumerate(kept)}
    drawn = [_lines(row, each, mine, columns) for row, (each, mine) in enumerate(zip(standings, edges, strict=True))]
    heads = (_("Target line"), _("Upper edge"), _("Originally"), _("Upper edge, originally"))
    return Chart(
        key="small-courses",
        title=_("The year of each target"),
        sentence=_sentence(len(standings), month),
        columns=[_("Target"), *map(month_words, months), *(heads[index] for index in kept), _("Light")],
        rows=rows,
        drawing=Drawing(
            [_panel(row[0].text, each, lines, year) for row, each, lines in zip(rows, standings, drawn, strict=True)],
            _legend(drawn, kept),
            columns=3,
        ),
    )


def _sentence(count: int, month: date) -> str:
    return ngettext(
        "%(count)s target to the end of %(month)s, from the figures accepted.",
        "%(count)s targets to the end of %(month)s, from the figures accepted; each has a scale of its own.",
        count,
    ) % {"count": count, "month": month_words(month)}


def _edges(standing: Standing) -> Edges:
    """Line, upper edge of a band, and both as they were originally where that differs."""
    now, then = standing.facts, standing.original
    return (
        now.low,
        now.high if now.is_band else None,
        then.low if then.low != now.low else None,
        then.high if now.is_band and then.high != now.high else None,
    )


def _lines(row: int, standing: Standing, edges: Edges, columns: dict[int, int]) -> list[Line]:
    """Level strokes for the edges, and the reported line in the colour of the light."""
    count = len(months_of(standing))
    level = [
        Line(
            colour,
            [
                Point(0, Fraction(value), At(row, columns[index])),
                Point(count - 1, Fraction(value), At(row, columns[index])),
            ],
            dash,
            is_thin=True,
        )
        for index, (value, (colour, dash)) in enumerate(zip(edges, LOOKS, strict=True))
        if value is not None
    ]
    figures = reported(standing, [verdict.month for verdict in standing.course]).values
    points = [
        Point(index, Fraction(value), At(row, index + 1)) for index, value in enumerate(figures) if value is not None
    ]
    return [*level, Line(standing.verdict.light.slug, points, is_marked=True, is_thin=True)]


def _panel(name: str, standing: Standing, lines: Sequence[Line], year: Sequence[date]) -> Panel:
    grid = grid_of(lines, from_zero=standing.facts.has_share)
    sheet = Sheet(len(year), Scale(grid[0], grid[-1], TOP + DEPTH, TOP))
    foot = TOP + DEPTH + FOOT
    edge = sheet.values.at(lines[0].points[0].value)
    marks: list[Mark] = [
        floor_mark(sheet),
        *(mark for line in lines for mark in line_marks(sheet, line)),
        Label(x=sheet.x(0), y=edge - Fraction(1, 4), text=grouped(standing.facts.low), colour="soft"),
        Label(x=sheet.x(0), y=foot, text=short_month(year[0])),
        Label(x=sheet.x(len(year) - 1), y=foot, text=short_month(year[-1]), anchor="end"),
    ]
    latest = standing.facts.latest
    said = f"{grouped(latest.value)} / " if latest else ""
    return Panel(
        head=name,
        page="target",
        code=standing.target.code,
        note=[
            Piece(str(standing.verdict.light.label), standing.verdict.light),
            Piece(f"{said}{standing.promise}"),
        ],
        height=HEIGHT,
        marks=marks,
    )


def _legend(drawn: Sequence[Sequence[Line]], kept: Sequence[int]) -> list[Key]:
    keys = [
        line_key(_("reported, in the colour of the light"), "soft"),
        line_key(_("what it has to reach or hold"), "ink"),
    ]
    if any(index > 1 for index in kept):
        keys.append(line_key(_("as it was originally"), "soft", "dot"))
    if any(bridges(lines[-1].points) for lines in drawn):
        keys.append(line_key(_("no figure in between"), "soft", "bridge"))
    return keys
