"""Lights counted by task area: one stacked bar an area."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from plotly import graph_objects

from tracker.charts.chart import Chart
from tracker.charts.svg import stacked
from tracker.charts.theme import colour, layout
from tracker.choices import Light
from tracker.queries.standings import AreaStanding
from tracker.rules.words import month_words


def lights_by_area(areas: Sequence[AreaStanding]) -> Chart:
    """How many targets of each area stand at each light."""
    held = [area for area in areas if area.standings]
    month = month_words(held[0].standings[0].month) if held else ""
    worst = max(held, key=lambda area: area.rollup.lights[Light.FAR_BEHIND], default=None)
    sentence = _("Targets of each task area by light, at the end of %(month)s.") % {"month": month}
    if worst and worst.rollup.lights[Light.FAR_BEHIND]:
        sentence += " " + _("Most that are far behind: %(area)s (%(count)s).") % {
            "area": worst.area.title,
            "count": worst.rollup.lights[Light.FAR_BEHIND],
        }
    title = _("Lights by task area")
    return Chart(
        key="lights-by-area",
        title=title,
        sentence=sentence,
        columns=[_("Task area"), *(str(light.label) for light in Light)],
        rows=[[area.area.title, *(str(area.rollup.lights[light]) for light in Light)] for area in areas],
        drawing=stacked(
            [(area.area.title, [(light.slug, area.rollup.lights[light]) for light in Light]) for area in held], title
        ),
        figure=_figure(held),
        legend=[
            (f"block key-{light.slug}", f"{light.symbol} {light.label}")
            for light in Light
            if any(area.rollup.lights[light] for area in held)
        ],
    )


def _figure(held: Sequence[AreaStanding]) -> graph_objects.Figure:
    names = [area.area.title for area in held]
    return graph_objects.Figure(
        data=[
            graph_objects.Bar(
                name=f"{light.symbol} {light.label}",
                y=names,
                x=[area.rollup.lights[light] for area in held],
                orientation="h",
                marker={"color": colour(light)},
                hovertemplate="%{y}: %{x}<extra>" + str(light.label) + "</extra>",
            )
            for light in Light
            if any(area.rollup.lights[light] for area in held)
        ],
        layout=layout(
            barmode="stack",
            legend={"orientation": "h", "y": -0.18, "yanchor": "top", "x": 0, "traceorder": "normal"},
            height=130 + 46 * len(held),
            yaxis={"autorange": "reversed", "showgrid": False},
            xaxis={"dtick": 2, "rangemode": "tozero"},
        ),
    )
