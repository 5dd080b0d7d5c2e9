"""Whether a month's figure was reported, and in time: a fact of its own, never merged with the light."""

from datetime import date

from tracker.choices import EntryState, ReportingState
from tracker.rules.months import last_day
from tracker.rules.workflow import FILED


def due_date(month: date, due_day: int) -> date:
    """The day a month's figure is to be filed by."""
    return min(month.replace(day=due_day), last_day(month))


def is_late(month: date, due_day: int, submitted_on: date) -> bool:
    """Whether a month's figure first came in after its day."""
    return submitted_on > due_date(month, due_day)


def reporting_state(
    month: date, due_day: int, state: EntryState | None, submitted_on: date | None, on: date
) -> ReportingState:
    """The reporting state of one due month, as seen on the day `on`."""
    if state == EntryState.RETURNED:
        return ReportingState.RETURNED
    if submitted_on is not None and state in FILED:
        return ReportingState.LATE if is_late(month, due_day, submitted_on) else ReportingState.ON_TIME
    return ReportingState.MISSING if on > due_date(month, due_day) else ReportingState.NOT_DUE
