"""The light of a target at the end of a closed month: the table of docs/rules.md, first match wins."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tracker.choices import Bucket, Light
from tracker.rules.facts import Facts, Policy, Reason, Verdict
from tracker.rules.months import due_months, shift
from tracker.rules.pace import done_share, expected_share, missed_periods


def judge(facts: Facts, policy: Policy, month: date) -> Verdict:
    """The verdict at the end of `month`; figures for later months are ignored."""
    known = tuple(figure for figure in facts.figures if figure.month <= month)
    facts = replace(facts, figures=known)
    missed = missed_periods(facts, month)
    expected = expected_share(facts, month) if facts.has_share else None
    done = done_share(facts, facts.latest.value) if facts.has_share and facts.latest else None
    light, reason = _light(facts, policy, month, missed, expected, done)
    return Verdict(light, reason, month, facts, expected, done, missed)


def _light(
    facts: Facts, policy: Policy, month: date, missed: int, expected: Fraction | None, done: Fraction | None
) -> tuple[Light, Reason]:
    if facts.suspended:
        return Light.SUSPENDED, Reason.SUSPENDED
    if (
        done is not None
        and done >= 1
        and any(figure.completes and done_share(facts, figure.value) >= 1 for figure in facts.figures)
    ):
        return Light.DONE, Reason.COMPLETED
    if month < facts.start:
        return Light.NOT_DUE, Reason.BEFORE_START
    nothing_due = not due_months(facts.start, facts.due, facts.cadence, until=month)
    if nothing_due and (facts.latest is None or not facts.has_share):
        return Light.NOT_DUE, Reason.NOTHING_DUE
    if facts.latest is None:
        return Light.NO_DATA, Reason.NONE_ACCEPTED
    if expected is None or done is None:
        return _of_held_figure(facts, policy, month, facts.latest.value, missed)
    return _of_share(facts, policy, month, expected, done)


def _of_share(facts: Facts, policy: Policy, month: date, expected: Fraction, done: Fraction) -> tuple[Light, Reason]:
    gap = 100 * (expected - done)
    if done >= 1:
        return Light.ON_PACE, Reason.UNVERIFIED
    if gap > policy.far_behind_over:
        return Light.FAR_BEHIND, Reason.GAP
    if month >= facts.due:
        return Light.FAR_BEHIND, Reason.PAST_DUE
    if gap > 0 and _not_started(facts, policy, month):
        return Light.FAR_BEHIND, Reason.NOT_STARTED
    if gap > policy.behind_over:
        return Light.BEHIND, Reason.GAP
    return Light.ON_PACE, Reason.KEPT_UP


def _not_started(facts: Facts, policy: Policy, month: date) -> bool:
    """Whether the accepted figure stood at nothing done in each of the last months the policy names."""
    since = shift(month, 1 - policy.not_started_months)
    if since < facts.start:
        return False
    standing = [figure for figure in facts.figures if figure.month <= since][-1:]
    judged = standing + [figure for figure in facts.figures if figure.month > since]
    return bool(standing) and all(done_share(facts, figure.value) <= 0 for figure in judged)


def _of_held_figure(facts: Facts, policy: Policy, month: date, value: Decimal, missed: int) -> tuple[Light, Reason]:
    """A rate, a cap or a band: a line to hold, judged for good when the year is closed."""
    held, worst = _line(facts, policy, value)
    closed = month >= facts.due
    if held and closed and not missed:
        return Light.DONE, Reason.HELD_AT_CLOSE
    if worst:
        return Light.FAR_BEHIND, worst
    if closed and not held:
        return Light.FAR_BEHIND, Reason.MISSED_SO_FAR if missed else Reason.MISSED_AT_CLOSE
    if missed >= policy.stale_periods:
        return Light.NO_DATA, Reason.STALE
    if held:
        return Light.ON_PACE, Reason.AWAITING_CLOSE if closed else Reason.HELD
    if facts.is_band:
        return Light.BEHIND, Reason.OUTSIDE
    return Light.BEHIND, Reason.OVER if facts.is_cap else Reason.SHORT


def _line(facts: Facts, policy: Policy, value: Decimal) -> tuple[bool, Reason | None]:
    """Whether the line is held, and the reason when it is missed so far that it is red at once."""
    if facts.is_band:
        return facts.low <= value <= facts.high, None
    if facts.is_cap:
        limit = facts.value + abs(facts.value) * policy.cap_margin / 100
        return value <= facts.value, Reason.OVER_MARGIN if value > limit else None
    return value >= facts.value, Reason.BELOW_ZERO if value < min(Decimal(0), facts.value) else None


def bucket(verdict: Verdict, policy: Policy) -> Bucket:
    """The bulletin's bucket of a verdict."""
    if verdict.light == Light.ON_PACE:
        gap = verdict.gap
        return Bucket.AHEAD if gap is not None and gap <= -policy.ahead_from else Bucket.ON_PACE
    return {
        Light.DONE: Bucket.DONE,
        Light.BEHIND: Bucket.BEHIND,
        Light.FAR_BEHIND: Bucket.BEHIND,
        Light.NO_DATA: Bucket.NO_DATA,
    }.get(verdict.light, Bucket.OTHER)
