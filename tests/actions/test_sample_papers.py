"""Taking the sample out takes its papers and objections along, and leaves those of real people."""

import pytest

from tests.factories import (
    AT,
    check_chain,
    make_department,
    make_person,
    make_target,
    month,
    object_to,
    send_out,
    trail,
)
from tracker.actions import sample
from tracker.actions.issues import Words, keep_words, publish
from tracker.actions.objections import answer_objection
from tracker.choices import IssueKind, IssueState, ObjectionState, Role
from tracker.models import Issue, Objection
from tracker.queries.chain import check

ASSESSMENT = IssueKind.ASSESSMENT


@pytest.fixture
def pretend(wang):
    """A sample supervisor."""
    return make_person("sample-wang", "演", None, Role.SUPERVISOR, is_sample=True)


@pytest.fixture
def sample_zhao(other_department):
    """A sample person in a real department."""
    return make_person("sample-zhao", "示", other_department, Role.REPORTER, is_sample=True)


def answer(objection, by):
    state = ObjectionState.REJECTED
    return answer_objection(objection=objection, state=state, answer="按期限计", by=by, at=AT, row_version=1)


def test_papers_of_the_sample_office_go_with_all_that_was_said_about_them(report, target, lin, wang, pretend):
    draft = Issue(report=report, kind=IssueKind.BULLETIN, month=month(4))
    keep_words(issue=draft, words=Words("演示", ""), by=pretend, at=AT, row_version=0)
    send_out(report, 5, pretend, is_public=True)
    answer(object_to(send_out(report, 6, pretend, ASSESSMENT), lin), wang)
    sample.clear(at=AT)
    assert not Issue.objects.exists()
    assert not Objection.objects.exists()
    assert check().sample_records == 0


def test_a_paper_made_by_real_people_from_sample_data_goes_too(report, target, area, wang, pretend):
    make_target(area, lead=make_department("sample-a", is_sample=True))
    send_out(report, 5, pretend)
    assert send_out(report, 6, wang).is_sample
    sample.clear(at=AT)
    assert not Issue.objects.exists()
    assert trail() == ["issue HD-2021-bulletin-2021-06"]  # the real chain stands
    assert check().records == 1


def test_the_next_real_paper_is_number_1(report, target, wang, pretend):
    send_out(report, 5, pretend)
    sample.clear(at=AT)
    assert send_out(report, 5, wang).number == 1
    assert not Issue.objects.get().is_sample


def test_real_papers_stay_and_what_sample_people_did_to_them_is_undone(
    report, target, area, other_department, lin, wang, pretend, sample_zhao
):
    make_target(area, lead=other_department)
    issue = send_out(report, 6, wang, ASSESSMENT)
    mine, theirs = object_to(issue, lin), object_to(issue, sample_zhao)
    answer(mine, pretend)
    publish(issue=issue, by=pretend, at=AT)
    sample.clear(at=AT)
    issue.refresh_from_db()
    mine.refresh_from_db()
    assert (issue.state, issue.published_by, issue.published_at, issue.is_whole) == (
        IssueState.ISSUED,
        None,
        None,
        True,
    )
    assert (mine.state, mine.answer, mine.answered_by) == (ObjectionState.OPEN, "", None)
    assert not Objection.objects.filter(pk=theirs.pk).exists()
    assert check_chain() == check().records == 2


def test_of_two_real_objections_one_waits_again(report, target, lin, wang, pretend):
    issue = send_out(report, 6, wang, ASSESSMENT)
    answer(object_to(issue, lin), pretend)
    waiting = object_to(issue, lin, "还有一处")
    sample.clear(at=AT)
    assert Objection.objects.get() == waiting
