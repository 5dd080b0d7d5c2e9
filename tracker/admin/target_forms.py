"""The form of a target: what may be changed with a reason, what without, and what to do when somebody was faster."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.admin.base import StockFormSet
from tracker.admin.department_forms import offer_in_being
from tracker.admin.grounds import last_decision
from tracker.admin.record_forms import RecordForm
from tracker.choices import TargetState
from tracker.forms import grounds
from tracker.models import Report, Target
from tracker.rules.words import month_words
from tracker.rules.workflow import JUDGED, TERMS


class TargetForm(RecordForm):
    """A target; once it exists, a change of its terms needs a reason, a document and a day.

    `refusal` is what an action answered to this very request.
    """

    refusal = ""

    reason = grounds.reason_field()
    document = grounds.document_field()
    decided_on = grounds.decided_on_field()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_in_being(self, "lead", "cooperating")

    @property
    def changes(self) -> list[str]:
        """The names of the target's own fields that differ from what is stored."""
        return [name for name in super().changes if name not in grounds.NAMES]

    @property
    def revises(self) -> bool:
        """Whether the terms of an existing target are changed."""
        return self.stored is not None and any(name in self.changes for name in TERMS)

    @property
    def was_fixed(self) -> bool:
        """Whether figures were accepted since the person looked, so that what was open to change is so no more."""
        return any(name in self.data for name in JUDGED if name not in self.fields)

    @property
    def is_stale(self) -> bool:
        """Whether the target moved on since the person looked at it."""
        return super().is_stale or self.was_fixed

    def is_stored(self, formsets: Iterable[Any]) -> bool:
        """With its plan, and nothing typed that was passed over."""
        plan = set(self.instance.plan_points.values_list("month", "share"))
        return super().is_stored(formsets) and not self.was_fixed and all(rows.points() == plan for rows in formsets)

    def validate_unique(self) -> None:
        """With the conditions that hang on what can no longer be changed, which the form itself leaves out."""
        super().validate_unique()
        if self.stored and not self.errors:
            try:
                self.instance.validate_constraints()
            except forms.ValidationError as error:
                self.add_error(None, error)

    def clean(self) -> dict[str, Any]:
        """Everything that is wrong, all at once, each beside its field."""
        super().clean()
        self._check_place()
        if self.refusal:
            self.add_error(None, self.refusal)
        if self.is_stale or not self.stored:
            return self.cleaned_data
        if self.revises:
            self._check_revision(self.stored)
        elif any(self.cleaned_data.get(name) for name in grounds.NAMES):
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
        on, last = timezone.localdate(), last_decision(stored)
        for name, error in grounds.missing(self.cleaned_data, stored.due, last, on=on).items():
            if name not in self.errors:
                self.add_error(name, error)
        if "lead" in self.cleaned_data and not self.cleaned_data["lead"] and stored.state != TargetState.DRAFT:
            self.add_error("lead", _("An assigned target needs a lead department."))


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


def first_of(report: Report | None) -> dict[str, Any]:
    """What the form of a new target opens with."""
    if report is None:
        return {}
    months = {"start": report.first_month, "due": report.first_month.replace(month=12)}
    return {"report": report.pk, "order": report.targets.count() + 1, **months}
