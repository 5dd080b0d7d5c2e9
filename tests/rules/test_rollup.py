"""Many verdicts counted: who is in scope, who has data, and the mean of those that have a share."""

from fractions import Fraction

from tests.factories import make_facts, month
from tracker.choices import Bucket, Comparison, Kind, Light
from tracker.rules.facts import Policy
from tracker.rules.lights import judge
from tracker.rules.rollup import capped_shares, roll_up

POLICY = Policy()


def counted(*facts):
    return roll_up([judge(each, POLICY, month(6)) for each in facts], POLICY)


def test_completion_is_the_mean_of_shares_of_at_most_one():
    rollup = counted(
        make_facts(figures={6: "300"}), make_facts(figures={6: "50"}), make_facts(value="3", figures={6: "1"})
    )
    assert rollup.completion == (1 + Fraction(1, 2) + Fraction(1, 3)) / 3


def test_a_level_below_its_baseline_counts_as_nothing_done():
    assert counted(make_facts(Kind.LEVEL, baseline="50", figures={6: "20"})).completion == 0


def test_rates_and_caps_are_counted_and_never_averaged_in():
    rollup = counted(
        make_facts(figures={6: "50"}),
        make_facts(Kind.RATE, value="6.5", figures={6: "1"}),
        make_facts(comparison=Comparison.AT_MOST, figures={6: "1"}),
    )
    assert (rollup.total, rollup.in_scope, rollup.with_data, rollup.with_share) == (3, 3, 3, 1)
    assert rollup.completion == Fraction(1, 2)


def test_silence_stays_in_scope_without_becoming_a_zero():
    rollup = counted(make_facts(figures={6: "50"}), make_facts())
    assert (rollup.in_scope, rollup.with_data, rollup.completion) == (2, 1, Fraction(1, 2))


def test_suspended_and_not_yet_due_are_out_of_scope():
    rollup = counted(make_facts(figures={6: "50"}, suspended=True), make_facts(start=9, figures={6: "50"}))
    assert (rollup.total, rollup.in_scope, rollup.with_data, rollup.completion) == (2, 0, 0, None)


def test_every_light_and_bucket_is_counted_even_at_none():
    rollup = counted(make_facts(figures={6: "60"}), make_facts(figures={6: "49"}), make_facts(figures={6: "1"}))
    assert rollup.lights == dict.fromkeys(Light, 0) | {Light.ON_PACE: 1, Light.BEHIND: 1, Light.FAR_BEHIND: 1}
    assert rollup.buckets == dict.fromkeys(Bucket, 0) | {Bucket.AHEAD: 1, Bucket.BEHIND: 2}


def test_no_target_has_no_percentage():
    rollup = counted()
    assert (rollup.total, rollup.in_scope, rollup.completion) == (0, 0, None)


def test_the_shares_averaged_are_those_in_scope_between_nothing_and_all():
    facts = [
        make_facts(figures={6: "150"}),
        make_facts(figures={6: "30"}),
        make_facts(Kind.LEVEL, value="10", baseline="5", figures={6: "4"}),
        make_facts(Kind.RATE, value="6.5", figures={6: "1"}),
        make_facts(figures={6: "50"}, suspended=True),
        make_facts(),
    ]
    verdicts = [judge(each, Policy(), month(6)) for each in facts]
    assert capped_shares(verdicts) == [Fraction(1), Fraction(3, 10), Fraction(0)]
    assert roll_up(verdicts, Policy()).completion == Fraction(13, 30)
