"""Whistles through the browser: raised, reported in on, answered, rated; kept when wrong; public by count only."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from tests.factories import AT, make_department, make_entry, make_person, make_target
from tests.views.conftest import inline, words
from tracker.actions.whistles import Need, Opinion, answer, raise_whistle, rate, sign, withdraw
from tracker.choices import DepartmentKind, Rating, Role, TargetState, WhistleState
from tracker.models import Target, Whistle, WhistleCall

RAISE = "/desk/whistles/raise/"
TODAY = localdate()


@pytest.fixture
def zheng(db):
    """Reports for a subdistrict."""
    street = make_department("street", "某街道", "A subdistrict", kind=DepartmentKind.SUBDISTRICT, order=9)
    return make_person("zheng", "郑", street, Role.REPORTER)


@pytest.fixture
def filled(target, other_department, department):
    return {
        "target": target.code,
        "problem": "场地未交",
        "needed_by": f"{TODAY + timedelta(days=9)}",
        "departments": ["jyj", "swj"],
        "key": str(uuid4()),
    }


@pytest.fixture
def whistle(target, zheng, department, other_department) -> Whistle:
    """The subdistrict calls 林's and 赵's departments, today."""
    need = Need("场地未交", (department, other_department), TODAY + timedelta(days=9))
    return raise_whistle(target=target, need=need, key=uuid4(), by=zheng, at=now())


def page(whistle, tail="", prefix=""):
    return f"{prefix}/desk/whistles/{whistle.key}/{tail}"


def call_of(whistle, person) -> WhistleCall:
    return whistle.calls.get(department=person.department)


def answered(whistle, by, text="已清理"):
    sign(call=call_of(whistle, by), by=by, at=now())
    answer(call=call_of(whistle, by), text=text, by=by, at=now())


def test_a_subdistrict_whistles_and_sees_its_whistle(enter, zheng, filled):
    desk = enter(zheng)
    assert f'href="{RAISE}"' in desk.get("/desk/").content.decode()
    response = desk.post(RAISE, filled, follow=True)
    whistle = Whistle.objects.get()
    assert response.redirect_chain == [(page(whistle), 302)]
    said = words(response)
    assert "场地未交" in said
    assert "区教育局 待报到" in said
    assert "区商务局 待报到" in said


def test_a_form_sent_twice_whistles_once(enter, zheng, filled):
    desk = enter(zheng)
    assert desk.post(RAISE, filled).url == desk.post(RAISE, filled).url
    assert (Whistle.objects.count(), WhistleCall.objects.count()) == (1, 2)


def test_a_lead_department_is_offered_its_own_targets_in_work(enter, target, area, lin, department, zhao):
    make_target(area, lead=zhao.department)
    done = make_target(area, lead=department, state=TargetState.COMPLETED)
    desk = enter(lin)
    html = desk.get("/desk/?month=2021-06").content.decode()
    assert f'href="{RAISE}?target={target.code}"' in html
    assert f'href="{RAISE}?target={done.code}"' not in html
    form = desk.get(f"{RAISE}?target={target.code}").context["form"]
    assert list(form.targets) == [target.code]
    assert form["target"].value() == target.code


@pytest.mark.parametrize("asked", ["?target=HD-2021-02", "?target=HD-2021-77"])
def test_a_target_that_is_not_ones_own_has_no_page_to_whistle_on(enter, target, area, lin, zhao, asked):
    make_target(area, lead=zhao.department)
    assert enter(lin).get(RAISE + asked).status_code == 404


@pytest.mark.parametrize("who", ["zhao", "wang", "admin"])
def test_who_may_not_whistle_finds_no_page_for_it(enter, who, request, filled):
    client = enter(request.getfixturevalue(who))
    assert client.get(RAISE).status_code == client.post(RAISE, filled).status_code == 404
    assert RAISE not in client.get("/desk/").content.decode()
    assert not Whistle.objects.exists()


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    "given",
    [
        {"target": "HD-2021-77"},
        {"problem": ""},
        {"problem": "a\x00b"},
        {"needed_by": "昨天"},
        {"needed_by": f"{TODAY - timedelta(days=1)}"},
        {"departments": []},
        {"departments": ["street"]},
        {"departments": ["jyj", "nowhere"]},
        {"key": "x"},
    ],
)
def test_what_is_wrong_is_said_beside_it_and_stays_as_typed(enter, zheng, filled, given, prefix):
    response = enter(zheng).post(prefix + RAISE, filled | given)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == list(given)
    [(name, typed)] = given.items()
    assert response.context["form"][name].value() == typed
    assert "场地未交" in response.content.decode() or "problem" in given
    assert not Whistle.objects.exists()


def test_a_bare_post_is_refused_field_by_field(enter, target, zheng):
    errors = enter(zheng).post(RAISE).context["form"].errors
    assert set(errors) == {"target", "problem", "needed_by", "departments", "key"}


def test_an_open_whistle_stands_beside_its_target_at_the_desk_and_in_the_grid(enter, whistle, lin):
    desk = enter(lin)
    for address in ("/en/desk/?month=2021-06", "/en/desk/months/2021-06/"):
        html = desk.get(address).content.decode()
        assert f"Open whistle, needed by {whistle.needed_by}" in words(html)
        assert page(whistle, prefix="/en") in html
    Whistle.objects.update(state=WhistleState.CLOSED)
    assert "Open whistle" not in words(desk.get("/en/desk/?month=2021-06"))


def test_a_department_reports_in_answers_and_is_rated(enter, whistle, lin, zheng, english):
    desk = enter(lin)
    assert "A subdistrict" in words(desk.get("/en/desk/"))
    said = words(desk.post(page(whistle, "jyj/sign/", "/en"), follow=True))
    assert "You have reported in." in said
    assert "Education Bureau To answer Reported in: 林" in said
    said = words(desk.post(page(whistle, "jyj/answer/", "/en"), {"answer": "已清理通道"}, follow=True))
    assert "Your answer is with the department that whistled." in said
    assert "已清理通道" in said
    street = enter(zheng)
    assert "To be rated" in words(street.get(page(whistle, prefix="/en")))
    rating = {"rating": "5", "is_solved": "yes", "word": "很快"}
    said = words(street.post(page(whistle, "jyj/rate/", "/en"), rating, follow=True))
    assert "Rated: 5 · very satisfied · solved · 郑" in said
    assert "很快" in said
    assert "Being dealt with" in said  # the other department has not come


def test_reporting_in_late_shows(enter, target, zheng, lin, department, wang):
    need = Need("场地未交", (department,), date(2021, 7, 20))
    whistle = raise_whistle(target=target, need=need, key=uuid4(), by=zheng, at=AT)
    assert "Not reported in, overdue" in words(enter(wang).get(page(whistle, prefix="/en")))
    sign(call=call_of(whistle, lin), by=lin, at=AT + timedelta(days=3))
    for address in (page(whistle, prefix="/en"), "/en/desk/whistles/"):
        said = words(enter(wang).get(address))
        assert "Reported in late" in said
        assert "the day of need has passed" in said


def test_an_empty_answer_is_refused(enter, whistle, lin):
    sign(call=call_of(whistle, lin), by=lin, at=AT)
    response = enter(lin).post(page(whistle, "jyj/answer/"), {"answer": " "})
    assert response.status_code == 422
    assert "请填写办理情况。" in words(response)
    assert 'aria-invalid="true"' in response.content.decode()


def test_a_rating_that_is_none_is_refused_and_kept(enter, whistle, lin, zhao, zheng):
    for person in (lin, zhao):
        answered(whistle, person)
    response = enter(zheng).post(page(whistle, "swj/rate/"), {"rating": "9", "word": "还差一点"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "还差一点" in html
    assert len(set(ids := [part.split('"')[0] for part in html.split(' id="')[1:]])) == len(ids)
    assert not WhistleCall.objects.exclude(rated_at=None).exists()


@pytest.mark.parametrize("do", ["sign", "answer", "rate", "withdraw"])
def test_pressing_twice_does_it_once(enter, whistle, lin, zheng, do):
    if do == "answer":
        sign(call=call_of(whistle, lin), by=lin, at=AT)
    if do == "rate":
        answered(whistle, lin)
    desk = enter(lin if do in {"sign", "answer"} else zheng)
    sent = {"answer": "已清理", "rating": "4", "is_solved": "yes", "word": ""}
    address = page(whistle, "withdraw/" if do == "withdraw" else f"jyj/{do}/")
    assert [desk.post(address, sent).url for _press in range(2)] == [page(whistle)] * 2
    said = {"sign": "已报到", "answer": "答复已送", "rate": "评价已记录", "withdraw": "吹哨已撤回"}[do]
    assert words(desk.get(page(whistle))).count(said) >= 2


def test_of_two_answers_the_first_stands_and_both_are_shown(enter, whistle, lin, department):
    answered(whistle, lin, "先到的答复")
    colleague = make_person("colleague", "同", department, Role.HEAD)
    response = enter(colleague).post(page(whistle, "jyj/answer/"), {"answer": "后到的答复"})
    said = words(response)
    assert response.status_code == 409
    assert "先到的答复" in said
    assert "您填写的内容 答复 后到的答复" in said
    assert call_of(whistle, lin).answer == "先到的答复"


def test_of_two_ratings_the_first_stands_and_both_are_shown(enter, whistle, lin, zheng):
    answered(whistle, lin)
    rate(call=call_of(whistle, lin), opinion=Opinion(Rating.FAIR, False, "还差"), by=zheng, at=AT)
    colleague = make_person("colleague", "同", zheng.department, Role.REPORTER)
    sent = {"rating": "5", "is_solved": "yes", "word": "很好"}
    response = enter(colleague).post(page(whistle, "jyj/rate/"), sent)
    said = words(response)
    assert response.status_code == 409
    assert "3分（一般）" in said
    assert "满意程度 5分（非常满意）" in said
    assert "很好" in said
    assert call_of(whistle, lin).rating == Rating.FAIR


def test_what_was_taken_back_in_between_says_so_and_loses_nothing(enter, whistle, lin, zhao, zheng):
    sign(call=call_of(whistle, lin), by=lin, at=AT)
    withdraw(whistle=whistle, by=zheng, at=AT)
    assert "刚刚已被撤回" in words(enter(zhao).post(page(whistle, "swj/sign/"), follow=True))
    response = enter(lin).post(page(whistle, "jyj/answer/"), {"answer": "写了一半"})
    assert response.status_code == 409
    assert "写了一半" in words(response)
    assert "刚刚" not in words(enter(lin).get(page(whistle)))


def test_what_is_answered_is_not_taken_back(enter, whistle, lin, zhao, zheng):
    answered(whistle, lin)
    desk = enter(zheng)
    assert "withdraw/" not in desk.get(page(whistle)).content.decode()
    assert "请对答复作出评价" in words(desk.post(page(whistle, "withdraw/"), follow=True))
    answered(whistle, zhao)
    for person in (lin, zhao):
        rate(call=call_of(whistle, person), opinion=Opinion(Rating.FAIR, True, ""), by=zheng, at=AT)
    desk.post(page(whistle, "withdraw/"))
    assert Whistle.objects.get().state == WhistleState.CLOSED


@pytest.mark.parametrize("tail", ["jyj/sign/", "jyj/answer/", "jyj/rate/", "withdraw/", "swj/sign/", "nowhere/sign/"])
def test_who_may_read_may_not_act(enter, whistle, wang, admin, tail):
    for person in (wang, admin):
        client = enter(person)
        assert client.get(page(whistle)).status_code == 200
        assert client.post(page(whistle, tail), {"answer": "x"}).status_code == 404


def test_the_lead_reads_what_is_whistled_on_its_target(enter, target, zheng, zhao, lin):
    need = Need("场地未交", (zhao.department,), TODAY)
    whistle = raise_whistle(target=target, need=need, key=uuid4(), by=zheng, at=now())
    desk = enter(lin)
    assert desk.get(page(whistle)).status_code == 200
    assert desk.post(page(whistle, "swj/sign/")).status_code == 404


def test_strangers_find_no_whistle(enter, whistle):
    client = enter(make_person("far", "远", make_department("far"), Role.REPORTER))
    for tail in ("", "jyj/sign/", "withdraw/"):
        method = client.post if tail else client.get
        assert method(page(whistle, tail)).status_code == 404
    assert "场地未交" not in client.get("/desk/whistles/").content.decode()


@pytest.mark.parametrize("key", ["00000000-0000-0000-0000-000000000000", "x", "7"])
def test_an_unknown_whistle_is_not_found(enter, wang, report, key):
    assert enter(wang).get(f"/desk/whistles/{key}/").status_code == 404


def test_a_visitor_is_asked_to_sign_in_and_keeps_what_was_typed(whistle):
    assert Client().get(page(whistle)).url == f"/login/?next={page(whistle)}"
    for tail in ("jyj/sign/", "jyj/answer/", "jyj/rate/", "withdraw/"):
        assert Client().post(page(whistle, tail)).status_code == 403
    assert "答复 写了一半" in words(Client().post(page(whistle, "jyj/answer/"), {"answer": "写了一半"}))
    assert not WhistleCall.objects.exclude(signed_at=None).exists()


def test_supervisors_read_all_with_the_rates_of_the_departments(enter, whistle, report, target, lin, zheng, wang):
    need = Need("场地未交", (lin.department,), date(2021, 7, 20))
    early = raise_whistle(target=target, need=need, key=uuid4(), by=zheng, at=AT)
    sign(call=call_of(early, lin), by=lin, at=AT)
    answer(call=call_of(early, lin), text="已办", by=lin, at=AT)
    rate(call=call_of(early, lin), opinion=Opinion(Rating.SATISFIED, True, ""), by=zheng, at=AT)
    said = words(enter(wang).get("/en/desk/whistles/"))
    assert "Whistles · 2" in said
    assert "Education Bureau 1 1 0 1 1 100% 100% 100%" in said
    assert "Education Bureau 1 1" not in words(enter(lin).get("/en/desk/whistles/"))
    assert "1 whistles open" in words(enter(wang).get("/en/desk/"))


def test_without_a_report_or_calls_the_list_says_so(enter, wang, lin):
    assert "Departments called" not in words(enter(wang).get("/en/desk/whistles/"))
    assert "None." in words(enter(lin).get("/en/desk/whistles/"))


def test_no_department_called_yet_is_said(enter, target, wang):
    assert "No department was called yet." in words(enter(wang).get("/en/desk/whistles/"))


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_the_same_queries_whatever_there_is(
    enter, target, zheng, department, other_department, wang, rows, django_assert_num_queries
):
    need = Need("场地未交", (department, other_department), date(2021, 7, 20))
    for _row in range(rows):
        raise_whistle(target=target, need=need, key=uuid4(), by=zheng, at=AT)
    client = enter(wang)
    with django_assert_num_queries(9):
        assert client.get("/desk/whistles/").content.decode().count("desk-row state-") == rows


@pytest.mark.parametrize("calls", [1, 30])
def test_a_whistles_page_asks_the_same_queries_whoever_is_called(
    enter, target, zheng, calls, django_assert_num_queries
):
    called = tuple(make_department(f"d{number}") for number in range(calls))
    need = Need("场地未交", called, TODAY)
    whistle = raise_whistle(target=target, need=need, key=uuid4(), by=zheng, at=now())
    client = enter(zheng)
    with django_assert_num_queries(6):
        assert client.get(page(whistle)).content.decode().count('id="call-') == calls


def test_long_lists_are_paged(enter, target, zheng, department):
    need = Need("场地未交", (department,), date(2021, 7, 20))
    for _row in range(51):
        raise_whistle(target=target, need=need, key=uuid4(), by=zheng, at=AT)
    client = enter(zheng)
    assert "Page 1 of 2" in words(client.get("/en/desk/whistles/"))
    assert client.get("/en/desk/whistles/?page=2").content.decode().count("desk-row state-") == 1


def test_the_public_reads_counts_and_nothing_else(client, target, zheng, lin, wang, department, english):
    make_entry(target, 6, "20", lin, wang)
    assert "called to" not in words(client.get("/en/targets/HD-2021-01/"))
    need = Need("机密堵点", (department,), date(2021, 7, 20))
    whistle = raise_whistle(target=target, need=need, key=uuid4(), by=zheng, at=AT)
    answered(whistle, lin, "机密答复")
    for address in ("/en/targets/HD-2021-01/", "/en/method/"):
        response = client.get(address)
        said = words(response)
        assert "Up to the end of December 2021: 1 raised; 1 open, 0 solved, 0 closed unsolved." in said
        assert "机密" not in said
        assert "A subdistrict" not in said
        assert str(whistle.key) not in response.content.decode()
    assert "called to" not in words(client.get("/en/2021-06/targets/HD-2021-01/"))
    assert "机密" not in client.get("/targets/HD-2021-01/trail/").content.decode()


def test_pages_hold_no_script_and_are_never_kept(enter, whistle, lin, zheng, wang):
    answered(whistle, lin)
    for person, address in ((zheng, RAISE), (zheng, page(whistle)), (lin, page(whistle)), (wang, "/desk/whistles/")):
        response = enter(person).get(address)
        assert inline(response.content.decode()) == []
        assert "no-store" in response.headers["Cache-Control"]
    assert enter(lin).get(page(whistle, "jyj/sign/")).status_code == 405
    assert enter(lin).put(page(whistle)).status_code == 405


def test_a_target_completed_meanwhile_is_refused_and_the_text_kept(enter, zheng, filled, area, department):
    make_target(area, lead=department)
    Target.objects.filter(code=filled["target"]).update(state=TargetState.COMPLETED)
    response = enter(zheng).post(RAISE, filled)
    assert response.status_code == 422
    assert "场地未交" in response.content.decode()
