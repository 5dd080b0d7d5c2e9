"""Until when a department may object to its score."""

from datetime import date, timedelta

DAYS = 7


def last_day_to_object(issued_on: date) -> date:
    """The seventh day after the issue."""
    return issued_on + timedelta(days=DAYS)


def may_still_object(issued_on: date, on: date) -> bool:
    """Whether an objection made on the day `on` is in time."""
    return on <= last_day_to_object(issued_on)
