"""Completion against pace for a set of targets: a bar for what is done, a mark for what is expected."""

from collections.abc import Sequence
from fractions import Fraction

from django.utils.translation import gettext as _
from plotly import graph_objects

from tracker.charts.axis import Scale
from tracker.charts.chart import Cell, Chart, floats, names, share
from tracker.charts.drawing import Drawing, Panel, Piece, block_key, light_key, upright_key
from tracker.charts.marks import At, Bar, Label, Mark, Stroke
from tracker.charts.theme import block, layout, variable
from tracker.choices import Light
from tracker.queries.standings import Standing
from tracker.rules.words import month_words

HEIGHT = Fraction(5, 4)
INSET = Fraction(1, 5)
BEYOND = 125  # per cent of the target the drawing reaches to; what is more runs off its edge
DONE, EXPECTED = 1, 2
INSIDE_FROM = 40  # per cent done that make a bar long enough to write in


def completion_bullets(standings: Sequence[Standing]) -> Chart | None:
    """A bullet for each target in scope that has a percentage; None when none has."""
    judged = [
        each
        for each in standings
        if each.verdict.light.is_in_scope and each.verdict.done is not None and each.verdict.expected is not None
    ]
    if not judged:
        return None
    rows = [
        [
            Cell(name),
            share(each.verdict.done),
            share(each.verdict.expected),
            Cell(str(each.verdict.light.label)),
        ]
        for name, each in zip(names(judged), judged, strict=True)
    ]
    return Chart(
        key="bullets",
        title=_("Completion against pace"),
        sentence=_sentence(judged),
        columns=[_("Target"), _("Done"), _("Expected"), _("Light")],
        rows=rows,
        drawing=Drawing(
            _panels(judged, rows),
            [
                *(light_key(light) for light in Light if light in {each.verdict.light for each in judged}),
                upright_key(_("the upright mark: expected by then"), "ink"),
                block_key(_("the pale ground: the whole target"), "track"),
            ],
        ),
        figure=_figure(judged, rows),
        unit="%",
        least=34,
    )


def _sentence(judged: Sequence[Standing]) -> str:
    short = sum(1 for each in judged if (each.verdict.gap or 0) > 0)
    return _("At the end of %(month)s, %(short)s of %(count)s targets with a percentage are short of the pace.") % {
        "month": month_words(judged[0].month),
        "short": short,
        "count": len(judged),
    }


def _reach(rows: Sequence[Sequence[Cell]]) -> int:
    """How far the common scale goes: to the whole target, or a bit beyond where anything is."""
    return BEYOND if any((row[DONE].value or 0) > 100 for row in rows) else 100


def _panels(judged: Sequence[Standing], rows: Sequence[Sequence[Cell]]) -> list[Panel]:
    reach = _reach(rows)
    return [
        Panel(
            head=rows[index][0].text,
            page="target",
            code=each.target.code,
            note=[
                Piece(str(each.verdict.light.label), each.verdict.light),
                Piece(
                    _("%(done)s done, %(expected)s expected")
                    % {"done": rows[index][DONE].text, "expected": rows[index][EXPECTED].text}
                ),
            ],
            height=HEIGHT,
            marks=_bullet(index, each, rows[index], Scale(Fraction(0), Fraction(reach), Fraction(0), Fraction(100))),
        )
        for index, each in enumerate(judged)
    ]


def _bullet(index: int, standing: Standing, row: Sequence[Cell], scale: Scale) -> list[Mark]:
    done, expected = (Fraction(row[column].value or 0) for column in (DONE, EXPECTED))
    drawn = max(scale.low, min(scale.high, done))
    inner, mark = HEIGHT - 2 * INSET, scale.at(expected)
    marks: list[Mark] = [
        Bar(x=Fraction(0), width=scale.at(Fraction(100)), y=INSET, height=inner, colour="track"),
        Bar(
            x=Fraction(0),
            width=scale.at(drawn),
            y=INSET,
            height=inner,
            colour=standing.verdict.light.slug,
            cells=(At(index, DONE),),
            is_cut=drawn != done,
        ),
        Stroke(places=((mark, Fraction(0)), (mark, HEIGHT)), colour="ink", cells=(At(index, EXPECTED),)),
    ]
    if done > scale.high:
        marks.append(Label(x=Fraction(99), y=HEIGHT - Fraction(2, 5), text="»", anchor="end", colour="card"))
    return marks


def _figure(judged: Sequence[Standing], rows: Sequence[Sequence[Cell]]) -> graph_objects.Figure:
    targets = [row[0].text for row in rows]
    fills = [block(each.verdict.light) for each in judged]
    return graph_objects.Figure(
        data=[
            graph_objects.Bar(
                name=_("Done"),
                y=targets,
                x=floats([row[DONE] for row in rows]),
                orientation="h",
                marker={"color": [fill["color"] for fill in fills]},
                text=[f"{each.verdict.light.symbol} {row[DONE].text}" for each, row in zip(judged, rows, strict=True)],
                textposition=["inside" if (row[DONE].value or 0) > INSIDE_FROM else "outside" for row in rows],
                insidetextanchor="start",
                insidetextfont={"color": variable("card")},
                hovertemplate="%{y}: %{x}%<extra></extra>",
                width=0.6,
            ),
            graph_objects.Scatter(
                name=_("Expected"),
                y=targets,
                x=floats([row[EXPECTED] for row in rows]),
                mode="markers",
                marker={"symbol": "line-ns", "size": 22, "line": {"width": 3, "color": variable("ink")}},
                hovertemplate="%{y}: %{x}%<extra>" + _("Expected") + "</extra>",
            ),
        ],
        layout=layout(
            height=50 + 34 * len(rows),
            yaxis={"autorange": "reversed", "showgrid": False, "type": "category"},
            xaxis={"ticksuffix": "%", "range": [0, _reach(rows) * 1.02]},
        ),
    )
