"""A list as a workbook: the rows, and a sheet that says what they are."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import save_workbook

from tracker.exports.columns import Resource, Source, T, Type, Value, Words, said
from tracker.exports.envelopes import envelope
from tracker.exports.files import LOOKS_LIKE_FORMULA, zip_bytes

WIDTHS = {Type.TEXT: 22, Type.ADDRESS: 36, Type.MOMENT: 28}
NARROW = 13
EXACT_DIGITS = 15  # of a number in a workbook
MOST_TEXT = 32_767  # characters a cell holds
MADE_AT = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
BOLD, TOP = Font(bold=True), Alignment(vertical="top", wrap_text=True)


def workbook_bytes(resource: Resource[T], things: Iterable[T], source: Source) -> bytes:
    """The list on the first sheet under its columns' names, the columns explained on the second.

    Figures are numbers where a workbook holds them exactly, else text; texts stay texts. The same rows give the same
    bytes whenever they are asked for.
    """
    book = Workbook()
    sheet: Any = book.active
    sheet.title = resource.name
    columns = resource.table_columns
    for place, column in enumerate(columns, start=1):
        write(sheet, 1, place, column.name).font = BOLD
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS.get(column.holds, NARROW)
    for number, row in enumerate(resource.rows(things, source, columns), start=2):
        for place, (column, value) in enumerate(zip(columns, row.values(), strict=True), start=1):
            write(sheet, number, place, exact_number(value) if column.holds == Type.FIGURE else value)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    _explain(book.create_sheet("about"), resource, source)
    target = BytesIO()
    save_workbook(book, target)
    return made_at(target.getvalue(), source.edition.published_at)


def exact_number(value: Value) -> Value | Decimal:
    """A figure as a number if none of its digits would be lost."""
    if not isinstance(value, str):
        return value
    number = Decimal(value)
    return number if len(number.as_tuple().digits) <= EXACT_DIGITS else value


def write(sheet: Any, row: int, place: int, value: Value | Decimal) -> Any:
    """Put a value into a cell; a text stays text, also when somebody edits it that looks like a formula."""
    cell = sheet.cell(row, place)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value.replace("\r\n", "\n"))[:MOST_TEXT]
        cell.data_type = "s"
        cell.quotePrefix = bool(LOOKS_LIKE_FORMULA.match(value))
    elif value is not None:
        cell.value = value
    return cell


def _explain(sheet: Any, resource: Resource[T], source: Source) -> None:
    told = envelope(source)
    facts: list[tuple[Words, str | None]] = [
        (resource.title, said(resource.about)),
        (_("Sample data"), said(_("All progress in it is made up: 演示数据.")) if told["sample"] else None),
        (_("Report"), said(source.page.report.title_zh, "zh-hans")),
        (_("As of"), told["as_of"]),
        (_("Edition"), f"{told['edition']} · {told['published_at'] or '–'}"),
        (_("Source"), told["source"]),
        (_("Licence"), f"{told['licence']['name']} {told['licence']['url']}"),
    ]
    rows: list[tuple[str, ...]] = [(said(name), text) for name, text in facts if text is not None]
    rows += [(), (said(_("Column")), said(_("Holds")), "中文", "English")]
    rows += [
        (column.name, column.holds.value, said(column.about, "zh-hans"), said(column.about, "en"))
        for column in resource.table_columns
    ]
    for number, texts in enumerate(rows, start=1):
        for place, text in enumerate(texts, start=1):
            write(sheet, number, place, text).alignment = TOP
    for letter, width in zip("ABCD", (24, 40, 60, 60), strict=True):
        sheet.column_dimensions[letter].width = width


def made_at(data: bytes, at: date | None) -> bytes:
    """The workbook as if made at that moment or on that day, so that the same contents are the same bytes."""
    moment = f"{at:%Y-%m-%dT%H:%M:%SZ}".encode() if at else b"1980-01-01T00:00:00Z"
    with ZipFile(BytesIO(data)) as packed:
        parts = [(name, packed.read(name)) for name in packed.namelist()]
    return zip_bytes((name, MADE_AT.sub(rb"\g<1>" + moment, part)) for name, part in parts)
