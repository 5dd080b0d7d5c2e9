"""The whole report month by month: how many targets were in scope, done or on pace, done, and missed."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext as _
from plotly import graph_objects

from tracker.charts.chart import Cell, Chart, counted, floats, told
from tracker.charts.drawing import Drawing, line_key
from tracker.charts.marks import At
from tracker.charts.plots import Line, Point, month_axis, time_panel
from tracker.charts.theme import layout, variable
from tracker.choices import Light, Outcome
from tracker.queries.standings import Ledger, Standing
from tracker.rules.months import span
from tracker.rules.words import month_words

SHORT_OF_IT = frozenset({Outcome.MISSED, Outcome.NEARLY_KEPT})


class Series(NamedTuple):
    """One line: its name, colour and dash, and which targets it counts."""

    name: str
    colour: str
    dash: str
    holds: Callable[[Standing], bool]


def burn_up(kept: Ledger, month: date) -> Chart | None:
    """Targets in scope, done or on pace, done, and missed, for each month to `month`; None before the first."""
    months = list(span(kept.report.first_month, month))
    if not months:
        return None
    series = _series()
    lists = [kept.standings(each) for each in months]
    rows = [
        [Cell(month_words(each)), *(counted(sum(map(line.holds, listed))) for line in series)]
        for each, listed in zip(months, lists, strict=True)
    ]
    year = list(span(months[0], max(month, kept.report.last_month)))
    last = rows[-1][1:]
    title = _("The report month by month")
    drawn = [_line(line, rows, column) for column, line in enumerate(series, start=1)]
    return Chart(
        key="burn-up",
        title=title,
        sentence=_sentence(month, [int(cell.text) for cell in last]),
        columns=[_("Month"), *(line.name for line in series)],
        rows=rows,
        drawing=Drawing(
            [time_panel(drawn, year, title)],
            [line_key(f"{line.name} {cell}", line.colour, line.dash) for line, cell in zip(series, last, strict=True)],
        ),
        figure=_figure(series, rows, year),
    )


def _series() -> list[Series]:
    return [
        Series(_("In scope"), "soft", "dot", lambda each: each.verdict.light.is_in_scope),
        Series(
            _("Done or on pace"), "on-pace", "longdash", lambda each: each.verdict.light in {Light.DONE, Light.ON_PACE}
        ),
        Series(_("Done"), "done", "solid", lambda each: each.verdict.light == Light.DONE),
        Series(_("Missed"), "far-behind", "dash", lambda each: each.outcome in SHORT_OF_IT),
    ]


def _sentence(month: date, last: Sequence[int]) -> str:
    scope, kept, done, missed = last
    if not scope:
        return _("At the end of %(month)s, no target is in scope.") % {"month": month_words(month)}
    sentence = _("By %(month)s, %(done)s of %(scope)s targets in scope are done, %(kept)s done or on pace.") % {
        "month": month_words(month),
        "done": done,
        "scope": scope,
        "kept": kept,
    }
    return told(sentence, _("Missed at the end of their due month: %(missed)s.") % {"missed": missed} if missed else "")


def _line(series: Series, rows: Sequence[Sequence[Cell]], column: int) -> Line:
    return Line(
        series.colour,
        [Point(index, Fraction(row[column].value or 0), At(index, column)) for index, row in enumerate(rows)],
        series.dash,
        end=rows[-1][column].text,
        lead=series.name,
    )


def _figure(series: Sequence[Series], rows: Sequence[Sequence[Cell]], year: Sequence[date]) -> graph_objects.Figure:
    return graph_objects.Figure(
        data=[
            graph_objects.Scatter(
                name=line.name,
                x=[row[0].text for row in rows],
                y=floats([row[column] for row in rows]),
                mode="lines+markers",
                line={"color": variable(line.colour), "dash": line.dash, "width": 2.5},
                marker={"color": variable(line.colour)},
            )
            for column, line in enumerate(series, start=1)
        ],
        layout=layout(height=300, hovermode="x unified", yaxis={"rangemode": "tozero"}, xaxis=month_axis(year)),
    )
