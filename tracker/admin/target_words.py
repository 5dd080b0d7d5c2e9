"""What the form of a target says: its blocks in the order a person thinks, each explained."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tracker.forms.grounds import NAMES

PROMISE = (
    _("What was promised"),
    {
        "fields": (
            ("code", "report"),
            ("area", "order"),
            ("name", "name_en"),
            ("kind", "comparison"),
            ("value", "value_high"),
            "tolerance",
            ("unit", "unit_en"),
        ),
        "description": _(
            "Write the figure in the unit the report uses: 60,000 m² written as 6 万平方米 is figure 6, unit 万平方米."
        ),
    },
)
WHO = (
    _("Who and by when"),
    {
        "fields": ("lead", "cooperating", ("start", "due"), "cadence"),
        "description": _(
            "One department leads and reports; the others help. The pace is counted evenly from the start month to the "
            "due month, unless a plan is given at the end of this page."
        ),
    },
)
WHY = (
    _("Reason of the change"),
    {
        "fields": NAMES,
        "classes": ("ground",),
        "description": _(
            "Only if you changed the target figure, the upper figure, the due month or the lead department. Such a "
            "change is a public revision: everybody will see the old and the new value and what you write here. Leave "
            "it empty for any other change."
        ),
    },
)
COUNTING = (
    _("How it is counted"),
    {
        "fields": ("definition", "definition_en", "data_source"),
        "description": _("What counts and what does not, and where the figure comes from."),
    },
)
PLACE = (
    _("Where in the report"),
    {
        "fields": ("section", "phrase", "predecessor"),
        "description": _("The shortest phrase that locates the figure, at most 20 characters."),
    },
)
BASELINE = (
    _("Baseline"),
    {
        "fields": (
            ("baseline", "baseline_unit"),
            ("baseline_period", "baseline_phrase"),
            "baseline_note",
            "baseline_note_en",
        ),
        "classes": ("collapse",),
        # xgettext:no-python-format
        "description": _("Where the year began. For a level it is where 0 % lies; for other kinds it is only shown."),
    },
)


FIXED = _(
    "Once figures were accepted, how a target is judged (kind, comparison, tolerance, unit, start month, baseline) can "
    "no longer be changed. Suspend the target and add another one instead."
)


def fieldsets(*, is_new: bool, is_fixed: bool = False) -> list[Any]:
    """The blocks of the form; a new target has no standing and nothing to give a reason for."""
    if is_new:
        return [PROMISE, WHO, COUNTING, PLACE, BASELINE]
    standing = (_("Where it stands"), {"fields": ("where_it_stands", "workflow")})
    promise = (PROMISE[0], PROMISE[1] | {"description": FIXED}) if is_fixed else PROMISE
    return [standing, promise, WHO, WHY, COUNTING, PLACE, BASELINE]
