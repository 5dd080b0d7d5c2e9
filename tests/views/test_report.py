"""The report, phrase by phrase."""

import re

import pytest

from tests.factories import AT, make_area, make_entry, make_report, make_target
from tests.texts import RIVERSIDE, decide_all, of, take_in
from tests.views.conftest import inline, words
from tracker.actions.candidates import Decision, decide
from tracker.actions.publishing import publish_report
from tracker.choices import CandidateState, Why


@pytest.fixture
def phrased(world):
    for target, section, phrase in ((world.target, "三(三)", "新建5G基站40座"), (world.silent, "三(四)", "未报一项")):
        type(target).objects.filter(pk=target.pk).update(section=section, phrase=phrase)
    return world


def test_each_promise_stands_in_its_section_with_phrase_light_and_link(read, phrased):
    html = read("/en/2021-06/report/")
    headings = re.findall(r'<h2 id="section-\d+">([^<]*)</h2>', html)
    assert headings == ["三(三)", "三(四)", "–"]
    row = re.search(r'<li id="HD-2021-01">(.*?)</li>', html, re.S)[1]
    assert "<mark>新建5G基站40座</mark>" in row
    assert 'href="/en/2021-06/targets/HD-2021-01/"' in row
    assert "● On pace 50% done by June 2021, 50% expected." in words(row)


def test_it_says_that_the_text_itself_is_not_there(read, phrased):
    assert "The text of the report has not been loaded here" in read("/en/report/")
    assert "本站尚未载入报告全文" in read("/report/")


def test_a_target_leads_to_its_place_in_the_report(read, phrased):
    assert 'href="/en/2021-06/report/#HD-2021-01"' in read("/en/2021-06/targets/HD-2021-01/")


@pytest.mark.parametrize("rows", [1, 30])
def test_the_report_asks_six_queries_whatever_its_size(
    read, report, area, department, lin, wang, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_entry(make_target(area, lead=department), 3, "9", lin, wang)
    with django_assert_num_queries(6):  # edition, report, its text, three of the ledger
        read("/en/2021-03/report/")


@pytest.fixture
def published(report, admin, world):
    """The next year's report, read, decided on and published, with one result told of this year's target."""
    text = take_in(make_report(2022), admin)
    past = of(text, "新建5G基站43座")
    decision = Decision(CandidateState.LEFT_OUT, why=Why.PAST, about=world.target)
    decide(candidate=past, decision=decision, by=admin, at=AT, row_version=1)
    decide_all(text, admin)
    publish_report(text=text, predecessors={}, by=admin, at=AT)
    return text


def test_the_whole_text_is_shown_with_every_promise_in_its_place(read, published):
    html = read("/report/")
    light = r' <span lang="[^"]*">\s*<span class="light.*?</span>[^<]*</span>\s*</span>'
    shown = re.sub(light, "", html, flags=re.S)
    paragraphs = re.findall(r"<(?:p|h2[^>]*)>(.*?)</(?:p|h2)>", shown[shown.index("<article") :], flags=re.S)
    text = "\n".join(re.sub(r"<[^>]+>", "", each) for each in paragraphs)
    for line in RIVERSIDE.strip().split("\n"):
        assert line in text
    assert '<mark class="target" id="HD-2022-03"><a href="/targets/HD-2022-03/">新建5G基站60座</a></mark>' in html
    assert published.sha256 in html
    assert "尚未载入" not in html
    assert inline(html) == []


def test_each_promise_has_its_light_and_each_section_its_count(read, published):
    page = words(read("/en/report/"))
    assert "新建5G基站60座 · Not due yet" in page or "新建5G基站60座 ○ Not reported" in page
    assert "5 of 5 accounted for" in page
    assert "Accounted for in the year's plan: 21 of 21 numerals and sentences." in page


def test_what_was_left_out_is_shown_with_its_reason(read, published):
    page = words(read("/report/?show=left_out"))
    assert "20项民心工程 (政策、工程或地点名称)" in page
    assert "各部门要真抓实干" not in page
    assert "落实安全生产责任" in words(read("/report/?show=promises"))
    assert "新建5G基站60座" in words(read("/report/?show=targets"))
    assert words(read("/report/?show=nonsense")) == words(read("/report/"))


def test_what_the_report_says_of_last_year_stands_beside_the_ledger(read, published):
    page = words(read("/en/report/"))
    assert "新建5G基站43座 20 stations June 2021" in page


def test_a_text_that_nothing_was_published_of_is_not_public(read, report, world, admin):
    take_in(report, admin)
    assert "尚未载入" in read("/report/")


def test_the_text_of_an_earlier_report_stays_at_its_months(read, published, admin):
    make_target(make_area(make_report(2023)))
    assert "新建5G基站60座" in read("/2022-12/report/")


@pytest.mark.parametrize("more", ["", "新建学校3所。" * 40])
def test_the_text_asks_the_same_queries_whatever_its_size(
    read, report, area, target, admin, more, django_assert_num_queries
):
    text = take_in(make_report(2022), admin, RIVERSIDE.replace("（三）", f"{more}\n（三）"))
    decide_all(text, admin)
    publish_report(text=text, predecessors={}, by=admin, at=AT)
    with django_assert_num_queries(7):  # edition, report, three of the ledger, text, passages
        read("/report/")


def test_a_heading_that_is_a_line_or_begins_one_stands_once(read, published):
    html = read("/report/")
    assert words(html).count("一、2021年工作回顾") == 1
    assert words(html).count("各位代表") == 1
    assert '<h2 class="visually-hidden">(一)建设宜居城区</h2>' in html
