"""The columns of files that are filled in and loaded back."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SheetColumn(TextChoices):
    """The columns of a department's month, in the grid and in its file; a written one has the name of its field."""

    CODE = "code", _("Code")
    NAME = "name", _("Target")
    PROMISE = "promise", _("Promised")
    UNIT = "unit", _("Unit")
    EXPECTED = "expected", _("Expected by now")
    LAST = "last", _("Last figure")
    VALUE = "value", _("Figure to date")
    PROGRESS = "progress", _("Progress")
    PROBLEMS = "problems", _("Problems")
    NEXT_STEPS = "next_steps", _("Next steps")
    EXPLANATION = "explanation", _("Why the figure is unusual")
    CLAIMS = "claims_completion", _("Claims completion")
    CORRECTION = "correction_reason", _("Why the accepted figure is corrected")

    @property
    def is_written(self) -> bool:
        """Whether the department fills it in."""
        return self not in {
            SheetColumn.CODE,
            SheetColumn.NAME,
            SheetColumn.PROMISE,
            SheetColumn.UNIT,
            SheetColumn.EXPECTED,
            SheetColumn.LAST,
        }


class TaskColumn(TextChoices):
    """The columns of the task table's file; all but the stamp have the name of the target's own column."""

    CODE = "code", _("Code")
    NAME = "name", _("Name")
    NAME_EN = "name_en", _("English name")
    AREA = "area", _("Task area")
    ORDER = "order", _("Order")
    KIND = "kind", _("Kind")
    COMPARISON = "comparison", _("Comparison")
    VALUE = "value", _("Target figure")
    VALUE_HIGH = "value_high", _("Upper figure (only “between”)")
    TOLERANCE = "tolerance", _("Tolerance (only “about”)")
    UNIT = "unit", _("Unit")
    UNIT_EN = "unit_en", _("English unit")
    LEAD = "lead", _("Lead department")
    COOPERATING = "cooperating", _("Cooperating departments")
    START = "start", _("Start month")
    DUE = "due", _("Due month")
    CADENCE = "cadence", _("Reporting cadence")
    DEFINITION = "definition", _("Definition")
    DEFINITION_EN = "definition_en", _("English definition")
    DATA_SOURCE = "data_source", _("Data source")
    SECTION = "section", _("Section of the report")
    PHRASE = "phrase", _("Phrase of the report")
    STAMP = "stamp", _("Stamp of the download (do not change)")
