"""A supervisor's reminder: which slips, and a word with them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.queries.reminders import OpenSlip


class RemindForm(forms.Form):
    """At least one slip; the page draws the check boxes beside what they stand for."""

    chosen = forms.MultipleChoiceField(
        error_messages={
            "required": _("Tick whom you want to remind."),
            "invalid_choice": _("Some of these were settled in between. Nothing was sent; please look again."),
        }
    )
    word = forms.CharField(
        label=_("Word to the department"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3, "cols": 40}),
        help_text=_("It stands in the notice and in the mail. May stay empty."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, slips: Iterable[OpenSlip], **options: Any) -> None:
        """`slips`: those that can be sent now."""
        super().__init__(*args, **options)
        field: Any = self.fields["chosen"]
        field.choices = [(slip.name, slip.name) for slip in slips]
