"""The cells of the task table: a target's columns as texts, the texts read again, and the stamp of what was shown.

The stamp has a mark for each cell. With it a table that comes back tells the cells somebody wrote in from those that
have moved on since it was downloaded.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import override

from tracker.choices import Cadence, Comparison, Kind, TaskColumn
from tracker.forms.cells import bare
from tracker.forms.days import MonthField
from tracker.forms.figures import FigureField
from tracker.forms.lines import LANGUAGES, TASKS
from tracker.models import Area, Department, Target
from tracker.queries.tasks import TaskRow, TaskTable
from tracker.rules.words import plain

N = TypeVar("N", Area, Department)

WRITTEN = tuple(column for column in TaskColumn if column not in {TaskColumn.CODE, TaskColumn.STAMP})
CHOICES: Mapping[TaskColumn, type[TextChoices]] = {
    TaskColumn.KIND: Kind,
    TaskColumn.COMPARISON: Comparison,
    TaskColumn.CADENCE: Cadence,
}
MONTHS = frozenset({TaskColumn.START, TaskColumn.DUE})
MARK, VERSION = 4, "t1"  # signs of a cell's mark; of a stamp over these very columns
STAMP = re.compile(rf"{VERSION}[0-9a-f]{{{MARK * len(WRITTEN)}}}")
WITH_DAY = re.compile(r"(\d{4}-\d{2})-\d{2}")  # what a workbook makes of a month that is typed in it
SMALL = 32_767  # the largest order that every database holds
BETWEEN = re.compile(r"[、,，;；\n]")


class Names(Generic[N]):
    """Rows that a cell may name, in either language or by code. A name that several bear has the code behind it."""

    def __init__(self, things: Iterable[N]) -> None:
        self.things: list[N] = list(things)
        borne = Counter(word for each in self.things for word in {_key(each.name), _key(each.name_en)})
        self._by_word: dict[str, N] = {}
        for each in self.things:
            names = (each.name, each.name_en)
            words = {_key(name) for name in names if borne[_key(name)] == 1}
            words |= {_key(_with_code(name, each)) for name in names} | {_key(each.code)}
            self._by_word |= dict.fromkeys(words, each)

    def find(self, text: str) -> N | None:
        """The row that is named."""
        return self._by_word.get(_key(text))

    def of(self, thing: N) -> str:
        """What names the row, in the reader's language."""
        return thing.title if self.find(thing.title) == thing else _with_code(thing.title, thing)


def _with_code(name: str, thing: Area | Department) -> str:
    return f"{name} ({thing.code})"


def _key(text: str) -> str:
    return " ".join(text.casefold().split())


class Vocabulary:
    """What the cells of a report's table may say."""

    def __init__(self, table: TaskTable) -> None:
        self.areas = Names(table.areas)
        self.departments = Names(table.departments)

    @cached_property
    def choices(self) -> dict[TaskColumn, dict[str, str]]:
        """The choices of each column that has some, by their words in either language and their own names."""
        words: dict[TaskColumn, dict[str, str]] = {column: {} for column in CHOICES}
        for language in LANGUAGES:
            with override(language):
                for column, choices in CHOICES.items():
                    words[column] |= {_key(str(each.label)): each.value for each in choices}
                    words[column] |= {_key(each.name): each.value for each in choices}
        return words

    @cached_property
    def offered(self) -> dict[TaskColumn, list[str]]:
        """What a cell may be chosen from, by its column, in the reader's language."""
        in_being = [each for each in self.departments.things if each.successor_id is None]
        return {
            **{column: [str(each.label) for each in choices] for column, choices in CHOICES.items()},
            TaskColumn.AREA: [self.areas.of(each) for each in self.areas.things],
            TaskColumn.LEAD: [self.departments.of(each) for each in in_being],
        }


def held(row: TaskRow) -> dict[TaskColumn, Any]:
    """What stands in each written column."""
    return {
        column: row.cooperating if column == TaskColumn.COOPERATING else getattr(row.target, column.value)
        for column in WRITTEN
    }


