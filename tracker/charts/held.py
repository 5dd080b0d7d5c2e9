"""Rates, caps and bands beside the line each has to hold: never a percentage of completion."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from plotly import graph_objects

from tracker.charts.axis import Scale
from tracker.charts.chart import MISSING, Cell, Chart, floats, measured, names, signed, told
from tracker.charts.drawing import Drawing, Panel, Piece, block_key, dot_key, light_dot, upright_key
from tracker.charts.marks import At, Bar, Mark, Stroke
from tracker.charts.shapes import SHAPES
from tracker.charts.theme import layout, variable
from tracker.choices import Light
from tracker.queries.standings import Standing
from tracker.rules.facts import Facts
from tracker.rules.words import month_words

HEIGHT = Fraction(8, 5)
INSET = Fraction(3, 10)
LOW, HIGH, FIGURE, DISTANCE = 1, 2, 3, 5
HELD, MISSED = {Light.DONE, Light.ON_PACE}, {Light.BEHIND, Light.FAR_BEHIND}


def lines_to_hold(standings: Sequence[Standing]) -> Chart | None:
    """A row for each rate, cap and band, its figure beside its line; None when there is none.

    Where all are in per cent they share one scale, of points from the line; else each row has its own.
    """
    held = [each for each in standings if not each.facts.has_share]
    if not held:
        return None
    are_shared = {each.target.unit for each in held} == {"%"}
    rows = [_row(name, each, are_shared=are_shared) for name, each in zip(names(held), held, strict=True)]
    return Chart(
        key="lines-to-hold",
        title=_("Rates, caps and bands"),
        sentence=_sentence(held, are_shared=are_shared),
        columns=[
            *(_("Target"), _("At least"), _("At most"), _("Latest figure")),
            *(_("Month"), *([_("From the line or the band's middle")] if are_shared else []), _("Light")),
        ],
        rows=rows,
        drawing=Drawing(
            _panels(held, rows, are_shared=are_shared),
            [
                block_key(_("the ground: where the figure has to lie"), "track"),
                upright_key(_("the upright mark: the line"), "ink"),
                *(dot_key(str(light.label), SHAPES[light], light.slug) for light in _shown(held, rows)),
            ],
        ),
        figure=_figure(held, rows) if are_shared and any(row[DISTANCE].value is not None for row in rows) else None,
        least=34,
    )


def _row(name: str, standing: Standing, *, are_shared: bool) -> list[Cell]:
    facts, latest, unit = standing.facts, standing.facts.latest, standing.target.unit_name
    return [
        Cell(name),
        measured(None if facts.is_cap else facts.low, unit),
        measured(facts.high if facts.is_cap or facts.is_band else None, unit),
        measured(latest.value if latest else None, unit),
        Cell(month_words(latest.month) if latest else MISSING),
        *([signed(latest.value - middle(facts)) if latest else Cell(MISSING)] if are_shared else []),
        Cell(str(standing.verdict.light.label)),
    ]


def _shown(held: Sequence[Standing], rows: Sequence[Sequence[Cell]]) -> list[Light]:
    """The lights of the figures there are."""
    there = {each.verdict.light for each, row in zip(held, rows, strict=True) if row[FIGURE].value is not None}
    return [light for light in Light if light in there]


def middle(facts: Facts) -> Decimal:
    """What a figure's distance is measured from: the line, or the middle of a band."""
    return (facts.low + facts.high) / 2 if facts.is_band else facts.low


def _sentence(held: Sequence[Standing], *, are_shared: bool) -> str:
    lights = [each.verdict.light for each in held]
    said = _("At the end of %(month)s, %(kept)s of %(count)s hold their line, %(missed)s do not.") % {
        "month": month_words(held[0].month),
        "kept": sum(1 for light in lights if light in HELD),
        "count": len(held),
        "missed": sum(1 for light in lights if light in MISSED),
    }
    others = sum(1 for light in lights if light not in HELD | MISSED)
    silent = _("Without a figure in force, or not judged yet: %(count)s.") % {"count": others} if others else ""
    scale = _("All are drawn on one scale, in percentage points.")
    return told(said, silent, scale if are_shared else _("Each row has a scale of its own."))


def _panels(held: Sequence[Standing], rows: Sequence[Sequence[Cell]], *, are_shared: bool) -> list[Panel]:
    scales = _shared_scales(held, rows) if are_shared else [_own_scale(row) for row in rows]
    return [
        Panel(
            head=row[0].text,
            page="target",
            code=each.target.code,
            note=[
                Piece(str(each.verdict.light.label), each.verdict.light),
                Piece(f"{row[FIGURE]} / {each.promise}"),
            ],
            height=HEIGHT,
            marks=_marks(index, each, row, scale),
        )
        for index, (each, row, scale) in enumerate(zip(held, rows, scales, strict=True))
    ]


