"""The intake desk: a report comes in, its passages are listed beside the text, several are decided at once."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.archives import docx
from tests.factories import make_department, make_person, make_report
from tests.texts import HILLSIDE, RIVERSIDE, accept, of, take_in
from tests.views.conftest import inline, words
from tracker.choices import CandidateState, Role, Why
from tracker.models import AuditRecord, Candidate, Report, ReportText
from tracker.queries.uploads import reading_path
from tracker.reading.documents import UNPACKED
from tracker.reading.words import FAULTS, Fault

NEW = {"title_zh": "2022年报告", "place": "临河区", "year": "2022", "adopted_on": "2022-01-12"}


@pytest.fixture
def desk(enter, admin):
    """陈's browser."""
    return enter(admin)


@pytest.fixture
def text(admin, db):
    return take_in(make_report(2022), admin)


def bring_in(desk, **given):
    return desk.post("/desk/intake/", NEW | {"key": str(uuid4()), "pasted": RIVERSIDE} | given)


def address(text, query=""):
    return f"/desk/intake/{text.report.code}/{query}"


def test_a_pasted_report_is_read_and_opened(desk, report):
    answer = bring_in(desk)
    assert (answer.status_code, answer.url) == (302, "/desk/intake/HD-2022/")
    text = ReportText.objects.get()
    assert (text.text, text.report.title_zh) == (RIVERSIDE, "2022年报告")
    assert "程序已识读报告" in words(desk.get(answer.url))


def test_a_file_is_read_too_and_keeps_its_name(desk, report):
    file = SimpleUploadedFile("工作报告.txt", HILLSIDE.encode("gb18030"))
    bring_in(desk, pasted="", file=file)
    assert ReportText.objects.get().name == "工作报告.txt"


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (RIVERSIDE.encode() + b"\0", Fault.NUL),
        ("新建学校3所。".encode() * 500_000, Fault.LARGE),  # over 10 MB
        (RIVERSIDE.encode() + RIVERSIDE.encode("gb18030"), Fault.MIXED),
        (docx("0" * (UNPACKED + 1)), Fault.UNPACKED),
        (docx('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), Fault.DEFINED),
        (b"<html><script>alert(1)</script></html>", Fault.EMPTY),
    ],
    ids=lambda value: value.name if isinstance(value, Fault) else "",
)
def test_what_cannot_be_read_is_told_beside_it_and_what_was_typed_stays(desk, data, fault):
    answer = bring_in(desk, pasted="", file=SimpleUploadedFile("a.txt", data))
    html = answer.content.decode()
    assert answer.status_code == 422
    with translation.override("zh-hans"):
        assert str(FAULTS[fault]) in words(html[html.index('id="id_file_error"') :])
    assert 'value="临河区"' in html
    assert not Report.objects.exists()


def test_too_long_a_paste_gets_a_page_that_says_so(desk):
    answer = bring_in(desk, pasted="新" * 3_500_000)
    assert answer.status_code == 400
    assert "未保存任何内容" in words(answer)
    assert not ReportText.objects.exists()


def test_scripts_in_a_report_stay_text(desk, report):
    bring_in(desk, pasted=RIVERSIDE.replace("60座", "60座<script>alert(1)</script>"))
    html = desk.get("/desk/intake/HD-2022/").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_a_double_click_brings_one_report_in(desk, report):
    key = str(uuid4())
    assert bring_in(desk, key=key).status_code == 302
    assert bring_in(desk, key=key).status_code == 302
    assert ReportText.objects.count() == 1


def test_the_list_shows_what_is_left_and_takes_constant_queries(desk, text, django_assert_num_queries):
    for year in (2023, 2024):
        take_in(make_report(year), text.added_by, HILLSIDE)
    with django_assert_num_queries(7):
        html = desk.get("/desk/intake/")
    assert words(html).count("处待认定") == 3


def test_the_text_stands_whole_with_its_marks_beside_the_list(desk, text):
    html = desk.get(address(text)).content.decode()
    shown = re.sub(r"<[^>]+>", "", "\n".join(re.findall(r"<p data-start=\"\d+\">(.*?)</p>", html)))
    assert shown == RIVERSIDE.strip()
    stations = of(text, "新建5G基站60座")
    assert f'<mark id="c{stations.pk}" class="tense-commitment waiting">' in html
    assert f'id="row-c{stations.pk}"' in html
    assert "不低于 60 座" in words(html)
    assert inline(html) == []


@pytest.mark.parametrize(
    ("query", "clause", "absent"),
    [
        ("", "新建5G基站60座", "新建5G基站43座"),
        ("?what=outcomes", "新建5G基站43座", "新建5G基站60座"),
        ("?what=sentences", "落实安全生产责任", "新建5G基站60座"),
        ("?what=nothing", "新建5G基站60座", "新建5G基站43座"),
        ("?what=all&state=LEFT_OUT", "None", "新建5G基站60座"),
    ],
)
def test_the_address_says_which_passages_are_listed(desk, text, query, clause, absent):
    html = desk.get("/en" + address(text, query)).content.decode()
    rows = html[html.index('id="passages"') :]
    assert clause in rows
    assert f'id="row-c{of(text, absent).pk}"' not in rows


@pytest.mark.parametrize("content", [RIVERSIDE, RIVERSIDE + "二、2022年工作安排\n" + "新建学校3所。\n" * 60])
def test_a_text_is_shown_by_the_same_queries_whatever_its_size(desk, admin, db, content, django_assert_num_queries):
    text = take_in(make_report(2022), admin, content)
    with django_assert_num_queries(6):
        desk.get(address(text))


