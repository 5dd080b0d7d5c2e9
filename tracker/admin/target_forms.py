"""The form of a target: what may be changed with a reason, what without, and what to do when somebody was faster."""

from collections.abc import Iterable
from copy import copy
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from tracker.admin import grounds
from tracker.admin.base import StockForm, StockFormSet
from tracker.choices import TargetState
from tracker.models import Report, Target
from tracker.rules.words import month_words, plain

TERMS = ("value", "value_high", "due", "lead")
SEEN = "version_seen"


class TargetForm(StockForm):
    """A target; once it exists, a change of its terms needs a reason, a document and a day.

    `version_seen` is the row version the person looked at; `refusal` what an action answered to this very request.
    """

    refusal = ""

    reason = grounds.reason_field()
    document = grounds.document_field()
    decided_on = grounds.decided_on_field()
    version_seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.stored: Target | None = copy(self.instance) if self.instance.pk else None
        if self.stored:
            self.initial[SEEN] = self.stored.row_version

    @property
    def changes(self) -> list[str]:
        """The names of the target's own fields that differ from what is stored."""
        return [name for name in self.changed_data if name not in (*grounds.NAMES, SEEN)]

    @property
    def revises(self) -> bool:
        """Whether the terms of an existing target are changed."""
        return self.stored is not None and any(name in self.changes for name in TERMS)

    @property
    def is_stale(self) -> bool:
        """Whether the target moved on since the person looked at it."""
        return self.stored is not None and self.cleaned_data.get(SEEN) != self.stored.row_version

    def clean(self) -> dict[str, Any]:
        """Everything that is wrong, all at once, each beside its field."""
        super().clean()
        self._check_place()
        start, due = self.cleaned_data.get("start"), self.cleaned_data.get("due")
        if start and due and due < start:
            self.add_error("due", _("The due month may not lie before the start month."))
        if self.refusal:
            self.add_error(None, self.refusal)
        if self.is_stale:
            self.add_error(None, _("Somebody else changed this target while you were at it. Nothing was saved yet."))
        elif self.stored and self.revises:
            self._check_revision(self.stored)
        elif self.stored and any(self.cleaned_data.get(name) for name in grounds.NAMES):
            self.add_error(
                "reason", _("Neither figure, due month nor lead was changed: there is nothing to give a reason for.")
            )
        return self.cleaned_data

    def _check_place(self) -> None:
        area = self.cleaned_data.get("area")
        report_id = self.stored.report_id if self.stored else getattr(self.cleaned_data.get("report"), "pk", None)
        if area and report_id and area.report_id != report_id:
            self.add_error("area", _("This task area belongs to another report."))

    def _check_revision(self, stored: Target) -> None:
        for name, error in grounds.missing(self.cleaned_data, stored.due, grounds.last_decision(stored)).items():
            if name not in self.errors:
                self.add_error(name, error)
        if "lead" in self.cleaned_data and not self.cleaned_data["lead"] and stored.state != TargetState.DRAFT:
            self.add_error("lead", _("An assigned target needs a lead department."))

    def catch_up(self) -> None:
        """Let the form be saved again over what is stored now; what was typed stays."""
        assert self.stored is not None  # noqa: S101 - only a stored target moves on
        data: Any = self.data
        data = data.copy()
        data[self.add_prefix(SEEN)] = str(self.stored.row_version)
        self.data = data

    def differences(self) -> list[tuple[str, str, str]]:
        """Label, stored value and typed value of each field in which they differ."""
        return [
            (str(self.fields[name].label), self._words(name, self._kept(name)), self._words(name, self._typed(name)))
            for name in self.changes
        ]

    def _kept(self, name: str) -> Any:
        value = getattr(self.stored, name)
        return list(value.all()) if hasattr(value, "all") else value

    def _typed(self, name: str) -> Any:
        return self.cleaned_data.get(name, self.data.get(self.add_prefix(name)))

    def _words(self, name: str, value: Any) -> str:
        """A value as people read it."""
        if value in (None, ""):
            return "–"
        if isinstance(value, Decimal):
            return plain(value)
        if isinstance(value, date):
            return month_words(value)
        if isinstance(value, list | QuerySet):
            return ", ".join(str(thing) for thing in value) or "–"
        choices = getattr(self.fields[name], "choices", None)
        if choices and not isinstance(value, Model):
            return str(dict(choices).get(value, value))
        return str(value)


class PlanFormSet(StockFormSet):
    """The plan points of a target."""

    def clean(self) -> None:
        """A plan lies within the target's months and never falls."""
        super().clean()
        points = sorted(self.points())
        for month, _share in points:
            start, due = self.instance.start, self.instance.due
            if start and due and not start <= month <= due:
                raise forms.ValidationError(
                    _("%(month)s lies outside the target's months.") % {"month": month_words(month)}
                )
        if any(later < earlier for (_m, earlier), (_n, later) in pairwise(points)):
            raise forms.ValidationError(_("The planned share may not fall from one month to the next."))

    def points(self) -> set[tuple[date, Decimal]]:
        """The plan as typed, without what is taken away."""
        typed = [getattr(form, "cleaned_data", {}) for form in self.forms]
        return {
            (row["month"], row["share"])
            for row in typed
            if row.get("month") and row.get("share") is not None and not row.get("DELETE")
        }


def is_stored(form: TargetForm, formsets: Iterable[Any]) -> bool:
    """Whether all that was typed stands in the database already: a double click, not a conflict."""
    stored = set(form.instance.plan_points.values_list("month", "share"))
    return not form.changes and all(formset.points() == stored for formset in formsets)


def first_of(report: Report | None) -> dict[str, Any]:
    """What the form of a new target opens with."""
    if report is None:
        return {}
    months = {"start": report.first_month, "due": report.last_month}
    return {"report": report.pk, "order": report.targets.count() + 1, **months}
