from dataclasses import replace

from tests.exports.example import PAPER


def test_the_name_of_a_file_says_that_the_data_is_made_up():
    assert PAPER.file_name("docx") == "bulletin-2021-03-演示数据.docx"
    assert replace(PAPER, is_sample=False).file_name("xlsx") == "bulletin-2021-03.xlsx"


def test_tables_stand_in_their_order():
    assert [table.is_wide for table in PAPER.tables] == [False, False, True]
