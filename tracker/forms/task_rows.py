"""A line of a task table beside its target: each cell that differs, what is wrong or disputed, the target it makes."""

from collections.abc import Collection, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.choices import TaskColumn
from tracker.forms.lines import Line
from tracker.forms.tasks import (
    WRITTEN,
    Vocabulary,
    canonical,
    held,
    mark,
    marks,
    plain_value,
    text_of_value,
    value_of,
)
from tracker.models import Department, Target
from tracker.models.conditions import broken
from tracker.queries.tasks import TaskRow, TaskTable
from tracker.rules.workflow import JUDGED, TERMS

TaskFileLine = Line[TaskColumn]
Errors = dict[TaskColumn, list[str]]

# In which column the breach of a condition is said
BESIDE = {
    "target_upper_figure_only_between_and_above": TaskColumn.VALUE_HIGH,
    "target_tolerance_only_with_about": TaskColumn.TOLERANCE,
    "target_figure_above_zero_unless_rate_or_cap": TaskColumn.VALUE,
    "target_assigned_has_a_lead": TaskColumn.LEAD,
}


class TaskState(TextChoices):
    """What a cell or a row of the table is beside what stands."""

    ERROR = "ERROR", gettext_lazy("Wrong")
    CONFLICT = "CONFLICT", gettext_lazy("Changed by somebody else too")
    ADDED = "ADDED", gettext_lazy("New target")
    CHANGED = "CHANGED", gettext_lazy("Differs")
    SAME = "SAME", gettext_lazy("As it stands")


@dataclass(frozen=True)
class TaskCell:
    """A cell that says something else than what stands: both as texts, and what is wrong with it.

    `is_disputed`: what stands has changed too since the table was downloaded.
    """

    column: TaskColumn
    text: str
    stands: str
    state: TaskState
    errors: tuple[str, ...] = ()
    is_disputed: bool = False

    @property
    def is_term(self) -> bool:
        """Whether changing it is a public revision."""
        return self.column.value in TERMS


@dataclass(frozen=True)
class TaskSheetRow:
    """A line of the file, the target it is about, and the `target` it would make with its `cooperating` departments."""

    line: TaskFileLine
    row: TaskRow | None
    cells: tuple[TaskCell, ...]
    target: Target | None = None
    cooperating: tuple[Department, ...] = ()

    @property
    def code(self) -> str:
        """The target's code; what stands in its place when there is none."""
        return self.target.code if self.target else self.line.cells[TaskColumn.CODE]

    @property
    def state(self) -> TaskState:
        """The first of its cells' in the order of the states."""
        states = {cell.state for cell in self.cells}
        return next((state for state in TaskState if state in states), TaskState.SAME)

    @property
    def errors(self) -> list[tuple[TaskColumn, str]]:
        """What is wrong, by column."""
        return [(cell.column, error) for cell in self.cells for error in cell.errors]

    remarks = errors

    @property
    def changes(self) -> frozenset[str]:
        """The names of the columns that filing the file changes."""
        written = {TaskState.CHANGED, TaskState.ADDED}
        return frozenset(cell.column.value for cell in self.cells if cell.state in written)

    @property
    def is_revision(self) -> bool:
        """Whether filing it is a public revision, and needs its ground."""
        return self.row is not None and bool(TERMS & self.changes)

    @property
    def decided_on(self) -> date | None:
        """The day of the last decision on the target."""
        return self.row.decided_on if self.row else None

    @property
    def limit(self) -> date | None:
        """The month by whose end the revision had to be decided; None for a new lead alone, which may come later."""
        is_lead_alone = self.changes <= {TaskColumn.LEAD, TaskColumn.COOPERATING}
        return None if self.row is None or is_lead_alone else self.row.target.due

    @property
    def has_terms(self) -> bool:
        """Whether it is one, or may become one once what is disputed is decided."""
        return self.row is not None and any(cell.is_term for cell in self.cells)


def _read(line: TaskFileLine, words: Vocabulary) -> tuple[dict[TaskColumn, Any], Errors]:
    """What the written cells of a line mean, and what is wrong with the others."""
    values: dict[TaskColumn, Any] = {}
    errors: Errors = {column: [why] for column, why in line.wrong.items()}
    for column, text in line.cells.items():
        if column in WRITTEN and column not in errors:
            try:
                values[column] = value_of(column, text, words)
            except ValidationError as error:
                errors[column] = list(error.messages)
    return values, errors


