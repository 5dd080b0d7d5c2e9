"""The table of all targets: the list row by row, sortable by what a reader asks for."""

from collections.abc import Callable, Collection
from fractions import Fraction
from typing import Any, ClassVar

import django_tables2
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django_tables2.data import TableListData
from django_tables2.utils import OrderByTuple

from tracker.choices import Light
from tracker.queries.narrowing import searched_text
from tracker.queries.standings import Standing
from tracker.rules.facts import Reason
from tracker.rules.words import decimal_text, month_words, percent, points, with_unit

SEVERITY = [
    Light.FAR_BEHIND,
    Light.BEHIND,
    Light.NO_DATA,
    Light.ON_PACE,
    Light.DONE,
    Light.NOT_DUE,
    Light.SUSPENDED,
]
DEFAULT_COLUMNS = ("area", "promise", "latest", "done", "gap", "light", "lead")
SORTED_BY: dict[str, Callable[[Standing], Any]] = {
    "name": lambda each: each.target.order,
    "area": lambda each: each.target.area.order,
    "done": lambda each: each.verdict.done,
    "gap": lambda each: each.verdict.gap,
    "light": lambda each: SEVERITY.index(each.verdict.light),
}


def _sort_text(key: Callable[[Standing], Any]) -> Callable[..., str | None]:
    """What a script sorts a row by: a number of at most six decimals, nothing where there is none."""

    def text(record: Standing) -> str | None:
        return None if (value := key(record)) is None else decimal_text(Fraction(value))

    return text


class StandingsData(TableListData):  # type: ignore[misc]
    """The list, sorted without the database: what has no value stands last either way."""

    def order_by(self, aliases: OrderByTuple) -> None:
        """Sort by the last column first, so that the first one decides."""
        for alias in reversed(aliases):
            key = SORTED_BY[alias.bare]
            known = [each for each in self.data if key(each) is not None]
            missing = [each for each in self.data if key(each) is None]
            self.data[:] = sorted(known, key=key, reverse=alias.is_descending) + missing


class TargetTable(django_tables2.Table):  # type: ignore[misc]
    """Rows are standings. Sorting never asks the database again."""

    name = django_tables2.Column(_("Target"), accessor="target", order_by="target__order")
    area = django_tables2.Column(_("Task area"), accessor="target__area__title", order_by="target__area__order")
    promise = django_tables2.Column(_("Promised"), orderable=False)
    latest = django_tables2.Column(_("Reported"), accessor="verdict__facts__latest", orderable=False, empty_values=())
    done = django_tables2.Column(_("Completion rate"), accessor="verdict__done", empty_values=())
    gap = django_tables2.Column(_("Behind (points)"), accessor="verdict__gap", empty_values=())
    light = django_tables2.Column(_("Light"), accessor="verdict__light")
    lead = django_tables2.Column(_("Lead department"), accessor="lead", empty_values=(), orderable=False)
    months = django_tables2.Column(_("Months so far"), accessor="course", orderable=False)
    outcome = django_tables2.Column(_("Outcome"), accessor="outcome", empty_values=(), orderable=False)
    due = django_tables2.Column(_("Due month"), accessor="facts__due", orderable=False)
    kind = django_tables2.Column(_("Kind"), accessor="target__get_kind_display", orderable=False)
    section = django_tables2.Column(_("Section of the report"), accessor="target__section", orderable=False)

    class Meta:
        attrs: ClassVar = {"class": "list targets"}
        row_attrs: ClassVar = {
            "class": lambda record: f"row-{record.verdict.light.slug}",
            "data-area": lambda record: record.target.area.code,
            "data-department": lambda record: record.lead.code if record.lead else None,
            "data-light": lambda record: record.verdict.light.value,
            "data-kind": lambda record: record.target.kind,
            "data-words": lambda record: searched_text(record.target),
            **{f"data-sort-{name}": _sort_text(key) for name, key in SORTED_BY.items()},
        }
        order_by = "name"
        empty_text = _("No target fits these filters.")

    def __init__(
        self, data: list[Standing], link: Any, shown: Collection[str] = DEFAULT_COLUMNS, **options: Any
    ) -> None:
        """`link(name, *args)` gives an address in the month shown; the name and the columns of `shown` are seen."""
        super().__init__(StandingsData(list(data)), **options)
        self.link = link
        self.hidden_columns = set(self.columns.names()) - {"name", *shown}

    def render_name(self, record: Standing) -> SafeString:
        return format_html(
            '<a href="{}">{}</a> <span class="code">{}</span>',
            self.link("target", record.target.code),
            record.target.title,
            record.target.code,
        )

    def render_latest(self, record: Standing) -> str | SafeString:
        latest = record.facts.latest
        if latest is None:
            return "–"
        return format_html(
            '<a href="{}">{}</a> <span class="when">{}</span>',
            self.link("target", record.target.code),
            with_unit(latest.value, record.target.unit_name),
            month_words(latest.month),
        )

    def render_done(self, record: Standing) -> str:
        return "–" if record.verdict.done is None else percent(record.verdict.done)

    def render_gap(self, record: Standing) -> str:
        gap = record.verdict.gap
        if gap is None:
            return "–"
        return ("−" if gap < 0 else "") + points(gap)

    def render_light(self, record: Standing) -> str:
        mark = render_to_string("parts/light.html", {"light": record.verdict.light})
        if record.verdict.reason != Reason.UNVERIFIED:
            return mark
        return format_html('{} <span class="when">{}</span>', mark, _("(to be verified)"))

    def render_lead(self, record: Standing) -> str:
        return record.lead.title if record.lead else str(_("to be announced"))

    def render_months(self, record: Standing) -> str:
        return render_to_string("parts/month_strip.html", {"standing": record})

    def render_outcome(self, record: Standing) -> str:
        return str(record.outcome.label) if record.outcome else "–"

    def render_due(self, record: Standing) -> str:
        return month_words(record.facts.due)
