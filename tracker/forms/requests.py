"""A request for change: what is asked, why and on which ground; and the decision on one."""

from copy import copy
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.choices import RequestKind
from tracker.forms.days import DayField, MonthField
from tracker.forms.figures import FigureField
from tracker.models import Target
from tracker.queries.standings import terms
from tracker.rules.months import last_day
from tracker.rules.requests import as_asked, is_change
from tracker.rules.words import month_words

KINDS = [
    (RequestKind.POSTPONE, gettext_lazy("Postpone: the promise stays, and is due in a later month.")),
    (RequestKind.ADJUST, gettext_lazy("Adjust the figure: another figure is promised, due in the same month.")),
    (RequestKind.SUSPEND, gettext_lazy("Suspend: the target is no longer judged.")),
]
ASKED = {RequestKind.POSTPONE: "due_asked", RequestKind.ADJUST: "value_asked"}
UNASKED = {
    RequestKind.POSTPONE: gettext_lazy(
        "To postpone does not change the figure. Leave this empty, and ask for the other figure afterwards."
    ),
    RequestKind.ADJUST: gettext_lazy(
        "To adjust the figure does not change the month. Leave this empty, and ask for the other month afterwards."
    ),
    RequestKind.SUSPEND: gettext_lazy("To suspend changes neither figure nor month. Leave this empty."),
}


def _text(label: Any, max_length: int, *, missing: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=max_length,
        widget=forms.Textarea({"rows": 3, "cols": 40}),
        help_text=help_text,
        error_messages={"required": missing},
    )


class RequestForm(forms.Form):
    """What the department asks: one thing at a time, so of the figure and the month only the chosen kind's own."""

    use_required_attribute = False  # a browser would name one lacking field at a time
    kind = forms.ChoiceField(
        label=gettext_lazy("What do you ask for?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose what you ask for."),
            "invalid_choice": gettext_lazy("Choose what you ask for."),
        },
    )
    due_asked = MonthField(label=gettext_lazy("New due month"), required=False)
    value_asked = FigureField(label=gettext_lazy("New figure"), required=False)
    reason = _text(
        gettext_lazy("Reason"),
        2000,
        missing=gettext_lazy("Say why the change is needed."),
        help_text=gettext_lazy("If it is granted, the public reads this reason."),
    )
    document = forms.CharField(
        label=gettext_lazy("Supporting document"),
        max_length=200,
        help_text=gettext_lazy("Title or number of the document the request rests on."),
        error_messages={"required": gettext_lazy("Name the document the request rests on.")},
    )
    progress = _text(gettext_lazy("Progress so far"), 5000, missing=gettext_lazy("Say how far the work is."))
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, target: Target, **options: Any) -> None:
        super().__init__(*args, **options)
        self.target = target

    def clean(self) -> dict[str, Any]:
        """The chosen kind's own field is needed, has to change something, and has to fit the target."""
        fields: dict[str, Any] = self.cleaned_data
        kind = fields.get("kind")
        own = ASKED.get(RequestKind(kind)) if kind else None
        for name in ASKED.values():
            if name != own:
                self._leave_out(name, kind)
        if kind:
            fields["kind"] = RequestKind(kind)
        if own and own not in self.errors:
            error = self._misfit(fields["kind"], own, fields)
            if error:
                self.add_error(own, error)
        return fields

    def _leave_out(self, name: str, kind: str | None) -> None:
        """A field the chosen kind has no use for: what stands in it would be lost, so it has to be empty."""
        was_written = name in self.errors or self.cleaned_data[name] is not None
        self.errors.pop(name, None)
        if was_written and kind:
            self.add_error(name, UNASKED[RequestKind(kind)])
        self.cleaned_data[name] = None

    def _misfit(self, kind: RequestKind, own: str, fields: dict[str, Any]) -> Any:
        """What keeps the asked term from taking the place of the one that stands; empty when nothing does."""
        given = {name: fields[name] for name in ("value_asked", "due_asked")}
        postpones = own == "due_asked"
        if fields[own] is None:
            return _("Write the new due month.") if postpones else _("Write the new figure.")
        now = terms(self.target)
        if not is_change(now, kind, given["value_asked"], given["due_asked"]):
            if postpones:
                return _("The new month has to come after %(month)s, when it is due now.") % {
                    "month": month_words(now.due)
                }
            return _("That is the figure promised already.")
        asked, changed = as_asked(now, kind, given["value_asked"], given["due_asked"]), copy(self.target)
        changed.value, changed.due = asked.value, asked.due
        try:
            changed.full_clean()
        except ValidationError as error:
            return error.messages
        return ""


class DecisionForm(forms.Form):
    """The decision: granting needs its document and day, refusing its reason; and the versions looked at."""

    document = forms.CharField(
        label=gettext_lazy("Deciding document"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Title and number of the document or minutes that decided the change."),
    )
    decided_on = DayField(label=gettext_lazy("Decided on"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Word to the department; the reason, if you refuse"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3, "cols": 40}),
    )
    row_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    target_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, due: date, on: date, is_refused: bool = False, **options: Any) -> None:
        """`due`: the month that holds before the change; `on`: today."""
        super().__init__(*args, **options)
        self.due, self.on, self.is_refused = due, on, is_refused

    def clean(self) -> dict[str, Any]:
        """All that is missing for the button pressed, at once; what only the other needs does not count."""
        fields: dict[str, Any] = self.cleaned_data
        if self.is_refused:
            for name in ("document", "decided_on"):
                self.errors.pop(name, None)
            if not fields.get("reason") and "reason" not in self.errors:
                self.add_error("reason", _("Say why the request is refused."))
            return fields
        if not fields.get("document") and "document" not in self.errors:
            self.add_error("document", _("Name the document that decided the change."))
        if "decided_on" not in self.errors and (wrong := self._wrong_day(fields.get("decided_on"))):
            self.add_error("decided_on", wrong)
        return fields

    def _wrong_day(self, day: date | None) -> str:
        if day is None:
            return _("Give the day of the decision.")
        if day > last_day(self.due):
            return _("The decision has to come before the target was due, by the end of %(month)s.") % {
                "month": month_words(self.due)
            }
        return _("The day of the decision lies in the future.") if day > self.on else ""
