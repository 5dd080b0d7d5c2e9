"""Evidence on the entry's page, and handed out again: to whom, and in what wrapping."""

import re
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client

from tests.factories import AT, draft_entry, make_entry, make_person, month, submit_entry
from tests.forms.papers import DOCX, EXE, LOCKED, PDF, PNG, WEBP, XLSX, paper
from tests.views.conftest import inline, words
from tracker.actions.entries import submit
from tracker.actions.evidence import Paper, attach_file, attach_link
from tracker.actions.reviews import accept, send_back
from tracker.choices import EntryState, Role
from tracker.models import AuditRecord, Entry, Evidence
from tracker.rules.evidence import FILE_BYTES

LINK = {"link": "https://a.gov.cn/1", "link_title": "清单", "link_public": "on"}


def page(target, prefix=""):
    return f"{prefix}/desk/entries/{target.code}/2021-06/"


def send(client, target, do="save", prefix="", **typed):
    return client.post(page(target, prefix), {"row_version": "0", "do": do, "value": "20"} | typed)


@pytest.fixture
def desk(enter, lin, target):
    """林's browser."""
    return enter(lin)


# Added on the page


def test_files_and_a_link_come_with_the_entry(desk, target, lin):
    papers = [paper("验收报告.pdf"), paper("现场.png", PNG), paper("清单.xlsx", XLSX)]
    assert send(desk, target, "submit", papers=papers, **LINK).status_code == 302
    entry = Entry.objects.get()
    assert (entry.state, entry.value) == (EntryState.SUBMITTED, 20)
    assert [(item.label, item.is_public, item.added_by) for item in entry.evidence.all()] == [
        ("验收报告.pdf", False, lin),
        ("现场.png", False, lin),
        ("清单.xlsx", False, lin),
        ("清单", True, lin),
    ]


def test_files_are_public_when_it_is_said_and_links_internal(desk, target):
    send(desk, target, papers=[paper()], papers_public="on", link="https://a.gov.cn/1")
    assert [item.is_public for item in Evidence.objects.order_by("pk")] == [True, False]


def test_the_page_lists_what_there_is_with_its_hash_and_warns_before_publishing(desk, target):
    send(desk, target, papers=[paper()], **LINK)
    html = desk.get(page(target, "/en")).content.decode()
    assert sha256(PDF).hexdigest() in html
    assert "验收报告.pdf" in html
    assert 'href="https://a.gov.cn/1"' in html
    assert "personal data, signatures or seals" in html
    assert 'enctype="multipart/form-data"' in html
    assert inline(html) == []


@pytest.mark.parametrize("name", ["长" * 296 + ".pdf", "验收 报告（终稿）〔2021〕6号.pdf"])
def test_a_name_is_kept_whatever_its_length(desk, target, settings, name):
    settings.FILE_UPLOAD_HANDLERS = [
        "tracker.forms.names.KeepName",
        "django.core.files.uploadhandler.MemoryFileUploadHandler",
        "django.core.files.uploadhandler.TemporaryFileUploadHandler",
    ]
    named = BytesIO(PDF)
    named.name = name
    send(desk, target, papers=[named], papers_public="on")
    item = Evidence.objects.get()
    assert item.name == name
    sent = desk.get(f"/evidence/{item.key}/").headers["Content-Disposition"]
    assert sent.startswith("attachment; filename*=utf-8''%")


def test_pressed_twice_is_one_file(desk, target):
    for _press in range(2):
        assert send(desk, target, "submit", papers=[paper()], **LINK).status_code == 302
    assert Evidence.objects.count() == 2
    assert AuditRecord.objects.filter(action="attach").count() == 2


FILES = {
    "a program": ("a.exe", EXE, "Only PDF"),
    "a program renamed": ("a.pdf", EXE, "not what the name says"),
    "a page": ("a.html", b"<script>", "Only PDF"),
    "a drawing that can act": ("a.svg", b"<svg/>", "Only PDF"),
    "nothing": ("a.pdf", b"", "The file is empty"),
    "too much": ("a.pdf", PDF + b"0" * FILE_BYTES, "larger than 10 MB"),
    "locked": ("a.docx", LOCKED, "password"),
    "torn": ("a.docx", DOCX[:99], "damaged"),
    "a table as a text": ("a.docx", XLSX, "not what the name says"),
    "a picture as another": ("a.png", WEBP, "not what the name says"),
    "no ending": ("附件", PDF, "Only PDF"),
}


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(("name", "data", "says"), FILES.values(), ids=FILES)
def test_a_file_that_is_not_taken_is_named_and_nothing_typed_is_lost(desk, target, prefix, name, data, says):
    response = send(desk, target, prefix=prefix, progress="做了", papers=[paper(name, data)])
    html = response.content.decode()
    assert response.status_code == 422
    [wrong] = [part.split("</div>")[0] for part in html.split('<div class="field wrong">')[1:]]
    assert name in words(wrong)
    assert prefix == "" or says in words(wrong)
    assert "做了" in html
    assert not Entry.objects.exists()


