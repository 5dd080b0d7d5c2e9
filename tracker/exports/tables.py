"""A table of texts as a CSV file."""

import csv
from collections.abc import Sequence
from io import StringIO

from tracker.exports.files import LOOKS_LIKE_FORMULA, MARK


def table_csv(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A table by RFC 4180 in UTF-8 with its mark, so that Excel reads it. Numbers are given with a plain sign.

    A text that looks like a formula gets a `'` in front; a number does not.
    """
    target = StringIO()
    writer = csv.writer(target)
    writer.writerow([_safe(column) for column in columns])
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def _safe(text: str) -> str:
    return f"{MARK}{text}" if LOOKS_LIKE_FORMULA.match(text) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    whole, _point, part = text.removeprefix("-").partition(".")
    return whole.isascii() and whole.isdigit() and (not part or (part.isascii() and part.isdigit()))
