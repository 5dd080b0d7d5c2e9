"""Columns that several models share: figures, months, and the conditions they must meet."""

import hashlib
from typing import Any

from django.db.models import CheckConstraint, DateField, DecimalField, F, Q


def figure(**options: Any) -> "DecimalField[Any, Any]":
    """An exact figure in the target's unit: 15 digits, 4 of them decimals (more would not survive SQLite)."""
    return DecimalField(max_digits=15, decimal_places=4, **options)


def month(**options: Any) -> "DateField[Any, Any]":
    """A month, kept as its first day."""
    return DateField(**options)


def is_month(model: str, name: str) -> CheckConstraint:
    """The condition that a month column holds a first day.

    Compared as text, since extracting the day would put a function of Django's own into SQLite's table definition,
    and no other tool could then write to the database or vacuum it.
    """
    return CheckConstraint(condition=Q(**{f"{name}__endswith": "-01"}), name=f"{model}_{name}_is_a_first_day")


def together(model: str, *names: str) -> CheckConstraint:
    """The condition that columns are all filled or all empty: who and when are never apart."""
    return CheckConstraint(
        condition=Q(**{f"{name}__isnull": True for name in names}) | Q(**{f"{name}__isnull": False for name in names}),
        name=f"{model}_{'_and_'.join(names)}_together",
    )


def in_order(model: str, first: str, last: str) -> CheckConstraint:
    """The condition that one column is not after the other."""
    return CheckConstraint(condition=Q(**{f"{first}__lte": F(last)}), name=f"{model}_{first}_not_after_{last}")


def digest(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes."""
    return hashlib.sha256(text.encode()).hexdigest()
