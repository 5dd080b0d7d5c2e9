"""Files as text, or a reason why not: encodings, Word files, pages, and what is sent to do harm."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.archives import docx
from tracker.reading.documents import LARGEST, LONGEST, UNPACKED, WORD, Unreadable, kept, text_of
from tracker.reading.words import Fault

SENTENCE = "新建学校10所，增加学位900个。"
SPACE = WORD.strip("{}")


def word(*paragraphs: str) -> bytes:
    inside = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
    return docx(f'<w:document xmlns:w="{SPACE}"><w:body>{inside}</w:body></w:document>')


def fault_of(data: bytes) -> Fault:
    with pytest.raises(Unreadable) as refused:
        text_of(data)
    return refused.value.fault


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_usual_encodings_are_read(encoding):
    assert text_of(SENTENCE.encode(encoding)) == SENTENCE


def test_every_line_end_is_kept_as_a_newline():
    assert kept("一\r\n二\r三\u2028四\f五") == "一\n二\n三\n四\n五"


def test_a_word_file_is_a_line_for_each_paragraph():
    runs = "<w:r><w:t>新建学校</w:t></w:r><w:r><w:t>10所</w:t><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>"
    assert text_of(word(runs, "<w:r><w:t>第二段</w:t></w:r>")) == "新建学校10所 甲\n乙\n第二段"


def test_what_a_word_file_says_twice_for_old_programs_is_read_once():
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    twice = f'<m:Fallback xmlns:m="{space}"><w:r><w:t>又一遍</w:t></w:r></m:Fallback>'
    assert text_of(word(f"<w:r><w:t>一遍</w:t></w:r>{twice}")) == "一遍"


def test_of_a_page_what_is_shown_is_read():
    page = "<!DOCTYPE html><html><head><title>题</title><style>p{}</style></head><body><script>let a = '9家'</script>"
    page += "<h1>要点</h1><p>新建<b>学校</b>\n 10所</p><table><tr><td>1</td><td>修路</td></tr></table>"
    page += "5&lt;6<br>末</body></html>"
    lines = [line.strip() for line in text_of(page.encode()).split("\n") if line.strip()]
    assert lines == ["要点", "新建学校10所", "1 修路", "5<6", "末"]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.EMPTY),
        (" \n　".encode(), Fault.EMPTY),
        (b"x" * (LARGEST + 1), Fault.LARGE),
        (b"x" * (LONGEST + 1), Fault.LONG),
        ("新建\0学校".encode(), Fault.NUL),
        (SENTENCE.encode() + b"\n" + SENTENCE.encode("gb18030"), Fault.MIXED),
        (b"\xff\xff\xff\xff", Fault.ENCODING),
        (b"\xff\xfe\x00", Fault.ENCODING),
        (b"%PDF-1.7", Fault.KIND),
        (b"\xd0\xcf\x11\xe0 old", Fault.KIND),
        (docx("x", "xl/workbook.xml"), Fault.KIND),
        (b"PK\x03\x04 torn", Fault.DAMAGED),
        (docx("<w:document"), Fault.DAMAGED),
        (docx('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), Fault.DEFINED),
        (docx("<!ENTITY"), Fault.DEFINED),
        (docx("0" * (UNPACKED + 1)), Fault.UNPACKED),
    ],
    ids=lambda value: value.name if isinstance(value, Fault) else "",
)
def test_what_cannot_be_read_is_refused_with_its_reason(data, fault):
    assert fault_of(data) == fault


def test_a_word_file_in_another_encoding_hides_no_definition():
    assert fault_of(docx("<!DOCTYPE a>").replace(b"x", b"x")) == Fault.DEFINED
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"))
    assert fault_of(file.getvalue()) == Fault.DEFINED


@given(st.binary(max_size=300) | st.text(max_size=100).map(lambda text: f"<html>{text}".encode()))
def test_any_bytes_are_text_or_refused(data):
    try:
        text = text_of(data)
    except Unreadable:
        return
    assert text
    assert "\r" not in text
