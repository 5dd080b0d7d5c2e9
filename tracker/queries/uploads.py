"""How far the filing of a month's file has come, told in a small file beside it while it is written."""

from django.core.files.storage import default_storage

from tracker.models import Upload


def progress_path(upload: Upload) -> str:
    """Where it is told, in the storage."""
    return f"{upload.file}.progress"


def progress(upload: Upload) -> tuple[int, int] | None:
    """How many lines of how many are written; None while none are being written."""
    try:
        with default_storage.open(progress_path(upload)) as told:
            done, total = map(int, told.read().split())
    except (OSError, ValueError):
        return None
    return done, total
