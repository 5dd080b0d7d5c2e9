from datetime import UTC, datetime

from tests.charts.conftest import standing_of
from tests.factories import make_entry, make_target, month
from tracker.charts.filed import Filed, filed

IN_TIME = datetime(2021, 6, 10, tzinfo=UTC)


def test_months_say_how_they_were_filed(area, department, lin, wang, english):
    target = make_target(area, lead=department)
    make_entry(target, 5, "10", lin, wang, at=IN_TIME)
    make_entry(target, 6, "20", lin, wang, at=IN_TIME)
    make_entry(target, 6, "19", lin, wang, at=IN_TIME, correction_reason="更正")
    make_entry(target, 7, None, lin, wang, at=IN_TIME)
    how = filed(standing_of(target, 12))
    assert how == {
        month(5): Filed(is_late=True, is_corrected=False, is_counted=True),
        month(6): Filed(is_late=False, is_corrected=True, is_counted=True),
        month(7): Filed(is_late=False, is_corrected=False, is_counted=False),
    }
    assert [how[month(number)].words for number in (5, 6, 7)] == [["filed late"], ["corrected later"], ["not counted"]]


def test_nothing_is_said_of_a_month_nobody_filed(area):
    assert filed(standing_of(make_target(area), 6)) == {}
