"""The filter over the targets: by area, department, light, kind and words. The address is the view."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.choices import Kind, Light
from tracker.models import Area
from tracker.queries.narrowing import narrowed
from tracker.queries.standings import Standing

ALL = ("", _("all"))
FACETS = ("light", "area", "department", "kind")


class Choice(NamedTuple):
    """One value a reader can narrow the list by, and how many targets would be found."""

    value: str
    label: str
    number: int
    is_chosen: bool


class TargetFilter(forms.Form):
    """What a reader asks of the list; values no target could have are errors."""

    words = forms.CharField(label=_("Words"), required=False)
    area = forms.ChoiceField(label=_("Task area"), required=False)
    department = forms.ChoiceField(label=_("Department"), required=False)
    light = forms.ChoiceField(label=_("Light"), required=False, choices=[ALL, *Light.choices])
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ALL, *Kind.choices])

    def __init__(self, data: Any, areas: Iterable[Area], listed: Iterable[Standing]) -> None:
        """`listed`: the whole list, whose lead departments can be chosen."""
        super().__init__(data)
        self.listed = list(listed)
        leads = {each.lead.pk: each.lead for each in self.listed if each.lead is not None}.values()
        for name, choices in (("area", areas), ("department", sorted(leads, key=lambda each: (each.order, each.code)))):
            self.fields[name].choices = [ALL, *((each.code, each.title) for each in choices)]  # type: ignore[attr-defined]

    @property
    def asked(self) -> dict[str, str]:
        """What is asked; nothing while the question is not understood."""
        return self.cleaned_data if self.is_valid() else {}

    @property
    def is_narrowed(self) -> bool:
        """Whether more is asked than a light and words."""
        return any(self.asked.get(name) for name in FACETS[1:])

    @property
    def facets(self) -> list[tuple[str, str, list[Choice]]]:
        """Each way to narrow the list as (name, label, choices); counts take what else is asked into account."""
        return [(name, str(self.fields[name].label), self._choices(name)) for name in FACETS]

    def _choices(self, name: str) -> list[Choice]:
        field = self.fields[name]
        found = [
            Choice(
                value,
                f"{Light(value).symbol} {label}" if name == "light" else str(label),
                len(narrowed(self.listed, self.asked | {name: value})),
                self.asked.get(name) == value,
            )
            for value, label in field.choices  # type: ignore[attr-defined]
            if value
        ]
        return [each for each in found if each.number or each.is_chosen]

    @property
    def found(self) -> list[Standing]:
        """What of the list was asked for, in its order; the whole list while the question is not understood."""
        return narrowed(self.listed, self.asked)
