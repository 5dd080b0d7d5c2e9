"""The check constraints a row would break, asked of the row itself: the database is not needed for it."""

import operator
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import CheckConstraint, F, ForeignKey, Model, Q

LOOKUPS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda value, among: value in among,
    "endswith": lambda value, end: _text(value).endswith(end),
}


def broken(row: Model) -> list[CheckConstraint]:
    """The check constraints of its model that the database would refuse the row for.

    For many rows at once: `Model.full_clean` asks the database a question for each constraint of each row.
    """
    checks = [each for each in row._meta.constraints if isinstance(each, CheckConstraint)]
    return [each for each in checks if _truth(each.condition, row) is False]


def _truth(condition: Any, row: Model) -> bool | None:
    """Whether it holds; None where SQL would say NULL, which a check constraint lets pass."""
    truths = [_truth(each, row) if isinstance(each, Q) else _asked(row, *each) for each in condition.children]
    decides = condition.connector == Q.OR
    truth = decides if decides in truths else None if None in truths else not decides
    return not truth if condition.negated and truth is not None else truth


def _asked(row: Model, lookup: str, operand: Any) -> bool | None:
    name, _separator, kind = lookup.partition("__")
    value = _value(row, name)
    if kind == "isnull":
        return (value is None) is operand
    other = _value(row, str(operand.deconstruct()[1][0])) if isinstance(operand, F) else operand
    return None if value is None or other is None else LOOKUPS[kind or "exact"](value, other)


def _value(row: Model, name: str) -> Any:
    field = row._meta.get_field(name)
    return getattr(row, field.attname if isinstance(field, ForeignKey) else name)


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
