"""Requests for change: until when one can be asked, whether it changes anything, and the terms it would give."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tracker.choices import RequestKind
from tracker.rules.facts import Facts
from tracker.rules.months import last_day


def is_in_time(due: date, on: date) -> bool:
    """Whether a change can still be asked on the day `on`: to the end of the due month."""
    return on <= last_day(due)


def is_change(facts: Facts, kind: RequestKind, value: Decimal | None, due: date | None) -> bool:
    """Whether what is asked differs from what stands: another figure, a later month, or a stop."""
    match kind:
        case RequestKind.ADJUST:
            return value is not None and value != facts.value
        case RequestKind.POSTPONE:
            return due is not None and due > facts.due
        case _:
            return not facts.suspended


def as_asked(facts: Facts, kind: RequestKind, value: Decimal | None, due: date | None) -> Facts:
    """The terms if the request were granted."""
    if kind == RequestKind.SUSPEND:
        return replace(facts, suspended=True)
    return replace(facts, value=facts.value if value is None else value, due=due or facts.due)
