"""Closings through the browser: listed, written, kept when wrong, accepted, public."""

from datetime import date
from uuid import uuid4

import pytest

from tests.factories import (
    CLOSING_AT,
    draft_closing,
    make_area,
    make_closing,
    make_entry,
    make_person,
    make_report,
    make_target,
    submit_closing,
    submit_entry,
)
from tests.views.conftest import inline, words
from tracker.actions.closings import withdraw
from tracker.choices import ClosingState, Role
from tracker.models import Closing, Target

WRITE = "/desk/closings/HD-2021-01/write/"
LIST = "/desk/closings/"


@pytest.fixture
def kept(target, lin, wang):
    """A target reached in December."""
    make_entry(target, 12, "40", lin, wang, at=CLOSING_AT)
    return target


@pytest.fixture
def filled():
    return {
        "outcome": "KEPT",
        "statement": "四十座全部开通",
        "key": str(uuid4()),
        "row_version": "0",
        "do": "submit",
    }


def page(closing, tail="", prefix=""):
    return f"{prefix}/desk/closings/{closing.key}/{tail}"


def decide(client, closing, do="accept", **given):
    return client.post(page(closing), {"do": do, "row_version": closing.row_version} | given)


def test_a_department_writes_hands_in_and_sees_it(enter, kept, lin, filled):
    desk = enter(lin)
    opened = desk.get(WRITE)
    assert opened.context["form"]["outcome"].value() == "KEPT"
    assert "Outcome computed ✓ Kept" in words(desk.get("/en" + WRITE))
    response = desk.post(WRITE, filled, follow=True)
    closing = Closing.objects.get()
    assert response.redirect_chain == [(page(closing), 302)]
    assert "四十座全部开通" in words(response)
    assert desk.get(WRITE).url == page(closing)


def test_a_draft_is_kept_and_gone_on_with(enter, kept, lin, filled):
    desk = enter(lin)
    assert desk.post(WRITE, filled | {"do": "save", "statement": "待补"}).url == WRITE
    form = desk.get(WRITE).context["form"]
    assert (form["statement"].value(), form["row_version"].value()) == ("待补", 1)


def test_a_form_sent_twice_is_kept_once(enter, kept, lin, filled):
    desk = enter(lin)
    assert desk.post(WRITE, filled).url == desk.post(WRITE, filled).url
    assert Closing.objects.get().row_version == 1


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"statement": ""}, ["statement"]),
        ({"outcome": "MISSED"}, ["difference_reason", "reason_kind"]),
        ({"outcome": "x"}, ["outcome"]),
        ({"reason_kind": "FUNDING"}, ["reason_kind"]),
        ({"evidence_url": "ftp://x"}, ["evidence_url"]),
        ({"key": ""}, ["key"]),
        ({"row_version": ""}, ["row_version"]),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_beside_it_and_stays_as_typed(enter, kept, lin, filled, prefix, given, fields):
    response = enter(lin).post(prefix + WRITE, filled | {"document": "第7号文"} | given)
    assert response.status_code == 422
    form = response.context["form"]
    assert sorted(form.errors) == fields
    assert form["document"].value() == "第7号文"
    assert "第7号文" in response.content.decode()
    assert not Closing.objects.exists()


def test_two_editors_see_both_texts_and_may_save_theirs(enter, kept, lin, department, filled):
    head = make_person("head", "局长", department, Role.HEAD)
    draft_closing(kept, head, statement="局长写的")
    desk = enter(lin)
    response = desk.post(WRITE, filled)
    said = words(response)
    assert response.status_code == 409
    assert "四十座全部开通" in said
    assert "局长写的" in said
    assert response.context["form"]["row_version"].value() == "1"
    assert desk.post(WRITE, filled | {"row_version": "1"}).status_code == 302
    assert Closing.objects.get().statement == "四十座全部开通"


def test_what_was_accepted_meanwhile_is_shown_beside_what_was_typed(enter, kept, lin, wang, filled):
    closing = make_closing(kept, lin, wang)
    response = enter(lin).post(WRITE, filled)
    assert response.status_code == 409
    assert page(closing) in response.content.decode()
    assert 'name="do"' not in response.content.decode()
    assert "四十座全部开通" in words(response)