def test_what_is_in_order_is_kept_when_something_else_is_wrong(desk, target):
    papers = [paper("好.pdf"), paper("坏.exe", EXE)]
    response = send(desk, target, "submit", prefix="/en", value="12万", progress="做了", papers=papers, **LINK)
    html = response.content.decode()
    assert response.status_code == 422
    assert [item.label for item in Evidence.objects.order_by("pk")] == ["好.pdf", "清单"]
    assert (Entry.objects.get().state, Entry.objects.get().value) == (EntryState.DRAFT, None)
    assert "The evidence that was in order is kept" in words(response)
    assert 'name="row_version" value="2"' in html
    assert 'name="link" inputmode' in html
    assert 'value="https://a.gov.cn/1"' not in html
    for text in ("12万", "做了", "坏.exe"):
        assert text in html
    assert send(desk, target, "submit", row_version="2").status_code == 302
    assert Entry.objects.get().evidence.count() == 2


def test_an_entry_takes_twenty_items_and_says_so(desk, target, lin):
    seen = draft_entry(target, 6, "20", lin).row_version
    given = {"target": target, "month": month(6), "title": "", "is_public": True, "by": lin, "at": AT}
    for number in range(19):
        seen = attach_link(**given, url=f"https://a.cn/{number}", row_version=seen)
    papers = [paper("1.pdf"), paper("2.pdf", PDF + b"2")]
    response = send(desk, target, prefix="/en", row_version=str(seen), papers=papers, **LINK)
    assert response.status_code == 422
    assert words(response).count("An entry takes 20 items of evidence and 50 MB in all.") == 2
    assert Evidence.objects.count() == 20


@pytest.fixture
def item(desk, target):
    """A file of 林's draft, which is now at version 2."""
    send(desk, target, papers=[paper()])
    return Evidence.objects.get()


def test_listed_items_are_removed_shown_and_hidden(desk, target, item, django_capture_on_commit_callbacks):
    key, path = str(item.key), Path(item.file.path)
    send(desk, target, row_version="2", listed=key, public=key)
    assert Evidence.objects.get().is_public
    send(desk, target, row_version="4", listed=key)
    assert not Evidence.objects.get().is_public
    with django_capture_on_commit_callbacks(execute=True):
        assert send(desk, target, row_version="6", listed=key, remove=key).status_code == 302
    assert not Evidence.objects.exists()
    assert not path.exists()


@pytest.mark.parametrize("typed", [{"remove": "x"}, {"remove": str(uuid4())}, {"listed": "\x00", "public": "'"}])
def test_keys_that_are_not_listed_change_nothing(desk, target, item, typed):
    assert send(desk, target, row_version="2", **typed).status_code == 302
    assert not Evidence.objects.get().is_public


def test_an_item_of_another_entry_is_not_removed(desk, target, item, lin):
    other = make_other(target, lin)
    send(desk, target, row_version="2", remove=str(other.key), listed=str(other.key))
    assert Evidence.objects.filter(pk=other.pk, is_public=True).exists()


def make_other(target, by):
    attach_link(
        target=target, month=month(5), url="https://a.cn", title="", is_public=True, by=by, at=AT, row_version=0
    )
    return Evidence.objects.get(url="https://a.cn")


def test_two_editors_keep_the_files_of_both_and_are_told(desk, enter, target, department, item):
    client = enter(make_person("colleague", "何", department, Role.REPORTER))
    response = send(client, target, prefix="/en", row_version="0", progress="同事", papers=[paper("二.png", PNG)])
    assert response.status_code == 409
    assert Evidence.objects.count() == 2
    assert Entry.objects.get().progress == ""


def test_what_is_handed_in_takes_no_more_and_says_so(desk, target, lin):
    submit_entry(target, 6, "20", lin)
    response = send(desk, target, prefix="/en", row_version="2", papers=[paper()])
    assert response.status_code == 409
    assert "The evidence you chose was not added" in words(response)
    assert not Evidence.objects.exists()


def test_a_correction_says_that_it_begins_without_evidence(desk, target, lin, wang):
    make_entry(target, 6, "20", lin, wang, evidence_url="https://a.cn/old")
    html = desk.get(page(target, "/en")).content.decode()
    assert "A correction begins without the evidence of the version before" in html
    assert "https://a.cn/old" not in html


# Handed out


def kept(target, by, *, is_public, name="验收报告.pdf", data=PDF):
    given = {"target": target, "month": month(6), "by": by, "at": AT}
    seen = draft_entry(target, 6, "20", by).row_version
    attach_file(**given, paper=Paper(data, name, "application/pdf"), is_public=is_public, row_version=seen)
    return Evidence.objects.get()


def decide(entry, lin, wang, state):
    entry.refresh_from_db()
    if state != EntryState.DRAFT:
        entry = submit(entry=entry, by=lin, at=AT, row_version=entry.row_version)
    if state == EntryState.ACCEPTED:
        accept(entry=entry, by=wang, at=AT, row_version=entry.row_version)
    if state == EntryState.RETURNED:
        send_back(entry=entry, reason="退回", by=wang, at=AT, row_version=entry.row_version)


