"""What the office adds to a paper before it goes out; a department's objection, and the answer to one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.choices import ObjectionState

LONG = 5000


def _text(
    label: Any, *, required: bool = True, missing: Any = "", help_text: Any = "", rows: int = 5
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONG,
        widget=forms.Textarea({"rows": rows, "cols": 40}),
        help_text=help_text,
        error_messages={"required": missing} if missing else None,
    )


class WordsForm(forms.Form):
    """The office's own words, and the version of the draft looked at (0: none was kept)."""

    use_required_attribute = False
    demands = _text(
        _("What is asked for"), required=False, help_text=_("Printed in every version, the public one too.")
    )
    note = _text(_("Internal note"), required=False, rows=3, help_text=_("Printed in the office's own copy only."))
    row_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    is_public = forms.BooleanField(label=_("Show it to everybody at once, without its internal part"), required=False)


class ObjectionForm(forms.Form):
    """What a department holds against its score."""

    use_required_attribute = False
    text = _text(_("Objection"), missing=_("Say what is wrong with the score, and why."))
    key = forms.UUIDField(widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """Whether an objection is found right, why, and the version looked at."""

    use_required_attribute = False
    state = forms.TypedChoiceField(
        label=_("Finding"),
        choices=[(each, each.label) for each in (ObjectionState.UPHELD, ObjectionState.REJECTED)],
        coerce=ObjectionState,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a finding."), "invalid_choice": _("Choose a finding.")},
    )
    answer = _text(_("Answer"), missing=_("Write the answer."), help_text=_("Stands beside the score for ever."))
    row_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
