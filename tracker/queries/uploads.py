"""How far the filing of a month's file has come, told in a small file beside it while it is written."""

from uuid import UUID

from django.core.files.storage import default_storage

from tracker.models import Upload


def progress_path(upload: Upload) -> str:
    """Where it is told, in the storage."""
    return f"{upload.file}.progress"


def progress(upload: Upload) -> tuple[int, int] | None:
    """How many lines of how many are written; None while none are being written."""
    return told_at(progress_path(upload))


def reading_path(key: UUID) -> str:
    """Where it is told how far the reading of a report sent in with this key has come."""
    return f"uploads/{key.hex}.reading"


def told_at(path: str) -> tuple[int, int] | None:
    """What such a file says: how much of how much is done; None while it is not there."""
    try:
        with default_storage.open(path) as told:
            done, total = map(int, told.read().split())
    except (OSError, ValueError):
        return None
    return done, total
