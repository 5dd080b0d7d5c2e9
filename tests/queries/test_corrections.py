"""What was corrected of figures that had stood in a paper."""

from datetime import timedelta

import pytest

from tests.factories import AT, make_entry, make_target, month, submit_entry
from tracker.queries.corrections import corrections

DAY = timedelta(days=1)


def told(report, until=6, since=AT):
    return [
        (each.before.month.month, each.before.value, each.after.value, each.after.correction_reason)
        for each in corrections(report, month(until), since)
    ]


def correct(target, number, value, lin, wang, days):
    return make_entry(target, number, value, lin, wang, AT + days * DAY, correction_reason=f"更正{value}")


def test_a_figure_replaced_after_the_issue_is_told_with_what_it_replaced(report, target, lin, wang):
    make_entry(target, 5, "15", lin, wang)
    make_entry(target, 6, "20", lin, wang)
    correct(target, 6, "18", lin, wang, 1)
    assert told(report) == [(6, 20, 18, "更正18")]


def test_of_two_corrections_what_was_printed_stands_against_what_stands_now(report, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    correct(target, 6, "18", lin, wang, 1)
    correct(target, 6, "19", lin, wang, 2)
    assert told(report) == [(6, 20, 19, "更正19")]
    assert told(report, since=AT + DAY) == [(6, 18, 19, "更正19")]


def test_what_was_corrected_before_the_issue_is_none(report, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    correct(target, 6, "18", lin, wang, 1)
    assert told(report, since=AT + DAY) == []


def test_what_came_only_after_the_issue_was_not_printed_and_is_no_correction(report, target, lin, wang):
    make_entry(target, 6, "20", lin, wang, AT + DAY)
    correct(target, 6, "18", lin, wang, 2)
    assert told(report) == []


def test_later_months_were_not_in_the_paper_and_what_waits_for_review_is_not_said(report, target, lin, wang):
    make_entry(target, 5, "15", lin, wang)
    make_entry(target, 6, "20", lin, wang)
    correct(target, 6, "18", lin, wang, 1)
    submit_entry(target, 5, "14", lin, AT + DAY, correction_reason="更正")
    assert told(report, until=5) == []


@pytest.mark.parametrize("size", [1, 20])
def test_one_query_whatever_the_size(report, area, department, lin, wang, size, django_assert_num_queries):
    for _row in range(size):
        target = make_target(area, lead=department)
        make_entry(target, 6, "20", lin, wang)
        correct(target, 6, "18", lin, wang, 1)
    with django_assert_num_queries(1):
        found = corrections(report, month(6), AT)
        assert {(each.after.target.area.code, each.after.department.code) for each in found} == {(area.code, "jyj")}
    assert len(found) == size
