"""The papers there are: one for each period that is over, what they say, and what was corrected since."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories import AT, make_area, make_entry, make_report, make_target, month, send_out
from tracker.actions.issues import Words, keep_words
from tracker.choices import IssueKind
from tracker.models import Issue, Target
from tracker.queries.issues import contents, corrected_since, is_period, periods, published

BULLETIN, ASSESSMENT = IssueKind.BULLETIN, IssueKind.ASSESSMENT


def months(kind, on):
    return [each.month.month for each in periods(kind, on)]


def test_a_period_has_a_paper_once_it_is_over(report, target):
    assert months(BULLETIN, date(2021, 7, 31)) == [6, 5, 4, 3, 2, 1]
    assert months(ASSESSMENT, date(2021, 6, 30)) == [3]
    assert months(ASSESSMENT, date(2021, 7, 1)) == [6, 3]
    assert months(ASSESSMENT, date(2021, 2, 1)) == []
    assert months(BULLETIN, date(2021, 1, 31)) == []


@pytest.mark.parametrize(
    ("kind", "number", "is_one"),
    [(BULLETIN, 5, True), (BULLETIN, 7, False), (ASSESSMENT, 6, True), (ASSESSMENT, 5, False)],
)
def test_a_month_ends_a_period_of_its_kind_once_it_is_over(report, target, kind, number, is_one):
    assert is_period(report, kind, month(number), date(2021, 7, 1)) is is_one


def test_last_years_periods_end_where_this_years_begin_and_its_papers_stay(report, target, area, wang):
    Target.objects.update(due=month(3, 2022))
    old = send_out(report, 12, wang, at=datetime(2022, 1, 8, 1, tzinfo=UTC), is_public=True)
    on = date(2022, 3, 1)
    assert {each.report for each in periods(BULLETIN, on)} == {report}
    new = make_report(2022)
    make_target(make_area(new))
    found = periods(BULLETIN, on)
    assert [(each.month, each.report.year) for each in found[:3]] == [
        (month(2, 2022), 2022),
        (month(1, 2022), 2022),
        (month(12), 2021),
    ]
    assert len(found) == 14
    assert found[2] == published()[0] == old


def test_what_is_kept_stands_in_its_place_and_for_the_rest_a_draft_that_is_not(report, target, wang):
    issue = send_out(report, 5, wang)
    found = periods(BULLETIN, date(2021, 7, 1))
    assert [(each.month.month, each.pk) for each in found][:2] == [(6, None), (5, issue.pk)]
    assert {each.report for each in found} == {report}


def test_a_draft_says_what_the_record_says_and_an_issued_one_what_it_said(report, target, lin, wang):
    words = Words("请尽快报送", "内部")
    draft = keep_words(
        issue=Issue(report=report, kind=BULLETIN, month=month(6)), words=words, by=wang, at=AT, row_version=0
    )
    assert contents(draft)[0]["demands"] == "请尽快报送"
    assert contents(draft)[1]["note"] == "内部"
    assert contents(draft)[0]["targets"][0]["latest"] is None
    issued = send_out(report, 6, wang)
    make_entry(target, 6, "20", lin, wang)
    assert contents(issued)[0]["targets"][0]["latest"] is None
    issued = Issue.objects.get()
    assert contents(issued) == (issued.data, issued.internal_data)


def test_an_assessment_says_the_offices_remarks(report, target, wang):
    issued = send_out(report, 6, wang, ASSESSMENT, words=("总体平稳", "内部"))
    content, internal = contents(issued)
    assert (content["quarter"], content["remarks"], internal) == (
        "2021Q2",
        "总体平稳",
        {"note": "内部", "whistles": []},
    )


def test_what_was_corrected_since_is_asked_of_issued_papers_only(report, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    issued = send_out(report, 6, wang)
    make_entry(target, 6, "18", lin, wang, AT + timedelta(days=1), correction_reason="误报")
    assert [each.after.value for each in corrected_since(issued)] == [18]
    assert corrected_since(Issue(report=report, kind=BULLETIN, month=month(5))) == []


def test_the_public_reads_what_was_made_public_the_newest_first(report, target, wang):
    public = [send_out(report, number, wang, is_public=True) for number in (4, 6)]
    public.append(send_out(report, 6, wang, ASSESSMENT, is_public=True))
    send_out(report, 5, wang)
    assert published() == [public[2], public[1], public[0]]


@pytest.mark.parametrize("size", [1, 6])
def test_lists_ask_one_query_whatever_their_size(report, target, wang, size, django_assert_num_queries):
    for number in range(1, size + 1):
        send_out(report, number, wang, is_public=True)
    with django_assert_num_queries(3):
        found = [*published(), *periods(BULLETIN, date(2021, 7, 1))]
        assert sum(bool(each.issued_by and each.issued_by.title and each.report.code) for each in found) == 2 * size


@pytest.mark.parametrize("size", [1, 20])
def test_a_draft_asks_eight_queries_whatever_the_size(
    report, area, department, lin, wang, size, django_assert_num_queries
):
    for _row in range(size):
        make_entry(make_target(area, lead=department), 6, "20", lin, wang)
    (draft,) = [each for each in periods(BULLETIN, date(2021, 7, 1)) if each.month == month(6)]
    with django_assert_num_queries(8):
        contents(draft)
