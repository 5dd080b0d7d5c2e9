"""The office's papers at the desk: prepared, issued, made public; what a department reads of them."""

import json
from datetime import timedelta
from hashlib import sha256
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone

from tests.factories import AT, make_department, make_entry, make_person, make_target, object_to, send_out, submit_entry
from tests.views.conftest import inline, words
from tracker.actions.records import keep
from tracker.actions.reviews import send_back
from tracker.choices import IssueKind, IssueState, Role
from tracker.models import AuditRecord, Issue

JUNE = "/desk/papers/bulletin/2021-06/"
QUARTER = "/desk/papers/assessment/2021-06/"
FIELDS = {"demands": "请尽快报送", "note": "绝密备注", "row_version": "0"}


@pytest.fixture
def returned(target, lin, wang):
    """A figure of June that was sent back: known inside only."""
    entry = submit_entry(target, 6, "20", lin)
    return send_back(entry=entry, reason="绝密理由", by=wang, at=AT, row_version=entry.row_version)


def issue_it(client, **given):
    return client.post(JUNE, FIELDS | {"do": "issue"} | given, follow=True)


def test_every_period_that_is_over_is_listed_and_a_department_sees_what_went_out(enter, report, target, lin, wang):
    send_out(report, 6, wang)
    said = words(enter(wang).get("/desk/papers/"))
    assert "2021年12月 月度通报 未印发" in said
    assert "2021年第4季度 季度考核 未印发" in said
    said = words(enter(lin).get("/desk/papers/"))
    assert "2021年6月 月度通报 已印发（内部）" in said
    assert "未印发" not in said
    assert "暂无" in said


def test_a_draft_is_looked_at_beside_the_last_one(enter, report, target, lin, wang):
    send_out(report, 5, wang, words=("五月的要求", ""))
    make_entry(target, 6, "20", lin, wang)
    response = enter(wang).get(JUNE)
    assert response.status_code == 200
    assert response.content.decode().count('<article class="paper"') == 2
    said = words(response)
    assert "五月的要求" in said
    assert "草稿" in said
    assert inline(response.content.decode()) == []


def test_words_are_kept_and_shown_as_they_would_go_out(enter, report, target, wang):
    response = enter(wang).post(JUNE, FIELDS | {"do": "keep"}, follow=True)
    assert response.redirect_chain == [(JUNE, 302)]
    paper = response.content.decode().partition('<article class="paper"')[2]
    assert "请尽快报送" in paper
    assert "绝密备注" in paper
    assert Issue.objects.get().state == IssueState.DRAFT


def test_issued_it_stands_with_its_number_and_seal_and_offers_no_form(enter, report, target, wang):
    response = issue_it(enter(wang))
    issue = Issue.objects.get()
    said = words(response)
    assert issue.sha256 in said
    assert "第1期" in said
    assert 'name="demands"' not in response.content.decode()


def test_a_double_click_issues_once_and_goes_to_the_same_page(enter, report, target, wang):
    client = enter(wang)
    assert [issue_it(client).redirect_chain for _click in range(2)] == [[(JUNE, 302)]] * 2
    assert [record.action for record in AuditRecord.objects.all()] == ["issue"]


def test_of_two_who_prepare_it_the_second_sees_both_and_loses_nothing(enter, report, target, wang):
    client = enter(wang)
    client.post(JUNE, FIELDS | {"do": "keep"})
    response = client.post(JUNE, FIELDS | {"do": "issue", "demands": "另一句", "note": "另一备注"})
    assert response.status_code == 409
    said = words(response)
    assert "另一句 另一备注" in said
    assert "请尽快报送 绝密备注" in said
    html = response.content.decode()
    assert '<input type="hidden" name="row_version" value="1"' in html
    assert "另一句</textarea>" in html
    assert Issue.objects.get().state == IssueState.DRAFT
    client.post(JUNE, FIELDS | {"do": "issue", "demands": "另一句", "row_version": "1"})
    assert Issue.objects.get().data["demands"] == "另一句"


