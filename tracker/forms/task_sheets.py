"""A task table that came back, beside the targets as they stand: all its lines, and all their errors at once."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from django.utils.translation import gettext as _

from tracker.choices import TaskColumn
from tracker.forms.lines import Lines, code_key
from tracker.forms.task_rows import TaskCell, TaskFileLine, TaskSheetRow, TaskState, added, changed
from tracker.forms.tasks import Vocabulary, held, stamp
from tracker.queries.tasks import TaskTable


@dataclass(frozen=True)
class TaskComparison:
    """The whole file beside the table."""

    rows: list[TaskSheetRow]
    unread: tuple[str, ...]
    left_out: int  # how many targets of the report have no line in the file

    def _in(self, *states: TaskState) -> list[TaskSheetRow]:
        return [row for row in self.rows if row.state in states]

    @property
    def wrong(self) -> list[TaskSheetRow]:
        """The rows that keep the file from being filed."""
        return self._in(TaskState.ERROR)

    @property
    def told(self) -> list[TaskSheetRow]:
        """The rows that say something else than what stands, errors apart."""
        return self._in(TaskState.CONFLICT, TaskState.ADDED, TaskState.CHANGED)

    @property
    def filed(self) -> list[TaskSheetRow]:
        """What filing it writes; nothing while anything is wrong."""
        return [] if self.wrong else [row for row in self.rows if row.changes]

    @cached_property
    def summary(self) -> dict[str, int]:
        """How many cells differ, targets are new, cells disputed and rows wrong."""
        cells = [cell for row in self.rows if row.row for cell in row.cells]
        return {
            "changed": sum(cell.state == TaskState.CHANGED for cell in cells),
            "added": len(self._in(TaskState.ADDED)),
            "disputed": sum(cell.is_disputed for cell in cells),
            "wrong": len(self.wrong),
        }

    @cached_property
    def digest(self) -> str:
        """A fingerprint of what was compared: it changes when anything in the file's rows moved on."""
        stands = [
            (each.line.number, each.code, each.row and (each.row.target.row_version, stamp(held(each.row))))
            for each in self.rows
        ]
        return sha256(repr(stands).encode()).hexdigest()[:32]


def compare(lines: Lines[TaskColumn], table: TaskTable, mine: Collection[str] = ()) -> TaskComparison:
    """Every line of the file beside its target; all errors of the file at once.

    `mine`: disputed cells (`HD-2021-08 value`) that are to be written all the same.
    """
    by_code = {code_key(row.target.code): row for row in table.rows}
    words, first, taken = Vocabulary(table), dict[str, int](), {code_key(code) for code in table.taken}
    compared = []
    for line in lines.lines:
        code = code_key(line.cells[TaskColumn.CODE])
        earlier = first.setdefault(code, line.number)
        if error := _astray(line, earlier, is_known=code in by_code, is_taken=code in taken):
            text = line.cells[TaskColumn.CODE]
            compared.append(TaskSheetRow(line, None, (TaskCell(TaskColumn.CODE, text, "", TaskState.ERROR, (error,)),)))
        elif code in by_code:
            compared.append(changed(line, by_code[code], words, mine))
        else:
            compared.append(added(line, table, words))
    return TaskComparison(compared, lines.unread, len(by_code.keys() - first.keys()))


def _astray(line: TaskFileLine, first: int, *, is_known: bool, is_taken: bool) -> str:
    """Why a line is about no target; empty when it is about one, or makes one."""
    if TaskColumn.CODE in line.wrong:
        return line.wrong[TaskColumn.CODE]
    if not line.cells[TaskColumn.CODE]:
        return _("The code is missing. Write the new target's code, or empty the row.")
    if first != line.number:
        return _("The code stands in row %(number)s already. Keep one of the two rows.") % {"number": first}
    if not is_known and line.cells[TaskColumn.STAMP]:
        return _("The report has no target with this code, and a code never changes. Put the old code back.")
    return _("A target of another report has this code. Choose another one.") if is_taken else ""
