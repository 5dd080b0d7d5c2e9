"""The forms of the desk: an entry, and a decision on one."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.choices import Doubt, Kind
from tracker.forms.figures import UNCOUNTED, ReportedField
from tracker.models import Entry
from tracker.rules.doubts import doubts
from tracker.rules.facts import Facts
from tracker.rules.pace import done_share


class LinesField(forms.CharField):
    """A text of several lines; a browser's line ends become the ones files have, so that the same text is the same."""

    def to_python(self, value: Any) -> str:
        """The text with plain line ends."""
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


def _text(label: Any, max_length: int, rows: int) -> LinesField:
    return LinesField(
        label=label, required=False, max_length=max_length, widget=forms.Textarea({"rows": rows, "cols": 40})
    )


class EntryForm(forms.Form):
    """One month's entry. Nothing is required of a draft; what is handed in needs its figure and its reasons.

    The single page, the grid and the month's file all go through it, so that they take and refuse the same.
    """

    value = ReportedField(label=_("Cumulative figure to date"), required=False)
    explanation = _text(_("Why the figure is unusual"), 2000, rows=2)
    correction_reason = _text(_("Why the accepted figure is corrected"), 2000, rows=2)
    progress = _text(_("Progress"), 5000, rows=4)
    problems = _text(_("Problems"), 5000, rows=3)
    next_steps = _text(_("Next steps"), 5000, rows=3)
    claims_completion = forms.BooleanField(
        label=_("The target is reached: I ask for its completion to be checked"), required=False
    )
    row_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        *args: Any,
        facts: Facts,
        before: Decimal | None,
        is_correction: bool,
        is_submitted: bool = False,
        units: tuple[str, ...] = (),
        **options: Any,
    ) -> None:
        """`facts`: the target's terms; `before`: the figure before. `is_submitted`: handed in, so nothing may lack.

        `units`: what the target's unit is called; it may be written behind the figure.
        """
        super().__init__(*args, **options)
        reported: Any = self.fields["value"]
        reported.units = tuple(unit for unit in units if unit)
        self.facts, self.before, self.is_submitted = facts, before, is_submitted
        self.doubts: tuple[Doubt, ...] = ()
        if not facts.has_share:
            del self.fields["claims_completion"]
        self.fields["value"].required = is_submitted
        self.fields["value"].error_messages["required"] = _("Write the figure before you submit.")
        if is_correction:
            self.fields["correction_reason"].required = True
            self.fields["correction_reason"].error_messages["required"] = _("Say why the accepted figure is corrected.")
        else:
            del self.fields["correction_reason"]

    def clean(self) -> dict[str, Any]:
        """A sum is not negative, is claimed complete only when it is, and has a reason where it is unusual."""
        fields: dict[str, Any] = self.cleaned_data
        if "value" not in fields:
            return fields
        fields["is_uncounted"] = fields["value"] is UNCOUNTED
        value = fields["value"] = None if fields["is_uncounted"] else fields["value"]
        if value is not None and value < 0 and self.facts.kind != Kind.RATE:
            self.add_error("value", _("The figure cannot be below zero."))
            return fields
        if fields.get("claims_completion") and (value is None or done_share(self.facts, value) < 1):
            self.add_error(
                "claims_completion", _("Completion can be claimed only with a figure that reaches the target.")
            )
        if value is not None or fields["is_uncounted"]:
            self.doubts = doubts(self.facts, self.before, value)
        if self.is_submitted and self.doubts and not fields.get("explanation") and "explanation" not in self.errors:
            self.add_error("explanation", [*(doubt.label for doubt in self.doubts), _("Say why.")])
        return fields

    @staticmethod
    def initial_of(entry: Entry | None) -> dict[str, Any]:
        """What the form opens with."""
        if entry is None:
            return {"row_version": 0}
        return {
            "value": UNCOUNTED if entry.is_uncounted else entry.value,
            "progress": entry.progress,
            "problems": entry.problems,
            "next_steps": entry.next_steps,
            "claims_completion": entry.claims_completion,
            "explanation": entry.explanation,
            "correction_reason": entry.correction_reason,
            "row_version": entry.row_version,
        }


class ReviewForm(forms.Form):
    """A supervisor's decision; sending back needs a reason."""

    reason = forms.CharField(
        label=_("Reason, if you send it back"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    row_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, is_sent_back: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].required = is_sent_back
        self.fields["reason"].error_messages["required"] = _("Say what has to be changed.")
