"""Departments and what each leads, as it stands."""

from tests.factories import make_department, make_entry, make_target, month
from tracker.queries.departments import by_department
from tracker.queries.standings import standings
from tracker.rules.facts import Policy


def test_departments_that_lead_stand_in_their_order_with_their_targets(area, lin, wang, department):
    first = make_department("fgw", order=0)
    department.order = 5
    department.save()
    theirs = [make_target(area, lead=department) for _number in range(2)]
    mine = make_target(area, lead=first)
    make_target(area)
    make_department("idle")
    make_entry(theirs[0], 6, "40", lin, wang)
    split = by_department(standings(area.report, month(6)), Policy())
    assert [(each.department, [row.target for row in each.standings]) for each in split] == [
        (first, [mine]),
        (department, theirs),
    ]
    assert [(each.rollup.total, each.rollup.with_data, each.rollup.completion) for each in split] == [
        (1, 0, None),
        (2, 1, 1),
    ]


def test_without_leads_there_is_no_department(area):
    make_target(area)
    assert by_department(standings(area.report, month(6)), Policy()) == []


def test_no_query_is_asked_beside_the_list(area, department, django_assert_num_queries):
    for number in range(5):
        make_target(area, lead=department if number % 2 else make_department(f"d{number}"))
    listed = standings(area.report, month(6))
    with django_assert_num_queries(0):
        assert sum(len(each.standings) for each in by_department(listed, Policy())) == 5
