"""A month's file: kept when it comes in, filed as a whole or not at all."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tracker.actions.evidence import leave_disk
from tracker.actions.months import Line, file_month
from tracker.actions.trail import in_turn, record
from tracker.choices import Act
from tracker.models import Upload, User
from tracker.models.upload import upload_path
from tracker.permissions import may
from tracker.queries.uploads import progress_path

KEPT_UNFILED = timedelta(days=7)


def keep_upload(*, name: str, data: bytes, month: date, by: User, at: datetime) -> Upload:
    """Keep the file for this person's department; one that waits already is not kept twice.

    Files of the department that were not filed within seven days go.
    """
    if by.department is None:
        raise PermissionDenied
    upload = Upload(department=by.department, month=month, name=name, by=by, at=at, is_sample=by.is_sample)
    upload.file, upload.sha256 = ContentFile(data, name="file"), sha256(data).hexdigest()
    try:
        return _keep(upload=upload, by=by, at=at)
    except BaseException:
        default_storage.delete(upload_path(upload, ""))  # the row was not kept, so no file stays behind
        raise


@in_turn
def _keep(*, upload: Upload, by: User, at: datetime) -> Upload:
    if not may(by, Act.USE_UPLOAD, upload):
        raise PermissionDenied
    waiting = Upload.objects.filter(department=upload.department, filed_at=None)
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
    return {
        "department": upload.department.code,
        "month": upload.month.isoformat(),
        "name": upload.name,
        "sha256": upload.sha256,
    }


@in_turn
def file_upload(*, upload: Upload, lines: Sequence[Line], by: User, at: datetime) -> Upload:
    """File what was read from the upload: every line, or none. One that is filed already stays as it is.

    How far it has come is told in a small file beside it: the database says nothing before the end.
    """
    upload = Upload.objects.select_related("department").get(pk=upload.pk)
    if not may(by, Act.USE_UPLOAD, upload):
        raise PermissionDenied
    if upload.filed_at is not None:
        return upload
    try:
        file_month(lines=_told(upload, lines), by=by, at=at)
    finally:
        default_storage.delete(progress_path(upload))
    upload.filed_at = at
    upload.save(update_fields=["filed_at"])
    after = _facts(upload) | {"rows": len(lines), "submitted": sum(line.is_submitted for line in lines)}
    record(action="file_upload", thing=upload, before=_facts(upload), by=by, at=at, after=after)
    return upload


def _told(upload: Upload, lines: Sequence[Line]) -> Iterator[Line]:
    told = Path(default_storage.path(progress_path(upload)))
    for done, line in enumerate(lines):
        told.write_text(f"{done} {len(lines)}")
        yield line
