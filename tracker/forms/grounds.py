"""Why a promise is changed: the three answers every public revision needs, asked for and checked in one place."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.forms.days import DayField
from tracker.rules.months import last_day
from tracker.rules.words import month_words

NAMES = ("reason", "document", "decided_on")


def reason_field() -> forms.CharField:
    """Why the promise is changed."""
    return forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy("One or two sentences the public will read."),
    )


def document_field() -> forms.CharField:
    """By which document."""
    return forms.CharField(
        label=gettext_lazy("Deciding document"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"class": "vTextField"}),
        help_text=gettext_lazy("Title and number of the document or minutes that decided the change."),
    )


def decided_on_field() -> DayField:
    """On which day."""
    return DayField(
        label=gettext_lazy("Decided on"),
        required=False,
        help_text=gettext_lazy("The day of the decision. It must lie before the end of the target's due month."),
    )


def missing(cleaned: Mapping[str, Any], due: date | None, last: date | None = None, *, on: date) -> dict[str, str]:
    """What is wrong with the three answers, by field, all at once.

    `due`: the month that held before the change, None where it sets no limit; `last`: the day of the last decision on
    the target; `on`: today.
    """
    errors: dict[str, str] = {}
    if not cleaned.get("reason"):
        errors["reason"] = _("Say why the promise is changed.")
    if not cleaned.get("document"):
        errors["document"] = _("Name the document that decided the change.")
    day = cleaned.get("decided_on")
    if day is None:
        errors["decided_on"] = _("Give the day of the decision.")
    elif due and day > last_day(due):
        errors["decided_on"] = _("The decision has to come before the target was due, by the end of %(month)s.") % {
            "month": month_words(due)
        }
    elif last and day < last:
        errors["decided_on"] = _(
            "The target was last changed by a decision of %(day)s; this one cannot come before it."
        ) % {"day": last.isoformat()}
    elif day > on:
        errors["decided_on"] = _("The day of the decision lies in the future.")
    return errors