def _ends(row: Sequence[Cell]) -> list[Fraction]:
    return [Fraction(value) for column in (LOW, HIGH, FIGURE) if (value := row[column].value) is not None]


def _own_scale(row: Sequence[Cell]) -> Scale:
    """From the lowest to the highest of figure and line, with room on both sides."""
    ends = _ends(row)
    room = max(max(ends) - min(ends), abs(ends[0]) / 10, Fraction(1, 100)) / 2
    return Scale(min(ends) - room, max(ends) + room, Fraction(0), Fraction(100))


def _shared_scales(held: Sequence[Standing], rows: Sequence[Sequence[Cell]]) -> list[Scale]:
    """One scale of points from the line, or from the middle of a band: all of them lie in the middle."""
    reach = _reach(held, rows)
    zeros = [Fraction(middle(each.facts)) for each in held]
    return [Scale(zero - reach, zero + reach, Fraction(0), Fraction(100)) for zero in zeros]


def _reach(held: Sequence[Standing], rows: Sequence[Sequence[Cell]]) -> Fraction:
    """How far the shared scale goes to either side, in points."""
    away = [abs(end - Fraction(middle(each.facts))) for each, row in zip(held, rows, strict=True) for end in _ends(row)]
    return max(*away, Fraction(1, 10)) * Fraction(6, 5)


def _marks(index: int, standing: Standing, row: Sequence[Cell], scale: Scale) -> list[Mark]:
    """The ground where the figure has to lie, the line or both edges, and the figure."""
    edges = [(column, scale.at(Fraction(value))) for column in (LOW, HIGH) if (value := row[column].value) is not None]
    start = Fraction(0) if row[LOW].value is None else edges[0][1]
    end = Fraction(100) if row[HIGH].value is None else edges[-1][1]
    marks: list[Mark] = [
        Stroke(places=((Fraction(0), HEIGHT / 2), (Fraction(100), HEIGHT / 2)), colour="line", is_thin=True),
        Bar(x=start, width=end - start, y=INSET, height=HEIGHT - 2 * INSET, colour="track"),
    ]
    for column, x in edges:
        marks.append(Stroke(places=((x, Fraction(0)), (x, HEIGHT)), colour="ink", cells=(At(index, column),)))
    figure = row[FIGURE].value
    if figure is not None:
        dot = light_dot(standing.verdict.light, scale.at(Fraction(figure)), HEIGHT / 2)
        marks.append(replace(dot, cells=(At(index, FIGURE),)))
    return marks


def _figure(held: Sequence[Standing], rows: Sequence[Sequence[Cell]]) -> graph_objects.Figure:
    there = [(index, each) for index, each in enumerate(held) if rows[index][DISTANCE].value is not None]
    reach = float(_reach(held, rows))
    return graph_objects.Figure(
        data=[
            graph_objects.Scatter(
                name=_("From the line or the band's middle"),
                y=[rows[index][0].text for index, _each in there],
                x=floats([rows[index][DISTANCE] for index, _each in there]),
                mode="text",
                text=[each.verdict.light.symbol for _index, each in there],
                textfont={"size": 20, "color": [variable(each.verdict.light.slug) for _index, each in there]},
                hovertemplate="%{y}: %{x}<extra></extra>",
            )
        ],
        layout=layout(
            height=60 + 46 * len(rows),
            yaxis={
                "type": "category",
                "categoryorder": "array",
                "categoryarray": [row[0].text for row in rows],
                "range": [len(rows) - 0.5, -0.5],
                "showgrid": False,
                "tickvals": [row[0].text for row in rows],
                "ticktext": [
                    f"{row[0].text}<br>{row[FIGURE]} / {each.promise}" for each, row in zip(held, rows, strict=True)
                ],
            },
            xaxis={"range": [-reach, reach], "zerolinecolor": variable("ink"), "zerolinewidth": 2},
            shapes=[_ground(index, each.facts, reach) for index, each in enumerate(held)],
        ),
    )


def _ground(index: int, facts: Facts, reach: float) -> dict[str, Any]:
    """Where a row's figure has to lie, as points from the line."""
    edge = float(facts.high - middle(facts)) if facts.is_band else 0.0
    return {
        "type": "rect",
        "layer": "below",
        "x0": -reach if facts.is_cap else -edge,
        "x1": edge if facts.is_cap or facts.is_band else reach,
        "y0": index - 0.3,
        "y1": index + 0.3,
        "fillcolor": variable("track"),
        "line": {"width": 0},
    }
