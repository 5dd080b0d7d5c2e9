"""Paragraphs: plain signs that know their places, lines closed up where a sentence goes on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reading.passages import passages

PROSE = st.text(alphabet="新建1２.,，。\n 　（)%％万家一、", max_size=120)


def texts(text: str) -> list[str]:
    return [passage.text for passage in passages(text)]


@given(st.text(max_size=200) | PROSE)
def test_every_sign_knows_its_place_and_places_rise(text):
    for passage in passages(text):
        assert len(passage.text) == len(passage.at)
        assert list(passage.at) == sorted(set(passage.at))
        start, end = passage.span(0, len(passage.text))
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("新增企业300\n家以上。", "新增企业300家以上。"),
        ("增长8.\n5%左右。", "增长8.5%左右。"),
        ("控制在5%\n以内。", "控制在5%以内。"),
        ("新增企业2\n000家。", "新增企业2000家。"),
        ("新建学校、\n公园各一处。", "新建学校、公园各一处。"),
        ("新建公厕\n12座。", "新建公厕12座。"),
    ],
)
def test_a_figure_broken_by_a_line_end_is_whole(broken, whole):
    assert texts(broken) == [whole]


def test_lines_of_one_width_are_one_paragraph_until_its_end():
    line = "全区新建改建一批便民设施并把它们交给街道管理使用"
    assert texts(f"{line}\n{line}\n{line}\n新建食堂。\n另一段。") == [line * 3 + "新建食堂。", "另一段。"]


def test_items_of_a_list_stay_apart():
    assert texts("新建公园10座\n改造公厕5座\n1.修路\n2.架桥") == ["新建公园10座", "改造公厕5座", "1.修路", "2.架桥"]


def test_signs_of_full_width_become_narrow_and_commas_of_sentences_stay():
    assert texts("新建１２座，补贴２，４００万元，增长６．５％") == ["新建12座，补贴2,400万元，增长6.5%"]


def test_columns_of_numbers_stay_apart():
    assert texts("2023\n2024\n12") == ["2023", "2024", "12"]


def test_blanks_go_and_words_stay_apart():
    assert texts("　　新建 5G 基站 40 座 AI lab") == ["新建5G基站40座AI lab"]


def test_the_number_of_a_table_row_is_a_number_of_its_own():
    assert texts("3 新建幼儿园5所") == ["3、新建幼儿园5所"]
