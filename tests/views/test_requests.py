"""Requests for change through the browser: asked, kept when wrong, decided, and public when granted."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import localdate

from tests.factories import AT, make_area, make_person, make_report, make_target, month
from tests.views.conftest import inline, words
from tracker.actions.requests import Wish, ask, grant
from tracker.actions.revisions import Ground
from tracker.choices import RequestKind, RequestState, Role, TargetState
from tracker.models import ChangeRequest, Revision, Target

TODAY = localdate()
YEAR = TODAY.year
LATER = f"{YEAR + 1}-03"
ASK = f"/desk/targets/HD-{YEAR}-01/request/"
BAD_MONTHS = [
    "2021-13",
    "二〇二一年",
    "31/12",
    "2021",
    "March",
    "2021-06-01",
    "2021-0",
    "=1+1",
    f"{YEAR - 1}-06",
    f"{YEAR}-12",
]
BAD_MONTHS += [f"{YEAR + 6}-01", "99999-01", "", "<script>"]
BAD_FIGURES = [
    "一百",
    "12万",
    "1e3",
    "1_000",
    "NaN",
    "Infinity",
    "-5",
    "0",
    "40",
    "1,08",
    "=1+1",
    "1.23456",
    "9" * 12,
    "",
]


@pytest.fixture
def report(db):
    """This year's, so that its targets are not past their due date."""
    return make_report(YEAR, adopted_on=TODAY.replace(month=1, day=1))


@pytest.fixture
def filled():
    return {
        "kind": "POSTPONE",
        "due_asked": LATER,
        "value_asked": "",
        "reason": "征地延后",
        "document": "教报3号",
        "progress": "完成三成",
        "key": str(uuid4()),
    }


@pytest.fixture
def change(enter, target, lin, filled) -> ChangeRequest:
    """林's request to postpone."""
    enter(lin).post(ASK, filled)
    return ChangeRequest.objects.get()


def page(change, tail="", prefix=""):
    return f"{prefix}/desk/requests/{change.key}/{tail}"


def decide(client, change, do, **given):
    fields = {
        "do": do,
        "document": "政发9号",
        "decided_on": f"{TODAY}",
        "reason": "",
        "row_version": 1,
        "target_version": 1,
    }
    return client.post(page(change), fields | given)


def test_a_department_asks_and_sees_its_request(enter, target, lin, filled):
    desk = enter(lin)
    said = words(desk.get(ASK.replace("/desk", "/en/desk")))
    assert "Target: 40 stations" in said
    response = desk.post(ASK, filled, follow=True)
    change = ChangeRequest.objects.get()
    assert response.redirect_chain == [(page(change), 302)]
    assert "征地延后" in words(response)
    assert "完成三成" in words(response)


def test_a_form_sent_twice_asks_once(enter, target, lin, filled):
    desk = enter(lin)
    first, second = desk.post(ASK, filled), desk.post(ASK, filled)
    assert first.url == second.url
    assert ChangeRequest.objects.count() == 1


def test_a_second_request_is_told_of_the_first_and_loses_nothing(enter, change, lin, filled):
    desk = enter(lin)
    assert page(change) in desk.get(ASK).content.decode()
    response = desk.post(ASK, filled | {"key": str(uuid4()), "reason": "另一个理由"})
    html = response.content.decode()
    assert response.status_code == 409
    assert page(change) in html
    assert "另一个理由" in html


def test_a_change_is_asked_before_the_due_date(enter, target, lin, filled):
    Target.objects.update(start=month(1, YEAR - 1), due=month(12, YEAR - 1))
    desk = enter(lin)
    assert f"{YEAR - 1}年12月" in words(desk.get(ASK))
    response = desk.post(ASK, filled)
    assert response.status_code == 422
    assert "征地延后" in response.content.decode()
    assert not ChangeRequest.objects.exists()


def test_a_figure_beside_a_postponement_is_said_there_and_nothing_sent(enter, target, lin, filled):
    response = enter(lin).post("/en" + ASK, filled | {"value_asked": "30"})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["value_asked"]
    assert "To postpone does not change the figure" in words(response)
    assert not ChangeRequest.objects.exists()


