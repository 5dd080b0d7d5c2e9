import re
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from tests.exports.example import PAPER
from tracker.exports.papers import Cell, Heading, Paragraph, Table
from tracker.templatetags.papers import under


def drawn(paper=PAPER, **context):
    return render_to_string("parts/paper.html", {"paper": paper} | context)


def levels(page):
    return [int(level) for level in re.findall(r"<h(\d)", page)]


def test_headings_follow_the_level_of_the_title():
    assert (under(1, 1), under(3, "2")) == (2, 5)
    assert levels(drawn()) == [1, 2, 3, 4, 2, 2, 2]
    assert levels(drawn(top=2)) == [2, 3, 4, 5, 3, 3, 3]


def test_the_page_has_the_order_of_the_printed_paper():
    said = ["演示数据：", "督查通报", "第3期", "督查室", "2021年4月12日", "关于2021年3月", "（数据截至2021年3月31日）"]
    said += ["一、总体情况", "表1 ", "（一）", "1.新建", "二、", "三、", "表2 ", "附件", "表3 ", PAPER.sha256]
    places = [drawn().index(words) for words in said]
    assert places == sorted(places)


@pytest.mark.parametrize("reader", ["en", "zh-hans"])
def test_the_page_speaks_the_paper_s_language(reader):
    with override(reader):
        assert 'lang="zh-Hans"' in drawn()
        assert "数据截至" in drawn()
        english = drawn(replace(PAPER, language="en", issued_on=None))
    assert '<article class="paper" lang="en">' in english
    assert "<span>Draft</span>" in english
    assert "Data until" in english


def test_a_line_break_begins_a_new_paragraph():
    assert "<p>一</p><p>二</p>" in drawn(replace(PAPER, blocks=(Paragraph("一\n二"),)))


def test_markup_in_texts_is_text():
    table = Table("<b>", ("<b>",), ((Cell("<b>"),),), (1,))
    page = drawn(replace(PAPER, title="<b>", issuer="<b>", blocks=(Heading("<b>", 1), Paragraph("<b>"), table)))
    assert "<b>" not in page
    assert page.count("&lt;b&gt;") == 8


def test_a_wide_table_is_turned_in_print_and_scrolls_by_itself():
    (region,) = re.findall(r'<div class="scroll paper-table wide"[^>]*>', drawn())
    assert 'tabindex="0" role="group" aria-label="表3 全部目标进展"' in region


def test_what_can_be_checked_can_be_followed():
    assert f'<a href="{PAPER.address}">' in drawn()
    assert "<dl" not in drawn(replace(PAPER, data_until="", address="", sha256=""))
