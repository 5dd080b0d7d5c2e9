from docx.oxml.ns import qn

from tests.exports.word import named, parsed, value
from tracker.exports.document_markup import clean, document, element, paragraph, run

HOSTILE = 'a<b>&"\x00\x08\x1f\ud800\uffff=1+1'


def test_an_element_has_its_attributes_and_what_is_inside():
    assert element("p", element("pPr"), val=3, other='"') == '<w:p w:val="3" w:other=\'"\'><w:pPr/></w:p>'
    assert element("name", name="a") == '<w:name w:name="a"/>'


def test_text_is_cleaned_of_what_xml_cannot_hold():
    assert clean(HOSTILE) == 'a&lt;b&gt;&amp;"=1+1'
    (inside,) = parsed(element("tblCaption", val=HOSTILE))
    assert inside.get(qn("w:val")) == 'a<b>&"=1+1'


def test_breaks_and_tabs_are_kept_in_a_run():
    (written,) = parsed(run("一\t二\r\n三", element("b")))
    assert [named(each) for each in written] == ["rPr", "t", "tab", "t", "br", "t"]
    assert [each.text for each in written if each.text] == ["一", "二", "三"]
    assert value(written, "rPr/rFonts", "hint") == "eastAsia"


def test_no_text_is_no_run():
    assert run("") == ""


def test_a_paragraph_has_its_style_first():
    (written,) = parsed(paragraph("Title", run("x"), form=element("jc", val="center")))
    assert [named(each) for each in written[0]] == ["pStyle", "jc"]
    assert value(written, "pPr/pStyle") == "Title"


def test_a_part_declares_its_names():
    assert document("hdr").startswith(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:hdr xmlns:w=')