def test_the_desk_offers_it_until_the_due_month_has_ended(enter, target, lin):
    client = enter(lin)
    assert ASK in client.get("/desk/").content.decode()
    Target.objects.update(start=month(12, YEAR - 1), due=month(12, YEAR - 1))
    html = client.get("/desk/").content.decode()
    assert target.code in html
    assert ASK not in html


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    ("field", "bad"),
    [("due_asked", bad) for bad in BAD_MONTHS] + [("value_asked", bad) for bad in BAD_FIGURES],
)
def test_what_is_wrong_is_said_beside_it_and_stays_as_typed(enter, target, lin, filled, field, bad, prefix):
    kind = "POSTPONE" if field == "due_asked" else "ADJUST"
    response = enter(lin).post(prefix + ASK, filled | {"kind": kind, "due_asked": "", field: bad})
    assert response.status_code == 422
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert form[field].value() == bad
    html = response.content.decode()
    assert "征地延后" in html
    assert "完成三成" in html
    assert 'aria-invalid="true"' in html
    assert not ChangeRequest.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        {"kind": ""},
        {"kind": "DELETE"},
        {"reason": "", "document": "", "progress": ""},
        {"reason": "因" * 2001},
        {"document": "文" * 201},
        {"progress": "完" * 5001},
        {"reason": "a\x00b"},
        {"key": ""},
        {"key": "not-a-key"},
    ],
)
def test_other_bad_input_is_refused_and_kept(enter, target, lin, filled, given):
    response = enter(lin).post(ASK, filled | given)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == set(given)
    assert not ChangeRequest.objects.exists()


def test_a_bare_post_is_refused_field_by_field(enter, target, lin):
    response = enter(lin).post(ASK)
    assert set(response.context["form"].errors) == {"kind", "reason", "document", "progress", "key"}


@pytest.mark.parametrize("who", ["zhao", "wang", "admin"])
def test_others_find_no_page_to_ask_on(enter, target, who, request, filled):
    client = enter(request.getfixturevalue(who))
    assert client.get(ASK).status_code == client.post(ASK, filled).status_code == 404
    assert not ChangeRequest.objects.exists()


def test_a_target_not_worked_on_has_no_page_to_ask_on(enter, target, lin):
    Target.objects.update(state=TargetState.COMPLETED)
    assert enter(lin).get(ASK).status_code == 404


def test_supervisors_see_what_stands_what_is_asked_and_both_lights(enter, change, wang):
    said = words(enter(wang).get(page(change, prefix="/en")))
    assert "Promised first Stands now If you grant it" in said
    assert f"Due month December {YEAR} December {YEAR} March {YEAR + 1}" in said
    assert said.count("Not reported") + said.count("Not due yet") == 2
    assert "教报3号" in said


def test_a_granted_request_is_public_with_where_it_came_from(enter, change, wang, client):
    response = decide(enter(wang), change, "grant", reason="同意")
    assert response.url == page(change)
    change.refresh_from_db()
    assert change.state == RequestState.GRANTED
    revision = Revision.objects.get()
    assert (revision.due_after, revision.document) == (month(3, YEAR + 1), "政发9号")
    said = words(enter(wang).get(page(change)))
    assert "同意" in said
    assert f"{YEAR + 1}年3月" in said


def test_the_public_reads_who_asked_for_a_revision(client, lin, wang, department):
    last_year = make_target(make_area(make_report(2021)), lead=department)
    wish = Wish(RequestKind.POSTPONE, None, month(3, 2022), "征地延后", "教报3号", "完成三成")
    change = ask(target=last_year, wish=wish, key=uuid4(), by=lin, at=AT)
    page_before = words(client.get("/en/targets/HD-2021-01/"))
    assert "征地延后" not in page_before
    ground = Ground(change.reason, "政发9号", date(2021, 6, 30))
    grant(change=change, ground=ground, word="内部", by=wang, at=AT, row_version=1, target_version=1)
    said = words(client.get("/en/targets/HD-2021-01/"))
    assert "Asked for by Education Bureau on 2021-07-01." in said
    assert "征地延后" in said
    assert "内部" not in said
    assert "完成三成" not in said


def test_a_refusal_needs_its_reason_and_keeps_what_was_typed(enter, change, wang):
    desk = enter(wang)
    response = decide(desk, change, "refuse", document="写了一半")
    assert response.status_code == 422
    assert "写了一半" in response.content.decode()
    assert decide(desk, change, "refuse", reason="应按期完成").status_code == 302
    assert "应按期完成" in words(desk.get(page(change)))
    assert not Revision.objects.exists()


