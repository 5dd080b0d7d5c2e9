"""What a judgement is made from and what it yields: plain, frozen, exact. No row, no clock."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from tracker.choices import Cadence, Comparison, Kind, Light


@dataclass(frozen=True, slots=True)
class Figure:
    """An accepted cumulative figure. `completes`: its acceptance accepted the target's completion too."""

    month: date
    value: Decimal
    completes: bool = False


@dataclass(frozen=True, slots=True)
class PlanPoint:
    """The share of the target (0 to 1) planned to be done by the end of `month`."""

    month: date
    share: Decimal


@dataclass(frozen=True, slots=True)
class Facts:
    """One target as it stood at the end of one month.

    `value` and all figures are in the target's unit. `figures` and `plan` are ordered by month.
    """

    kind: Kind
    comparison: Comparison
    value: Decimal
    start: date
    due: date
    value_high: Decimal | None = None
    tolerance: Decimal | None = None
    baseline: Decimal | None = None
    cadence: Cadence = Cadence.MONTH
    plan: tuple[PlanPoint, ...] = ()
    figures: tuple[Figure, ...] = ()
    suspended: bool = False

    @property
    def latest(self) -> Figure | None:
        """The last accepted figure."""
        return self.figures[-1] if self.figures else None

    @property
    def is_cap(self) -> bool:
        """Whether the figure must stay at or under the target."""
        return self.comparison == Comparison.AT_MOST

    @property
    def is_band(self) -> bool:
        """Whether the figure must lie inside a band: about or between, of a rate or a level."""
        if self.kind == Kind.LEVEL:
            return self.comparison in {Comparison.ABOUT, Comparison.BETWEEN}
        return self.kind == Kind.RATE and self.comparison in {Comparison.ABOUT, Comparison.BETWEEN, Comparison.EXACT}

    @property
    def has_share(self) -> bool:
        """Whether a done share exists: rates, caps and bands are held, not filled."""
        return self.kind != Kind.RATE and not self.is_cap and not self.is_band

    @property
    def low(self) -> Decimal:
        """The least figure that keeps the promise: the band's lower edge, else the value."""
        return self.value - (self.tolerance or 0) if self.comparison == Comparison.ABOUT else self.value

    @property
    def high(self) -> Decimal:
        """The band's upper edge."""
        if self.comparison == Comparison.ABOUT:
            return self.value + (self.tolerance or 0)
        return self.value if self.value_high is None else self.value_high


@dataclass(frozen=True, slots=True)
class Policy:
    """The thresholds of a report. Gaps in percentage points, `cap_margin` in per cent of the cap."""

    behind_over: Decimal = Decimal(0)
    far_behind_over: Decimal = Decimal(30)
    ahead_from: Decimal = Decimal(10)
    cap_margin: Decimal = Decimal(10)
    not_started_months: int = 3
    stale_periods: int = 2
    due_day: int = 25


class Reason(StrEnum):
    """Why a light is what it is; `rules/words.py` has the sentence of each."""

    SUSPENDED = "suspended"
    COMPLETED = "completed"
    HELD_AT_CLOSE = "held_at_close"
    BEFORE_START = "before_start"
    NOTHING_DUE = "nothing_due"
    GAP = "gap"
    PAST_DUE = "past_due"
    NOT_STARTED = "not_started"
    BELOW_ZERO = "below_zero"
    MISSED_AT_CLOSE = "missed_at_close"
    MISSED_SO_FAR = "missed_so_far"
    OVER_MARGIN = "over_margin"
    NONE_ACCEPTED = "none_accepted"
    STALE = "stale"
    SHORT = "short"
    OVER = "over"
    OUTSIDE = "outside"
    KEPT_UP = "kept_up"
    UNVERIFIED = "unverified"
    HELD = "held"
    AWAITING_CLOSE = "awaiting_close"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A light and everything it was judged from. Shares are of 1, the gap is in percentage points."""

    light: Light
    reason: Reason
    month: date
    facts: Facts
    expected: Fraction | None = None
    done: Fraction | None = None
    missed: int = 0

    @property
    def gap(self) -> Fraction | None:
        """Expected minus done, in percentage points; None where there is no share."""
        if self.done is None or self.expected is None:
            return None
        return 100 * (self.expected - self.done)