def test_ticked_passages_are_left_out_with_a_reason(desk, text):
    past = of(text, "新建5G基站43座")
    answer = desk.post(
        address(text, "?what=outcomes"), {"do": "chosen:LEFT_OUT", "why": "DUPLICATE", "chosen": past.pk}
    )
    assert answer.url == address(text, "?what=outcomes")
    past.refresh_from_db()
    assert (past.state, past.why) == (CandidateState.LEFT_OUT, Why.DUPLICATE)
    assert Candidate.objects.exclude(state="WAITING").get() == past


def test_a_whole_list_is_decided_in_one_click_for_the_reader_s_reasons(desk, text):
    desk.post(address(text, "?what=others"), {"do": "all:LEFT_OUT", "why": ""})
    others = text.candidates.filter(tense="OTHER")
    assert set(others.values_list("state", flat=True)) == {"LEFT_OUT"}
    assert set(others.values_list("why", flat=True)) == {"NAME", "ORDINAL", "SIZE"}
    assert not text.candidates.exclude(tense="OTHER").exclude(state="WAITING").exists()


def test_all_sentences_become_listed_promises_in_one_click(desk, text):
    desk.post(address(text, "?what=sentences"), {"do": "all:PROMISE", "why": ""})
    assert set(text.candidates.filter(is_sentence=True).values_list("state", flat=True)) == {"PROMISE"}


@pytest.mark.parametrize("query", ["", "?what=promises", "?what=all"])
def test_promises_with_a_figure_are_never_decided_in_one_click(desk, text, query):
    desk.post(address(text, query), {"do": "all:LEFT_OUT", "why": ""})
    assert not text.candidates.exclude(state="WAITING").exists()


@pytest.mark.parametrize("do", ["", "all:TARGET", "chosen:WAITING", "nonsense"])
def test_what_is_no_decision_changes_nothing(desk, text, do):
    answer = desk.post(address(text), {"do": do, "chosen": ["1", "x", "²"]})
    assert answer.status_code == 422
    assert not text.candidates.exclude(state="WAITING").exists()


def test_a_passage_is_marked_by_typing_its_words(desk, text):
    answer = desk.post(address(text), {"do": "mark", "phrase": "继续推进老旧小区", "start": ""})
    added = Candidate.objects.get(clause="继续推进老旧小区")
    assert answer.url == f"{address(text)}{added.pk}/"
    answer = desk.post(address(text), {"do": "mark", "phrase": "这里没有", "start": ""})
    assert answer.status_code == 422
    assert "0 次" in words(answer)


def test_a_text_is_taken_out_until_a_target_hangs_on_it(desk, text):
    assert desk.post(address(text), {"do": "remove"}).url == "/desk/intake/"
    assert not ReportText.objects.exists()


def test_a_text_with_targets_stays_and_says_why(desk, text, area):
    row = accept(of(text, "新建5G基站60座"), text.added_by)
    Candidate.objects.filter(pk=row.pk).update(target=area.targets.create(**target_columns(area)))
    answer = desk.post(address(text), {"do": "remove"})
    assert answer.status_code == 409
    assert ReportText.objects.exists()


def target_columns(area):
    columns = {"report": area.report, "code": "X-1", "name": "甲", "kind": "CUMULATIVE", "value": 1, "unit": "个"}
    return columns | {"start": "2021-01-01", "due": "2021-12-01"}


def test_how_far_a_reading_has_come_is_told(desk, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    key = uuid4()
    assert desk.get(reverse("intake_progress", args=[key])).json() == {"done": 0, "total": 0}
    file = tmp_path / reading_path(key)
    file.parent.mkdir(parents=True)
    file.write_text("3 9")
    assert desk.get(reverse("intake_progress", args=[key])).json() == {"done": 3, "total": 9}


def test_supervisors_read_and_decide_nothing(enter, text, wang):
    client = enter(wang)
    html = client.get(address(text)).content.decode()
    assert "Accept as read" not in html
    assert 'name="do"' not in html
    for do in ("remove", "mark", "all:LEFT_OUT"):
        assert client.post(address(text, "?what=others"), {"do": do}).status_code == 404
    assert AuditRecord.objects.count() == 1


@pytest.mark.parametrize("roles", [(), (Role.REPORTER,), (Role.HEAD,), (Role.REPORTER, Role.HEAD)])
def test_for_everybody_else_none_of_it_exists(text, roles):
    client = Client()
    client.force_login(make_person("other", "外", make_department("elsewhere"), *roles))
    pk = of(text, "新建5G基站60座").pk
    for path in ("", f"{text.report.code}/", f"{text.report.code}/publish/", f"{text.report.code}/{pk}/"):
        for method in (client.get, client.post):
            assert method(f"/desk/intake/{path}").status_code == 404
    assert client.get(reverse("intake_progress", args=[uuid4()])).status_code == 404
    assert Client().get(address(text)).status_code == 302


def test_a_report_without_a_text_has_no_page_here(desk, report):
    assert desk.get("/desk/intake/HD-2021/").status_code == 404
    assert desk.get("/desk/intake/HD-2021/publish/").status_code == 404


def test_a_key_that_is_none_is_told(desk):
    assert bring_in(desk, key="none").status_code == 422


def test_before_there_is_a_report_an_administrator_s_desk_begins_here(desk, client, wang):
    assert desk.get("/desk/").url == "/desk/intake/"
    client.force_login(wang)
    assert client.get("/desk/").status_code == 404
