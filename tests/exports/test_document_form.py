"""The official form in numbers: GB/T 9704-2012, chapters 5 and 7."""

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from tests.exports.word import out_of_order, parsed, value
from tracker.exports.document_form import LINE, LINES, WIDTH, fonts, mm, section, styles

TWIPS_PER_MM = 1440 / 25.4
FONTS = {
    "Normal": ("仿宋_GB2312", 16),
    "BodyText": ("仿宋_GB2312", 16),
    "Title": ("方正小标宋简体", 22),
    "Masthead": ("方正小标宋简体", 42),
    "Heading1": ("黑体", 16),
    "Heading2": ("楷体_GB2312", 16),
    "Heading3": ("仿宋_GB2312", 16),
    "TableText": ("宋体", 10.5),
    "Footer": ("宋体", 14),
}


def style(name, *, is_chinese=True):
    root = parse_xml(styles(is_chinese=is_chinese))
    (found,) = [each for each in root.findall(qn("w:style")) if each.get(qn("w:styleId")) == name]
    return found


def numbers(element, path, *names):
    return [int(value(element, path, name)) for name in names]


@pytest.mark.parametrize(("name", "expected"), FONTS.items())
def test_each_style_names_its_type_for_chinese_and_latin(name, expected):
    found = style(name)
    font, points = expected
    assert value(found, "rPr/rFonts", "eastAsia") == font
    latin = "宋体" if name == "Footer" else "Times New Roman"
    assert {value(found, "rPr/rFonts", script) for script in ("ascii", "hAnsi", "cs")} == {latin}
    assert numbers(found, "rPr/sz", "val") == numbers(found, "rPr/szCs", "val") == [points * 2]


def test_twenty_eight_characters_fill_a_line_of_156_mm_and_no_more_fit():
    assert round(WIDTH / TWIPS_PER_MM) == 156
    (closer,) = numbers(style("BodyText"), "rPr/spacing", "val")
    (half_points,) = numbers(style("BodyText"), "rPr/sz", "val")
    character = half_points * 10 + closer
    assert WIDTH - character < 28 * character <= WIDTH


def test_twenty_two_lines_fill_a_page_of_225_mm_and_no_more_fit():
    (page,) = parsed(section(is_wide=False))
    height, top, bottom = (
        *numbers(page, "pgSz", "h"),
        *numbers(page, "pgMar", "top", "bottom"),
    )
    (line,) = numbers(page, "docGrid", "linePitch")
    assert value(page, "docGrid", "type") == "lines"
    assert round((height - top - bottom) / TWIPS_PER_MM) == 225
    assert 22 * line <= height - top - bottom < 23 * line
    assert (line, LINES) == (LINE, 22)


def test_the_page_is_a4_with_the_margins_of_the_standard():
    (page,) = parsed(section(is_wide=False))
    assert [round(each / TWIPS_PER_MM) for each in numbers(page, "pgSz", "w", "h")] == [210, 297]
    margins = numbers(page, "pgMar", "top", "right", "bottom", "left")
    assert [round(each / TWIPS_PER_MM) for each in margins] == [37, 26, 35, 28]
    assert page.find(qn("w:pgSz")).get(qn("w:orient")) is None


def test_a_turned_page_keeps_its_head_at_the_binding():
    (page,) = parsed(section(is_wide=True))
    assert value(page, "pgSz", "orient") == "landscape"
    assert [round(each / TWIPS_PER_MM) for each in numbers(page, "pgSz", "w", "h")] == [297, 210]
    margins = numbers(page, "pgMar", "top", "right", "bottom", "left")
    assert [round(each / TWIPS_PER_MM) for each in margins] == [28, 37, 26, 35]


def test_page_numbers_stand_seven_millimetres_below_the_text():
    for is_wide in (False, True):
        (page,) = parsed(section(is_wide=is_wide))
        bottom, footer = numbers(page, "pgMar", "bottom", "footer")
        assert bottom - footer == mm(10)  # to the lower edge of a line of 14 pt, 6 mm high with its dash in the middle


def test_paragraphs_and_headings_begin_two_characters_in():
    for name in ("BodyText", "Heading1", "Heading2", "Heading3"):
        assert numbers(style(name), "pPr/ind", "firstLineChars") == [200]


def test_headings_are_kept_with_what_follows_and_have_their_level():
    for level in (1, 2, 3):
        found = style(f"Heading{level}")
        assert found.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
        assert numbers(found, "pPr/outlineLvl", "val") == [level - 1]
        assert value(found, "name") == f"heading {level}"


def test_only_the_third_heading_is_bold_in_chinese_and_in_english_each_differs_from_text():
    def emphasis(name, is_chinese):
        form = style(name, is_chinese=is_chinese).find(qn("w:rPr"))
        return [letter for letter in "bi" if form.find(qn(f"w:{letter}")) is not None]

    names = ("Title", "Heading1", "Heading2", "Heading3", "BodyText")
    assert [emphasis(name, True) for name in names] == [[], [], [], ["b"], []]
    assert [emphasis(name, False) for name in names] == [["b"], ["b"], ["i"], ["b"], []]


def test_the_masthead_is_red_and_so_is_the_line_below_it():
    assert value(style("Masthead"), "rPr/color") == "FF0000"
    assert value(style("Issuer"), "pPr/pBdr/bottom", "color") == "FF0000"
    assert round(numbers(style("Issuer"), "pPr/pBdr/bottom", "space")[0] * 20 / TWIPS_PER_MM) == 4


def test_each_type_names_another_for_computers_without_it():
    instead = {each.get(qn("w:name")): each for each in parse_xml(fonts())}
    assert value(instead["仿宋_GB2312"], "altName") == "仿宋"
    assert value(instead["楷体_GB2312"], "altName") == "楷体"
    assert instead.keys() == {"Times New Roman", *(font for font, _points in FONTS.values())}


@pytest.mark.parametrize("is_chinese", [True, False])
def test_styles_stand_as_the_schema_asks(is_chinese):
    assert out_of_order(parse_xml(styles(is_chinese=is_chinese))) == []


@pytest.mark.parametrize("is_chinese", [True, False])
def test_latin_letters_and_digits_are_never_of_chinese(is_chinese):
    language = parse_xml(styles(is_chinese=is_chinese)).find(f".//{qn('w:lang')}")
    assert (language.get(qn("w:val")), language.get(qn("w:eastAsia"))) == ("en-GB", "zh-CN")
