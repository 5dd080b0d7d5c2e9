"""Whether a month's figure was reported, and in time: a fact of its own, never merged with the light."""

from datetime import date

from tracker.choices import EntryState, ReportingState
from tracker.rules.months import last_day
from tracker.rules.workflow import FILED


def due_date(month: date, due_day: int) -> date:
    """The day a month's figure is to be filed by."""
    return min(month.replace(day=due_day), last_day(month))


def reporting_state(
    month: date, due_day: int, state: EntryState | None, submitted_on: date | None, on: date
) -> ReportingState:
    """The reporting state of one due month, as seen on the day `on`."""
    if state == EntryState.RETURNED:
        return ReportingState.RETURNED
    limit = due_date(month, due_day)
    if submitted_on is not None and state in FILED:
        return ReportingState.ON_TIME if submitted_on <= limit else ReportingState.LATE
    return ReportingState.MISSING if on > limit else ReportingState.NOT_DUE
