"""Figures, shares and months in the reader's words, for templates."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext

from tracker.models import Entry
from tracker.rules import words

register = template.Library()


@register.filter
def percent(share: Fraction | None) -> str:
    """`60.0%`; a dash where there is none."""
    return "–" if share is None else words.percent(share)


@register.filter
def points(gap: Fraction | None) -> str:
    """A gap's size in percentage points; a dash where there is none."""
    return "–" if gap is None else words.points(gap)


@register.filter
def figure(value: Decimal | None, unit: str = "") -> str:
    """An exact figure with its unit; a dash where there is none."""
    return "–" if value is None else words.with_unit(value, unit)


@register.filter
def short_figure(value: Decimal | None, unit: str = "") -> str:
    """A figure for a narrow place: a large one in short, its exact value beside it for machines and on pointing."""
    if value is None:
        return "–"
    short, exact = words.compact(value, unit), words.grouped(value)
    return exact if short == exact else format_html('<data value="{}" title="{}">{}</data>', value, exact, short)


@register.filter
def mean_formula(shares: Sequence[Fraction]) -> str:
    """The sum behind a mean of shares."""
    return words.mean_formula(shares)


@register.filter
def reported(entry: Entry, unit: str = "") -> str:
    """What an entry reports: its figure with the unit, or that nothing was counted; a dash for neither."""
    return gettext("not counted") if entry.is_uncounted else figure(entry.value, unit)


@register.filter
def month(value: date) -> str:
    """`2021年6月` or `June 2021`."""
    return words.month_words(value)


@register.filter
def short_month(value: date) -> str:
    """`6月` or `Jun`, where the year is clear."""
    return words.short_month(value)


@register.filter
def spans(months: Iterable[date]) -> str:
    """Months, those that follow one another as a span."""
    return words.spans(months)


@register.filter
def key(value: date) -> str:
    """A month as addresses write it: `2021-06`."""
    return f"{value:%Y-%m}"
