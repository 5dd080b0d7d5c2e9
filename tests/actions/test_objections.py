"""An objection to a score: within seven days, one at a time, answered once and by somebody else."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories import AT, check_chain, make_department, make_person, make_target, object_to, send_out, trail
from tracker.actions.errors import ActionError, Conflict
from tracker.actions.objections import answer_objection, make_objection
from tracker.choices import IssueKind, ObjectionState, Role
from tracker.models import Issue, Objection

DAY = timedelta(days=1)
UPHELD, REJECTED = ObjectionState.UPHELD, ObjectionState.REJECTED


@pytest.fixture
def issue(report, target, wang) -> Issue:
    return send_out(report, 6, wang, IssueKind.ASSESSMENT)


def answered(objection, by, state=REJECTED, answer="按期限计", row_version=1, at=AT):
    return answer_objection(objection=objection, state=state, answer=answer, by=by, at=at, row_version=row_version)


def test_a_department_objects_and_its_name_and_words_stand(issue, department, lin):
    objection = object_to(issue, lin)
    assert (objection.state, objection.department, objection.made_by) == (ObjectionState.OPEN, department, lin)
    assert (objection.text, objection.made_at, objection.is_sample) == ("三月已按时报送", AT, False)
    assert trail()[-1] == f"object HD-2021-assessment-2021-06 {objection.pk}"
    assert check_chain() == len(trail())


def test_a_head_objects_too(issue, department):
    head = make_person("head", "局长", department, Role.HEAD)
    assert object_to(issue, head).department == department


def test_a_form_sent_twice_objects_once(issue, lin, wang):
    key = uuid4()
    first = make_objection(issue=issue, text="有误", key=key, by=lin, at=AT)
    answered(first, wang)
    assert make_objection(issue=issue, text="有误", key=key, by=lin, at=AT + 30 * DAY) == first
    assert Objection.objects.count() == 1


def test_a_key_of_another_department_or_paper_is_refused(report, issue, lin, zhao, wang, refused):
    key = object_to(issue, lin).key
    other = send_out(report, 3, wang, IssueKind.ASSESSMENT)
    refused(PermissionDenied, lambda: make_objection(issue=issue, text="有误", key=key, by=zhao, at=AT))
    refused(PermissionDenied, lambda: make_objection(issue=other, text="有误", key=key, by=lin, at=AT))


def test_one_waits_at_a_time_and_after_its_answer_there_may_be_another(issue, lin, wang, refused):
    first = object_to(issue, lin)
    assert refused(Conflict, lambda: object_to(issue, lin, "还有一处")).current == first
    answered(first, wang)
    assert object_to(issue, lin, "还有一处").pk != first.pk


@pytest.mark.parametrize(("hour", "is_in_time"), [(15, True), (16, False)])
def test_the_seventh_day_is_the_last_by_the_local_clock(issue, lin, refused, hour, is_in_time):
    at = datetime(2021, 7, 8, hour, 30, tzinfo=UTC)  # issued on 1 July; midnight in China is 16:00 UTC
    if is_in_time:
        assert object_to(issue, lin, at=at).made_at == at
    else:
        assert "7" in str(refused(ActionError, lambda: object_to(issue, lin, at=at)))


def test_a_paper_without_a_score_of_the_department_is_not_objected_to(report, issue, lin, zhao, wang, refused):
    refused(ActionError, lambda: object_to(issue, zhao))
    bulletin = send_out(report, 6, wang)
    refused(ActionError, lambda: object_to(bulletin, lin))


@pytest.mark.parametrize("who", ["wang", "admin"])
def test_only_departments_object(issue, wang, admin, who, request, refused):
    refused(PermissionDenied, lambda: object_to(issue, request.getfixturevalue(who)))


@pytest.mark.parametrize("state", [UPHELD, REJECTED])
def test_the_office_answers_and_the_scores_stay(issue, lin, wang, state):
    objection = answered(object_to(issue, lin), wang, state, " 按期限计 ", at=AT + DAY)
    assert (objection.state, objection.answer) == (state, "按期限计")
    assert (objection.answered_by, objection.answered_at) == (wang, AT + DAY)
    assert Issue.objects.get().content == issue.content
    assert trail()[-1].startswith("answer HD-2021-assessment-2021-06")


def test_the_same_answer_again_changes_nothing_and_another_one_is_told(issue, lin, wang, refused):
    objection = answered(object_to(issue, lin), wang)
    before = trail()
    assert answered(objection, wang, at=AT + DAY).answered_at == AT
    assert trail() == before
    assert refused(Conflict, lambda: answered(objection, wang, UPHELD)).current == objection
    refused(Conflict, lambda: answered(objection, wang, UPHELD, row_version=2))
    other = make_person("other", "李", None, Role.SUPERVISOR)
    refused(Conflict, lambda: answered(objection, other))


def test_nobody_answers_from_the_departments_side(issue, department, lin, zhao, admin, refused):
    objection = object_to(issue, lin)
    for by in (lin, zhao, admin, make_person("both", "双", department, Role.REPORTER, Role.SUPERVISOR)):
        refused(PermissionDenied, lambda by=by: answered(objection, by))
    lin.groups.set(make_person("chief", "督", None, Role.SUPERVISOR).groups.all())
    maker = type(lin).objects.get(pk=lin.pk)  # made supervisor since
    refused(PermissionDenied, lambda: answered(objection, maker))


def test_an_answer_says_something(issue, lin, wang, refused):
    objection = object_to(issue, lin)
    refused(ActionError, lambda: answered(objection, wang, answer="  "))


def test_what_is_said_about_a_sample_paper_is_sample(report, target, lin):
    pretend = make_person("pretend", "演", None, Role.SUPERVISOR, is_sample=True)
    assert object_to(send_out(report, 6, pretend, IssueKind.ASSESSMENT), lin).is_sample


def test_a_department_scored_nothing_may_say_why_it_should_be(report, area, target, wang):
    idle = make_department("idle")
    make_target(area, lead=idle, start=target.due)
    by = make_person("idle", "闲", idle, Role.REPORTER)
    assert object_to(send_out(report, 6, wang, IssueKind.ASSESSMENT), by, "应参评").department == idle