def shown(row: TaskRow, words: Vocabulary) -> dict[TaskColumn, str]:
    """The target's row of the table in the reader's language, stamped."""
    values = held(row)
    texts = {column: text_of_value(column, value, words) for column, value in values.items()}
    return {TaskColumn.CODE: row.target.code, **texts, TaskColumn.STAMP: stamp(values)}


def text_of_value(column: TaskColumn, value: Any, words: Vocabulary) -> str:
    """A column's value as its cell says it."""
    if column in CHOICES:
        return str(CHOICES[column](value).label)
    match value:
        case None:
            return ""
        case Area():
            return words.areas.of(value)
        case Department():
            return words.departments.of(value)
        case tuple():
            return _("; ").join(words.departments.of(each) for each in value)
        case date():
            return f"{value:%Y-%m}"
        case _:
            return canonical(value)


def canonical(value: Any) -> str:
    """A value the same in every language and however it was typed."""
    match value:
        case None:
            return ""
        case Decimal():
            return plain(value)
        case date():
            return value.isoformat()
        case tuple():
            return " ".join(sorted(each.code for each in value))
        case Area() | Department():
            return value.code
        case _:
            return bare(str(value))


def stamp(values: Mapping[TaskColumn, Any]) -> str:
    """A mark of each written column's value."""
    return VERSION + "".join(mark(column, values[column]) for column in WRITTEN)


def mark(column: TaskColumn, value: Any) -> str:
    """By which a value is known again."""
    return sha256(f"{column.value}:{canonical(value)}".encode()).hexdigest()[:MARK]


def marks(text: str) -> dict[TaskColumn, str] | None:
    """The marks of a stamp by column; None when it is none of ours."""
    if not STAMP.fullmatch(text):
        return None
    signs = text.removeprefix(VERSION)
    return {column: signs[place * MARK : (place + 1) * MARK] for place, column in enumerate(WRITTEN)}


def value_of(column: TaskColumn, text: str, words: Vocabulary) -> Any:
    """What a cell means; raises ValidationError saying what to write instead."""
    match column:
        case TaskColumn.AREA:
            return _named(text, words.areas, _("Choose a task area from the list."))
        case TaskColumn.LEAD:
            return _lead(text, words)
        case TaskColumn.COOPERATING:
            leads = (_lead(each, words) for each in BETWEEN.split(text) if each.strip())
            return tuple(dict.fromkeys(each for each in leads if each))
        case TaskColumn.KIND | TaskColumn.COMPARISON | TaskColumn.CADENCE:
            return _choice(column, text, words)
        case TaskColumn.START | TaskColumn.DUE:
            return MonthField().clean(WITH_DAY.sub(r"\1", text))
        case _:
            return plain_value(column, text)


def _named(text: str, names: Names[N], otherwise: str) -> N:
    found = names.find(text)
    if found is None:
        raise ValidationError(otherwise)
    return found


def _lead(text: str, words: Vocabulary) -> Department | None:
    otherwise = _("There is no department “%(name)s”. Write its name as in the list.") % {"name": text.strip()[:40]}
    return _named(text, words.departments, otherwise) if text else None


def _choice(column: TaskColumn, text: str, words: Vocabulary) -> str:
    value = words.choices[column].get(_key(text))
    if value is None:
        raise ValidationError(_("Choose one of: %(words)s.") % {"words": _(", ").join(words.offered[column])})
    return CHOICES[column](value)


def plain_value(column: TaskColumn, text: str) -> Any:
    """A figure, a number or a text, by the rules of the target's own column."""
    field: Any = Target._meta.get_field(column.value)
    if column in TASKS.figures:
        return FigureField(required=not field.blank).clean(text)
    limits = {"max_value": SMALL} if column == TaskColumn.ORDER else {}
    return field.formfield(**limits).clean(text)