SEEN_BY = {
    (True, EntryState.ACCEPTED): {"public", "zhao", "lin", "wang", "admin"},
    (False, EntryState.ACCEPTED): {"lin", "wang"},
    (True, EntryState.SUBMITTED): {"lin", "wang"},
    (False, EntryState.SUBMITTED): {"lin", "wang"},
    (True, EntryState.RETURNED): {"lin", "wang"},
    (True, EntryState.DRAFT): {"lin"},
    (False, EntryState.DRAFT): {"lin"},
}


@pytest.mark.parametrize(("case", "seen_by"), SEEN_BY.items(), ids=[f"{s} {p}" for p, s in SEEN_BY])
def test_evidence_is_seen_by_those_who_may_and_is_not_there_for_others(
    target, lin, wang, zhao, admin, request, case, seen_by
):
    is_public, state = case
    item = kept(target, lin, is_public=is_public)
    decide(item.entry, lin, wang, state)
    for name in ("public", "lin", "wang", "zhao", "admin"):
        client = Client()
        if name != "public":
            client.force_login(request.getfixturevalue(name))
        for address in (f"/evidence/{item.key}/", f"/evidence/{item.key}.pdf"):
            response = client.get(address)
            assert response.status_code == (200 if name in seen_by else 404), name
            if name not in seen_by:
                assert "验收报告" not in response.content.decode()


@pytest.fixture
def published(target, lin, wang):
    item = kept(target, lin, is_public=True)
    decide(item.entry, lin, wang, EntryState.ACCEPTED)
    return item


@pytest.mark.parametrize("end", ["/", ".pdf"])
def test_a_file_is_saved_and_never_shown(client, published, end):
    response = client.get(f"/evidence/{published.key}{end}")
    assert b"".join(response.streaming_content) == PDF
    headers = response.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    disposition = "attachment; filename*=utf-8''%E9%AA%8C%E6%94%B6%E6%8A%A5%E5%91%8A.pdf"
    assert headers["Content-Disposition"] == disposition
    assert headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response.cookies == {}


@pytest.mark.parametrize("end", [".png", ".PDF", ".exe", ".", ".pdf/", "..pdf"])
def test_a_file_has_no_address_with_another_ending(client, published, end):
    assert client.get(f"/evidence/{published.key}{end}").status_code == 404


def test_a_file_of_a_kind_that_is_not_taken_has_no_address_as_a_file(client, published):
    Evidence.objects.update(name="page.html")
    assert client.get(f"/evidence/{published.key}.html").status_code == 404


def test_an_internal_file_is_kept_by_no_cache(desk, target, lin):
    item = kept(target, lin, is_public=False)
    assert desk.get(f"/evidence/{item.key}/").headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_file_missing_on_the_disk_is_a_page_and_no_failure(client, published, prefix, caplog):
    Path(published.file.path).unlink()
    response = client.get(f"{prefix}/evidence/{published.key}/")
    assert response.status_code == 404
    assert "<h1>" in response.content.decode()
    assert str(published.key) in caplog.text


def test_a_link_or_an_unknown_key_is_nothing_to_save(client, target, lin, wang):
    make_entry(target, 6, "20", lin, wang, evidence_url="https://a.cn")
    for key in (Evidence.objects.get().key, uuid4()):
        assert client.get(f"/evidence/{key}/").status_code == 404


def test_other_methods_are_refused(client, published):
    assert client.post(f"/evidence/{published.key}/").status_code == 405
    assert client.head(f"/evidence/{published.key}/").status_code == 200


# Told on the public page


def test_the_public_reads_what_is_public_and_how_much_is_not(client, target, lin, wang):
    item = kept(target, lin, is_public=True)
    given = {"target": target, "month": month(6), "by": lin, "at": AT, "row_version": 2}
    for name, data in (("名单.pdf", b"%PDF-a"), ("身份证.pdf", b"%PDF-b")):
        attach_file(**given, paper=Paper(data, name, "application/pdf"), is_public=False)
    decide(item.entry, lin, wang, EntryState.ACCEPTED)
    response = client.get(f"/en/targets/{target.code}/?month=2021-06")
    html = response.content.decode()
    assert f'href="/evidence/{item.key}.pdf"' in html
    assert f"SHA-256 {sha256(PDF).hexdigest()}" in words(response)
    assert "2 items of evidence are for the reviewers only." in words(response)
    assert "身份证" not in html
    assert "名单" not in html


def test_reviewers_read_all_of_it(enter, target, lin, wang):
    item = kept(target, lin, is_public=False)
    decide(item.entry, lin, wang, EntryState.SUBMITTED)
    said = words(enter(wang).get(f"/en/desk/reviews/{item.entry.pk}/"))
    assert re.search(r"Evidence 验收报告\.pdf .* internal", said)
