"""Completion against pace for an area's targets: a bar for what is done, a mark for what is expected."""

from collections.abc import Sequence
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from plotly import graph_objects

from tracker.charts.chart import Chart
from tracker.charts.svg import fitting
from tracker.charts.theme import LIGHT_THEME, colour, layout
from tracker.queries.standings import Standing
from tracker.rules.words import month_words, percent

Row = tuple[Standing, Fraction, Fraction]


def completion_bullets(standings: Sequence[Standing]) -> Chart | None:
    """A bullet for each target in scope that has a percentage; None when none has."""
    rows = [
        (each, each.verdict.done, each.verdict.expected)
        for each in standings
        if each.verdict.light.is_in_scope and each.verdict.done is not None and each.verdict.expected is not None
    ]
    if not rows:
        return None
    short = sum(1 for _each, done, expected in rows if done < expected)
    return Chart(
        key="bullets",
        title=_("Completion against pace"),
        sentence=_("At the end of %(month)s %(short)s of %(count)s targets with a percentage are short of the pace.")
        % {"month": month_words(rows[0][0].month), "short": short, "count": len(rows)},
        columns=[_("Target"), _("Done"), _("Expected"), _("Light")],
        rows=[
            [each.target.title, percent(done), percent(expected), str(each.verdict.light.label)]
            for each, done, expected in rows
        ],
        drawing=_drawing(rows),
        figure=_figure(rows),
    )


def _figure(rows: Sequence[Row]) -> graph_objects.Figure:
    names = [each.target.title for each, _done, _expected in rows]
    done = [float(100 * share) for _each, share, _expected in rows]
    expected = [float(100 * share) for _each, _done, share in rows]
    return graph_objects.Figure(
        data=[
            graph_objects.Bar(
                name=_("Done"),
                y=names,
                x=done,
                orientation="h",
                marker={"color": [colour(each.verdict.light) for each, _done, _expected in rows]},
                hovertemplate="%{y}: %{x:.1f}%<extra></extra>",
                width=0.5,
            ),
            graph_objects.Scatter(
                name=_("Expected"),
                y=names,
                x=expected,
                mode="markers",
                marker={"symbol": "line-ns", "size": 20, "line": {"width": 3, "color": LIGHT_THEME["ink"]}},
                hovertemplate="%{y}: %{x:.1f}%<extra></extra>",
            ),
        ],
        layout=layout(
            height=90 + 38 * len(rows),
            showlegend=False,
            yaxis={"autorange": "reversed", "showgrid": False},
            xaxis={"ticksuffix": "%", "range": [0, max(105, *done) * 1.02]},
        ),
    )


def _drawing(rows: Sequence[Row]) -> SafeString:
    height, left, scale = 30, 190, Fraction(43, 10)
    shapes = [
        (
            left - 8,
            index * height + 20,
            fitting(each.target.title),
            each.verdict.light.slug,
            left,
            index * height + 6,
            round(max(Fraction(0), min(done, Fraction(1))) * 100 * scale),
            left + round(expected * 100 * scale),
            left + round(expected * 100 * scale),
            index * height + 2,
            index * height + 26,
        )
        for index, (each, done, expected) in enumerate(rows)
    ]
    return format_html(
        '<svg class="plot" viewBox="0 0 640 {}" role="img" aria-label="{}">{}</svg>',
        len(rows) * height,
        _("Completion against pace"),
        format_html_join(
            "",
            '<text class="tick end" x="{}" y="{}">{}</text>'
            '<rect class="fill-{}" x="{}" y="{}" width="{}" height="16" rx="2"/>'
            '<line class="stroke-ink" x1="{}" x2="{}" y1="{}" y2="{}"/>',
            shapes,
        ),
    )
