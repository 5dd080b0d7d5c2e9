"""Columns that count targets: shared by the report, its areas and the departments."""

from collections.abc import Callable

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tracker.choices import Light
from tracker.exports.columns import Column, T, Type
from tracker.queries.filings import Filings
from tracker.rules.rollup import Rollup
from tracker.rules.words import decimal_text


def count_columns(rollup: Callable[[T], Rollup], filings: Callable[[T], Filings]) -> tuple[Column[T], ...]:
    """How many targets there are, in which light, how far on average, and whether what was due came in time."""
    return (
        Column("targets", Type.COUNT, lambda each: rollup(each).total, _("How many targets there are.")),
        *(_light(rollup, light) for light in Light),
        Column(
            "in_scope",
            Type.COUNT,
            lambda each: rollup(each).in_scope,
            _("Targets judged now: all but those not due yet and those suspended."),
        ),
        Column(
            "with_data",
            Type.COUNT,
            lambda each: rollup(each).with_data,
            _("Targets in scope that have an accepted figure."),
        ),
        Column(
            "with_share",
            Type.COUNT,
            lambda each: rollup(each).with_share,
            _("Targets in scope that have a done share; the mean is taken over these."),
        ),
        Column(
            "completion",
            Type.FIGURE,
            lambda each: decimal_text(rollup(each).completion),
            _("Mean of the done shares, each at most 1; empty where no target has one."),
            is_nullable=True,
        ),
        Column("due", Type.COUNT, lambda each: filings(each).due, _("Months for which a figure was due so far.")),
        Column("on_time", Type.COUNT, lambda each: filings(each).on_time, _("Of these, accounted for by their day.")),
        Column("late", Type.COUNT, lambda each: filings(each).late_count, _("Of these, accounted for later.")),
        Column(
            "missing",
            Type.COUNT,
            lambda each: filings(each).missing_count,
            _("Of these, without anything accepted."),
        ),
    )


def _light(rollup: Callable[[T], Rollup], light: Light) -> Column[T]:
    about = format_lazy(_("Targets whose light is “{light}”."), light=light.label)
    return Column(light.value.lower(), Type.COUNT, lambda each: rollup(each).lights[light], about)