@pytest.mark.parametrize("do", ["keep", "issue"])
def test_words_for_a_paper_that_went_out_meanwhile_are_shown_beside_what_went_out(enter, report, target, wang, do):
    send_out(report, 6, wang, words=("印发的话", ""))
    response = enter(wang).post(JUNE, FIELDS | {"do": do})
    assert response.status_code == 409
    assert "请尽快报送" in words(response)
    assert "印发的话" in words(response)
    assert Issue.objects.get().data["demands"] == "印发的话"


def test_too_long_a_text_is_said_beside_its_field_and_kept(enter, report, target, wang):
    response = enter(wang).post(JUNE, FIELDS | {"do": "issue", "demands": "长" * 5001})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["demands"]
    assert "长" * 5001 in response.content.decode()
    assert not Issue.objects.exists()


def test_public_at_once_or_by_its_button_later(enter, report, target, wang):
    client = enter(wang)
    issue_it(client, is_public="on")
    assert Issue.objects.get().state == IssueState.PUBLISHED
    client.post(QUARTER, FIELDS | {"do": "issue"})
    assert 'value="publish"' in client.get(QUARTER).content.decode()
    for _click in range(2):
        assert client.post(QUARTER, {"do": "publish"}).status_code == 302
    response = client.get(QUARTER)
    assert 'value="publish"' not in response.content.decode()
    assert "/assessments/2021-06/" in response.content.decode()
    assert AuditRecord.objects.filter(action="publish").count() == 2


@pytest.mark.parametrize("kept", [False, True])
def test_a_draft_is_not_made_public(enter, report, target, wang, kept):
    client = enter(wang)
    if kept:
        client.post(JUNE, FIELDS | {"do": "keep"})
    assert client.post(JUNE, {"do": "publish"}).status_code == 403
    assert not Issue.objects.exclude(state=IssueState.DRAFT).exists()


@pytest.mark.parametrize(
    "tail",
    ["bulletin/2099-01/", "assessment/2021-05/", "bulletin/2020-12/", "nothing/2021-06/", "bulletin/2021-06.pdf"],
)
def test_there_is_no_paper_of_what_is_no_period(enter, report, target, wang, tail):
    assert enter(wang).get(f"/desk/papers/{tail}").status_code == 404


def test_a_department_reads_what_went_out_without_the_internal_part(enter, report, returned, lin, wang):
    assert enter(lin).get(JUNE).status_code == 404
    send_out(report, 6, wang, words=("请尽快报送", "绝密备注"))
    response = enter(lin).get(JUNE)
    assert "请尽快报送" in words(response)
    assert "绝密" not in response.content.decode()
    assert 'name="demands"' not in response.content.decode()
    assert enter(lin).post(JUNE, FIELDS | {"do": "keep"}).status_code == 404
    said = words(enter(wang).get(JUNE))
    assert "绝密理由" in said
    assert "绝密备注" in said


@pytest.mark.parametrize("ending", ["docx", "xlsx", "json"])
def test_the_offices_copy_has_the_internal_part_and_a_departments_has_not(
    enter, report, returned, lin, wang, admin, ending
):
    issue = send_out(report, 6, wang, words=("请尽快报送", "绝密备注"))
    copies = {}
    for by in (wang, admin, lin):
        response = enter(by).get(f"{JUNE.removesuffix('/')}.{ending}")
        assert response.status_code == 200
        assert f'filename="HD-2021-bulletin-2021-06.{ending}"' in response.headers["Content-Disposition"]
        copies[by.username] = response.content
    if ending == "json":
        assert set(copies.values()) == {issue.content.encode()}
        return
    assert "绝密备注" in text_of(copies["wang"])
    assert copies["chen"] == copies["wang"]
    assert "绝密" not in text_of(copies["lin"])


