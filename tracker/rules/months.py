"""Months as the first day of each: counting them, and which of them are due under a cadence."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from tracker.choices import Cadence

KEY = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


def read_month(text: str) -> date | None:
    """The month an address writes as `2021-06`; None when it is none."""
    found = KEY.fullmatch(text)
    if found and int(found[1]) and 1 <= int(found[2]) <= 12:
        return date(int(found[1]), int(found[2]), 1)
    return None


def month_of(day: date) -> date:
    """The month a day lies in."""
    return date(day.year, day.month, 1)


def number(month: date) -> int:
    """Months since year 0, so that months can be subtracted."""
    return month.year * 12 + month.month - 1


def shift(month: date, by: int) -> date:
    """The month `by` months later (earlier when negative)."""
    year, index = divmod(number(month) + by, 12)
    return date(year, index + 1, 1)


def span(first: date, last: date) -> Iterator[date]:
    """Every month from `first` to `last`, both included; none when `last` is earlier."""
    for step in range(number(last) - number(first) + 1):
        yield shift(first, step)


def last_day(month: date) -> date:
    """The month's last day."""
    return shift(month, 1) - timedelta(days=1)


def last_closed(first: date, last: date, on: date) -> date:
    """The last month of a report's year that was over on the day `on`; the month before its first until then."""
    return max(shift(first, -1), min(last, shift(month_of(on), -1)))


def is_due(month: date, start: date, due: date, cadence: Cadence) -> bool:
    """Whether a figure is to be reported for `month`: each period's last month, and the due month itself."""
    if not start <= month <= due:
        return False
    return month == due or month.month % cadence.months == 0


def due_months(start: date, due: date, cadence: Cadence, until: date) -> tuple[date, ...]:
    """The months a figure was to be reported for, up to and with `until`."""
    return tuple(month for month in span(start, min(due, until)) if is_due(month, start, due, cadence))
