"""One target through its year: what was reported, the pace, the target with its revisions, and the forecast."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from plotly import graph_objects

from tracker.charts.chart import MISSING, Cell, Chart, floats, measured, told
from tracker.charts.drawing import Drawing, Key, dot_key, hatch_key, line_key
from tracker.charts.filed import Filed, filed
from tracker.charts.marks import CIRCLE, DIAMOND, RING, At, Shape
from tracker.charts.plots import Line, Point, Upright, Wedge, bridges, month_axis, time_panel
from tracker.charts.series import Series, forecasts, months_of, pace, promised, reported
from tracker.charts.theme import CLEAR, layout, variable
from tracker.queries.standings import Standing
from tracker.rules.months import due_months
from tracker.rules.words import grouped, month_words, promise, with_unit

HATCHED: dict[str, Any] = {
    "fill": "tonexty",
    "fillcolor": CLEAR,
    "fillpattern": {"shape": "/", "fgcolor": variable("no-data"), "size": 8, "solidity": 0.15},
}


def course(standing: Standing) -> Chart:
    """The target's own chart: against the pace, or, for a rate, cap or band, against the line it must hold."""
    months = months_of(standing)
    guesses = forecasts(standing, months)
    series = [reported(standing, months), *pace(standing, months), *promised(standing, months), *guesses]
    unit = standing.target.unit_name
    how = filed(standing)
    rows = [
        [
            Cell(month_words(month)),
            *(measured(each.values[index], unit) for each in series),
            Cell(_(", ").join(_remarks(standing, month, how)) or MISSING),
        ]
        for index, month in enumerate(months)
    ]
    lines = [_line(each, column, months, how) for column, each in enumerate(series, start=1)]
    return Chart(
        key="course",
        title=_("Course of the year"),
        sentence=_sentence(standing, how),
        columns=[_("Month"), *(each.name for each in series), _("Remarks")],
        rows=rows,
        drawing=Drawing(
            [
                time_panel(
                    lines,
                    months,
                    _("Course of the year: %(target)s") % {"target": standing.target.title},
                    from_zero=standing.facts.has_share,
                    unit=unit,
                    wedge=_wedge(lines, guesses),
                    uprights=_uprights(standing, months),
                )
            ],
            [*_line_keys(series, guesses), *_shape_keys(lines[0], how)],
        ),
        figure=_figure(standing, series, rows, months, how),
        unit=unit,
    )


def _remarks(standing: Standing, month: date, how: Mapping[date, Filed]) -> list[str]:
    """What a month's row says beside its figures: how it was filed, and what of the terms changed or fell due."""
    said = how[month].words if month in how else []
    facts, original = standing.facts, standing.original
    if any(each.decided_on.replace(day=1) == month for each in standing.revisions):
        said = [*said, _("terms revised")]
    if facts.due != original.due:
        said += [_("originally due")] if month == original.due else []
        said += [_("due as revised")] if month == facts.due else []
    return said


def _sentence(standing: Standing, how: Mapping[date, Filed]) -> str:
    facts, guess = standing.facts, standing.forecast
    due = due_months(facts.start, facts.due, facts.cadence, until=standing.month)
    silent = sum(1 for month in due if month not in how)
    said = [standing.reason]
    if silent and how:
        said.append(
            ngettext(
                "%(count)s due month has no accepted figure: the line is dashed across it.",
                "%(count)s due months have no accepted figure: the line is dashed across them.",
                silent,
            )
            % {"count": silent}
        )
    if _was_changed(standing):
        said.append(
            _("Originally promised: %(promise)s by %(due)s.")
            % {
                "promise": promise(standing.original, standing.target.unit_name),
                "due": month_words(standing.original.due),
            }
        )
    if guess:
        said.append(
            _(
                "If it went on as in its %(points)s figures it would stand at %(value)s in %(month)s "
                "(%(low)s to %(high)s): an extrapolation, not a report."
            )
            % {
                "points": guess.points,
                "value": with_unit(guess.value, standing.target.unit_name),
                "low": grouped(guess.low),
                "high": grouped(guess.high),
                "month": month_words(guess.month),
            }
        )
    return told(*said)


def _was_changed(standing: Standing) -> bool:
    now, then = standing.facts, standing.original
    return (now.value, now.value_high, now.due) != (then.value, then.value_high, then.due)


def _shapes(month: date, how: Mapping[date, Filed]) -> tuple[Shape, ...]:
    """A diamond for what came late, a ring around what was corrected later."""
    if month not in how:
        return (CIRCLE,)
    inner = DIAMOND if how[month].is_late else CIRCLE
    return (inner, RING) if how[month].is_corrected else (inner,)


def _line_keys(series: Sequence[Series], guesses: Sequence[Series]) -> list[Key]:
    """The lines, and the forecast's range as one."""
    keys = [line_key(each.name, each.colour, each.dash) for each in series if each not in guesses[1:]]
    return [*keys, hatch_key(_("from the slowest to the fastest forecast"), "no-data")] if guesses else keys


def _shape_keys(line: Line, how: Mapping[date, Filed]) -> list[Key]:
    """What the reported line's shapes and dashes mean, as far as it has them."""
    counted = [each for each in how.values() if each.is_counted]
    keys = [line_key(_("no figure in between"), "accent", "bridge")] if bridges(line.points) else []
    if any(each.is_late for each in counted):
        keys.append(dot_key(_("filed late"), DIAMOND, "accent"))
    if any(each.is_corrected for each in counted):
        keys.append(dot_key(_("corrected later"), RING, "ink"))
    return keys


