"""What changed between the ends of two months."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.factories import AT, make_entry, make_target, month
from tracker.actions.revisions import Ground, revise, terms_of
from tracker.choices import Light
from tracker.queries.changes import changes
from tracker.queries.standings import ledger


def between(report, since, until):
    return changes(ledger(report), month(since), month(until))


def test_a_new_light_is_told_with_both(report, target, lin, wang):
    make_entry(target, 5, "5", lin, wang)
    make_entry(target, 6, "20", lin, wang)
    (change,) = between(report, 5, 6)
    assert (change.before.verdict.light, change.after.verdict.light) == (Light.BEHIND, Light.ON_PACE)
    assert (change.has_new_light, change.has_new_figure, change.is_told) == (True, True, True)


def test_a_figure_that_only_moved_on_is_new_and_not_told(report, target, lin, wang):
    make_entry(target, 5, "20", lin, wang)
    make_entry(target, 6, "24", lin, wang)
    (change,) = between(report, 5, 6)
    assert (change.has_new_light, change.has_new_figure, change.is_told) == (False, True, False)


def test_a_correction_is_told_of_the_month_it_corrects(report, target, lin, wang):
    make_entry(target, 5, "20", lin, wang)
    make_entry(target, 6, "24", lin, wang)
    make_entry(target, 6, "23", lin, wang, correction_reason="重复计算")
    assert [each.corrected for each in between(report, 5, 6)] == [[month(6)]]
    assert [each.corrected for each in between(report, 4, 5)] == [[]]
    assert [each.is_told for each in between(report, 5, 6)] == [True]


def test_a_revision_is_told_of_the_month_it_came_into_force(report, target, wang):
    terms = replace(terms_of(target), value=Decimal(50))
    ground = Ground("资金调整", "河东政发〔2021〕8号", date(2021, 7, 20))
    revise(target=target, terms=terms, ground=ground, by=wang, at=AT, row_version=target.row_version)
    assert [len(each.revisions) for each in between(report, 6, 7)] == [1]
    assert [len(each.revisions) for each in between(report, 7, 8)] == [0]
    assert [len(each.revisions) for each in between(report, 1, 12)] == [1]


@pytest.mark.parametrize(("day", "late"), [(25, []), (26, [month(6)])])
def test_what_came_in_after_its_day_is_late(report, target, lin, wang, day, late):
    make_entry(target, 6, "24", lin, wang, datetime(2021, 6, day, 4, tzinfo=UTC))
    assert [each.late for each in between(report, 5, 6)] == [late]
    assert [each.late for each in between(report, 6, 7)] == [[]]


def test_every_target_is_compared_and_nothing_more_is_asked(report, area, target, django_assert_num_queries):
    for _ in range(3):
        make_target(area)
    whole = ledger(report)
    with django_assert_num_queries(0):
        assert len(changes(whole, month(1), month(12))) == 4
