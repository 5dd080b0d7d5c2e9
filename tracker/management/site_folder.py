"""The folder of a static export: made beside the old one, and put in its place when it is whole."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

MARK = "export.json"


class Refused(Exception):
    """The folder may not be written to; the text says why."""


class Folder:
    """The export being made. `files` and `size` count what it holds so far, in files and bytes."""

    def __init__(self, target: Path, place: Path) -> None:
        self.target, self.place = target, place
        self.files = self.size = 0

    def write(self, name: str, content: bytes) -> None:
        """Write a file. One that is the same in the old export keeps its date, so that browsers need not fetch it."""
        file, old = self.place / name, self.target / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        if old.is_file() and old.stat().st_size == len(content) and old.read_bytes() == content:
            moment = old.stat().st_mtime_ns
            os.utime(file, ns=(moment, moment))
        self.files += 1
        self.size += len(content)

    def mark(self, facts: dict[str, Any]) -> None:
        """Say what was exported, in the file by which the folder is known again."""
        text = json.dumps(facts | {"files": self.files}, ensure_ascii=False, indent=1)
        self.write(MARK, f"{text}\n".encode())


@contextmanager
def new_folder(target: Path) -> Iterator[Folder]:
    """A new folder beside `target`; it takes its place at the end, whole, and is gone if anything fails.

    Raises Refused when `target` holds anything but an export, or another export into it is being made.
    """
    target = target.resolve()
    place, old = (target.with_name(f".{target.name}.{word}") for word in ("new", "old"))
    if old.is_dir() and not target.exists():  # an earlier run ended between the two steps of _put
        old.rename(target)
    if target.exists() and not _is_ours(target):
        text = _("%(folder)s holds other files. Give an empty folder, or one that export_site made.")
        raise Refused(text % {"folder": target})
    place.mkdir(parents=True, exist_ok=True)
    handle = os.open(place, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Refused(_("Another export into %(folder)s is running.") % {"folder": target}) from error
        try:
            _empty(place)
            yield Folder(target, place)
            _put(place, target, old)
        finally:
            shutil.rmtree(place, ignore_errors=True)
    finally:
        os.close(handle)


def _is_ours(folder: Path) -> bool:
    """Whether the folder is empty or an export."""
    if not folder.is_dir():
        return False
    with suppress(OSError, ValueError):
        return "edition" in json.loads((folder / MARK).read_text(encoding="utf-8"))
    return not any(folder.iterdir())


def _empty(folder: Path) -> None:
    """Remove what a killed run left."""
    for each in folder.iterdir():
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each)
        else:
            each.unlink()


def _put(place: Path, target: Path, old: Path) -> None:
    """Exchange the folders by renaming: a web server finds the old export or the new one, never half of one."""
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    try:
        place.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
