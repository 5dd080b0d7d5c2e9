"""Promises across the years: one line for each, by predecessors."""

from datetime import date

import pytest

from tests.factories import make_area, make_entry, make_report, make_target, month
from tracker.choices import Carry
from tracker.models import Report
from tracker.queries.standings import standings
from tracker.queries.years import line_of, lines

ON = date(2023, 3, 1)


@pytest.fixture
def three_years(target, lin, wang):
    """A promise carried over three years; one that ended; one that is new; and one that was carried once."""
    make_entry(target, 12, "43", lin, wang)
    ended = make_target(target.area, name="只此一年")
    areas = [make_area(make_report(year)) for year in (2022, 2023)]
    second = make_target(areas[0], predecessor=target)
    once = make_target(areas[0], name="第二年", predecessor=ended)
    third = make_target(areas[1], predecessor=second)
    new = make_target(areas[1], name="第三年")
    return {"first": target, "second": second, "third": third, "ended": ended, "once": once, "new": new}


def shown(line):
    return [each.target.code if each else None for each in line.standings]


def test_each_promise_has_one_line_the_newest_first(three_years):
    found = lines(Report.objects.held(), ON)
    assert [(shown(line), line.carry) for line in found] == [
        (["HD-2021-01", "HD-2022-01", "HD-2023-01"], Carry.CARRIED),
        ([None, None, "HD-2023-02"], Carry.NEW),
        (["HD-2021-02", "HD-2022-02", None], Carry.ENDED),
    ]
    assert found[0].last.target == three_years["third"]
    assert found[0].standings[0].facts.latest.value == 43


@pytest.mark.parametrize("rows", [1, 30])
def test_the_years_are_read_by_three_queries_each(three_years, area, rows, django_assert_num_queries):
    for _ in range(rows):
        make_target(area)
    with django_assert_num_queries(1 + 3 * 3):
        assert len(lines(Report.objects.held(), ON)) == rows + 3


def test_two_targets_that_carry_on_one_have_a_line_each(three_years):
    twin = make_target(three_years["third"].area, name="分出一项", predecessor=three_years["second"])
    found = [shown(line) for line in lines(Report.objects.held(), ON)]
    assert ["HD-2021-01", "HD-2022-01", twin.code] in found
    assert len(found) == 4


def test_targets_linked_in_a_circle_are_shown_once(three_years):
    first, third = three_years["first"], three_years["third"]
    type(first).objects.filter(pk=first.pk).update(predecessor=third)
    assert len(lines(Report.objects.held(), ON)) == 3
    assert len(line_of(of(first), ON)) == 3


def of(target):
    return next(each for each in standings(target.report, month(12, target.report.year)) if each.target == target)


@pytest.mark.parametrize("name", ["first", "second", "third"])
def test_a_target_stands_among_those_before_and_after_it(three_years, name, django_assert_num_queries):
    standing = of(three_years[name])
    with django_assert_num_queries(2 + 3 * 2):
        found = line_of(standing, ON)
    assert [each.target.code for each in found] == ["HD-2021-01", "HD-2022-01", "HD-2023-01"]


def test_a_target_of_one_year_stands_alone(three_years, django_assert_num_queries):
    standing = of(three_years["new"])
    with django_assert_num_queries(1):
        assert line_of(standing, ON) == []
