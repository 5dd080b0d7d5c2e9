"""Entries ticked to be accepted together, each in the version that was looked at."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

TICK = re.compile(r"(\d{1,18}):(\d{1,9})", re.ASCII)


class Ticks(forms.SelectMultiple):
    """Check boxes of one name, drawn by the page beside what they stand for."""


class TickedField(forms.Field):
    """Values `<entry>:<row version>`; gives the versions by entry."""

    widget = Ticks

    def to_python(self, value: Any) -> dict[int, int]:
        """Raises ValidationError when a value is none of ours."""
        found = [TICK.fullmatch(each) for each in value or []]
        if not all(found):
            raise ValidationError(_("This request could not be understood."))
        return {int(tick[1]): int(tick[2]) for tick in found if tick}


class TickedForm(forms.Form):
    """At least one entry has to be ticked."""

    entry = TickedField(error_messages={"required": _("Tick the entries you accept.")})

    def __init__(self, data: MultiValueDict[str, str] | None = None) -> None:
        super().__init__(data)

    @property
    def ticked(self) -> set[int]:
        """The entries ticked, to be ticked again when the page comes back."""
        values = self["entry"].value() or []
        return {int(tick[1]) for each in values if (tick := TICK.fullmatch(str(each)))}
