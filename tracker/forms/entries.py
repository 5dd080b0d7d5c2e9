"""The forms of the desk: an entry, and a decision on one."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from tracker.choices import Kind
from tracker.forms.figures import FigureField
from tracker.models import Entry
from tracker.rules.facts import Facts
from tracker.rules.pace import done_share


class EntryForm(forms.Form):
    """One month's entry. Nothing is required of a draft; a submitted one needs its figure."""

    value = FigureField(label=_("Cumulative figure to date"), required=False)
    progress = forms.CharField(label=_("Progress"), required=False, max_length=5000, widget=forms.Textarea({"rows": 4}))
    problems = forms.CharField(label=_("Problems"), required=False, max_length=5000, widget=forms.Textarea({"rows": 3}))
    next_steps = forms.CharField(
        label=_("Next steps"), required=False, max_length=5000, widget=forms.Textarea({"rows": 3})
    )
    claims_completion = forms.BooleanField(
        label=_("The target is reached: I ask for its completion to be checked"), required=False
    )
    evidence_title = forms.CharField(label=_("Evidence: title"), required=False, max_length=200)
    evidence_url = forms.CharField(
        label=_("Evidence: web address"),
        required=False,
        max_length=500,
        validators=[URLValidator(["http", "https"], message=_("Write a full address that begins with https://"))],
    )
    correction_reason = forms.CharField(
        label=_("Why the accepted figure is corrected"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )
    row_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, *args: Any, facts: Facts, is_correction: bool, is_submitted: bool = False, **options: Any
    ) -> None:
        """`facts`: the target's terms. `is_submitted`: the person hands it in, so what is still missing is named."""
        super().__init__(*args, **options)
        self.facts = facts
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
        """A sum is not negative, and is claimed complete only when it is."""
        fields: dict[str, Any] = self.cleaned_data
        value = fields.get("value")
        if value is not None and value < 0 and self.facts.kind != Kind.RATE:
            self.add_error("value", _("The figure cannot be below zero."))
        elif fields.get("claims_completion") and value is not None and done_share(self.facts, value) < 1:
            self.add_error(
                "claims_completion", _("Completion can be claimed only with a figure that reaches the target.")
            )
        return fields

    @staticmethod
    def initial_of(entry: Entry | None) -> dict[str, Any]:
        """What the form opens with."""
        if entry is None:
            return {"row_version": 0}
        evidence = next(iter(entry.evidence.all()), None)
        return {
            "value": entry.value,
            "progress": entry.progress,
            "problems": entry.problems,
            "next_steps": entry.next_steps,
            "claims_completion": entry.claims_completion,
            "correction_reason": entry.correction_reason,
            "evidence_title": evidence.title if evidence else "",
            "evidence_url": evidence.url if evidence else "",
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
