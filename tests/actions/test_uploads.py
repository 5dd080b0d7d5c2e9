"""A month's file is kept once, filed as a whole or not at all, and never left half done."""

import os
import signal
import time
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import connection, connections

from tests.factories import (
    AT,
    check_chain,
    draft_entry,
    make_area,
    make_department,
    make_person,
    make_report,
    make_target,
    month,
    trail,
)
from tracker.actions.entries import Content
from tracker.actions.months import Line, RowErrors
from tracker.actions.uploads import file_upload, files_of, keep_upload
from tracker.choices import EntryState, Role
from tracker.models import AuditRecord, Entry, Upload
from tracker.queries.uploads import progress

ROWS, KILLS = 20, 60


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def keep(by, data=b"Code", at=AT, **given):
    return keep_upload(**{"name": "六月.xlsx", "data": data, "month": month(6), "by": by, "at": at} | given)


def line(target, value="20", row_version=0, *, is_submitted=True):
    return Line(target, month(6), Content(Decimal(value)), row_version, is_submitted)


def test_a_file_is_kept_by_its_key_and_on_the_record(lin, department):
    upload = keep(lin)
    assert upload.file.name == f"uploads/{upload.key.hex}"
    with upload.file.open() as file:
        assert file.read() == b"Code"
    record = AuditRecord.objects.get()
    assert (record.action, record.after["name"], record.after["sha256"]) == ("keep_upload", "六月.xlsx", upload.sha256)
    assert check_chain() == 1


def test_the_same_file_is_not_kept_twice_while_it_waits(lin):
    assert keep(lin) == keep(lin)
    assert keep(lin) != keep(lin, month=month(5))
    assert keep(lin) != keep(lin, data=b"other")


def test_only_a_departments_reporter_keeps_a_file(wang, lin, other_department):
    with pytest.raises(PermissionDenied):
        keep(wang)
    with pytest.raises(PermissionDenied):
        keep(make_person("s", "督", other_department, Role.SUPERVISOR))


def test_files_nobody_filed_go_after_seven_days(lin, zhao, target):
    old, filed, theirs = keep(lin), keep(lin, data=b"filed"), keep(zhao)
    file_upload(upload=filed, lines=[line(target)], by=lin, at=AT)
    old_file = old.file.name
    keep(lin, data=b"new", at=AT + timedelta(days=7))
    assert Upload.objects.filter(pk=old.pk).exists()
    keep(lin, data=b"newer", at=AT + timedelta(days=8))
    assert set(Upload.objects.values_list("pk", flat=True)).isdisjoint({old.pk})
    assert Upload.objects.filter(pk__in=[filed.pk, theirs.pk]).count() == 2
    assert default_storage.exists(old_file)  # the test's own transaction is not through


@pytest.mark.django_db(transaction=True)
def test_a_file_that_went_leaves_the_disk(lin):
    upload = keep(lin)
    Path(f"{upload.file.path}.progress").write_text("1 2", encoding="ascii")
    assert all(default_storage.exists(name) for name in files_of(upload))
    keep(lin, data=b"new", at=AT + timedelta(days=8))
    assert not any(default_storage.exists(name) for name in files_of(upload))


@pytest.mark.django_db(transaction=True)
def test_a_file_whose_row_is_not_kept_leaves_nothing_on_the_disk(lin, tmp_path, monkeypatch):
    def broken(**_given):
        raise RuntimeError

    monkeypatch.setattr("tracker.actions.uploads.record", broken)
    with pytest.raises(RuntimeError):
        keep(lin)
    assert not Upload.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_filing_writes_what_the_pages_write_and_says_so(lin, target, area, department):
    other = make_target(area, lead=department)
    upload = keep(lin)
    filed = file_upload(upload=upload, lines=[line(target), line(other, is_submitted=False)], by=lin, at=AT)
    assert filed.filed_at == AT
    assert [entry.state for entry in Entry.objects.order_by("pk")] == [EntryState.SUBMITTED, EntryState.DRAFT]
    assert trail()[1:-1] == [
        "save_draft HD-2021-01 2021-06 v1",
        "submit HD-2021-01 2021-06 v1",
        "save_draft HD-2021-02 2021-06 v1",
    ]
    record = AuditRecord.objects.latest("number")
    assert (record.action, record.after) == ("file_upload", {"rows": 2, "submitted": 1})
    assert progress(upload) is None