def test_before_the_due_month_is_over_it_says_from_when(enter, target, lin, filled):
    Target.objects.update(due=date(2098, 12, 1))
    target.report.year = 2098
    target.report.save()
    desk = enter(lin)
    assert "到期月份（2098年12月）结束后方可收官" in words(desk.get(WRITE))
    assert desk.post(WRITE, filled).status_code == 422
    assert "到期月份尚未结束" in words(desk.get(LIST))


@pytest.mark.parametrize("who", ["zhao", "wang", "admin"])
def test_others_find_no_page_to_write_on(enter, kept, who, request, filled):
    client = enter(request.getfixturevalue(who))
    assert client.get(WRITE).status_code == client.post(WRITE, filled).status_code == 404


def test_a_supervisor_writes_where_no_department_leads(enter, area, wang, filled):
    orphan = make_target(area)
    told = {"outcome": "UNVERIFIABLE", "reason_kind": "OTHER", "statement": "无牵头单位"}
    desk = enter(wang)
    assert desk.post(f"/desk/closings/{orphan.code}/write/", filled | told).status_code == 302
    closing = Closing.objects.get()
    assert 'value="accept"' not in desk.get(page(closing)).content.decode()
    assert decide(desk, closing).status_code == 404


def test_a_supervisor_sees_what_is_stated_beside_the_figures_and_accepts(enter, kept, lin, wang, client):
    closing = submit_closing(kept, lin, outcome="NEARLY_KEPT", difference_reason="两座未并网", reason_kind="COUNTING")
    desk = enter(wang)
    said = words(desk.get(page(closing, prefix="/en")))
    for text in ("▲ Nearly kept", "✓ Kept", "两座未并网", "Way of counting", "Last accepted figure 40 stations"):
        assert text in said
    assert decide(desk, closing).url == page(closing)
    assert decide(desk, closing).status_code == 302
    client.logout()
    assert "两座未并网" in words(client.get("/targets/HD-2021-01/"))


def test_sending_back_needs_a_reason_and_the_department_reads_it(enter, kept, lin, wang):
    closing = submit_closing(kept, lin)
    desk = enter(wang)
    assert decide(desk, closing, "send_back").status_code == 422
    assert decide(desk, closing, "send_back", reason="请附验收报告").url == LIST
    hers = enter(lin)
    assert "请附验收报告" in words(hers.get(WRITE))
    assert "请附验收报告" in words(hers.get("/desk/"))


def test_a_figure_that_waits_is_said_and_nothing_accepted(enter, kept, lin, wang):
    closing = submit_closing(kept, lin)
    submit_entry(kept, 12, "41", lin, at=CLOSING_AT, correction_reason="补报")
    desk = enter(wang)
    assert "请先作出决定" in words(desk.get(page(closing)))
    assert decide(desk, closing).status_code == 422
    closing.refresh_from_db()
    assert closing.state == ClosingState.SUBMITTED


def test_what_moved_on_is_shown_anew_with_what_was_typed(enter, kept, lin, wang):
    closing = submit_closing(kept, lin)
    withdraw(closing=closing, by=lin, at=CLOSING_AT)
    newer = submit_closing(kept, lin, document="第7号文")
    response = decide(enter(wang), closing, "send_back", reason="缺文件")
    assert response.status_code == 409
    assert "第7号文" in words(response)
    assert "缺文件" in response.content.decode()
    assert response.context["form"]["row_version"].value() == str(newer.row_version)


def test_what_another_has_accepted_is_not_sent_back(enter, kept, lin, wang):
    closing = make_closing(kept, lin, make_person("second", "周", None, Role.SUPERVISOR))
    response = decide(enter(wang), closing, "send_back", reason="缺文件")
    assert response.status_code == 409
    assert "缺文件" in words(response)
    assert 'name="do"' not in response.content.decode()


def test_the_department_takes_back_what_waits(enter, kept, lin):
    closing = submit_closing(kept, lin)
    desk = enter(lin)
    assert "withdraw/" in desk.get(page(closing)).content.decode()
    assert desk.post(page(closing, "withdraw/")).url == WRITE
    closing.refresh_from_db()
    assert closing.state == ClosingState.DRAFT


def test_what_was_accepted_cannot_be_taken_back(enter, kept, lin, wang):
    closing = make_closing(kept, lin, wang)
    response = enter(lin).post(page(closing, "withdraw/"), follow=True)
    assert "不能再撤回" in words(response) or "已作出决定" in words(response)
    closing.refresh_from_db()
    assert closing.state == ClosingState.ACCEPTED


