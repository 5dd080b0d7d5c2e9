"""Evidence kept with an entry: on the record, on the disk, and open as long as the entry is."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from tests.actions.conftest import state_of_things
from tests.factories import (
    AT,
    check_chain,
    draft_entry,
    make_area,
    make_department,
    make_entry,
    make_person,
    make_report,
    make_target,
    month,
    submit_entry,
    trail,
)
from tracker.actions import evidence
from tracker.actions.entries import Content, save_draft, submit
from tracker.actions.errors import ActionError, Conflict
from tracker.actions.evidence import Paper, attach_file, attach_link, detach, show
from tracker.actions.reviews import send_back
from tracker.choices import EntryState, Role, TargetState
from tracker.models import AuditRecord, Entry, Evidence, Target
from tracker.rules.evidence import ENTRY_ITEMS

LATER = AT + timedelta(days=1)
KEY = "HD-2021-01 2021-03 v1"
DATA = b"%PDF-1.7 report"
LINK = "https://www.example.gov.cn/a"


def file(target, by, data=DATA, *, name="验收报告.pdf", seen=0, is_public=False, at=AT):
    paper = Paper(data, name, "application/pdf")
    return attach_file(target=target, month=month(3), paper=paper, is_public=is_public, by=by, at=at, row_version=seen)


def link(target, by, url=LINK, *, title="", seen=0, is_public=True, at=AT):
    given = {"target": target, "month": month(3), "url": url, "title": title, "is_public": is_public}
    return attach_link(**given, by=by, at=at, row_version=seen)


def on_disk():
    folder = Path(settings.MEDIA_ROOT) / "evidence"
    return {path for path in folder.rglob("*") if path.is_file()}


def test_a_file_is_kept_by_its_key_with_its_own_name_and_hash(target, lin):
    before = on_disk()
    name = "长" * 300 + ".pdf"
    assert file(target, lin, name=name) == 1
    item = Evidence.objects.get()
    assert (item.name, item.size, item.sha256) == (name, len(DATA), sha256(DATA).hexdigest())
    assert (item.content_type, item.is_public, item.added_by, item.added_at) == ("application/pdf", False, lin, AT)
    [path] = on_disk() - before
    assert path.read_bytes() == DATA
    assert path.name == item.key.hex
    assert path.stat().st_mode & 0o777 == 0o600


def test_evidence_comes_before_any_figure_too(target, lin):
    link(target, lin, title="公报")
    entry = Entry.objects.get()
    assert (entry.state, entry.value, entry.row_version, entry.saved_by) == (EntryState.DRAFT, None, 1, lin)
    assert [(item.url, item.title, item.is_public) for item in entry.evidence.all()] == [(LINK, "公报", True)]


def test_the_trail_tells_name_and_hash_and_never_the_content(target, lin):
    draft_entry(target, 3, "10", lin)
    file(target, lin, seen=1)
    record = AuditRecord.objects.get(action="attach")
    assert record.after == {
        "file": "验收报告.pdf",
        "sha256": sha256(DATA).hexdigest(),
        "is_public": False,
        "row_version": 2,
    }
    link(target, lin, seen=2)
    assert AuditRecord.objects.last().after == {"url": LINK, "is_public": True, "row_version": 3}
    assert trail() == [f"save_draft {KEY}", f"attach {KEY}", f"attach {KEY}"]
    assert check_chain() == 3


def test_the_page_goes_on_from_the_version_that_evidence_made(target, lin):
    draft_entry(target, 3, "10", lin)
    seen = link(target, lin, seen=file(target, lin, seen=1))
    assert seen == Entry.objects.get().row_version == 3
    given = {"target": target, "month": month(3), "by": lin, "at": AT}
    assert save_draft(**given, content=Content(11), row_version=seen).value == 11


def test_a_page_that_is_stale_stays_so_and_its_evidence_is_kept(target, lin):
    draft_entry(target, 3, "10", lin)
    assert file(target, lin, seen=0) == 0
    assert Entry.objects.get().evidence.count() == 1


@pytest.mark.parametrize("attach", [file, link])
def test_the_same_again_changes_nothing(target, lin, attach):
    attach(target, lin)
    before, files = state_of_things(), on_disk()
    assert attach(target, lin, at=LATER) == 0
    assert (state_of_things(), on_disk()) == (before, files)


def test_a_double_click_that_arrives_after_submission_changes_nothing(target, lin):
    draft_entry(target, 3, "10", lin)
    seen = file(target, lin, seen=1)
    submit(entry=Entry.objects.get(), by=lin, at=AT, row_version=seen)
    before, files = state_of_things(), on_disk()
    assert file(target, lin, seen=1) == 1
    assert (state_of_things(), on_disk()) == (before, files)


def test_the_same_file_may_prove_two_months(target, lin):
    file(target, lin)
    paper = Paper(DATA, "验收报告.pdf", "application/pdf")
    attach_file(target=target, month=month(4), paper=paper, is_public=True, by=lin, at=AT, row_version=0)
    assert Evidence.objects.count() == 2


@pytest.mark.parametrize("attach", [file, link])
@pytest.mark.parametrize("who", ["zhao", "wang", "admin"])
def test_only_the_lead_department_adds(target, request, refused, attach, who):
    files, by = on_disk(), request.getfixturevalue(who)
    refused(PermissionDenied, lambda: attach(target, by))
    assert on_disk() == files


@pytest.mark.parametrize("attach", [file, link])
def test_nothing_is_added_to_what_was_handed_in(target, lin, refused, attach):
    submit_entry(target, 3, "10", lin)
    files = on_disk()
    assert refused(Conflict, lambda: attach(target, lin, seen=2)).current.state == EntryState.SUBMITTED
    assert on_disk() == files


def test_what_was_sent_back_takes_evidence(target, lin, wang):
    entry = submit_entry(target, 3, "10", lin)
    send_back(entry=entry, reason="请附佐证", by=wang, at=AT, row_version=2)
    assert file(target, lin, seen=3) == 4


def test_what_was_accepted_meanwhile_gets_no_correction_unasked(target, lin, wang, refused):
    make_entry(target, 3, "10", lin, wang)
    assert refused(Conflict, lambda: file(target, lin, seen=1)).current.state == EntryState.ACCEPTED


def test_a_correction_begins_without_the_old_versions_evidence(target, lin, wang):
    accepted = make_entry(target, 3, "10", lin, wang, evidence_url=LINK)
    file(target, lin, seen=accepted.row_version)
    assert [(item.entry.version, item.name) for item in Evidence.objects.order_by("pk")] == [
        (1, ""),
        (2, "验收报告.pdf"),
    ]


def test_an_entry_takes_only_so_many_items(target, lin, refused):
    for number in range(ENTRY_ITEMS):
        link(target, lin, f"{LINK}{number}")
    refused(ActionError, lambda: link(target, lin))
    refused(ActionError, lambda: file(target, lin))


def test_an_entry_takes_only_so_many_bytes(target, lin, refused):
    file(target, lin)
    Evidence.objects.update(size=50 * 1024 * 1024 - 1)
    refused(ActionError, lambda: file(target, lin, b"%PDF-2"))


def test_a_file_whose_row_is_not_kept_leaves_the_disk(target, lin, monkeypatch):
    def fails(**_given):
        raise RuntimeError

    files = on_disk()
    monkeypatch.setattr(evidence, "record", fails)
    with pytest.raises(RuntimeError), transaction.atomic():
        file(target, lin)
    assert on_disk() == files
    assert not Evidence.objects.exists()


def test_one_file_sent_by_many_at_once_is_kept_once(transactional_db):
    department = make_department("jyj")
    target = make_target(make_area(make_report()), lead=department)
    people = [make_person(f"p{number}", "人", department, Role.REPORTER) for number in range(6)]
    files = on_disk()

    def send(by):
        try:
            return file(target, by)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        list(pool.map(send, people))
    assert Evidence.objects.count() == 1
    assert len(on_disk() - files) == 1
    assert check_chain() == Entry.objects.get().row_version == 1


# Taken away, shown, kept inside


@pytest.fixture
def item(target, lin):
    draft_entry(target, 3, "10", lin)
    file(target, lin, seen=1)
    return Evidence.objects.get()


def test_what_is_taken_away_leaves_the_disk_once_that_is_certain(item, lin, django_capture_on_commit_callbacks):
    path = Path(item.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        assert detach(item=item, by=lin, at=LATER, row_version=2) == 3
        assert path.exists()
    assert not path.exists()
    assert not Evidence.objects.exists()
    record = AuditRecord.objects.last()
    assert (record.action, record.before["file"], record.after["file"]) == ("detach", "验收报告.pdf", None)


def test_taking_away_twice_is_taking_away_once(item, lin):
    detach(item=item, by=lin, at=LATER, row_version=2)
    before = state_of_things()
    assert detach(item=item, by=lin, at=LATER, row_version=3) == 3
    assert state_of_things() == before


def test_an_item_is_shown_and_kept_inside_again(item, lin):
    assert show(item=item, is_public=True, by=lin, at=AT, row_version=2) == 3
    assert Evidence.objects.get().is_public
    record = AuditRecord.objects.last()
    assert (record.action, record.before["is_public"], record.after["is_public"]) == ("change", False, True)
    assert show(item=item, is_public=True, by=lin, at=AT, row_version=3) == 3
    assert show(item=item, is_public=False, by=lin, at=AT, row_version=3) == 4
    assert check_chain() == 4


CHANGES = [
    lambda item, by: detach(item=item, by=by, at=LATER, row_version=2),
    lambda item, by: show(item=item, is_public=True, by=by, at=LATER, row_version=2),
]


@pytest.mark.parametrize("change", CHANGES, ids=["detach", "show"])
@pytest.mark.parametrize("who", ["zhao", "wang", "admin"])
def test_only_the_lead_department_changes_it(item, request, refused, change, who):
    by = request.getfixturevalue(who)
    refused(PermissionDenied, lambda: change(item, by))


@pytest.mark.parametrize("change", CHANGES, ids=["detach", "show"])
def test_nothing_changes_once_it_is_handed_in(item, lin, refused, change):
    submit(entry=Entry.objects.get(), by=lin, at=AT, row_version=2)
    refused(Conflict, lambda: change(item, lin))


@pytest.mark.parametrize("change", CHANGES, ids=["detach", "show"])
def test_nothing_changes_while_the_target_rests(item, lin, refused, change):
    Target.objects.update(state=TargetState.SUSPENDED)
    refused(PermissionDenied, lambda: change(item, lin))