def test_pressed_twice_it_is_filed_once(lin, target):
    upload = keep(lin)
    file_upload(upload=upload, lines=[line(target)], by=lin, at=AT)
    before = trail()
    again = file_upload(upload=upload, lines=[line(target, "21", 2)], by=lin, at=AT + timedelta(minutes=1))
    assert again.filed_at == AT
    assert trail() == before


def test_one_row_that_cannot_be_filed_keeps_all_from_it(lin, target, area, department):
    moved = make_target(area, lead=department)
    draft_entry(moved, 6, "5", lin)
    upload, before = keep(lin), trail()
    with pytest.raises(RowErrors) as caught:
        file_upload(upload=upload, lines=[line(target), line(moved)], by=lin, at=AT)
    assert set(caught.value.by_code) == {moved.code}
    assert Entry.objects.get().target == moved
    assert trail() == before
    assert Upload.objects.get().filed_at is None
    assert progress(upload) is None


def test_another_departments_file_is_not_theirs_to_file(lin, zhao, target):
    upload = keep(lin)
    with pytest.raises(PermissionDenied):
        file_upload(upload=upload, lines=[line(target)], by=zhao, at=AT)


def test_how_far_it_has_come_is_told_while_it_is_written(lin, target, area, department):
    upload, told = keep(lin), []
    targets = [target, make_target(area, lead=department)]

    class Watched(list):
        def __iter__(self):
            for each in super().__iter__():
                told.append(progress(upload))
                yield each

    file_upload(upload=upload, lines=Watched([line(each) for each in targets]), by=lin, at=AT)
    assert told[0] is None
    assert told[1] == (0, 2)
    assert progress(upload) is None


@pytest.fixture
def big(transactional_db):
    """A department with twenty targets and a file for them."""
    department = make_department("jyj")
    area = make_area(make_report())
    by = make_person("lin", "林", department, Role.REPORTER)
    targets = [make_target(area, lead=department) for _number in range(ROWS)]
    return SimpleNamespace(by=by, lines=[line(target) for target in targets], upload=keep(by))


def filing(big):
    """Another process that files the upload, with a connection of its own; its number."""
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # its threads would not come along
    child = os.fork()
    if child == 0:
        try:
            file_upload(upload=big.upload, lines=big.lines, by=big.by, at=AT)
        finally:
            os._exit(0)
    return child


def kill(child, upload, number):
    """Kill the process at the moment of this number: three in each row's writing."""
    limit = time.monotonic() + 30
    while (progress(upload) or (-1, 0))[0] < number // 3 and time.monotonic() < limit:
        time.sleep(0.001)
    time.sleep(number % 3 * 0.004)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_killed_at_sixty_moments_it_leaves_nothing_behind_and_can_be_filed_again(big):
    records, told_in, killed = AuditRecord.objects.count(), Path(f"{big.upload.file.path}.progress"), 0
    for number in range(KILLS):
        told_in.unlink(missing_ok=True)
        kill(filing(big), big.upload, number)
        if Upload.objects.get().filed_at is not None:
            break  # the last kills may come too late
        killed += 1
        assert Entry.objects.count() == 0
        assert AuditRecord.objects.count() == records
    assert killed > KILLS - 6
    os.waitpid(filing(big), 0)
    assert Upload.objects.get().filed_at == AT
    assert Entry.objects.filter(state=EntryState.SUBMITTED).count() == ROWS
    assert check_chain() == records + 2 * ROWS + 1
    assert progress(big.upload) is None