def _line(series: Series, column: int, months: Sequence[date], how: Mapping[date, Filed]) -> Line:
    points = [
        Point(index, Fraction(value), At(index, column))
        for index, value in enumerate(series.values)
        if value is not None
    ]
    return Line(
        series.colour,
        points,
        series.dash,
        series.is_stepped,
        series.is_marked,
        end=grouped(next(value for value in reversed(series.values) if value is not None))
        if series.is_labelled and points
        else "",
        lead=series.name,
        shapes={point.position: _shapes(months[point.position], how) for point in points},
    )


def _wedge(lines: Sequence[Line], guesses: Sequence[Series]) -> Wedge | None:
    """The forecast's range, which the last two lines bound; None without a forecast."""
    if not guesses:
        return None
    (start, low), (_same, high) = (line.points for line in lines[-2:])
    return Wedge(start, low.position, low.value, high.value)


def _uprights(standing: Standing, months: Sequence[date]) -> list[Upright]:
    """The due month before and after a change of it."""
    original, now = standing.original.due, standing.facts.due
    if original == now:
        return []
    return [
        Upright(months.index(original), _("originally due"), "dot"),
        Upright(months.index(now), _("due as revised"), "dash"),
    ]


def _figure(
    standing: Standing,
    series: Sequence[Series],
    rows: Sequence[Sequence[Cell]],
    months: Sequence[date],
    how: Mapping[date, Filed],
) -> graph_objects.Figure:
    traces = [_trace(each, column, rows) for column, each in enumerate(series, start=1)]
    first = traces[0]
    first.marker = _markers(months, how)
    over = _bridge(series[0], rows)
    uprights = _uprights(standing, months)
    return graph_objects.Figure(
        data=[*traces, *over],
        layout=layout(
            height=320 + 16 * len(uprights),
            yaxis={"rangemode": "tozero" if standing.facts.has_share else "normal"},
            xaxis=month_axis(months),
            margin={"l": 8, "r": 16, "t": 28 + 18 * len(uprights), "b": 32},
            shapes=[_upright_line(each) for each in uprights],
            annotations=[
                _note(standing.target.unit_name, 0, 0) | {"xref": "paper"},
                *(_note(each.name, each.position, row) for row, each in enumerate(uprights, start=1)),
            ],
        ),
    )


def _note(text: str, x: int, row: int) -> dict[str, Any]:
    """A text above the figure, each row of them higher."""
    place = {"x": x, "y": 1, "yref": "paper", "yshift": 4 + 16 * row, "xanchor": "left", "yanchor": "bottom"}
    return place | {"text": text, "showarrow": False}


def _upright_line(upright: Upright) -> dict[str, Any]:
    line = {"color": variable("ink"), "width": 1.5, "dash": upright.dash}
    return {
        "type": "line",
        "x0": upright.position,
        "x1": upright.position,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": line,
    }


def _trace(series: Series, column: int, rows: Sequence[Sequence[Cell]]) -> graph_objects.Scatter:
    return graph_objects.Scatter(
        name=series.name,
        x=[row[0].text for row in rows],
        y=floats([row[column] for row in rows]),
        mode="lines+markers+text" if series.is_marked else "lines+text",
        text=_end_text(series),
        textposition="top left",
        connectgaps=series.name in {_("Forecast"), _("Forecast, slowest"), _("Forecast, fastest")},
        line={
            "color": variable(series.colour),
            "dash": series.dash,
            "shape": "hv" if series.is_stepped else "linear",
            "width": 2.5,
        },
        hovertemplate="%{x}: %{y:,}<extra>" + series.name + "</extra>",
        **(HATCHED if series.name == _("Forecast, fastest") else {}),
    )


def _end_text(series: Series) -> list[str]:
    """The line's name at its last value, where it is labelled; nothing at the others."""
    there = [index for index, value in enumerate(series.values) if value is not None]
    shown = there[-1:] if series.is_labelled else []
    return [series.name if index in shown else "" for index in range(len(series.values))]


def _markers(months: Sequence[date], how: Mapping[date, Filed]) -> dict[str, Any]:
    """The dots of the reported line: diamonds for what came late, with a ring where it was corrected later."""
    shapes = [_shapes(month, how) for month in months]
    return {
        "color": variable("accent"),
        "size": 9,
        "symbol": ["diamond" if shape[0] is DIAMOND else "circle" for shape in shapes],
        "line": {"color": variable("ink"), "width": [2.5 if len(shape) > 1 else 0 for shape in shapes]},
    }


def _bridge(series: Series, rows: Sequence[Sequence[Cell]]) -> list[graph_objects.Scatter]:
    """The dashed strokes over months without a figure; none where there is no gap."""
    points = [Point(index, Fraction(value)) for index, value in enumerate(series.values) if value is not None]
    x: list[str | None] = []
    y: list[float | None] = []
    for before, after in bridges(points):
        x += [rows[before.position][0].text, rows[after.position][0].text, None]
        y += [float(before.value), float(after.value), None]
    if not x:
        return []
    line = {"color": variable(series.colour), "dash": "dash", "width": 1.5}
    return [graph_objects.Scatter(name=series.name, x=x, y=y, mode="lines", line=line, hoverinfo="skip")]
