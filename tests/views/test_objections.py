"""Objections through the browser: made in time, told beside their field, answered once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.factories import make_department, make_person, make_target, object_to, send_out
from tests.views.conftest import inline, words
from tracker.choices import IssueKind, ObjectionState, Role
from tracker.models import Issue, Objection

PAPER = "/desk/papers/assessment/2021-06/"
OBJECT = f"{PAPER}object/"


@pytest.fixture
def issue(report, target, wang) -> Issue:
    """Issued today."""
    return send_out(report, 6, wang, IssueKind.ASSESSMENT, timezone.now())


@pytest.fixture
def filled():
    return {"text": "三月已按时报送", "key": str(uuid4())}


@pytest.fixture
def objection(issue, lin) -> Objection:
    return object_to(issue, lin, at=timezone.now())


def page(objection, prefix=""):
    return f"{prefix}/desk/objections/{objection.key}/"


def answer(client, objection, **given):
    fields = {"state": "REJECTED", "answer": "按期限计", "row_version": "1"}
    return client.post(page(objection), fields | given)


def test_a_department_objects_and_finds_it_on_the_paper(enter, issue, lin, filled):
    client = enter(lin)
    assert f'href="{OBJECT}"' in client.get(PAPER).content.decode()
    response = client.post(OBJECT, filled, follow=True)
    objection = Objection.objects.get()
    assert response.redirect_chain == [(page(objection), 302)]
    assert "三月已按时报送" in words(response)
    assert page(objection) in client.get(PAPER).content.decode()


def test_a_form_sent_twice_objects_once(enter, issue, lin, filled):
    client = enter(lin)
    first, second = client.post(OBJECT, filled), client.post(OBJECT, filled)
    assert first.url == second.url
    assert Objection.objects.count() == 1


def test_a_second_one_is_told_of_the_first_and_loses_nothing(enter, objection, lin, filled):
    response = enter(lin).post(OBJECT, filled | {"text": "还有一处"})
    assert response.status_code == 409
    html = response.content.decode()
    assert page(objection) in html
    assert "还有一处</textarea>" in html


def test_nothing_said_is_said_beside_the_field(enter, issue, lin, filled):
    response = enter(lin).post(f"/en{OBJECT}", filled | {"text": "  "})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["text"]
    assert "Say what is wrong with the score, and why." in words(response)


@pytest.mark.parametrize("key", ["", "nothing"])
def test_a_broken_form_is_said_and_kept(enter, issue, lin, filled, key):
    response = enter(lin).post(OBJECT, filled | {"key": key})
    assert response.status_code == 422
    assert "三月已按时报送" in response.content.decode()
    assert not Objection.objects.exists()


def test_after_seven_days_it_is_too_late_and_what_was_written_stays(enter, issue, lin, filled):
    Issue.objects.update(issued_at=timezone.now() - timedelta(days=8))
    response = enter(lin).post(OBJECT, filled)
    assert response.status_code == 422
    assert "7" in words(response)
    assert "三月已按时报送" in response.content.decode()


def test_a_department_without_a_score_is_told_so(enter, issue, zhao, filled):
    response = enter(zhao).post(f"/en{OBJECT}", filled)
    assert response.status_code == 422
    assert "This paper has no score of your department." in words(response)


@pytest.mark.parametrize("who", ["wang", "admin"])
def test_only_departments_find_the_form(enter, issue, who, request):
    assert enter(request.getfixturevalue(who)).get(OBJECT).status_code == 404


def test_what_was_not_issued_is_not_objected_to(enter, report, target, lin):
    assert enter(lin).get(OBJECT).status_code == 404


def test_the_office_answers_and_it_stands_beside_the_score(enter, objection, lin, wang):
    response = enter(wang).get(page(objection))
    assert inline(response.content.decode()) == []
    response = answer(enter(wang), objection)
    assert response.status_code == 302
    for by in (wang, lin):
        said = words(enter(by).get(PAPER))
        assert "三月已按时报送" in said
        assert "按期限计" in said
    assert 'name="answer"' not in enter(wang).get(page(objection)).content.decode()


def test_an_answer_sent_twice_is_one(enter, objection, wang):
    client = enter(wang)
    assert answer(client, objection).status_code == answer(client, objection).status_code == 302
    assert Objection.objects.get().row_version == 2


def test_of_two_who_answer_the_second_sees_both(enter, objection, wang):
    answer(enter(wang), objection)
    other = make_person("li", "李", None, Role.SUPERVISOR)
    response = answer(enter(other), objection, state="UPHELD", answer="应予更正")
    assert response.status_code == 409
    assert "应予更正" in words(response)
    assert "按期限计" in words(response)
    assert Objection.objects.get().state == ObjectionState.REJECTED


@pytest.mark.parametrize(
    ("given", "field"), [({"answer": " "}, "answer"), ({"state": ""}, "state"), ({"state": "OPEN"}, "state")]
)
def test_an_answer_wanting_something_is_said_beside_its_field_and_kept(enter, objection, wang, given, field):
    response = answer(enter(wang), objection, **given)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert response.content.decode().count("按期限计") == ("answer" not in given)
    assert Objection.objects.get().state == ObjectionState.OPEN


def test_nobody_answers_from_the_departments_side(enter, objection, department, lin, zhao, admin):
    both = make_person("both", "双", department, Role.REPORTER, Role.SUPERVISOR)
    assert [answer(enter(by), objection).status_code for by in (lin, zhao, admin, both)] == [404, 404, 404, 403]
    assert 'name="answer"' not in enter(both).get(page(objection)).content.decode()
    assert Objection.objects.get().state == ObjectionState.OPEN


def test_it_is_read_by_whom_the_assessment_is_read(enter, client, objection, lin, zhao, admin):
    assert client.get(page(objection)).url.startswith("/login/")
    nobody = make_person("nobody", "外", None)
    assert [enter(by).get(page(objection)).status_code for by in (lin, zhao, admin, nobody)] == [200, 200, 200, 404]
    assert enter(lin).get(f"/desk/objections/{uuid4()}/").status_code == 404


@pytest.mark.parametrize("size", [1, 5])
def test_the_paper_asks_as_much_whatever_the_number_of_objections(
    enter, report, area, wang, size, django_assert_num_queries
):
    people = [make_person(f"p{number}", "人", make_department(f"d{number}"), Role.REPORTER) for number in range(size)]
    for by in people:
        make_target(area, lead=by.department)
    issue = send_out(report, 6, wang, IssueKind.ASSESSMENT, timezone.now())
    for by in people:
        object_to(issue, by, at=timezone.now())
    client = enter(wang)
    client.get(PAPER)
    with django_assert_num_queries(12):
        assert client.get(PAPER).status_code == 200
