"""Sending a month's file in: taken when every line can be read and it is for this month."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import month
from tracker.forms.lines import MONTH
from tracker.forms.uploads import UploadForm

pytestmark = pytest.mark.usefixtures("english")
CSV = b"Code,Figure to date\nA,1\n"


def form(name="m.csv", data=CSV):
    files = {"file": SimpleUploadedFile(name, data)} if name else {}
    return UploadForm({}, files, layout=MONTH, month=month(6))


def test_a_file_that_says_no_month_or_this_one_is_taken():
    assert form().is_valid()
    right = form("六月.csv", "2021-06 · 区教育局\n".encode() + CSV)
    assert right.is_valid()
    assert right.cleaned_data["file"].name == "六月.csv"
    assert right.cleaned_data["file"].data.endswith(CSV)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("", b"", "Choose a file first."),
        ("m.csv", b"", "The file is empty."),
        ("m.csv", b"2021-05\n" + CSV, "The file is for May 2021, not for June 2021."),
        ("m.doc", CSV, "Only .xlsx and .csv"),
        ("m.xlsx", CSV, "is damaged"),
        ("~$六月.xlsx", b"\x03chen", "Choose the one without “~$”."),
        ("m.csv", b"x" * 6_000_000, "larger than 5 MB"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_what_to_do(name, data, words):
    wrong = form(name, data)
    assert not wrong.is_valid()
    assert words in " ".join(wrong.errors["file"])
