"""One target through its year: what was reported, the pace, the target with its revisions, and the forecast."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from plotly import graph_objects

from tracker.charts.chart import Chart
from tracker.charts.svg import Line, lines
from tracker.charts.theme import LIGHT_THEME, layout
from tracker.choices import Kind
from tracker.queries.standings import Standing
from tracker.rules.facts import Facts
from tracker.rules.months import span
from tracker.rules.pace import as_decimal, expected_share
from tracker.rules.words import grouped, month_words, short_month, with_unit

HATCHED: dict[str, Any] = {
    "fill": "tonexty",
    "fillcolor": "rgba(0,0,0,0)",
    "fillpattern": {"shape": "/", "fgcolor": LIGHT_THEME["no-data"], "size": 8, "solidity": 0.15},
}


@dataclass(frozen=True, slots=True)
class Series:
    """One line of the chart: a value, or None, for each month."""

    name: str
    colour: str
    values: Sequence[Decimal | None]
    dash: str = "solid"
    shape: str = "linear"
    marks: bool = False


def course(standing: Standing) -> Chart:
    """The target's own chart: against the pace, or, for a rate, cap or band, against the line it must hold."""
    report = standing.target.report
    months = list(span(report.first_month, max(standing.facts.due, report.last_month)))
    series = _series(standing, months)
    unit = standing.target.unit_name
    return Chart(
        key="course",
        title=_("Course of the year"),
        sentence=_sentence(standing),
        columns=[_("Month"), *(each.name for each in series)],
        rows=[
            [month_words(month), *(_cell(each.values[index], unit) for each in series)]
            for index, month in enumerate(months)
        ],
        drawing=lines(
            [
                Line(
                    f"stroke-{each.colour} {each.dash}",
                    [(i, Fraction(value)) for i, value in enumerate(each.values) if value is not None],
                    marks=each.marks,
                    stepped=each.shape == "hv",
                )
                for each in series
            ],
            _labels(months),
            standing.target.title,
            band=_band(series),
        ),
        figure=_figure(series, months, unit),
        legend=[(f"key-{each.colour} {each.dash}", each.name) for each in series],
    )


def _sentence(standing: Standing) -> str:
    sentence = standing.reason
    guess = standing.forecast
    if guess:
        sentence += " " + _(
            "If it went on as in its %(points)s figures it would stand at %(value)s in %(month)s "
            "(%(low)s to %(high)s): an extrapolation, not a report."
        ) % {
            "points": guess.points,
            "value": with_unit(guess.value, standing.target.unit_name),
            "low": grouped(guess.low),
            "high": grouped(guess.high),
            "month": month_words(guess.month),
        }
    return sentence


def _series(standing: Standing, months: Sequence[date]) -> list[Series]:
    facts = standing.facts
    by_month = {figure.month: figure.value for figure in facts.figures}
    reported = Series(_("Reported"), "done", [by_month.get(month) for month in months], marks=True)
    series = [reported]
    if facts.has_share:
        series.append(Series(_("Pace"), "soft", [_pace(standing, month) for month in months], "dash"))
    series += _target_lines(standing, months)
    guess = standing.forecast
    if guess and facts.latest:
        start = {facts.latest.month: facts.latest.value}
        for name, end in (
            (_("Forecast"), guess.value),
            (_("Forecast, slowest"), guess.low),
            (_("Forecast, fastest"), guess.high),
        ):
            ends = start | {guess.month: end}
            series.append(Series(name, "no-data", [ends.get(month) for month in months], "dot"))
    return series


def _band(series: Sequence[Series]) -> list[tuple[int, Fraction, Fraction]]:
    """The forecast's hatched range as (position, lowest, highest); empty without a forecast."""
    if series[-1].name != _("Forecast, fastest"):
        return []
    return [
        (index, Fraction(low), Fraction(high))
        for index, (low, high) in enumerate(zip(series[-2].values, series[-1].values, strict=True))
        if low is not None and high is not None
    ]


def _pace(standing: Standing, month: date) -> Decimal | None:
    """The figure that would be on pace in `month`, by the terms in force then."""
    facts = standing.history.at(min(month, standing.month))
    if month < facts.start:
        return None
    base = Fraction(facts.baseline or 0) if facts.kind == Kind.LEVEL else Fraction(0)
    wanted = base + expected_share(facts, month) * (Fraction(facts.low) - base)
    return round(as_decimal(wanted), 2)


def _target_lines(standing: Standing, months: Sequence[date]) -> list[Series]:
    terms = [standing.history.at(min(month, standing.month)) for month in months]
    if standing.facts.is_band:
        return [
            Series(_("Lower edge"), "ink", [each.low for each in terms], shape="hv"),
            Series(_("Upper edge"), "ink", [each.high for each in terms], shape="hv"),
        ]
    name = _("Cap") if standing.facts.is_cap else _("Target")
    found = [Series(name, "ink", [each.low for each in terms], shape="hv")]
    if _changed(standing.original, terms):
        found.append(Series(_("Original target"), "soft", [standing.original.low] * len(months), "dot"))
    return found


def _changed(original: Facts, terms: Sequence[Facts]) -> bool:
    return any(each.low != original.low for each in terms)


def _figure(series: Sequence[Series], months: Sequence[date], unit: str) -> graph_objects.Figure:
    labels = _labels(months)
    return graph_objects.Figure(
        data=[
            graph_objects.Scatter(
                name=each.name,
                x=labels,
                y=[None if value is None else float(value) for value in each.values],
                mode="lines+markers" if each.marks else "lines",
                connectgaps=True,
                line={"color": LIGHT_THEME[each.colour], "dash": each.dash, "shape": each.shape, "width": 2.5},
                hovertemplate="%{x}: %{y:,}<extra>" + each.name + "</extra>",
                **(HATCHED if each.name == _("Forecast, fastest") else {}),
            )
            for each in series
        ],
        layout=layout(
            height=340,
            yaxis={"rangemode": "tozero"},
            xaxis={"showgrid": False},
            margin={"l": 8, "r": 16, "t": 28, "b": 32},
            legend={"orientation": "h", "y": -0.12, "yanchor": "top", "x": 0},
            annotations=[
                {
                    "text": unit,
                    "x": 0,
                    "y": 1.02,
                    "xref": "paper",
                    "yref": "paper",
                    "xanchor": "left",
                    "yanchor": "bottom",
                }
                | {"showarrow": False}
            ],
        ),
    )


def _labels(months: Sequence[date]) -> list[str]:
    """Short names in the report's year, whole ones after it, so that no two months share a name."""
    return [short_month(month) if month.year == months[0].year else month_words(month) for month in months]


def _cell(value: Decimal | None, unit: str) -> str:
    return "–" if value is None else with_unit(value, unit)
