"""Evidence as it comes in: what is taken, and what is said of the rest."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from tests.forms.papers import DOCX, EXE, JPEG, LOCKED, OLD, PDF, PNG, WEBP, XLSX, office, paper
from tracker.forms.evidence import EvidenceForm
from tracker.models import Evidence
from tracker.rules.evidence import ENTRY_ITEMS, FILE_BYTES


def form(*files, **typed):
    data = QueryDict(mutable=True)
    for name, value in typed.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    filled = EvidenceForm(data, MultiValueDict({"papers": list(files)}))
    filled.full_clean()
    return filled


@pytest.mark.parametrize(
    ("name", "data", "content_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("A.PDF", PDF, "application/pdf"),
        ("a.png", PNG, "image/png"),
        ("a.jpg", JPEG, "image/jpeg"),
        ("a.jpeg", JPEG, "image/jpeg"),
        ("a.webp", WEBP, "image/webp"),
        ("a.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.xlsx", XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("图表.docx", office("word/document.xml", more={"word/embeddings/a.xlsx": XLSX}), "application/vnd.openxml"),
    ],
)
def test_what_name_and_content_agree_on_is_taken(name, data, content_type):
    filled = form(paper(name, data))
    [chosen] = filled.chosen
    assert (chosen.name, filled.errors) == (name, {})
    assert chosen.content_type.startswith(content_type)


WRONG = {
    "empty": ("a.pdf", b"", "empty"),
    "too large": ("a.pdf", PDF + b"0" * FILE_BYTES, "larger than 10 MB"),
    "a program": ("a.exe", EXE, "Only PDF"),
    "a page": ("a.html", b"<script>alert(1)</script>", "Only PDF"),
    "a drawing that can act": ("a.svg", b"<svg onload='x'/>", "Only PDF"),
    "an archive": ("a.zip", DOCX, "Only PDF"),
    "no ending": ("a", PDF, "Only PDF"),
    "two endings": ("a.pdf.exe", PDF, "Only PDF"),
    "an old document": ("a.doc", OLD, "Only PDF"),
    "a program renamed": ("a.pdf", EXE, "not what the name says"),
    "a page renamed": ("a.png", b"<html>", "not what the name says"),
    "a picture as another": ("a.png", JPEG, "not what the name says"),
    "a pdf later on": ("a.pdf", b"<html>%PDF-1.7", "not what the name says"),
    "a table as a text": ("a.docx", XLSX, "not what the name says"),
    "a text as a table": ("a.xlsx", DOCX, "not what the name says"),
    "a pdf as a text": ("a.docx", PDF, "not what its name says"),
    "locked": ("a.docx", LOCKED, "password"),
    "old inside": ("a.xlsx", OLD, "older kind"),
    "macros": ("a.docx", office("word/document.xml", more={"word/vbaProject.bin": b"x"}), "macros"),
    "a torn archive": ("a.docx", DOCX[:80], "damaged"),
    "entities": ("a.docx", office("word/document.xml", more={"a.xml": b"<!DOCTYPE a><a/>"}), "definitions"),
    "a bomb": ("a.docx", office("word/document.xml", more={"a.bin": b"0" * 210 * 1024 * 1024}), "too much"),
}


@pytest.mark.parametrize(("name", "data", "says"), WRONG.values(), ids=WRONG)
def test_anything_else_is_refused_by_name_with_a_remedy(name, data, says, english):
    filled = form(paper(name, data))
    [said] = filled.errors["papers"]
    assert said.startswith(f"{name}: ")
    assert says in said
    assert filled.chosen == []


def test_the_good_are_taken_and_each_bad_one_is_named(english):
    filled = form(paper("1.pdf"), paper("2.exe", EXE), paper("3.png", PNG), paper("4.pdf", b""))
    assert [chosen.name for chosen in filled.chosen] == ["1.pdf", "3.png"]
    assert [said.split(":")[0] for said in filled.errors["papers"]] == ["2.exe", "4.pdf"]


def test_more_files_than_an_entry_takes_are_not_even_looked_at(english):
    filled = form(*[paper(f"{number}.docx", EXE) for number in range(ENTRY_ITEMS + 1)])
    assert filled.errors["papers"] == ["Choose at most 20 files at once."]
    assert filled.chosen == []


def test_all_files_of_a_form_share_what_they_may_hold(english):
    large = office("word/document.xml", more={"a.bin": b"0" * 120 * 1024 * 1024})
    filled = form(*[paper(f"{number}.docx", large) for number in range(3)], paper("4.pdf"))
    assert [chosen.name for chosen in filled.chosen] == ["0.docx", "4.pdf"]
    assert [said.partition(": ")[0] for said in filled.errors["papers"]] == ["1.docx", "2.docx"]
    assert all("Send this one by itself" in said for said in filled.errors["papers"])
    [alone] = form(paper("1.docx", large)).chosen
    assert alone.name == "1.docx"


def test_the_claimed_type_is_not_believed():
    [chosen] = form(SimpleUploadedFile("a.pdf", PDF, "text/html")).chosen
    assert chosen.content_type == "application/pdf"


def test_nothing_is_fine():
    filled = form()
    assert (filled.errors, filled.chosen, filled.cleaned_data["link"]) == ({}, [], "")


@pytest.mark.parametrize("url", ["http://a.cn/x", "https://a.gov.cn/文件?id=1"])
def test_a_link_is_a_web_address(url):
    assert form(link=url).cleaned_data["link"] == url


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://a.cn/x", "a.cn", "//a.cn", "data:text/html,x", "file:///etc", "https://"]
)
def test_other_addresses_are_refused_with_a_remedy(url, english):
    assert form(link=url).errors == {"link": ["Write a full address that begins with https://"]}


def test_a_title_needs_its_address(english):
    assert form(link_title="公报").errors == {"link": ["Write the address too."]}


@pytest.mark.parametrize("typed", [{"link": "https://a.cn/" + "x" * 500}, {"link_title": "长" * 201}])
def test_links_have_a_length(typed):
    assert set(typed) <= set(form(**typed).errors)


def test_files_and_links_begin_internal():
    fresh = EvidenceForm()
    assert not fresh["papers_public"].value()
    assert not fresh["link_public"].value()


def test_of_what_was_listed_ticks_decide_and_the_rest_stays():
    shown, hidden, unlisted = (Evidence(key=uuid4(), is_public=True) for _item in range(3))
    listed = [str(shown.key), str(hidden.key)]
    filled = form(listed=listed, public=[str(shown.key)], remove=[str(hidden.key), "gone"])
    assert [filled.is_shown(item) for item in (shown, hidden, unlisted)] == [True, False, True]
    assert [filled.goes(item) for item in (shown, hidden, unlisted)] == [False, True, False]
