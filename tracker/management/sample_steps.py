"""The sample year as steps in the order of time: what was done, to which target, at which moment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from tracker.choices import EntryState
from tracker.management.sample_closings import CLOSINGS
from tracker.management.sample_plan import COURSES, PLANNED, REVISED, REVISED_ON, SUSPENDED, SUSPENDED_ON, Course

SHANGHAI = ZoneInfo("Asia/Shanghai")
YEAR = 2021
SATURDAY = 5


class Verb(StrEnum):
    """What a step does."""

    ASSIGN = "assign"
    ACKNOWLEDGE = "acknowledge"
    PLAN = "plan"
    SAVE = "save"
    SUBMIT = "submit"
    ACCEPT = "accept"
    SEND_BACK = "send_back"
    REVISE = "revise"
    SUSPEND = "suspend"
    HAND_IN_CLOSING = "hand_in_closing"
    ACCEPT_CLOSING = "accept_closing"


@dataclass(frozen=True, slots=True)
class Step:
    """One act. `reason` is why an entry is sent back or corrected."""

    at: datetime
    verb: Verb
    course: Course
    month: date = date(YEAR, 1, 1)
    value: Decimal = Decimal(0)
    claims: bool = False
    reason: str = ""


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment in Hedong's time."""
    return datetime.combine(day, time(hour, minute), SHANGHAI)


def steps(courses: Iterable[Course] = COURSES) -> list[Step]:
    """Every step of the year, earliest first."""
    return sorted((step for course in courses for step in _of(course)), key=lambda step: step.at)


def _of(course: Course) -> Iterator[Step]:
    number = int(course.code[-2:])
    yield Step(moment(date(YEAR, 1, 14), 14, number), Verb.ASSIGN, course)
    if course.acknowledged:
        yield Step(moment(date(YEAR, 1, 15), 9, number), Verb.ACKNOWLEDGE, course)
    if course.code == PLANNED:
        yield Step(moment(date(YEAR, 1, 15), 15), Verb.PLAN, course)
    if course.code == REVISED:
        yield Step(moment(REVISED_ON + timedelta(days=1), 10), Verb.REVISE, course)
    if course.code == SUSPENDED:
        yield Step(moment(SUSPENDED_ON + timedelta(days=1), 10), Verb.SUSPEND, course)
    for month, value in course.by_month.items():
        yield from _filing(course, number, month, value)
    if course.code in CLOSINGS:
        yield Step(moment(date(YEAR + 1, 1, 6), 9 + number % 8, number), Verb.HAND_IN_CLOSING, course)
        if CLOSINGS[course.code].is_accepted:
            yield Step(moment(date(YEAR + 1, 1, 11), 15, number), Verb.ACCEPT_CLOSING, course)


def _filing(course: Course, number: int, month: int, value: Decimal) -> Iterator[Step]:
    """A month's entry from draft to acceptance, or as far as it got."""
    first = date(YEAR, month, 1)
    claims = course.claim == month
    wrong, why = course.corrected.get(month, ("", ""))
    reached = course.december if month == 12 else EntryState.ACCEPTED
    filed = _workday(date(YEAR, month, 28 if month in course.late else 17 + (number * 5 + month * 3) % 7))
    at = moment(filed, 9 + number % 8, number)
    accepted = Decimal(wrong) if wrong else value
    if month in course.returned:
        yield from _submission(course, at, first, accepted, claims)
        at = _next_workday(at)
        yield Step(at, Verb.SEND_BACK, course, first, reason=course.returned[month])
        at = _next_workday(at)
    if reached == EntryState.RETURNED:
        return
    yield from list(_submission(course, at, first, accepted, claims))[: 1 if reached == EntryState.DRAFT else 2]
    if reached != EntryState.ACCEPTED:
        return
    yield Step(_next_workday(at), Verb.ACCEPT, course, first)
    if wrong:
        at = moment(_workday(date(YEAR, month + 1, 11)), 10, number)
        yield from _submission(course, at, first, value, claims, why)
        yield Step(_next_workday(at), Verb.ACCEPT, course, first)


def _submission(
    course: Course, at: datetime, month: date, value: Decimal, claims: bool, reason: str = ""
) -> Iterator[Step]:
    yield Step(at - timedelta(minutes=50), Verb.SAVE, course, month, value, claims, reason)
    yield Step(at, Verb.SUBMIT, course, month)


def _workday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def _next_workday(at: datetime) -> datetime:
    """The same hour a working day later."""
    at += timedelta(days=1)
    return at + timedelta(days=7 - at.weekday() if at.weekday() >= SATURDAY else 0)
