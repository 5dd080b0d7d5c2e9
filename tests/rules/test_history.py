"""What held at the end of a month: later figures unseen, later changes undone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.factories import make_facts, month
from tracker.choices import Comparison, Light, RevisionKind
from tracker.rules.facts import Policy
from tracker.rules.history import Change, History, arrears

FACTS = make_facts(value="80", due=12, figures={3: "25", 6: "40", 9: "80"})
LOWERED = Change(RevisionKind.CHANGED, date(2021, 7, 15), Decimal(100), None, month(10))


def suspension(kind, day):
    return Change(kind, day, Decimal(80), None, month(12))


def test_later_figures_are_left_out():
    history = History(FACTS)
    assert [figure.month.month for figure in history.at(month(8)).figures] == [3, 6]
    assert history.at(month(2)).figures == ()


def test_a_change_holds_from_the_month_of_its_decision():
    history = History(FACTS, [LOWERED])
    assert (history.at(month(6)).value, history.at(month(6)).due) == (100, month(10))
    assert (history.at(month(7)).value, history.at(month(7)).due) == (80, month(12))


def test_several_changes_are_undone_one_by_one():
    first = Change(RevisionKind.CHANGED, date(2021, 3, 31), Decimal(120), None, month(9))
    history = History(FACTS, [first, LOWERED])
    assert [history.at(month(at)).value for at in (2, 3, 6, 7)] == [120, 100, 100, 80]


def test_the_upper_figure_goes_back_with_the_change():
    facts = make_facts(comparison=Comparison.BETWEEN, value="1", value_high="3")
    history = History(facts, [replace(LOWERED, value_before=Decimal(1), value_high_before=Decimal(2))])
    assert [history.at(month(at)).value_high for at in (6, 7)] == [2, 3]


def test_a_change_that_names_no_earlier_figure_leaves_the_figure():
    history = History(FACTS, [replace(LOWERED, value_before=None)])
    assert (history.at(month(1)).value, history.at(month(1)).due) == (80, month(10))


def test_a_target_is_suspended_from_its_month_and_judged_again_when_resumed():
    history = History(
        FACTS,
        [
            suspension(RevisionKind.SUSPENDED, date(2021, 4, 30)),
            suspension(RevisionKind.RESUMED, date(2021, 8, 1)),
        ],
    )
    lights = {verdict.month.month: verdict.light for verdict in history.course(Policy(), month(1), month(9))}
    assert {at for at, light in lights.items() if light == Light.SUSPENDED} == {4, 5, 6, 7}


def test_a_suspension_does_not_undo_the_terms():
    history = History(FACTS, [suspension(RevisionKind.SUSPENDED, date(2021, 4, 30))])
    assert (history.at(month(1)).value, history.at(month(1)).due) == (80, month(12))


def test_a_month_once_behind_stays_so_when_caught_up_later():
    facts = make_facts(figures={1: "5", 2: "17"})
    lights = [verdict.light for verdict in History(facts).course(Policy(), month(1), month(2))]
    assert lights == [Light.BEHIND, Light.ON_PACE]


def test_the_original_is_what_stood_before_every_change():
    raised = Change(RevisionKind.CHANGED, date(2021, 3, 2), Decimal(60), None, month(11))
    halted = suspension(RevisionKind.SUSPENDED, date(2021, 4, 30))
    original = History(FACTS, [raised, halted, LOWERED]).original
    assert (original.value, original.due) == (60, month(11))
    assert History(FACTS).original == FACTS


def lags(figures, until=12, **given):
    """Each stretch behind as (first, last, made good) by number of month, of 12 a year."""
    course = History(make_facts(value="12", figures=figures, **given)).course(Policy(), month(1), month(until))
    return [(each.first.month, each.last.month, each.made_good and each.made_good.month) for each in arrears(course)]


def test_a_stretch_behind_stays_told_after_it_was_made_good():
    assert lags({1: "1", 2: "1", 3: "2", 4: "4"}, until=4) == [(2, 3, 4)]


def test_what_was_not_made_good_says_so():
    assert lags({1: "1", 2: "1"}, until=6) == [(2, 6, None)]


def test_a_second_stretch_is_one_of_its_own():
    assert lags({1: "0.5", 2: "2", 3: "2", 4: "4"}, until=4) == [(1, 1, 2), (3, 3, 4)]


def test_who_was_never_behind_has_none():
    assert lags({number: str(number) for number in range(1, 13)}) == []
    assert lags({}) == []


def test_suspension_makes_nothing_good():
    stopped = suspension(RevisionKind.SUSPENDED, date(2021, 3, 10))
    history = History(make_facts(value="12", figures={1: "0.5"}, suspended=True), [stopped])
    course = history.course(Policy(), month(1), month(6))
    assert [(each.first.month, each.last.month, each.made_good) for each in arrears(course)] == [(1, 2, None)]
