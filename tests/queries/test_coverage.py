"""A text laid out: nothing of it is lost, and the plan is accounted for once everything is decided."""

import pytest

from tests.factories import make_report
from tests.texts import HILLSIDE, RIVERSIDE, accept, decide_all, of, take_in
from tracker.choices import CandidateState
from tracker.queries.coverage import coverage


@pytest.fixture
def text(report, admin):
    return take_in(report, admin)


def whole(laid_out):
    lines = [
        "".join(piece.text for piece in paragraph.stretches)
        for section in laid_out.sections
        for paragraph in section.paragraphs
    ]
    return "\n".join(lines)


def test_the_whole_text_is_shown_in_its_order(text):
    assert whole(coverage(text)) == RIVERSIDE.strip()


def test_every_paragraph_knows_its_place(text):
    for section in coverage(text).sections:
        for paragraph in section.paragraphs:
            shown = "".join(piece.text for piece in paragraph.stretches)
            assert text.text[paragraph.start :].startswith(shown)


def test_every_passage_is_marked_where_it_stands_and_begins_once(text):
    pieces = [piece for section in coverage(text).sections for each in section.paragraphs for piece in each.stretches]
    begun = [piece.candidate.pk for piece in pieces if piece.is_first]
    assert len(begun) == len(set(begun))
    assert set(begun) == {piece.candidate.pk for piece in pieces if piece.candidate}
    whole = {piece.text for piece in pieces if piece.candidate and piece.text == piece.candidate.clause}
    assert {"新建5G基站60座", "盘活闲置楼宇5万平方米"} <= whole


def test_a_passage_over_two_lines_is_one(report, admin):
    text = take_in(report, admin, "二、2021年工作安排\n今年新建学校\n30所，扩建医院2家。\n")
    pieces = [piece for section in coverage(text).sections for each in section.paragraphs for piece in each.stretches]
    marked = [(piece.text, piece.is_first) for piece in pieces if piece.candidate and "30所" in piece.candidate.clause]
    assert marked == [("今年新建学校", True), ("30所", False)]


def test_sections_count_what_is_decided(text, admin):
    accept(of(text, "新建5G基站60座"), admin)
    section = next(each for each in coverage(text).sections if each.title == "(一)建设宜居城区")
    assert (section.total, section.decided, section.is_plan, section.level) == (5, 1, True, 2)
    assert [(share.state, share.number) for share in section.shares] == [("WAITING", 4), ("TARGET", 1)]


@pytest.mark.parametrize("content", [RIVERSIDE, HILLSIDE], ids=["riverside", "hillside"])
def test_once_everything_is_decided_nothing_of_the_plan_is_unaccounted_for(report, admin, content):
    text = take_in(report, admin, content)
    assert not coverage(text).is_complete
    decide_all(text, admin)
    laid_out = coverage(text)
    assert laid_out.is_complete
    assert laid_out.decided == len(laid_out.plan) == sum(share.number for share in laid_out.shares)
    assert CandidateState.WAITING not in {each.state for each in laid_out.candidates}
    for section in laid_out.sections:
        for paragraph in section.paragraphs if section.is_plan else ():
            for piece in paragraph.stretches:
                assert piece.candidate or not any(sign.isdigit() for sign in piece.text)


def test_a_text_is_laid_out_by_one_query(text, admin, django_assert_num_queries):
    decide_all(text, admin)
    with django_assert_num_queries(1):
        assert coverage(text).sections


def test_two_texts_do_not_mix(text, admin):
    other = take_in(make_report(2023), admin, HILLSIDE)
    assert {each.text_id for each in coverage(other).candidates} == {other.pk}
