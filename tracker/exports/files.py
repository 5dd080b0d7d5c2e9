"""Lists as CSV and JSON files, what files are called, and zip files that are the same whenever they are made."""

import csv
import json
import re
from collections.abc import Iterable
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tracker.exports.columns import Resource, Source, T, Type, Value

MARK = "'"
# What a spreadsheet may take for a formula; the full-width signs too, which an East Asian one may read as the others.
FORMULA = r"[=+\-@\t\r\n＝＋－＠]"
LOOKS_LIKE_FORMULA = re.compile(rf"{MARK}*{FORMULA}")
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file knows
TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
}


def json_bytes(content: object) -> bytes:
    """JSON as it is sent: Chinese readable, one value a line."""
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def csv_bytes(resource: Resource[T], things: Iterable[T], source: Source) -> bytes:
    """A list as CSV by RFC 4180, in UTF-8 with its mark so that Excel reads it; the first row has the columns' names.

    Missing is empty. A text that looks like a formula gets a `'` in front, and so does one that has it already: taking
    one `'` off whatever matches `'+` and such a sign gives every text back unchanged.
    """
    target = StringIO()
    writer = csv.writer(target)
    columns = resource.table_columns
    writer.writerow([column.name for column in columns])
    are_texts = [column.holds == Type.TEXT for column in columns]
    for row in resource.rows(things, source, columns):
        cells = zip(row.values(), are_texts, strict=True)
        writer.writerow([_marked(cell_text(value)) if is_text else cell_text(value) for value, is_text in cells])
    return target.getvalue().encode("utf-8-sig")


def cell_text(value: Value) -> str:
    """A value as CSV has it: nothing for what is missing, `true` and `false`."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _marked(text: str) -> str:
    return f"{MARK}{text}" if LOOKS_LIKE_FORMULA.match(text) else text


def file_name(source: Source, name: str, kind: str) -> str:
    """`targets-2021-06-sample.csv`: what is in it, as of when, and whether it is sample data."""
    sample = "-sample" if source.edition.is_sample else ""
    return f"{name}-{source.month_key}{sample}.{kind}"


def zip_bytes(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Files in one zip file, byte for byte the same for the same parts."""
    target = BytesIO()
    with ZipFile(target, "w") as packed:
        for name, data in parts:
            info = ZipInfo(name, EPOCH)
            info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
            packed.writestr(info, data)
    return target.getvalue()
