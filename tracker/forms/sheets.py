"""A month's file beside the month as it stands: what each cell would add or change, and what is wrong with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.choices import SheetColumn
from tracker.forms.cells import WRITTEN, Errors, is_same, judged, shown
from tracker.forms.lines import Line, Lines, code_key
from tracker.queries.desk import DeskRow


class CellState(TextChoices):
    """What a cell of the file is beside what stands."""

    NEW = "NEW", gettext_lazy("New")
    CHANGED = "CHANGED", gettext_lazy("Differs")
    SAME = "SAME", gettext_lazy("As it stands")
    ERROR = "ERROR", gettext_lazy("Wrong")


@dataclass(frozen=True)
class SheetCell:
    """A cell that the file states: its text, what stands in its place, and what is wrong with it."""

    column: SheetColumn
    text: str
    stands: str
    state: CellState
    errors: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetRow:
    """A line of the file and the target it is about, if it is one of the department's.

    `content`: the fields of the entry it would make. `lacks`: what keeps it from being handed in, by column.
    """

    line: Line[SheetColumn]
    row: DeskRow | None
    cells: tuple[SheetCell, ...]
    content: dict[str, Any] | None = None
    lacks: tuple[tuple[SheetColumn, str], ...] = ()

    @property
    def state(self) -> CellState:
        """The gravest of its cells'."""
        states = {cell.state for cell in self.cells}
        for state in (CellState.ERROR, CellState.CHANGED, CellState.NEW):
            if state in states:
                return state
        return CellState.SAME

    @property
    def is_saved(self) -> bool:
        """Whether filing the file as drafts writes it."""
        return self.state in {CellState.NEW, CellState.CHANGED}

    @property
    def is_submitted(self) -> bool:
        """Whether filing the file can hand it in: a figure, or that there is none, new or a draft's."""
        fields = self.content or {}
        return bool(fields.get("is_uncounted")) or fields.get("value") is not None

    @property
    def errors(self) -> list[tuple[SheetColumn, str]]:
        """What is wrong, by column."""
        return [(cell.column, error) for cell in self.cells for error in cell.errors]

    @property
    def remarks(self) -> list[tuple[SheetColumn, str]]:
        """What is wrong, else what is lacking, by column."""
        return self.errors or list(self.lacks)

    @property
    def told(self) -> list[SheetCell]:
        """The cells that say something else than what stands."""
        return [cell for cell in self.cells if cell.state != CellState.SAME]


@dataclass(frozen=True)
class Comparison:
    """The whole file beside the month."""

    rows: list[SheetRow]
    unread: tuple[str, ...]
    left_out: int  # how many of the department's targets have no line in the file

    @cached_property
    def summary(self) -> list[tuple[str, int]]:
        """Each state's word, and how many rows are in it."""
        return [(str(state.label), sum(row.state == state for row in self.rows)) for state in CellState]

    @property
    def wrong(self) -> list[SheetRow]:
        """The rows that keep the file from being filed."""
        return [row for row in self.rows if row.errors]

    @property
    def lacking(self) -> list[SheetRow]:
        """The rows that keep it from being handed in, though not from being saved."""
        return [row for row in self.rows if row.lacks and not row.errors]

    @property
    def saved(self) -> list[SheetRow]:
        """What filing it as drafts writes; nothing while anything is wrong."""
        return [] if self.wrong else [row for row in self.rows if row.is_saved]

    @property
    def submitted(self) -> list[SheetRow]:
        """What filing it hands in; nothing while anything is wrong or lacking.

        Drafts that are as it says too, unless they were sent back and stand as they were.
        """
        return [] if self.wrong or self.lacking else [row for row in self.rows if row.is_submitted]

    @cached_property
    def digest(self) -> str:
        """A fingerprint of what was compared: it changes when anything in the file's rows moved on."""
        stands = [
            (each.line.number, each.state.value, each.row and _versions(each.row), bool(each.lacks))
            for each in self.rows
        ]
        return sha256(repr(stands).encode()).hexdigest()[:32]


def _versions(row: DeskRow) -> tuple[object, ...]:
    entry = row.entry
    return (row.target.pk, row.target.row_version, entry and (entry.pk, entry.row_version, entry.state))


def compare(lines: Lines[SheetColumn], rows: Iterable[DeskRow]) -> Comparison:
    """Every line of the file beside its target's row; all errors of the file at once.

    A code that is another department's is to this department what one that does not exist is.
    """
    by_code = {code_key(row.target.code): row for row in rows}
    first: dict[str, int] = {}
    compared = []
    for line in lines.lines:
        code = code_key(line.cells[SheetColumn.CODE])
        earlier = first.setdefault(code, line.number)
        row = by_code.get(code)
        if row is None or earlier != line.number or SheetColumn.CODE in line.wrong:
            compared.append(SheetRow(line, None, _astray(line, code, earlier)))
        else:
            compared.append(_compare(line, row))
    return Comparison(compared, lines.unread, len(by_code.keys() - first.keys()))


def _astray(line: Line[SheetColumn], code: str, earlier: int) -> tuple[SheetCell, ...]:
    """The cells of a line that is about no target, with why."""
    if SheetColumn.CODE in line.wrong:
        error = line.wrong[SheetColumn.CODE]
    elif not code:
        error = _("The code is missing. Take it from the month's workbook, or empty the row.")
    elif earlier != line.number:
        error = _("The code stands in row %(number)s already. Keep one of the two rows.") % {"number": earlier}
    else:
        error = _("Your department has no target with this code. Take the code from the month's workbook.")
    text = line.cells[SheetColumn.CODE]
    others = _unreadable(line)
    return (SheetCell(SheetColumn.CODE, text, "", CellState.ERROR, (error,)), *others)


def _unreadable(line: Line[SheetColumn]) -> Iterator[SheetCell]:
    for column, why in line.wrong.items():
        if column != SheetColumn.CODE:
            yield SheetCell(column, line.cells[column], "", CellState.ERROR, (why,))


def _compare(line: Line[SheetColumn], row: DeskRow) -> SheetRow:
    given = {column: text for column, text in line.cells.items() if column.is_written}
    stands = shown(row)
    is_silent = not line.wrong and not any(given.values())  # a row left empty takes nothing away
    changed = {column for column, text in given.items() if not is_silent and not is_same(column, text, stands[column])}
    errors: Errors = {column: [why] for column, why in line.wrong.items()}
    lacks: Errors = {}
    content = None
    if changed and (reason := row.why_closed):
        errors = {column: [reason] for column in changed} | errors
    elif changed or (row.draft and row.is_open and not row.is_as_returned and not is_silent):
        content, found, lacks = judged(row, {column: given[column] for column in changed - errors.keys()})
        if changed:
            errors = found | errors
        else:
            lacks = found | lacks  # it stands so already: only handing it in can fail
    cells = [
        SheetCell(
            column,
            given.get(column, ""),
            stands[column],
            _state(column, stands, changed, errors),
            tuple(errors.get(column, ())),
        )
        for column in WRITTEN
        if column in given or column in errors
    ]
    return SheetRow(
        line,
        row,
        tuple(cells),
        None if errors else content,
        tuple((column, " ".join(whys)) for column, whys in lacks.items()),
    )


def _state(column: SheetColumn, stands: dict[SheetColumn, str], changed: set[SheetColumn], errors: Errors) -> CellState:
    if column in errors:
        return CellState.ERROR
    if column not in changed:
        return CellState.SAME
    return CellState.CHANGED if stands[column] else CellState.NEW
