from datetime import date, timedelta

import pytest

from tests.exports.conftest import read_at
from tests.factories import AT, make_area, make_department, make_target
from tracker.actions.departments import merge
from tracker.actions.revisions import Ground
from tracker.exports.departments import DEPARTMENTS


def rows(number=12):
    source = read_at(number)
    return {row["code"]: row for row in DEPARTMENTS.rows(DEPARTMENTS.things(source.page), source)}


def test_a_department_counts_what_it_led(record):
    found = rows()
    assert [(code, row["targets"]) for code, row in found.items()] == [("jyj", 1), ("swj", 1), ("zzj", 0)]
    assert found["jyj"]["name"] == "区教体局"
    assert found["swj"]["suspended"] == 1
    assert found["zzj"]["completion"] is None
    assert found["jyj"]["url"] == "http://127.0.0.1:8000/departments/jyj/"


def test_a_merged_department_names_what_it_went_into(record, admin):
    ground = Ground("机构改革", "第1号", date(2021, 10, 20))
    into = make_department("new", "新局", "New")
    merge(department=record.rate.lead, into=into, ground=ground, by=admin, at=AT + timedelta(days=120))
    found = rows()
    assert found["swj"]["successor"] == "new"
    assert found["new"]["successor"] is None


@pytest.mark.parametrize("number", [1, 30])
def test_departments_take_five_queries_whatever_their_number(report, number, django_assert_num_queries):
    area = make_area(report)
    for code in range(number):
        make_target(area, lead=make_department(f"d{code}"))
    with django_assert_num_queries(5):  # the report, the departments, three of the ledger
        assert len(rows()) == number
