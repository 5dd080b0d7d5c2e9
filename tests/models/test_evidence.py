"""Evidence: a web address nothing runs, or a file known by its hash; each once an entry."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from tests.factories import draft_entry
from tracker.models import Evidence

HASH = "ab" * 32


@pytest.fixture
def entry(target, lin):
    return draft_entry(target, 3, "10", lin)


@pytest.mark.parametrize("url", ["https://www.example.gov.cn/a?b=1", "http://example.gov.cn"])
def test_a_web_address_is_evidence(entry, url):
    evidence = Evidence(entry=entry, title="公报", url=url)
    evidence.full_clean()
    assert str(evidence) == "公报"
    assert evidence.is_public


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://example.gov.cn/a", "公报"])
def test_anything_else_is_not(entry, url):
    with pytest.raises(ValidationError) as refused:
        Evidence(entry=entry, title="公报", url=url).full_clean()
    assert set(refused.value.message_dict) == {"url"}


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"url": "https://a.cn", "file": "x", "sha256": HASH},
        {"file": "x"},
    ],
    ids=["neither", "both", "a file without its hash"],
)
def test_it_is_a_link_or_a_file(entry, given):
    with pytest.raises(IntegrityError, match="evidence_is_a_link_or_a_file"), transaction.atomic():
        Evidence.objects.create(entry=entry, **given)


@pytest.mark.parametrize("given", [{"url": "https://a.cn"}, {"file": "x", "sha256": HASH}], ids=["link", "file"])
def test_each_is_there_once_an_entry(entry, target, lin, given):
    Evidence.objects.create(entry=entry, **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(entry=entry, **given)
    assert Evidence.objects.create(entry=draft_entry(target, 4, "10", lin), **given).pk


@pytest.mark.parametrize(
    ("given", "label"),
    [
        ({"title": "公报", "name": "a.pdf"}, "公报"),
        ({"name": "a.pdf"}, "a.pdf"),
        ({"url": "https://a.cn"}, "https://a.cn"),
    ],
)
def test_it_is_called_by_its_title_its_name_or_its_address(given, label):
    assert Evidence(**given).label == label


def test_no_name_from_outside_reaches_the_disk(entry):
    key = uuid4()
    item = Evidence(entry=entry, key=key, name="../../坏.pdf", sha256=HASH)
    item.file.save("../../坏.pdf".rpartition("/")[2], ContentFile(b"x"))
    assert item.file.name == f"evidence/{key.hex[:2]}/{key.hex}"


def test_evidence_goes_with_its_entry(entry):
    Evidence.objects.create(entry=entry, title="公报", url="https://example.gov.cn")
    entry.delete()
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("name", "ending"),
    [("验收 报告.PDF", "pdf"), ("a.tar.gz", "gz"), ("", ""), ("附件", ""), ("a.", ""), ("a.<b>", ""), ("a.文", "")],
)
def test_a_files_ending_is_plain_or_none(name, ending):
    assert Evidence(name=name).ending == ending
