"""A month's file: kept when it comes in, filed as a whole or not at all."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from tracker.actions.evidence import leave_disk
from tracker.actions.months import Line, file_month
from tracker.actions.trail import in_turn, record
from tracker.choices import Act
from tracker.models import Upload, User
from tracker.permissions import may

KEPT_UNFILED = timedelta(days=7)


@in_turn
def keep_upload(*, name: str, data: bytes, month: date, by: User, at: datetime) -> Upload:
    """Keep the file for this person's department; one that waits already is not kept twice.

    Files of the department that were not filed within seven days go.
    """
    if by.department is None:
        raise PermissionDenied
    upload = Upload(department=by.department, month=month, name=name, by=by, at=at, is_sample=by.is_sample)
    if not may(by, Act.USE_UPLOAD, upload):
        raise PermissionDenied
    waiting = Upload.objects.filter(department=by.department, filed_at=None)
    for old in waiting.filter(at__lt=at - KEPT_UNFILED):
        _discard(upload=old, by=by, at=at)
    upload.sha256 = sha256(data).hexdigest()
    if kept := waiting.filter(month=month, sha256=upload.sha256, name=name).first():
        return kept
    upload.file = ContentFile(data, name="file")
    upload.save()
    record(action="keep_upload", thing=upload, before=None, by=by, at=at, after=_facts(upload))
    return upload


def _discard(*, upload: Upload, by: User, at: datetime) -> None:
    record(action="discard_upload", thing=upload, before=_facts(upload), by=by, at=at, after={})
    upload.delete()
    leave_disk([str(upload.file), f"{upload.file}.progress"])


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
        _told_in(upload).unlink(missing_ok=True)
    upload.filed_at = at
    upload.save(update_fields=["filed_at"])
    after = _facts(upload) | {"rows": len(lines), "submitted": sum(line.is_submitted for line in lines)}
    record(action="file_upload", thing=upload, before=_facts(upload), by=by, at=at, after=after)
    return upload


def progress(upload: Upload) -> tuple[int, int] | None:
    """How many lines of how many are written; None while none are being written."""
    try:
        done, total = _told_in(upload).read_text().split()
    except (OSError, ValueError):
        return None
    return int(done), int(total)


def _told(upload: Upload, lines: Sequence[Line]) -> Iterator[Line]:
    told = _told_in(upload)
    for done, line in enumerate(lines):
        told.write_text(f"{done} {len(lines)}")
        yield line


def _told_in(upload: Upload) -> Path:
    return Path(f"{upload.file.path}.progress")
