"""Whistles: by when a called department reports in, and what calls and whistles add up to."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from tracker.choices import Rating, Signing


@dataclass(frozen=True, slots=True)
class CallFacts:
    """One department's part in a whistle, each step by its day; None while it is not done. `rating` is 1 to 5."""

    called_on: date
    signed_on: date | None = None
    answered_on: date | None = None
    rated_on: date | None = None
    is_solved: bool = False
    rating: int | None = None


@dataclass(frozen=True, slots=True)
class WhistleFacts:
    """A whistle by its days, with its calls."""

    raised_on: date
    withdrawn_on: date | None
    calls: tuple[CallFacts, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """A department's calls counted; `satisfaction` is the mean of the ratings, None without one.

    `satisfied` are the answers rated 4 or 5.
    """

    called: int
    signed_in_time: int
    signed_late: int
    answered: int
    rated: int
    solved: int
    satisfied: int
    satisfaction: Fraction | None

    @property
    def response_rate(self) -> Fraction | None:
        """响应率: reported in on time, of all calls."""
        return _share(self.signed_in_time, self.called)

    @property
    def solution_rate(self) -> Fraction | None:
        """解决率: said to be solved by who whistled, of all calls."""
        return _share(self.solved, self.called)

    @property
    def satisfaction_rate(self) -> Fraction | None:
        """满意率: rated 4 or 5, of the answers rated."""
        return _share(self.satisfied, self.rated)


@dataclass(frozen=True, slots=True)
class Counts:
    """Whistles by how they stood on a day; those taken back do not count."""

    open: int
    solved: int
    unsolved: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.open + self.solved + self.unsolved


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def sign_by(called_on: date, days: int) -> date:
    """The last day on which reporting in is in time."""
    return called_on + timedelta(days=days)


def signing(call: CallFacts, days: int, on: date) -> Signing:
    """Whether the department reported in, and in time, as seen on the day `on`."""
    limit = sign_by(call.called_on, days)
    if call.signed_on is not None:
        return Signing.IN_TIME if call.signed_on <= limit else Signing.LATE
    return Signing.DUE if on <= limit else Signing.OVERDUE


def is_after_need(call: CallFacts, needed_by: date, on: date) -> bool:
    """Whether the day the help was needed by went past without an answer."""
    return (call.answered_on or on) > needed_by


def tally(calls: Iterable[CallFacts], days: int) -> Tally:
    """Count calls; `days` are those within which to report in."""
    every = list(calls)
    signed = Counter(signing(call, days, call.signed_on) for call in every if call.signed_on)
    ratings = [call.rating for call in every if call.rating is not None]
    return Tally(
        called=len(every),
        signed_in_time=signed[Signing.IN_TIME],
        signed_late=signed[Signing.LATE],
        answered=sum(1 for call in every if call.answered_on),
        rated=len(ratings),
        solved=sum(1 for call in every if call.is_solved),
        satisfied=sum(1 for rating in ratings if rating >= Rating.SATISFIED),
        satisfaction=_share(sum(ratings), len(ratings)),
    )


def count(whistles: Iterable[WhistleFacts], on: date) -> Counts:
    """How the whistles raised by the day `on` stood then: open until every answer was rated, solved if by all."""
    stood: Counter[str] = Counter()
    for whistle in whistles:
        if whistle.raised_on > on or (whistle.withdrawn_on and whistle.withdrawn_on <= on):
            continue
        if any(call.rated_on is None or call.rated_on > on for call in whistle.calls):
            stood["open"] += 1
        else:
            stood["solved" if all(call.is_solved for call in whistle.calls) else "unsolved"] += 1
    return Counts(stood["open"], stood["solved"], stood["unsolved"])
