"""The outcome at the close, and none before it."""

import pytest

from tests.factories import make_facts, month
from tracker.choices import Comparison, Kind, Outcome
from tracker.rules.facts import Policy
from tracker.rules.lights import judge
from tracker.rules.outcomes import outcome


def cap(**given):
    return make_facts(Kind.RATE, Comparison.AT_MOST, "3.8", **given)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (make_facts(figures={12: "100.0001"}), Outcome.EXCEEDED),
        (make_facts(figures={12: "100"}), Outcome.KEPT),
        (make_facts(figures={12: "99.9999"}), Outcome.NEARLY_KEPT),
        (make_facts(figures={12: "90"}), Outcome.NEARLY_KEPT),
        (make_facts(figures={12: "89.9999"}), Outcome.MISSED),
        (make_facts(figures={3: "95"}), Outcome.NEARLY_KEPT),
        (make_facts(), Outcome.UNVERIFIABLE),
        (make_facts(figures={6: "100"}, suspended=True), Outcome.CHANGED),
        (make_facts(Kind.RATE, value="6.5", figures={12: "6.5"}), Outcome.KEPT),
        (make_facts(Kind.RATE, value="6.5", figures={12: "9"}), Outcome.KEPT),
        (make_facts(Kind.RATE, value="6.5", figures={12: "6.4"}), Outcome.MISSED),
        (make_facts(Kind.RATE, value="6.5", figures={11: "7"}), Outcome.UNVERIFIABLE),
        (make_facts(Kind.RATE, value="6.5", figures={11: "6"}), Outcome.UNVERIFIABLE),
        (make_facts(Kind.RATE, value="6.5", figures={6: "7"}), Outcome.UNVERIFIABLE),
        (cap(figures={12: "3.8"}), Outcome.KEPT),
        (cap(figures={6: "4", 12: "3.7"}), Outcome.KEPT),
        (cap(figures={12: "3.9"}), Outcome.MISSED),
    ],
)
def test_the_close_has_an_outcome(facts, expected):
    assert outcome(judge(facts, Policy(), month(12))) == expected


def test_an_open_year_has_none():
    assert outcome(judge(make_facts(figures={6: "100"}, completes={6}), Policy(), month(11))) is None
    assert outcome(judge(make_facts(figures={6: "100"}, due=8), Policy(), month(8))) == Outcome.KEPT


def test_a_suspended_target_has_its_outcome_at_once():
    assert outcome(judge(make_facts(suspended=True), Policy(), month(3))) == Outcome.CHANGED
