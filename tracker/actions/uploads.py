"""A file sent in, a month's or the task table: kept when it comes in, filed as a whole or not at all."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tracker.actions.evidence import leave_disk
from tracker.actions.months import Line, file_month
from tracker.actions.tasks import TaskLine, file_tasks
from tracker.actions.trail import in_turn, record
from tracker.models import Report, Upload, User
from tracker.models.upload import upload_path
from tracker.permissions import may
from tracker.queries.uploads import progress_path

KEPT_UNFILED = timedelta(days=7)
L = TypeVar("L")


def keep_upload(*, name: str, data: bytes, month: date, by: User, at: datetime) -> Upload:
    """Keep a month's file for this person's department; one that waits already is not kept twice.

    Files of the department that were not filed within seven days go.
    """
    if by.department is None:
        raise PermissionDenied
    return _kept(Upload(department=by.department, month=month, name=name), data, by, at)


def keep_table(*, name: str, data: bytes, report: Report, by: User, at: datetime) -> Upload:
    """Keep the task table of a report likewise."""
    return _kept(Upload(report=report, name=name), data, by, at)


def _kept(upload: Upload, data: bytes, by: User, at: datetime) -> Upload:
    upload.by, upload.at, upload.is_sample = by, at, by.is_sample
    upload.file, upload.sha256 = ContentFile(data, name="file"), sha256(data).hexdigest()
    try:
        return _keep(upload=upload, by=by, at=at)
    except BaseException:
        default_storage.delete(upload_path(upload, ""))  # the row was not kept, so no file stays behind
        raise


@in_turn
def _keep(*, upload: Upload, by: User, at: datetime) -> Upload:
    if not may(by, upload.act, upload):
        raise PermissionDenied
    waiting = Upload.objects.filter(department=upload.department, report=upload.report, filed_at=None)
    for old in waiting.filter(at__lt=at - KEPT_UNFILED):
        _discard(upload=old, by=by, at=at)
    if kept := waiting.filter(month=upload.month, sha256=upload.sha256, name=upload.name).first():
        return kept
    upload.save()
    record(action="keep_upload", thing=upload, before=None, by=by, at=at, after=_facts(upload))
    return upload


def files_of(upload: Upload) -> list[str]:
    """Every file on the disk that is an upload's."""
    return [str(upload.file), progress_path(upload)]


def _discard(*, upload: Upload, by: User, at: datetime) -> None:
    record(action="discard_upload", thing=upload, before=_facts(upload), by=by, at=at, after={})
    upload.delete()
    leave_disk(files_of(upload))


def _facts(upload: Upload) -> dict[str, Any]:
    """What the trail keeps of a file."""
    belongs = {
        "department": upload.department and upload.department.code,
        "month": upload.month and upload.month.isoformat(),
        "report": upload.report and upload.report.code,
    }
    told = {name: value for name, value in belongs.items() if value}
    return told | {"name": upload.name, "sha256": upload.sha256}


@in_turn
def file_upload(*, upload: Upload, lines: Sequence[Line], by: User, at: datetime) -> Upload:
    """File what was read from a month's upload: every line, or none. One that is filed already stays as it is."""
    return _file(upload, file_month, lines, lambda: {"submitted": sum(line.is_submitted for line in lines)}, by, at)


@in_turn
def file_table(*, upload: Upload, lines: Sequence[TaskLine], by: User, at: datetime) -> Upload:
    """File what was read from a task table likewise."""
    return _file(upload, file_tasks, lines, lambda: {"revised": sum(bool(line.ground) for line in lines)}, by, at)


def _file(
    upload: Upload,
    write: Callable[..., Any],
    lines: Sequence[L],
    count: Callable[[], dict[str, int]],
    by: User,
    at: datetime,
) -> Upload:
    """How far it has come is told in a small file beside the upload: the database says nothing before the end."""
    upload = Upload.objects.select_related("department", "report").get(pk=upload.pk)
    if not may(by, upload.act, upload):
        raise PermissionDenied
    if upload.filed_at is not None:
        return upload
    try:
        write(lines=_told(upload, lines), by=by, at=at)
    finally:
        default_storage.delete(progress_path(upload))
    upload.filed_at = at
    upload.save(update_fields=["filed_at"])
    after = _facts(upload) | {"rows": len(lines)} | count()
    record(action="file_upload", thing=upload, before=_facts(upload), by=by, at=at, after=after)
    return upload


def _told(upload: Upload, lines: Sequence[L]) -> Iterator[L]:
    told = Path(default_storage.path(progress_path(upload)))
    for done, line in enumerate(lines):
        told.write_text(f"{done} {len(lines)}")
        yield line
