"""The whole report month by month: how many targets were due to count, done, and far behind."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _
from plotly import graph_objects

from tracker.charts.chart import Chart
from tracker.charts.svg import Line, lines
from tracker.charts.theme import LIGHT_THEME, layout
from tracker.choices import Light
from tracker.rules.rollup import Rollup
from tracker.rules.words import month_words, short_month


def burn_up(months: Sequence[tuple[date, Rollup]]) -> Chart:
    """Targets in scope, on pace or done, and done, for each month in order."""
    labels = [month_words(month) for month, _counts in months]
    ticks = [short_month(month) for month, _counts in months]
    scope = [counts.in_scope for _month, counts in months]
    kept = [counts.lights[Light.DONE] + counts.lights[Light.ON_PACE] for _month, counts in months]
    done = [counts.lights[Light.DONE] for _month, counts in months]
    drawn = [
        (_("In scope"), scope, "soft", "dot"),
        (_("Done or on pace"), kept, "on-pace", "solid"),
        (_("Done"), done, "done", "solid"),
    ]
    title = _("The report month by month")
    return Chart(
        key="burn-up",
        title=title,
        sentence=_("By %(month)s %(done)s of %(scope)s targets in scope are done, %(kept)s done or on pace.")
        % {"month": labels[-1], "done": done[-1], "scope": scope[-1], "kept": kept[-1]},
        columns=[_("Month"), *(name for name, *_rest in drawn)],
        rows=[[label, str(scope[i]), str(kept[i]), str(done[i])] for i, label in enumerate(labels)],
        drawing=lines(
            [
                Line(f"stroke-{key} {dash}", [(i, Fraction(value)) for i, value in enumerate(values)])
                for _name, values, key, dash in drawn
            ],
            ticks,
            title,
        ),
        figure=_figure(drawn, ticks),
        legend=[(f"key-{key} {dash}", name) for name, _values, key, dash in drawn],
    )


def _figure(drawn: Sequence[tuple[str, list[int], str, str]], ticks: Sequence[str]) -> graph_objects.Figure:
    return graph_objects.Figure(
        data=[
            graph_objects.Scatter(
                name=name,
                x=ticks,
                y=values,
                mode="lines+markers",
                line={"color": LIGHT_THEME[key], "dash": dash, "width": 2.5},
            )
            for name, values, key, dash in drawn
        ],
        layout=layout(height=320, hovermode="x unified", yaxis={"rangemode": "tozero"}, xaxis={"showgrid": False}),
    )
