import pytest

from tests.factories import AT, make_department, make_person, make_target, object_to, send_out
from tracker.actions.objections import answer_objection
from tracker.choices import IssueKind, ObjectionState, Role
from tracker.queries.objections import objections_of, open_objections


@pytest.fixture
def issue(report, target, area, other_department, wang):
    make_target(area, lead=other_department)
    return send_out(report, 6, wang, IssueKind.ASSESSMENT)


def test_they_stand_in_the_order_they_were_made_and_the_open_ones_wait(report, issue, lin, zhao, wang):
    first, second = object_to(issue, zhao), object_to(issue, lin)
    answer_objection(objection=first, state=ObjectionState.REJECTED, answer="按期限计", by=wang, at=AT, row_version=1)
    assert objections_of(issue) == [first, second]
    assert open_objections() == [second]
    assert objections_of(send_out(report, 3, wang, IssueKind.ASSESSMENT)) == []


@pytest.mark.parametrize("size", [1, 5])
def test_lists_ask_one_query_whatever_their_size(report, area, wang, size, django_assert_num_queries):
    people = [make_person(f"p{number}", "人", make_department(f"d{number}"), Role.REPORTER) for number in range(size)]
    for by in people:
        make_target(area, lead=by.department)
    issue = send_out(report, 6, wang, IssueKind.ASSESSMENT)
    for by in people:
        object_to(issue, by)
    with django_assert_num_queries(2):
        for each in [*objections_of(issue), *open_objections()]:
            assert all((each.department.title, each.made_by.title, each.issue.report.code))
