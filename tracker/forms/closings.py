"""A target's closing: what the office states, and the decision on it."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from tracker.choices import ClosingReason, Outcome
from tracker.forms.entries import LinesField
from tracker.models import Closing
from tracker.rules.closings import faults

LACKING = {
    "reason_kind": _("Choose the kind of reason: the promise was not kept in full."),
    "difference_reason": _("Say why the outcome differs from the one computed."),
    "statement": _("Write the closing statement."),
}
UNUSED = {
    "reason_kind": _("A promise kept in full needs no kind of reason. Leave this empty."),
    "difference_reason": _("The outcome is the one computed. Leave this empty."),
}


def _lines(label: Any, max_length: int, rows: int, help_text: Any = "") -> LinesField:
    return LinesField(
        label=label,
        required=False,
        max_length=max_length,
        widget=forms.Textarea({"rows": rows, "cols": 40}),
        help_text=help_text,
    )


class ClosingForm(forms.Form):
    """Nothing but the outcome is required of a draft; what is handed in has to be whole and to fit together."""

    use_required_attribute = False  # a browser would name one lacking field at a time
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=Outcome.choices,
        help_text=_("The computed one is chosen already. Another needs its reason below; the public reads both."),
    )
    difference_reason = _lines(_("Why it differs from the outcome computed"), 2000, 2)
    reason_kind = forms.ChoiceField(
        label=_("Kind of reason"),
        required=False,
        choices=[("", "–"), *ClosingReason.choices],
        help_text=_("Only where the promise was not kept in full."),
    )
    statement = _lines(_("Closing statement"), 5000, 6, _("What was promised, what came of it, and why. It is public."))
    statement_en = _lines(_("Closing statement in English, if you have one"), 5000, 3)
    document = forms.CharField(
        label=_("Document"),
        required=False,
        max_length=200,
        help_text=_("Title or number, for example of the acceptance report."),
    )
    evidence_title = forms.CharField(label=_("Evidence: what the address shows"), required=False, max_length=200)
    evidence_url = forms.CharField(
        label=_("Evidence: web address"),
        required=False,
        max_length=500,
        validators=[URLValidator(["http", "https"], message=_("Write a full address that begins with https://"))],
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    row_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, computed: Outcome, is_handed_in: bool = False, **options: Any) -> None:
        """`computed`: the outcome by the figures. `is_handed_in`: nothing may lack any more."""
        super().__init__(*args, **options)
        self.computed, self.is_handed_in = computed, is_handed_in

    def clean(self) -> dict[str, Any]:
        """All that is wrong at once, each beside its field; a title needs its address."""
        fields: dict[str, Any] = self.cleaned_data
        if fields.get("evidence_title") and not fields.get("evidence_url") and "evidence_url" not in self.errors:
            self.add_error("evidence_url", _("Write the address as well."))
        if "outcome" not in fields:
            return fields
        stated = fields["outcome"] = Outcome(fields["outcome"])
        if self.is_handed_in:
            given = {name: fields.get(name, "") for name in LACKING}
            for name in sorted(faults(stated, self.computed, **given) - self.errors.keys()):
                is_unused = bool(given[name].strip())
                self.add_error(name, UNUSED[name] if is_unused else LACKING[name])
        return fields

    @staticmethod
    def initial_of(closing: Closing | None, computed: Outcome) -> dict[str, Any]:
        """What the form opens with."""
        if closing is None:
            return {"outcome": computed, "row_version": 0}
        return {name: getattr(closing, name) for name in ClosingForm.base_fields}