def test_a_supervisor_whose_page_is_stale_is_told_it_was_taken_back(enter, kept, lin, wang):
    closing = submit_closing(kept, lin)
    withdraw(closing=closing, by=lin, at=CLOSING_AT)
    assert enter(wang).get(page(closing)).status_code == 404
    assert decide(enter(wang), closing).status_code == 404


def test_the_list_is_a_supervisors_whole_and_a_departments_own(enter, area, kept, lin, wang, zhao, admin, client):
    make_target(area, name="无牵头", name_en="Orphan")
    submit_closing(kept, lin)
    said = words(enter(wang).get("/en" + LIST))
    assert "0 of 2 targets are closed" in said
    assert "Orphan" in said
    assert "The closing waits to be accepted" in said
    hers = words(enter(lin).get("/en" + LIST))
    assert "0 of 1 targets are closed" in hers
    assert "Orphan" not in hers
    assert "0 of 0" in words(enter(zhao).get("/en" + LIST))
    assert enter(admin).get(LIST).status_code == 404
    client.logout()
    assert client.get(LIST).status_code == 302


def test_the_ticked_ones_are_accepted_together(enter, area, department, lin, wang):
    closings = [submit_closing(make_target(area, lead=department), lin) for _number in range(2)]
    desk = enter(wang)
    assert desk.get(LIST).content.decode().count('type="checkbox"') == 2
    response = desk.post(LIST, {"entry": [f"{each.pk}:1" for each in closings]}, follow=True)
    assert "已审定 2 项" in words(response)
    assert Closing.objects.accepted().count() == 2


def test_of_several_none_is_accepted_while_one_has_changed(enter, area, department, lin, wang):
    closings = [submit_closing(make_target(area, lead=department), lin) for _number in range(3)]
    submit_entry(closings[1].target, 12, "4", lin, at=CLOSING_AT)
    ticks = [f"{closings[0].pk}:1", f"{closings[1].pk}:1", f"{closings[2].pk}:9"]
    response = enter(wang).post(LIST, {"entry": ticks})
    said = words(response)
    assert response.status_code == 409
    assert "请先作出决定" in said
    assert "您打开清单之后内容有变化" in said
    assert response.content.decode().count(" checked") == 3
    assert not Closing.objects.accepted().exists()


@pytest.mark.parametrize(("ticks", "status"), [([], 422), (["x"], 422), (["99:1"], 404)])
def test_ticks_that_are_none_are_refused(enter, kept, lin, wang, ticks, status):
    submit_closing(kept, lin)
    assert enter(wang).post(LIST, {"entry": ticks}).status_code == status
    assert enter(lin).post(LIST, {"entry": ticks}).status_code == 404


def test_an_earlier_year_can_still_be_closed(enter, area, department, lin):
    make_target(make_area(make_report(2022)), lead=department)
    make_target(area, lead=department, name="去年的目标")
    desk = enter(lin)
    assert "去年的目标" not in words(desk.get(LIST))
    assert "去年的目标" in words(desk.get(f"{LIST}?report=HD-2021"))
    assert desk.get(f"{LIST}?report=none").status_code == 404


def test_the_desk_counts_what_waits_and_leads_there(enter, kept, lin, wang):
    submit_closing(kept, lin)
    html = enter(wang).get("/desk/").content.decode()
    assert "1 收官待审定" in words(html)
    assert LIST in html
    assert LIST in enter(lin).get("/desk/").content.decode()


def test_pages_hold_no_script_and_are_never_kept(enter, kept, lin, wang):
    responses = [enter(lin).get(WRITE), enter(lin).get(LIST)]
    closing = submit_closing(kept, lin)
    responses += [enter(wang).get(page(closing)), enter(wang).get(LIST)]
    for response in responses:
        assert response.status_code == 200
        assert inline(response.content.decode()) == []
        assert "no-store" in response.headers["Cache-Control"]
    assert enter(lin).get(page(closing, "withdraw/")).status_code == 405


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_the_same_number_of_queries_whatever_its_size(
    enter, area, department, lin, wang, rows, django_assert_num_queries
):
    for _row in range(rows):
        submit_closing(make_target(area, lead=department), lin)
    desk = enter(wang)
    with django_assert_num_queries(11):
        assert desk.get(LIST).status_code == 200
