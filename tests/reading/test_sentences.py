"""Sentences and clauses as spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reading.sentences import LONGEST_CLAUSE, LONGEST_SENTENCE, clauses, sentences


def cut(text: str) -> list[list[str]]:
    return [[text[a:b] for a, b in clauses(text, *span)] for span in sentences(text)]


def test_full_stops_end_sentences_and_commas_clauses():
    assert cut("新建学校10所，增加学位900个；修路。植树!") == [["新建学校10所", "增加学位900个", "修路"], ["植树"]]


def test_a_number_with_a_comma_or_colon_stays_whole():
    assert cut("新增企业12,500户,开放时间8:30起") == [["新增企业12,500户", "开放时间8:30起"]]


def test_a_remark_in_parentheses_is_a_clause_and_a_short_one_is_not():
    assert cut("住房1600套(间)以上") == [["住房1600套(间)以上"]]
    assert cut("修路30公里(区交通局负责落实)") == [["修路30公里", "区交通局负责落实)"]]
    assert cut("新建学校(小学2所,中学1所)共3所") == [["新建学校", "小学2所", "中学1所)共3所"]]


@pytest.mark.parametrize("aside", ["(不含2022年新增部分)", "(扣除一次性因素,下同)", "(含社区)"])
def test_a_remark_without_a_figure_stays_with_its_word_where_the_clause_goes_on(aside):
    assert cut(f"民生支出{aside}增长3%,就业2万人") == [[f"民生支出{aside}增长3%", "就业2万人"]]


@given(st.text(alphabet="a，。;1", max_size=6_000))
def test_spans_do_not_overlap_and_none_is_endless(text):
    last = 0
    for start, end in sentences(text):
        assert last <= start < end <= start + LONGEST_SENTENCE
        last = end
        assert all(0 < b - a <= LONGEST_CLAUSE for a, b in clauses(text, start, end))
