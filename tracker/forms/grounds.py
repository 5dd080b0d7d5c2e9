"""Why a promise is changed: the three answers every public revision needs, asked for and checked in one place.

Asked of one target (`missing`), or of many at once: one ground for all, and another one where a target has its own.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

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


def missing(
    cleaned: Mapping[str, Any],
    due: date | None,
    last: date | None = None,
    *,
    on: date,
    adopted: date | None = None,
) -> dict[str, str]:
    """What is wrong with the three answers, by field, all at once.

    `due`: the month that held before the change, None where it sets no limit; `last`: the day of the last decision on
    the target; `on`: today; `adopted`: the day the report was.
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
    elif adopted and day < adopted:
        errors["decided_on"] = _("A promise cannot be changed before it was made, on %(day)s.") % {
            "day": adopted.isoformat()
        }
    elif day > on:
        errors["decided_on"] = _("The day of the decision lies in the future.")
    return errors


class GroundForm(forms.Form):
    """The three answers; what of them is needed depends on what is revised."""

    use_required_attribute = False
    reason = reason_field()
    document = document_field()
    decided_on = decided_on_field()

    @property
    def answers(self) -> dict[str, Any]:
        """Those that can be read."""
        self.is_valid()
        return self.cleaned_data


class Revised(NamedTuple):
    """A target that is revised: by its code, with what limits the day of the decision."""

    code: str
    due: date | None
    last: date | None


class Grounds:
    """The grounds of many revisions: `common` is for all, `own` by code for a target that has an answer of its own."""

    def __init__(self, codes: Iterable[str], data: Any = None) -> None:
        self.common = GroundForm(data, prefix="all")
        self.own = {code: GroundForm(data, prefix=code) for code in codes}

    def of(self, code: str) -> dict[str, Any]:
        """A target's own answers, and those for all where it has none."""
        own, common = self.own[code], self.common
        return {name: own.answers.get(name) or common.answers.get(name) for name in NAMES}

    def check(self, revised: Iterable[Revised], *, adopted: date, on: date) -> bool:
        """Whether each revision has a ground that fits it; else what is wrong stands beside the answer."""
        common = self.common
        wrong = missing(common.answers, None, on=on, adopted=adopted)
        if common.answers.get("decided_on") and "decided_on" in wrong:
            common.add_error("decided_on", wrong["decided_on"])
        for each in revised:
            own, ground = self.own[each.code], self.of(each.code)
            for name, error in missing(ground, each.due, each.last, on=on, adopted=adopted).items():
                beside = own if ground[name] else common
                if not own.has_error(name) and not beside.has_error(name):
                    beside.add_error(name, error)
        return not any(form.errors for form in (common, *self.own.values()))