def text_of(data: bytes) -> str:
    """Every part of a file of Word or Excel as text."""
    with ZipFile(BytesIO(data)) as parts:
        return unescape("".join(parts.read(name).decode() for name in parts.namelist()))


def test_the_saved_data_have_the_printed_seal(enter, report, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    send_out(report, 6, wang)
    client = enter(lin)
    data = client.get(f"{JUNE.removesuffix('/')}.json").content
    assert sha256(data).hexdigest() in words(client.get(JUNE))
    assert json.loads(data)["targets"][0]["latest"]["value"] == "20"


def test_a_correction_is_marked_on_the_old_paper(enter, report, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    send_out(report, 6, wang)
    make_entry(target, 6, "18", lin, wang, AT + timedelta(days=1), correction_reason="重复计算")
    said = words(enter(lin).get(JUNE))
    assert "20 座 → 18 座 2021-07-02 · 重复计算" in said


def test_an_assessment_shows_objections_with_their_answers_and_until_when_to_object(enter, report, target, lin, wang):
    now = timezone.now()
    issue = send_out(report, 6, wang, IssueKind.ASSESSMENT, now)
    until = timezone.localdate(now) + timedelta(days=7)
    said = words(enter(lin).get(QUARTER))
    assert f"{until}" in said
    object_to(issue, lin, "三月已按时报送", now)
    assert "三月已按时报送" in words(enter(lin).get(QUARTER))
    Issue.objects.update(issued_at=now - timedelta(days=8))
    assert f'href="{QUARTER}object/"' not in enter(lin).get(QUARTER).content.decode()


def test_changes_of_the_points_stand_on_an_assessment_and_not_on_a_bulletin(enter, report, target, wang, admin):
    client = enter(wang)
    assert "分值调整" not in words(client.get(QUARTER))
    report.policy.score_results, report.policy.score_on_time = 70, 20
    keep(thing=report.policy, by=admin, at=AT)
    said = words(client.get(QUARTER))
    assert "分值调整 2021-07-01 09:00 · 陈" in said
    assert "80 → 70" in said
    assert "分值调整" not in words(client.get(JUNE))


def test_both_languages(enter, report, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    send_out(report, 6, wang, is_public=True)
    send_out(report, 6, wang, IssueKind.ASSESSMENT)
    client = enter(wang)
    for address in ("/desk/papers/", JUNE, QUARTER, "/desk/papers/bulletin/2021-07/"):
        for prefix, language in (("", "zh-hans"), ("/en", "en")):
            response = client.get(prefix + address)
            assert response.status_code == 200
            assert f'<html lang="{language}' in response.content.decode().replace("zh-Hans", "zh-hans")
    assert "Jun" in words(client.get(f"/en{JUNE}"))


def test_who_is_not_signed_in_is_asked_to(client, report, target):
    for address in ("/desk/papers/", JUNE, f"{JUNE.removesuffix('/')}.json"):
        assert client.get(address).url.startswith("/login/")


@pytest.mark.parametrize("size", [1, 30])
def test_pages_ask_as_much_whatever_the_size(enter, report, area, wang, size, django_assert_num_queries):
    """A list of drafts and issued ones; a draft beside the one before; an issued one. Of targets as many as papers."""
    for number in range(size):
        department = make_department(f"d{number}")
        by = make_person(f"p{number}", "人", department, Role.REPORTER)
        make_entry(make_target(area, lead=department), 6, "20", by, wang)
    for number in (3,) if size == 1 else range(1, 6):
        send_out(report, number, wang)
    send_out(report, 3, wang, IssueKind.ASSESSMENT)
    client = enter(wang)
    asked = {"/desk/papers/": 8, JUNE: 16, QUARTER: 16}
    for address, queries in asked.items():
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200
    for kind, address, queries in ((IssueKind.BULLETIN, JUNE, 10), (IssueKind.ASSESSMENT, QUARTER, 12)):
        send_out(report, 6, wang, kind)
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200