def changed(line: TaskFileLine, row: TaskRow, words: Vocabulary, mine: Collection[str]) -> TaskSheetRow:
    """A line of a target that there is."""
    stands, seen = held(row), marks(line.cells[TaskColumn.STAMP])
    if not line.wrong and not any(line.cells[column] for column in WRITTEN if column in line.cells):
        return TaskSheetRow(line, row, ())  # a row left empty takes nothing away
    values, errors = _read(line, words)
    if seen is None:
        return _unstamped(
            line, row, is_same=not errors and all(_is_same(values[each], stands[each]) for each in values)
        )
    states = {column: _state(column, value, stands[column], seen[column]) for column, value in values.items()}
    disputed = {column for column, state in states.items() if state == TaskState.CONFLICT}
    states |= {column: TaskState.CHANGED for column in disputed if f"{row.target.code} {column.value}" in mine}
    new = {column: values[column] for column, state in states.items() if state == TaskState.CHANGED}
    target = copy(row.target)
    errors |= _misfits(target, new, is_fixed=row.is_fixed) if not errors else {}
    cells = [
        TaskCell(
            column,
            text_of_value(column, values[column], words) if column in values else line.cells.get(column, ""),
            text_of_value(column, stands[column], words),
            TaskState.ERROR if column in errors else states[column],
            tuple(errors.get(column, ())),
            column in disputed,
        )
        for column in WRITTEN
        if column in errors or states.get(column, TaskState.SAME) != TaskState.SAME
    ]
    return TaskSheetRow(line, row, tuple(cells), target, new.get(TaskColumn.COOPERATING, row.cooperating))


def _unstamped(line: TaskFileLine, row: TaskRow, *, is_same: bool) -> TaskSheetRow:
    """A line that does not say what it was made from: it may only say what stands."""
    if is_same:
        return TaskSheetRow(line, row, ())
    why = _("The row has lost its stamp. Download the table again and write your changes into that.")
    return TaskSheetRow(line, row, (TaskCell(TaskColumn.STAMP, "", "", TaskState.ERROR, (why,)),), row.target)


def _is_same(value: Any, other: Any) -> bool:
    return canonical(value) == canonical(other)


def _state(column: TaskColumn, value: Any, stands: Any, seen: str) -> TaskState:
    """What a cell is: `seen` is the mark of what stood in it when the table was downloaded."""
    if _is_same(value, stands):
        return TaskState.SAME
    if mark(column, stands) == seen:
        return TaskState.CHANGED
    return TaskState.SAME if mark(column, value) == seen else TaskState.CONFLICT


def added(line: TaskFileLine, table: TaskTable, words: Vocabulary) -> TaskSheetRow:
    """A line of a target that there is not yet."""
    complete = Line(line.number, dict.fromkeys(WRITTEN, "") | dict(line.cells), line.wrong)
    values, errors = _read(complete, words)
    target = Target(report=table.report)
    try:
        target.code = plain_value(TaskColumn.CODE, line.cells[TaskColumn.CODE])
    except ValidationError as error:
        errors[TaskColumn.CODE] = list(error.messages)
    errors |= _misfits(target, values, is_fixed=False) if not errors else {}
    cells = [
        _cell(column, text, "", errors.get(column, []))
        for column, text in complete.cells.items()
        if column in errors or (text and column in WRITTEN)
    ]
    return TaskSheetRow(line, None, tuple(cells), target, values.get(TaskColumn.COOPERATING, ()))


def _misfits(target: Target, new: Mapping[TaskColumn, Any], *, is_fixed: bool) -> Errors:
    """Write the new values into the target; what of them does not fit, by column."""
    for column, value in new.items():
        if column != TaskColumn.COOPERATING:
            setattr(target, column.value, value)
    errors: Errors = {column: [why] for column, why in _forbidden(new, is_fixed=is_fixed)}
    try:
        target.clean()
    except ValidationError as error:
        errors |= {TaskColumn(name): whys for name, whys in error.message_dict.items()}
    for condition in broken(target):
        if beside := BESIDE.get(condition.name):
            errors.setdefault(beside, []).append(str(condition.get_violation_error_message()))
    return errors


def _forbidden(new: Mapping[TaskColumn, Any], *, is_fixed: bool) -> Iterator[tuple[TaskColumn, str]]:
    """What may not be changed, or not to this, each with why."""
    for column, value in new.items():
        if is_fixed and column.value in JUDGED:
            why = _(
                "Figures of this target were accepted by this measure, so it stays. Suspend it and add another one."
            )
            yield column, why
        departments = value if isinstance(value, tuple) else (value,)
        for each in departments:
            if isinstance(each, Department) and each.successor_id:
                merged = _("%(department)s is merged into %(into)s.")
                yield column, merged % {"department": each, "into": each.successor}


def _cell(column: TaskColumn, text: str, stands: str, errors: list[str]) -> TaskCell:
    return TaskCell(column, text, stands, TaskState.ERROR if errors else TaskState.ADDED, tuple(errors))
