"""Lights counted by task area and by lead department: one stacked bar each."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext as _
from plotly import graph_objects

from tracker.charts.chart import Cell, Chart, counted, floats, told
from tracker.charts.drawing import Drawing, Panel, Piece, filled, light_key, upon
from tracker.charts.marks import At, Dot, Mark
from tracker.charts.shapes import SHAPES
from tracker.charts.theme import block, layout, variable
from tracker.choices import Light
from tracker.queries.areas import AreaStanding
from tracker.queries.departments import by_department
from tracker.queries.standings import Standing, count
from tracker.rules.facts import Policy
from tracker.rules.rollup import Rollup
from tracker.rules.words import month_words

HEIGHT = Fraction(5, 4)
SHAPE_SIZE = Fraction(3, 5)
ROOM = 7  # per cent of the width that a piece needs to hold its shape


class Held(NamedTuple):
    """One bar: its name, its counts, and the page of the map that lists it."""

    name: str
    counts: Rollup
    page: str = ""
    code: str = ""


def lights_by_area(areas: Sequence[AreaStanding]) -> Chart:
    """How many targets of each area stand at each light; an area without any is a row of the table only."""
    bars = [Held(each.area.title, each.rollup, "area", each.area.code) for each in areas]
    first = next((each.standings[0] for each in areas if each.standings), None)
    return _chart("lights-by-area", _("Lights by task area"), _("Task area"), bars, first)


def lights_by_department(listed: Sequence[Standing], policy: Policy) -> Chart:
    """How many of the targets each department leads stand at each light; those without a lead are a row as well."""
    bars = [
        Held(each.department.title, each.rollup, "department", each.department.code)
        for each in by_department(listed, policy)
    ]
    unassigned = [each for each in listed if each.lead is None]
    if unassigned:
        bars.append(Held(_("Lead department to be announced"), count(unassigned, policy)))
    first = listed[0] if listed else None
    return _chart("lights-by-department", _("Lights by lead department"), _("Lead department"), bars, first)


def _chart(key: str, title: str, first_column: str, bars: Sequence[Held], any_one: Standing | None) -> Chart:
    drawn = [(index, bar) for index, bar in enumerate(bars) if bar.counts.total]
    shown = [light for light in Light if any(bar.counts.lights[light] for _index, bar in drawn)]
    return Chart(
        key=key,
        title=title,
        sentence=_sentence([bar for _index, bar in drawn], any_one),
        columns=[first_column, *(str(light.label) for light in Light)],
        rows=[[Cell(bar.name), *(counted(bar.counts.lights[light]) for light in Light)] for bar in bars],
        drawing=Drawing(_panels(drawn), [light_key(light) for light in shown]),
        figure=_figure([bar for _index, bar in drawn], shown),
        least=34,
    )


def _sentence(drawn: Sequence[Held], any_one: Standing | None) -> str:
    if any_one is None:
        return _("There is no target yet.")
    sentence = _("%(count)s targets by light, at the end of %(month)s.") % {
        "count": sum(bar.counts.total for bar in drawn),
        "month": month_words(any_one.month),
    }
    most = max(bar.counts.lights[Light.FAR_BEHIND] for bar in drawn)
    worst = [bar.name for bar in drawn if bar.counts.lights[Light.FAR_BEHIND] == most]
    named = _("Most that are far behind: %(names)s (%(count)s).") % {"names": _(", ").join(worst), "count": most}
    return told(sentence, named if most else "")


def _panels(drawn: Sequence[tuple[int, Held]]) -> list[Panel]:
    longest = max((bar.counts.total for _row, bar in drawn), default=1)
    return [
        Panel(
            head=bar.name,
            page=bar.page,
            code=bar.code,
            note=[
                Piece(str(bar.counts.lights[light]), light, str(light.label))
                for light in Light
                if bar.counts.lights[light]
            ],
            height=HEIGHT,
            marks=_pieces(row, bar.counts, Fraction(100, longest)),
        )
        for row, bar in drawn
    ]


def _pieces(row: int, counts: Rollup, unit: Fraction) -> list[Mark]:
    """A bar cut by light; pieces with room for it hold the light's shape."""
    marks: list[Mark] = []
    start = Fraction(0)
    for column, light in enumerate(Light, start=1):
        width = unit * counts.lights[light]
        if width:
            marks.append(filled(light, start, width, HEIGHT, (At(row, column),)))
        if width >= ROOM:
            middle = start + width / 2
            marks.append(Dot(x=middle, y=HEIGHT / 2, shape=SHAPES[light], colour=upon(light), size=SHAPE_SIZE))
        start += width
    return marks


def _figure(drawn: Sequence[Held], shown: Sequence[Light]) -> graph_objects.Figure:
    names = [bar.name for bar in drawn]
    return graph_objects.Figure(
        data=[
            graph_objects.Bar(
                name=str(light.label),
                y=names,
                x=floats([counted(bar.counts.lights[light]) for bar in drawn]),
                orientation="h",
                marker=block(light),
                text=[
                    f"{light.symbol} {bar.counts.lights[light]}" if bar.counts.lights[light] else "" for bar in drawn
                ],
                textfont={"color": variable(upon(light))},
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                hovertemplate="%{y}: %{x}<extra>" + str(light.label) + "</extra>",
            )
            for light in shown
        ],
        layout=layout(
            barmode="stack",
            height=50 + 42 * len(drawn),
            yaxis={"autorange": "reversed", "showgrid": False, "type": "category"},
            xaxis={"dtick": 2, "rangemode": "tozero"},
        ),
    )