def test_a_decision_pressed_twice_is_one(enter, change, wang):
    desk = enter(wang)
    assert [decide(desk, change, "grant").status_code for _press in range(2)] == [302, 302]
    assert Revision.objects.count() == 1


@pytest.mark.parametrize(
    "day", ["", "2021-13-01", "31/12", "昨天", "二〇二一年", f"{TODAY + timedelta(days=1)}", "1990-01-01"]
)
def test_a_grant_without_a_right_day_is_refused_and_kept(enter, change, wang, day):
    response = decide(enter(wang), change, "grant", decided_on=day, reason="同意")
    assert response.status_code == 422
    assert "同意" in response.content.decode()
    assert not Revision.objects.exists()


@pytest.mark.parametrize("given", [{"row_version": ""}, {"target_version": "x"}, {"do": "delete", "document": ""}])
def test_a_decision_that_is_none_is_refused(enter, change, wang, given):
    assert decide(enter(wang), change, **({"do": "grant"} | given)).status_code == 422
    assert not Revision.objects.exists()


def test_a_target_that_changed_in_between_is_shown_anew(enter, change, wang):
    desk = enter(wang)
    Target.objects.update(row_version=2, value=55)
    response = decide(desk, change, "grant", reason="同意")
    html = response.content.decode()
    assert response.status_code == 409
    assert "55 座" in html
    assert "政发9号" in html
    assert not Revision.objects.exists()
    assert decide(desk, change, "grant", target_version=2).status_code == 302


def test_a_request_taken_back_in_between_is_not_decided(enter, change, wang, lin):
    assert enter(lin).post(page(change, "withdraw/")).url == page(change)
    response = decide(enter(wang), change, "grant", reason="同意")
    assert response.status_code == 409
    assert "同意" in words(response)
    assert 'name="do"' not in response.content.decode()
    assert not Revision.objects.exists()


def test_what_was_decided_cannot_be_taken_back(enter, change, wang, lin):
    decide(enter(wang), change, "refuse", reason="不同意")
    response = enter(lin).post(page(change, "withdraw/"), follow=True)
    change.refresh_from_db()
    assert change.state == RequestState.REFUSED
    assert "不同意" in words(response)


def test_the_department_reads_its_request_and_does_not_decide(enter, change, lin):
    desk = enter(lin)
    html = desk.get(page(change)).content.decode()
    assert 'value="grant"' not in html
    assert "withdraw/" in html
    assert decide(desk, change, "grant").status_code == 404


def test_nobody_decides_on_their_own_request(enter, target, department, filled):
    desk = enter(make_person("both", "双", department, Role.REPORTER, Role.SUPERVISOR))
    desk.post(ASK, filled)
    change = ChangeRequest.objects.get()
    assert 'value="grant"' not in desk.get(page(change)).content.decode()
    assert decide(desk, change, "grant").status_code == 404


def test_strangers_find_no_request(enter, change, zhao, wang):
    client = enter(zhao)
    assert client.get(page(change)).status_code == 404
    assert decide(client, change, "grant").status_code == 404
    assert client.post(page(change, "withdraw/")).status_code == 404
    assert enter(wang).post(page(change, "withdraw/")).status_code == 404


@pytest.mark.parametrize("key", ["00000000-0000-0000-0000-000000000000", "x", "7"])
def test_an_unknown_request_is_not_found(enter, wang, report, key):
    assert enter(wang).get(f"/desk/requests/{key}/").status_code == 404


def test_a_visitor_is_asked_to_sign_in(client, change):
    client.logout()
    assert client.get(page(change)).status_code == 302
    assert client.get(ASK).status_code == 302


def test_pages_hold_no_script_and_are_never_kept(enter, change, lin, wang, area, department):
    other = make_target(area, lead=department)
    for response in (
        enter(lin).get(f"/desk/targets/{other.code}/request/"),
        enter(lin).get(page(change)),
        enter(wang).get(page(change)),
    ):
        assert inline(response.content.decode()) == []
        assert "no-store" in response.headers["Cache-Control"]
    assert enter(lin).put(ASK).status_code == 405
    assert enter(lin).get(page(change, "withdraw/")).status_code == 405
