"""The strip of months: what was late, corrected or caught up later stays marked."""

from datetime import UTC, datetime

from tests.factories import make_entry, month
from tracker.choices import Light
from tracker.queries.marks import marked_months
from tracker.queries.standings import standings


def strip(report, until):
    (standing,) = standings(report, month(until))
    return marked_months(standing)


def test_every_month_so_far_has_its_light(report, target, lin, wang):
    make_entry(target, 1, "1", lin, wang)
    make_entry(target, 2, "8", lin, wang)
    assert [each.verdict.light for each in strip(report, 3)] == [Light.BEHIND, Light.ON_PACE, Light.BEHIND]


def test_late_and_corrected_months_are_marked(report, target, lin, wang):
    make_entry(target, 1, "4", lin, wang, datetime(2021, 1, 20, tzinfo=UTC))
    make_entry(target, 2, "8", lin, wang, datetime(2021, 3, 20, tzinfo=UTC))
    make_entry(target, 1, "3", lin, wang, datetime(2021, 3, 21, tzinfo=UTC), correction_reason="重复计算")
    marks = [(each.is_late, each.is_corrected) for each in strip(report, 3)]
    assert marks == [(False, True), (True, False), (False, False)]


def test_a_lag_made_good_later_says_when(report, target, lin, wang):
    make_entry(target, 1, "1", lin, wang)
    make_entry(target, 2, "1", lin, wang)
    make_entry(target, 3, "12", lin, wang)
    assert [each.made_good for each in strip(report, 4)] == [month(3), month(3), None, None]
