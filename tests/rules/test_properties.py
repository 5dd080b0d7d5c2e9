"""What holds for every target and every figure: order, exactness, and that judging never fails."""

from dataclasses import fields, is_dataclass, replace
from decimal import Decimal

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import month
from tracker.choices import Cadence, Comparison, Kind, Light
from tracker.rules.facts import Facts, Figure, PlanPoint, Policy
from tracker.rules.forecast import forecast
from tracker.rules.lights import bucket, judge
from tracker.rules.outcomes import outcome
from tracker.rules.rollup import roll_up
from tracker.rules.words import explain, formula

BEST_TO_WORST = [Light.DONE, Light.NOT_DUE, Light.ON_PACE, Light.BEHIND, Light.NO_DATA, Light.FAR_BEHIND]

amounts = st.decimals(min_value=0, max_value=10**11 - 1, places=4)
small = st.decimals(min_value=-200, max_value=200, places=1)
figures_of = st.one_of(amounts, small)
months = st.integers(1, 12).map(month)
policies = st.builds(
    lambda low, more, ahead, margin, months, periods: Policy(low, low + more, ahead, margin, months, periods),
    *[st.decimals(min_value=0, max_value=50, places=2)] * 4,
    st.integers(1, 6),
    st.integers(1, 4),
)


any_comparison = st.sampled_from(Comparison)
at_least = st.sampled_from([Comparison.AT_LEAST, Comparison.ALL])
at_most = st.just(Comparison.AT_MOST)


@st.composite
def targets(draw, *, wide: bool = True, comparison=any_comparison, least: int = 0):
    """Any facts the database lets through, with `least` figures; with `wide` False only such as grow from a baseline
    below the target.
    """
    kind, compared = draw(st.sampled_from(Kind)), draw(comparison)
    start, due = sorted(draw(st.tuples(months, months)))
    value = draw(small if kind == Kind.RATE or compared == Comparison.AT_MOST else amounts.filter(lambda v: v > 0))
    low = draw(figures_of) if wide else draw(st.decimals(min_value=0, max_value=1, places=4)) * abs(value) / 2
    shares = sorted(draw(st.lists(st.decimals(min_value=0, max_value=1, places=4), max_size=4)))
    at = sorted(draw(st.sets(months, min_size=len(shares), max_size=len(shares))))
    reported = sorted(draw(st.sets(months, min_size=least, max_size=6)))
    return Facts(
        kind=kind,
        comparison=compared,
        value=value,
        value_high=value + draw(amounts) + 1 if compared == Comparison.BETWEEN else None,
        tolerance=draw(amounts) if compared == Comparison.ABOUT else None,
        baseline=draw(st.none() | st.just(low)),
        start=start,
        due=due,
        cadence=draw(st.sampled_from(Cadence)),
        plan=tuple(PlanPoint(each, share) for each, share in zip(at, shares, strict=True)),
        figures=tuple(Figure(each, draw(figures_of), draw(st.booleans())) for each in reported),
        suspended=wide and draw(st.booleans()),
    )


def rank(facts, policy, at):
    return BEST_TO_WORST.index(judge(facts, policy, at).light)


def with_last(facts, value):
    return replace(facts, figures=(*facts.figures[:-1], replace(facts.figures[-1], value=value)))


@given(targets(wide=False, comparison=at_least, least=1), policies, months, amounts)
def test_a_higher_figure_never_worsens_the_light(facts, policy, at, more):
    higher = with_last(facts, facts.latest.value + more)
    assert rank(higher, policy, at) <= rank(facts, policy, at)


@given(targets(wide=False, comparison=at_most, least=1), policies, months, amounts)
def test_a_lower_figure_never_worsens_the_light_of_a_cap(facts, policy, at, less):
    lower = with_last(facts, facts.latest.value - less)
    assert rank(lower, policy, at) <= rank(facts, policy, at)


@given(targets(wide=False), policies, months, months)
def test_a_later_month_with_the_same_figure_never_improves_the_light(facts, policy, one, other):
    early, late = sorted((one, other))
    facts = replace(facts, figures=tuple(figure for figure in facts.figures if figure.month <= early))
    assert rank(facts, policy, late) >= rank(facts, policy, early)


def walk(thing):
    """The thing and everything in it."""
    yield thing
    if is_dataclass(thing):
        inner = [getattr(thing, field.name) for field in fields(thing)]
        if hasattr(type(thing), "gap"):
            inner.append(thing.gap)
    else:
        inner = thing if isinstance(thing, tuple) else ()
    for each in inner:
        yield from walk(each)


@given(targets(), policies, months)
def test_nothing_in_a_verdict_is_a_float(facts, policy, at):
    verdict = judge(facts, policy, at)
    assert not [thing for thing in walk(verdict) if isinstance(thing, float)]
    foretold = forecast(verdict.facts)
    assert foretold is None or all(isinstance(each, Decimal) for each in (foretold.low, foretold.value, foretold.high))


@given(targets(), policies, months)
def test_every_target_can_be_judged_and_said_in_words(facts, policy, at):
    verdict = judge(facts, policy, at)
    assert verdict.light in Light
    with translation.override("en"):
        assert explain(verdict, policy, "座").endswith(".")
        assert len(formula(verdict)) == (3 if verdict.done is not None else verdict.facts.latest is not None)
    assert bucket(verdict, policy) is not None
    assert (outcome(verdict) is None) == (at < facts.due and not facts.suspended)


@given(st.lists(targets(), max_size=8), policies, months)
def test_counts_add_up_and_completion_stays_between_nothing_and_all(many, policy, at):
    counted = roll_up([judge(facts, policy, at) for facts in many], policy)
    assert sum(counted.lights.values()) == sum(counted.buckets.values()) == counted.total == len(many)
    assert counted.with_share <= counted.with_data <= counted.in_scope <= counted.total
    assert counted.completion is None or 0 <= counted.completion <= 1
