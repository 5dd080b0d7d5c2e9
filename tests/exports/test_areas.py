import pytest

from tests.exports.conftest import read_at
from tests.factories import make_area, make_target
from tracker.exports.areas import AREAS, REPORT
from tracker.models import Policy


def rows(resource, number=12):
    source = read_at(number)
    return resource.rows(resource.things(source.page), source)


def test_areas_are_counted_and_an_empty_one_is_there(record):
    make_area(record.report)
    first, second, empty = rows(AREAS)
    names = (
        "code",
        "targets",
        "far_behind",
        "suspended",
        "no_data",
        "in_scope",
        "with_data",
        "with_share",
        "completion",
    )
    assert [first[name] for name in names] == ["HD-2021-A0", 2, 1, 0, 1, 2, 1, 1, "0.555556"]
    assert [second[name] for name in names] == ["HD-2021-A1", 1, 0, 1, 0, 0, 0, 0, None]
    assert [empty[name] for name in names] == ["HD-2021-A2", 0, 0, 0, 0, 0, 0, 0, None]
    assert second["url"] == "http://127.0.0.1:8000/areas/HD-2021-A1/"


def test_the_report_is_one_row_with_its_thresholds(record):
    Policy.objects.update(far_behind_over=20)
    (row,) = rows(REPORT, 6)
    assert (row["code"], row["month"], row["first_month"], row["last_month"]) == (
        *("HD-2021", "2021-06", "2021-01", "2021-12"),
    )
    assert (row["far_behind_over"], row["behind_over"], row["due_day"]) == ("20", "0", 25)
    assert (row["targets"], row["due"], row["on_time"] + row["late"] + row["missing"]) == (3, 18, 18)
    assert row["url"] == "http://127.0.0.1:8000/2021-06/"


def test_months_filed_late_or_not_at_all_are_counted(record):
    first = rows(AREAS, 6)[0]
    assert [first[name] for name in ("due", "on_time", "late", "missing")] == [12, 0, 2, 10]


@pytest.mark.parametrize("number", [1, 30])
def test_areas_take_five_queries_whatever_their_number(report, number, django_assert_num_queries):
    for _ in range(number):
        make_target(make_area(report))
    with django_assert_num_queries(5):  # the report, the areas, three of the ledger
        assert len(rows(AREAS)) == number
