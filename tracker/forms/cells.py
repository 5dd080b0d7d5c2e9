"""The cells of a month's file beside the entry that stands: what is written, what it means, what is wrong with it.

The cells go through `EntryForm`, so that a file is taken and refused as the pages are.
"""

import re
import unicodedata
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.choices import SheetColumn
from tracker.forms.entries import EntryForm
from tracker.forms.figures import UNCOUNTED, ReportedField
from tracker.queries.desk import DeskRow
from tracker.rules.words import plain

YES, NO = frozenset({"是", "yes", "y", "true", "1", "✓", "√", "x"}), frozenset({"", "否", "no", "n", "false", "0"})
TICK = 20  # signs of a cell that may be one of these
WRITTEN = tuple(column for column in SheetColumn if column.is_written)
NAMES = frozenset(column.value for column in WRITTEN)
TEXTS = frozenset(WRITTEN) - {SheetColumn.VALUE, SheetColumn.CLAIMS}
FIGURE = ReportedField(required=False)
UNKEPT = re.compile(r"[\000-\010\013\014\016-\037]")


Errors = dict[SheetColumn, list[str]]


class Judged(NamedTuple):
    """The entry a row would make: its fields, what is wrong with them, and what they lack to be handed in."""

    fields: dict[str, Any]
    errors: Errors
    lacks: Errors


def shown(row: DeskRow) -> dict[SheetColumn, str]:
    """What the file shows as standing in each written column: the open version, else the accepted one."""
    entry = row.draft or row.accepted
    texts = dict.fromkeys(WRITTEN, "")
    if entry is None:
        return texts
    texts |= {column: str(value or "") for column, value in _held(row).items() if column in TEXTS}
    texts[SheetColumn.VALUE] = (
        str(UNCOUNTED) if entry.is_uncounted else "" if entry.value is None else plain(entry.value)
    )
    texts[SheetColumn.CLAIMS] = _("yes") if entry.claims_completion else ""
    return texts


def _held(row: DeskRow) -> dict[SheetColumn, Any]:
    """The entry's own content; a correction not yet begun has no reason yet."""
    held = EntryForm.initial_of(row.draft or row.accepted)
    if row.draft is None:
        held["correction_reason"] = ""
    return {column: held.get(column.value) for column in WRITTEN}


def judged(row: DeskRow, written: dict[SheetColumn, str]) -> Judged:
    """The entry with what is written in place of what stands."""
    errors: dict[SheetColumn, list[str]] = {}
    data: dict[str, Any] = {column.value: value for column, value in _held(row).items()}
    data |= {column.value: text for column, text in written.items()}
    data |= {"value": str("" if data["value"] is None else data["value"]), "row_version": row.row_version}
    claim = written.get(SheetColumn.CLAIMS)
    if claim is not None:
        data[SheetColumn.CLAIMS] = _flag(claim)
        if _flag(claim) is None:
            errors[SheetColumn.CLAIMS] = [_("Write “yes”, or leave the cell empty.")]
        elif _flag(claim) and not row.facts.has_share:
            errors[SheetColumn.CLAIMS] = [_("This target is judged at the year's end and not claimed. Empty the cell.")]
    if written.get(SheetColumn.CORRECTION) and row.accepted is None:
        errors[SheetColumn.CORRECTION] = [_("No figure is accepted yet, so there is none to correct. Empty the cell.")]
    form, strict = _form(row, data), _form(row, data, is_submitted=bool(data["value"]))
    found = _found(form)
    lacks = {column: whys for column, whys in _found(strict).items() if column not in found}
    fields = {name: value for name, value in form.cleaned_data.items() if name != "row_version"}
    return Judged(fields, found | errors, lacks)


def _form(row: DeskRow, data: dict[str, Any], *, is_submitted: bool = False) -> EntryForm:
    return EntryForm(
        data,
        facts=row.facts,
        before=row.before,
        units=row.target.units,
        is_correction=row.accepted is not None,
        is_submitted=is_submitted,
    )


def _found(form: EntryForm) -> dict[SheetColumn, list[str]]:
    """The form's errors by column; a field and its column have one name."""
    return {SheetColumn(name): [str(why) for why in whys] for name, whys in form.errors.items() if name in NAMES}


def _flag(text: str) -> bool | None:
    """Whether a tick is meant; None when it cannot be told."""
    if len(text) > TICK:
        return None
    word = unicodedata.normalize("NFKC", text).strip().casefold()
    return True if word in YES else False if word in NO else None


def is_same(column: SheetColumn, text: str, stands: str) -> bool:
    """Whether a cell says what stands, however it is written."""
    if column == SheetColumn.CLAIMS:
        return _flag(text) == bool(stands)
    if column == SheetColumn.VALUE:
        try:
            return bool(FIGURE.clean(text) == FIGURE.clean(stands))
        except ValidationError:
            return False
    return bare(text) == bare(stands)


def bare(text: str) -> str:
    """A text without what a file cannot keep: the kind of its line breaks, and signs no workbook holds."""
    return UNKEPT.sub("", "\n".join(text.splitlines())).strip()
