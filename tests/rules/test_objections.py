from datetime import date

import pytest

from tracker.rules.objections import last_day_to_object, may_still_object


def test_the_seventh_day_after_the_issue_is_the_last():
    assert last_day_to_object(date(2021, 7, 1)) == date(2021, 7, 8)
    assert last_day_to_object(date(2021, 12, 28)) == date(2022, 1, 4)


@pytest.mark.parametrize(("day", "in_time"), [(1, True), (8, True), (9, False)])
def test_an_objection_is_in_time_until_that_day_is_over(day, in_time):
    assert may_still_object(date(2021, 7, 1), date(2021, 7, day)) is in_time
