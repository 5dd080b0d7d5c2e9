"""Whistles: what blocks, who is needed and by when; a called department's answer; the rating of an answer."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.choices import Rating
from tracker.forms.days import DAY, DayField
from tracker.models import Department, Target

SOLVED = [("yes", _("Yes, it is solved")), ("no", _("No, it is not"))]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows, "cols": 40})


class WhistleForm(forms.Form):
    """One target, what blocks it, at least one department to call, and a day that has not passed."""

    use_required_attribute = False  # a browser would name one lacking field at a time
    target = forms.ChoiceField(
        label=_("Target"),
        error_messages={
            "required": _("Choose the target."),
            "invalid_choice": _("Your department cannot whistle on this target now."),
        },
    )
    problem = forms.CharField(
        label=_("What blocks"),
        max_length=2000,
        widget=_area(4),
        help_text=_("What stands in the way, where, and what you need of the departments you call."),
        error_messages={"required": _("Say what blocks the target.")},
    )
    needed_by = DayField(
        label=_("Needed by"), error_messages=DAY["error_messages"] | {"required": _("Give the day it is needed by.")}
    )
    departments = forms.MultipleChoiceField(
        label=_("Departments called"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick the departments you need."),
            "invalid_choice": _("One of these departments cannot be called. Tick those you need."),
        },
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, targets: Iterable[Target], departments: Iterable[Department], on: date, **options: Any
    ) -> None:
        """`targets` and `departments`: those that can be chosen; `on`: today."""
        super().__init__(*args, **options)
        self.on = on
        self.targets = {target.code: target for target in targets}
        self.called = {department.code: department for department in departments}
        fields: dict[str, Any] = self.fields
        fields["target"].choices = [("", "–"), *((code, str(target)) for code, target in self.targets.items())]
        fields["departments"].choices = [(code, each.title) for code, each in self.called.items()]

    def clean_target(self) -> Target:
        """The target of the code."""
        return self.targets[self.cleaned_data["target"]]

    def clean_departments(self) -> tuple[Department, ...]:
        """The departments ticked, in their order."""
        ticked = set(self.cleaned_data["departments"])
        return tuple(each for code, each in self.called.items() if code in ticked)

    def clean_needed_by(self) -> date:
        """Today or later."""
        day: date = self.cleaned_data["needed_by"]
        if day < self.on:
            raise ValidationError(_("The day it is needed by has passed already."))
        return day


class AnswerForm(forms.Form):
    """What a called department did."""

    use_required_attribute = False
    answer = forms.CharField(
        label=_("Answer"),
        max_length=5000,
        widget=_area(4),
        help_text=_("What was done and with what result. It is sent once and cannot be changed afterwards."),
        error_messages={"required": _("Say what was done.")},
    )


class RatingForm(forms.Form):
    """Whether it is solved, how satisfied one is, and a word with it."""

    use_required_attribute = False
    is_solved = forms.ChoiceField(
        label=_("Is the problem solved?"),
        choices=SOLVED,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Say whether it is solved."),
            "invalid_choice": _("Say whether it is solved."),
        },
    )
    rating = forms.ChoiceField(
        label=_("How satisfied are you?"),
        choices=[(str(each.value), each.label) for each in Rating],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose from 1 to 5."),
            "invalid_choice": _("Choose from 1 to 5."),
        },
    )
    word = forms.CharField(
        label=_("Word on the answer"),
        required=False,
        max_length=500,
        widget=_area(2),
        help_text=_("May stay empty. Say here what is still lacking, if anything is."),
    )

    def clean_is_solved(self) -> bool:
        """As a truth."""
        return bool(self.cleaned_data["is_solved"] == "yes")

    def clean_rating(self) -> Rating:
        """As one of the five."""
        return Rating(int(self.cleaned_data["rating"]))
