"""Evidence of an entry: files and links added, shown to the public or not, and taken away.

Each action takes the row version its page was made from and returns the one the page goes on from. Evidence raises it;
where somebody saved in between it comes back as it was, so that the save that follows notices.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from tracker.actions.entries import keep_version, newest_version, open_version
from tracker.actions.errors import ActionError, Conflict
from tracker.actions.trail import in_turn, record, snapshot
from tracker.choices import Act
from tracker.models import Entry, Evidence, Target, User
from tracker.models.evidence import evidence_path
from tracker.permissions import may
from tracker.rules.evidence import ENTRY_BYTES, ENTRY_ITEMS, MB, has_room


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it came in, already looked through."""

    data: bytes
    name: str
    content_type: str


def attach_file(
    *, target: Target, month: date, paper: Paper, is_public: bool, by: User, at: datetime, row_version: int
) -> int:
    """Keep a file with the month's open version; the same content again changes nothing."""
    item = Evidence(
        file=ContentFile(paper.data, name="file"),
        name=paper.name,
        content_type=paper.content_type,
        size=len(paper.data),
        sha256=sha256(paper.data).hexdigest(),
        is_public=is_public,
    )
    try:
        return _attach(item=item, target=target, month=month, by=by, at=at, row_version=row_version)
    except BaseException:
        default_storage.delete(evidence_path(item, ""))  # the row was not kept, so no file stays behind
        raise


def attach_link(
    *, target: Target, month: date, url: str, title: str, is_public: bool, by: User, at: datetime, row_version: int
) -> int:
    """Keep a link with the month's open version; the same address again changes nothing."""
    item = Evidence(url=url, title=title, is_public=is_public)
    return _attach(item=item, target=target, month=month, by=by, at=at, row_version=row_version)


@in_turn
def _attach(*, item: Evidence, target: Target, month: date, by: User, at: datetime, row_version: int) -> int:
    entry = open_version(target=target, month=month, by=by)
    there = list(entry.evidence.all()) if entry.pk else []
    if any((each.url, each.sha256) == (item.url, item.sha256) for each in there):
        return row_version
    _check_open(entry, by, row_version)
    if not has_room((each.size for each in there), item.size or 0):
        raise ActionError(
            _("An entry takes %(items)s items of evidence and %(size)s MB in all. Take something away first.")
            % {"items": ENTRY_ITEMS, "size": ENTRY_BYTES // MB}
        )
    before = snapshot(entry) if entry.pk else None
    seen = entry.row_version
    keep_version(entry=entry, by=by, at=at)
    item.entry, item.added_by, item.added_at = entry, by, at
    item.save()
    record(action="attach", thing=entry, before=before, by=by, at=at, after=snapshot(entry) | _told(item))
    return entry.row_version if seen == row_version else row_version


@in_turn
def detach(*, item: Evidence, by: User, at: datetime, row_version: int) -> int:
    """Take an item away, and its file off the disk; one that is gone stays gone."""
    found = _found(item, by)
    if found is None:
        return row_version
    entry, seen, before = found.entry, found.entry.row_version, snapshot(found.entry) | _told(found)
    keep_version(entry=entry, by=by, at=at)
    found.delete()
    leave_disk([str(found.file)] if found.file else [])
    record(action="detach", thing=entry, before=before, by=by, at=at)
    return entry.row_version if seen == row_version else row_version


@in_turn
def show(*, item: Evidence, is_public: bool, by: User, at: datetime, row_version: int) -> int:
    """Let the public see an item once its entry is accepted, or keep it inside."""
    found = _found(item, by)
    if found is None or found.is_public == is_public:
        return row_version
    entry, seen, before = found.entry, found.entry.row_version, snapshot(found.entry) | _told(found)
    keep_version(entry=entry, by=by, at=at)
    found.is_public = is_public
    found.save()
    record(action="change", thing=entry, before=before, by=by, at=at, after=snapshot(entry) | _told(found))
    return entry.row_version if seen == row_version else row_version


def leave_disk(paths: Iterable[str]) -> None:
    """Delete files once the transaction is through; not a word of it if it fails."""
    for path in list(paths):
        transaction.on_commit(lambda path=path: default_storage.delete(path), robust=True)  # type: ignore[misc]


def _found(item: Evidence, by: User) -> Evidence | None:
    """The item as it stands now, theirs to change; None when it is gone."""
    found = Evidence.objects.select_related("entry__target__report__policy").filter(pk=item.pk).first()
    if found is None:
        return None
    if not may(by, Act.REPORT, found.entry.target):
        raise PermissionDenied
    _check_open(found.entry, by, found.entry.row_version)
    return found


def _check_open(entry: Entry, by: User, row_version: int) -> None:
    """Raise Conflict when the entry was handed in meanwhile, or the one the page was made from was accepted."""
    if entry.pk and not may(by, Act.EDIT, entry):
        raise Conflict(entry)
    if not entry.pk and entry.version > 1 and entry.row_version != row_version:
        raise Conflict(newest_version(entry))


def _told(item: Evidence) -> dict[str, Any]:
    """What the trail keeps of an item: how to recognise it, never its content."""
    what = {"file": item.name, "sha256": item.sha256} if item.sha256 else {"url": item.url}
    return what | {"is_public": item.is_public}
