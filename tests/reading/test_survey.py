"""A report laid out: what is plan, which sentences need a decision, and that no numeral goes missing."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.texts import HILLSIDE, RIVERSIDE
from tracker.reading.survey import survey


def sentences(text):
    found = survey(text)
    return [text[start:end] for start, end in found.promises]


def test_the_plan_is_what_stands_under_its_heading():
    found = survey(RIVERSIDE)
    assert [part.heading for part in found.parts if part.is_plan] == [
        *("", "(一)建设宜居城区", "(二)增进民生福祉", "(三)守住安全底线")
    ]


def test_parts_and_numbered_headings_divide_another_report_likewise():
    found = survey(HILLSIDE)
    assert [part.heading for part in found.parts if part.is_plan] == [
        *("", "一、扩大有效投资", "二、改善居住条件", "三、办好教育医疗")
    ]


def test_a_text_without_headings_is_all_plan():
    assert survey("今年新建学校3所。推进教育改革。").part_at(3).is_plan


def test_sentences_of_the_plan_without_a_figure_are_to_be_decided():
    assert sentences(RIVERSIDE) == [
        *("今年是落实“十四五”规划的重要一年", "继续推进老旧小区改造", "办好20项民心工程", "落实安全生产责任")
    ]


def test_short_items_without_anything_under_them_are_sentences():
    text = "二、2022年工作安排\n1.改造老旧小区\n2.整治背街小巷\n3.新建学校2所\n"
    assert sentences(text) == ["1.改造老旧小区", "2.整治背街小巷"]


def test_a_heading_with_text_under_it_is_none():
    assert "(一)建设宜居城区" not in "".join(sentences(RIVERSIDE))
    assert sentences("二、2022年工作安排\n（一）教育\n深化改革。\n（二）医疗\n深化改革。") == ["深化改革", "深化改革"]


def test_it_tells_how_far_it_has_come():
    told = []
    survey(RIVERSIDE, lambda done, total: told.append((done, total)))
    assert told == [(number, 13) for number in range(13)]


PIECES = [
    "二、2022年工作安排\n",
    "（一）民生。",
    "新建学校3所，",
    "改造12个小区。",
    "推进改革。",
    "5G覆盖",
    "第2届",
    "\n",
    "，",
    "8",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_every_digit_of_the_plan_lies_in_a_candidate_or_a_sentence_to_decide(middle):
    text = f"二、2022年工作安排\n{middle}。"
    found = survey(text)
    spans = [(each.start, each.end) for each in found.candidates] + found.promises
    for digit in re.finditer(r"\d", text):
        if found.part_at(digit.start()).is_plan:
            assert any(start <= digit.start() < end for start, end in spans), (text, digit)


@pytest.mark.parametrize("text", ["", "\n", "。", "一、"])
def test_odd_texts_are_laid_out_too(text):
    assert survey(text).parts[0].start == 0
