"""Reminder slips: which colour holds for a figure not filed, and on which days one goes out by itself."""

from dataclasses import dataclass
from datetime import date

from tracker.choices import Light, Slip
from tracker.rules.reporting import due_date

BEHIND = frozenset({Light.BEHIND, Light.FAR_BEHIND})


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The day figures are due, how many days before it the first slip goes out, and after how many the next red one."""

    due_day: int
    before: int
    again: int


def slip_of(month: date, rhythm: Rhythm, on: date) -> Slip:
    """The slip of a month's figure not filed: blue up to its due day, red after."""
    return Slip.BLUE if on <= due_date(month, rhythm.due_day) else Slip.RED


def goes_out(month: date, rhythm: Rhythm, on: date) -> bool:
    """Whether a slip goes out that day: on the last days up to the due day, the day after it, and at intervals."""
    late = (on - due_date(month, rhythm.due_day)).days
    if late <= 0:
        return -late <= rhythm.before
    return (late - 1) % rhythm.again == 0
