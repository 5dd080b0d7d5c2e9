"""The form of every row: it knows the row as the person saw it, and says so when somebody else was faster."""

import json
from collections.abc import Iterable
from copy import copy
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Model, QuerySet
from django.template.defaultfilters import yesno
from django.utils.translation import gettext as _

from tracker.actions.trail import SECRET_FIELDS
from tracker.forms.days import MonthField
from tracker.rules.words import month_words, plain

if TYPE_CHECKING:
    StockForm = forms.ModelForm[Any]
else:
    StockForm = forms.ModelForm

SEEN = "version_seen"


def digest(row: Model, relations: Iterable[str] = ()) -> str:
    """What a row holds, its named relations included, as a fingerprint; logins and passwords do not count."""
    fields = (field for field in row._meta.concrete_fields if field.name not in SECRET_FIELDS)
    columns = {field.name: field.value_from_object(row) for field in fields}
    related = {name: sorted(thing.pk for thing in getattr(row, name).all()) for name in relations}
    return sha256(json.dumps([columns, related], default=str).encode()).hexdigest()


class RecordForm(StockForm):
    """A row; `version_seen` is the fingerprint of what the person looked at."""

    version_seen = forms.CharField(widget=forms.HiddenInput({"autocomplete": "off"}), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.stored: Any = copy(self.instance) if self.instance.pk else None
        if self.stored:
            relations = [field.name for field in self.instance._meta.many_to_many if field.name in self.fields]
            self.initial[SEEN] = digest(self.stored, relations)

    @property
    def changes(self) -> list[str]:
        """The names of the row's own fields that differ from what is stored."""
        return [name for name in self.changed_data if name != SEEN]

    @property
    def is_stale(self) -> bool:
        """Whether the row moved on since the person looked at it."""
        return self.stored is not None and self.cleaned_data.get(SEEN) != self.initial[SEEN]

    def is_stored(self, formsets: Iterable[Any]) -> bool:
        """Whether all that was typed stands in the database already: a double click, not a conflict."""
        return not self.changes

    def clean(self) -> dict[str, Any]:
        """Two people at one row notice one another."""
        super().clean()
        if self.is_stale:
            self.add_error(None, _("Somebody else changed this while you were at it. Nothing was saved yet."))
        return self.cleaned_data

    def catch_up(self) -> None:
        """Let the form be saved again over what is stored now; what was typed stays."""
        data: Any = self.data
        data = data.copy()
        data[self.add_prefix(SEEN)] = self.initial[SEEN]
        self.data = data

    def differences(self) -> list[tuple[str, str, str]]:
        """Label, stored value and typed value of each field in which they differ."""
        return [
            (str(self.fields[name].label), self._words(name, self._kept(name)), self._words(name, self._typed(name)))
            for name in self.changes
        ]

    def name_of(self, thing: Model) -> str:
        """What a related row is called."""
        return str(thing)

    def _kept(self, name: str) -> Any:
        value = getattr(self.stored, name)
        return list(value.all()) if hasattr(value, "all") else value

    def _typed(self, name: str) -> Any:
        return self.cleaned_data.get(name, self.data.get(self.add_prefix(name)))

    def _words(self, name: str, value: Any) -> str:
        """A value as people read it."""
        if value in (None, ""):
            return "–"
        if isinstance(value, bool):
            return str(yesno(value))
        if isinstance(value, Decimal):
            return plain(value)
        if isinstance(value, date):
            return month_words(value) if isinstance(self.fields[name], MonthField) else value.isoformat()
        if isinstance(value, list | QuerySet):
            return ", ".join(self.name_of(thing) for thing in value) or "–"
        choices = getattr(self.fields[name], "choices", None)
        if choices and not isinstance(value, Model):
            return str(dict(choices).get(value, value))
        return str(value)
