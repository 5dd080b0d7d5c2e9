"""The list by task area."""

from tests.factories import make_area, make_entry, make_target, month
from tracker.queries.areas import by_area
from tracker.queries.standings import policy_of, standings


def test_each_area_has_its_own_targets_and_their_count(report, area, target, lin, wang):
    second = make_area(report)
    other = make_target(second)
    make_entry(target, 6, "20", lin, wang)
    split = by_area([area, second], standings(report, month(6)), policy_of(report))
    assert [[each.target for each in one.standings] for one in split] == [[target], [other]]
    assert [one.rollup.with_data for one in split] == [1, 0]


def test_an_area_without_a_target_is_there_too(report, area):
    (only,) = by_area([area], standings(report, month(6)), policy_of(report))
    assert (only.area, only.standings, only.rollup.total, only.rollup.completion) == (area, [], 0, None)
