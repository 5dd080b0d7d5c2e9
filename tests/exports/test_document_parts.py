from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from tests.exports.example import PAPER
from tests.exports.word import opened, out_of_order, part, value
from tracker.exports.document_markup import document
from tracker.exports.document_parts import parts, references
from tracker.exports.documents import document_bytes

PLAIN = replace(PAPER, is_sample=False)


def footer(pages):
    return getattr(opened(PLAIN).sections[0], pages)


@pytest.mark.parametrize(("pages", "side"), [("footer", "right"), ("even_page_footer", None)])
def test_page_numbers_stand_between_dashes_at_the_outer_side(pages, side):
    (line,) = footer(pages).paragraphs
    assert line._p.xpath("string(.)") == "— 1 —"
    assert [each.get(qn("w:instr")).strip() for each in line._p.iter(qn("w:fldSimple"))] == ["PAGE"]
    assert line.style.style_id == "Footer"
    assert [each.get(qn("w:val")) for each in line._p.iter(qn("w:jc"))] == ([side] if side else [])
    (indent,) = line._p.iter(qn("w:ind"))
    assert indent.get(qn("w:rightChars" if side else "w:leftChars")) == "100"


def test_odd_and_even_pages_differ():
    assert opened(PLAIN).settings.odd_and_even_pages_header_footer


@pytest.mark.parametrize(
    ("changed", "head"),
    [
        ({}, "演示数据：进展数字均为虚构"),
        ({"issued_on": None}, "演示数据：进展数字均为虚构 · 草稿"),
        ({"issued_on": None, "is_sample": False}, "草稿"),
    ],
)
def test_sample_and_draft_say_so_on_every_page(changed, head):
    (section, *later) = opened(replace(PAPER, **changed)).sections
    assert section.header.paragraphs[0].text == section.even_page_header.paragraphs[0].text == head
    assert all(each.header.is_linked_to_previous and each.footer.is_linked_to_previous for each in later)


def test_an_issued_paper_has_nothing_at_the_head_of_its_pages():
    assert "headerReference" not in references(PLAIN)


def test_the_properties_hold_title_issuer_and_the_day_of_issue_only():
    told = opened(PAPER).core_properties
    assert (told.title, told.author) == (PAPER.title, PAPER.issuer)
    assert told.created.date() == told.modified.date() == PAPER.issued_on
    assert opened(replace(PAPER, issued_on=None)).core_properties.created is None


def test_word_opens_it_in_its_present_mode():
    settings = part(PAPER, "word/settings.xml")
    assert out_of_order(settings) == []
    assert value(settings, "compat/compatSetting") == "15"


def test_every_part_is_declared_and_related():
    files = dict(parts(PAPER, document("document")))
    declared = {each.get("PartName") for each in parse_xml(files["[Content_Types].xml"]) if each.get("PartName")}
    assert declared == {f"/{name}" for name in files if not name.endswith(".rels") and name != "[Content_Types].xml"}
    related = [f"word/{each.get('Target')}" for each in parse_xml(files["word/_rels/document.xml.rels"])]
    assert set(related) <= files.keys()
    assert len(related) == len(set(related)) == 6


def test_nothing_in_the_file_tells_when_or_where_it_was_made():
    with ZipFile(BytesIO(document_bytes(PAPER))) as packed:
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
