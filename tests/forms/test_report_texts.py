"""Which report, and its text: what is taken, what is refused with a word that helps."""

from io import BytesIO
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import make_report
from tests.texts import RIVERSIDE, take_in
from tracker.forms.report_texts import ReportTextForm
from tracker.models import Report
from tracker.reading.words import FAULTS, Fault

NEW = {"title_zh": "2022年报告", "place": "临河区", "year": "2022", "adopted_on": "2022年1月12日", "key": str(uuid4())}


def sent(data=b"", **given):
    files = {"file": SimpleUploadedFile("报告.txt", data)} if data else {}
    return ReportTextForm(NEW | given, files)


def bomb():
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w>" + b" " * 50_000_000 + b"</w>")
    return file.getvalue()


@pytest.mark.django_db
class TestOfANewReport:
    def test_a_file_and_a_pasted_text_are_read_alike(self):
        for form in (sent(RIVERSIDE.encode("gb18030")), sent(pasted=RIVERSIDE.replace("\n", "\r\n"))):
            assert form.is_valid(), form.errors
            assert form.cleaned_data["text"] == RIVERSIDE
        assert sent(RIVERSIDE.encode()).is_valid()

    def test_the_report_is_made_of_what_was_typed(self):
        form = sent(pasted=RIVERSIDE)
        assert form.is_valid()
        made = form.cleaned_data["report"]
        assert (made.pk, made.code, made.year, str(made.adopted_on)) == (None, "R-2022", 2022, "2022-01-12")
        assert (made.title_en, made.place_en) == ("2022年报告", "临河区")

    def test_the_code_goes_on_from_the_newest_report(self, report):
        form = sent(pasted=RIVERSIDE)
        assert form.is_valid()
        assert form.cleaned_data["report"].code == "HD-2022"
        assert ReportTextForm().initial["year"] == 2022

    @pytest.mark.parametrize("name", ["title_zh", "place", "year", "adopted_on"])
    def test_a_new_report_needs_its_facts(self, name):
        form = sent(pasted=RIVERSIDE, **{name: ""})
        assert list(form.errors) == [name]

    def test_a_year_has_one_report(self, report):
        form = sent(pasted=RIVERSIDE, year="2021")
        assert list(form.errors) == ["year"]

    @pytest.mark.parametrize("year", ["1989", "99999", "二〇二二"])
    def test_a_year_is_a_year(self, year):
        assert "year" in sent(pasted=RIVERSIDE, year=year).errors

    @pytest.mark.parametrize(("data", "pasted"), [(b"", ""), (b"", " \n"), ("文".encode(), "文")])
    def test_either_a_file_or_a_pasted_text(self, data, pasted):
        assert list(sent(data, pasted=pasted).errors) == ["file"]

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"\0\0\1", Fault.NUL),
            ("新建".encode() * 5 + b"\n" + "新建学校".encode("gb18030") * 5, Fault.MIXED),
            (bomb(), Fault.UNPACKED),
            (b"%PDF-1.4", Fault.KIND),
            (b"a" * 10_000_000, Fault.LARGE),
        ],
        ids=["NUL", "mixed", "bomb", "pdf", "large"],
    )
    def test_hostile_files_are_refused_with_what_to_do(self, data, said):
        form = sent(data)
        assert form.errors == {"file": [str(FAULTS[said])]}

    def test_a_pasted_nul_and_a_text_too_long_are_refused_too(self):
        assert list(sent(pasted="新建\0学校").errors) == ["pasted"]
        assert list(sent(pasted="新" * 2_000_001).errors) == ["pasted"]

    def test_scripts_of_a_page_are_no_text(self):
        page = "<html><body><script>alert(1)</script><p>新建学校3所。</p></body></html>"
        form = sent(page.encode())
        assert form.is_valid()
        assert form.cleaned_data["text"] == "新建学校3所。"


def test_a_report_without_a_text_is_chosen_and_needs_no_facts(report, admin):
    taken = make_report(2020)
    take_in(taken, admin)
    form = ReportTextForm({"report": report.pk, "pasted": RIVERSIDE, "key": str(uuid4())})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["report"] == report
    assert not ReportTextForm({"report": taken.pk, "pasted": RIVERSIDE, "key": str(uuid4())}).is_valid()
    assert Report.objects.count() == 2
