"""Files made to do harm, and what they cost whoever reads them."""

import gc
import io
import os
import pickle
import struct
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from openpyxl import Workbook

MEGABYTE = 1_000_000
SHEET = "xl/worksheets/sheet1.xml"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook() -> bytes:
    """A harmless workbook of one row."""
    book, target = Workbook(), io.BytesIO()
    book.active.append(["代码", "Figure to date"])
    book.save(target)
    return target.getvalue()


def changed(parts: Mapping[str, bytes | None], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The harmless workbook with parts put in, replaced or (None) left out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(target, "w", method) as new:
        kept = {name: old.read(name) for name in old.namelist()} | parts
        for name, data in kept.items():
            if data is not None:
                new.writestr(name, data)
    return target.getvalue()


def sheet(rows: str) -> bytes:
    return changed({SHEET: f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{rows}</sheetData></worksheet>'.encode()})


def plumbing(name: str, old: str, new: str) -> bytes:
    """The harmless workbook with a word of its plumbing replaced."""
    with zipfile.ZipFile(io.BytesIO(workbook())) as book:
        text = book.read(name).decode()
    assert old in text
    return changed({name: text.replace(old, new, 1).encode()})


def doctype(inner: str, encoding: str = "utf-8") -> bytes:
    return changed({SHEET: f'<?xml version="1.0" encoding="{encoding}"?>{inner}'.encode(encoding)})


def laughs() -> str:
    rounds = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE w [<!ENTITY l0 "ha">{rounds}]><worksheet xmlns="{SPREADSHEET}">&l9;</worksheet>'


def doubled() -> bytes:
    target = io.BytesIO(workbook())
    with zipfile.ZipFile(target, "a") as book:
        book.writestr(SHEET.upper(), b"<worksheet/>")
    return target.getvalue()


def lying() -> bytes:
    """A part of 40 MB that is said to have ten bytes, in the list and before the part itself."""
    data = bytearray(changed({"xl/media/image1.png": b"\0" * 40 * MEGABYTE}))
    size = struct.pack("<I", 40 * MEGABYTE)
    assert data.count(size) == 2
    return bytes(data.replace(size, struct.pack("<I", 10)))


def overlapping() -> bytes:
    """Two hundred names in the list, all of the one part of a megabyte."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("a", b"\0" * MEGABYTE)
        first = book.getinfo("a")
        for number in range(200):
            other = zipfile.ZipInfo(f"b{number}")
            for name in ("header_offset", "CRC", "compress_size", "file_size", "compress_type"):
                setattr(other, name, getattr(first, name))
            book.filelist.append(other)
    return target.getvalue()


def many() -> bytes:
    return changed({f"xl/media/image{number}.png": b"" for number in range(20_000)})


def locked() -> bytes:
    data = bytearray(workbook())
    for at, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = data.find(at)
        while position >= 0:
            data[position + offset] |= 1
            position = data.find(at, position + 4)
    return bytes(data)


def around(inner: str) -> bytes:
    """A sheet without rows, with something beside them."""
    return changed({SHEET: f'<worksheet xmlns="{SPREADSHEET}"><sheetData/>{inner}</worksheet>'.encode()})


def styles(inner: str) -> bytes:
    return changed({"xl/styles.xml": f'<styleSheet xmlns="{SPREADSHEET}">{inner}</styleSheet>'.encode()})


def shared_formula() -> str:
    formula = "+".join(["A1"] * 2_000)
    copies = "<c r='B2'><f t='shared' si='0'/></c>" * 20_000
    return f"<row><c r='A2'><f t='shared' si='0' ref='A1:Z9'>{formula}</f></c>{copies}</row>"


def shared(text: str, *, rows: int, columns: int) -> bytes:
    """A workbook of a few kilobytes in which one text stands in every cell."""
    row = "<row>" + "<c t='s'><v>0</v></c>" * columns + "</row>"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    with zipfile.ZipFile(io.BytesIO(workbook())) as book:
        types = book.read("[Content_Types].xml").decode()
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    return changed(
        {
            SHEET: f'<worksheet xmlns="{SPREADSHEET}"><sheetData>{row * rows}</sheetData></worksheet>'.encode(),
            "xl/sharedStrings.xml": f'<sst xmlns="{SPREADSHEET}"><si><t>{text}</t></si></sst>'.encode(),
            "[Content_Types].xml": types.replace("</Types>", override).encode(),
        }
    )


def format_of(inner: str) -> bytes:
    """A workbook whose figures are all shown in a format of its own."""
    cells = "<c s='1'><v>1</v></c>" * 1_000
    xf = "<xf numFmtId='164' applyNumberFormat='1'/>"
    style = f"<numFmts>{inner}</numFmts><cellXfs><xf/>{xf}</cellXfs>"
    return changed(
        {
            SHEET: f'<worksheet xmlns="{SPREADSHEET}"><sheetData><row>{cells}</row></sheetData></worksheet>'.encode(),
            "xl/styles.xml": f'<styleSheet xmlns="{SPREADSHEET}">{style}</styleSheet>'.encode(),
        }
    )


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
DAMAGED, OLD, LOCKED, LARGE = "is damaged", "of an older kind", "with a password", "too much"
DEFINED, MACROS, LINKS, OBJECTS = "definitions", "holds macros", "draws on other files", "other files or controls"
RELS, TYPES = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"

# What the file is: how it is made, and what the sentence that refuses it says
HOSTILE: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb": (lambda: changed({"xl/media/image1.png": b"\0" * 200 * MEGABYTE}), LARGE),
    "zip bomb with a lying size": (lying, DAMAGED),
    "overlapping parts": (overlapping, LARGE),
    "many parts": (many, LARGE),
    "a million cells": (lambda: sheet("<row>" + "<c><v>1</v></c>" * 1_000_000 + "</row>"), LARGE),
    "a million rows": (lambda: sheet("<row/>" * 1_000_000), LARGE),
    "one huge text": (lambda: sheet("<row><c t='str'><v>" + "哈" * 20_000_000 + "</v></c></row>"), LARGE),
    "billion laughs": (lambda: doctype(laughs()), DEFINED),
    "file of the server": (
        lambda: doctype(f'<!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet xmlns="{SPREADSHEET}"/>'),
        DEFINED,
    ),
    "definitions in UTF-16": (lambda: doctype(laughs(), "utf-16"), DEFINED),
    "definitions in UTF-16 without a mark": (lambda: doctype(laughs(), "utf-16-le"), DEFINED),
    "definitions in a code page": (lambda: changed({SHEET: b'<?xml version="1.0" encoding="cp037"?>\x4c'}), DEFINED),
    "definitions after a megabyte": (lambda: doctype("<!-- a -->" * 100_000 + laughs()), DEFINED),
    "definitions in a part of another name": (lambda: changed({"xl/sheet.bin": laughs().encode()}), DEFINED),
    "macros": (lambda: changed({"xl/vbaProject.bin": b"\0" * 100}), MACROS),
    "macros by their type": (
        lambda: plumbing(TYPES, "spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main"),
        MACROS,
    ),
    "macro sheet": (lambda: changed({"xl/macrosheets/sheet1.xml": b"<worksheet/>"}), MACROS),
    "link to another workbook": (lambda: changed({"xl/externalLinks/externalLink1.xml": b"<a/>"}), LINKS),
    "link out of the file": (
        lambda: plumbing(RELS, 'Target="/xl/worksheets/sheet1.xml"', 'Target="http://a/" TargetMode="Extern&#97;l"'),
        LINKS,
    ),
    "database connection": (lambda: changed({"xl/connections.xml": b"<connections/>"}), LINKS),
    "embedded object": (lambda: changed({"xl/embeddings/oleObject1.bin": b"\0"}), OBJECTS),
    "ActiveX": (lambda: changed({"xl/activeX/activeX1.xml": b"<ax/>"}), OBJECTS),
    "archive within": (lambda: changed({"xl/media/image1.png": workbook()}), OBJECTS),
    "password, new kind": (lambda: OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100, LOCKED),
    "password, zip's own": (locked, LOCKED),
    "old .xls": (lambda: OLE + "Workbook".encode("utf-16-le") + b"\0" * 100, OLD),
    "same name twice": (doubled, DAMAGED),
    "path out of the file": (lambda: changed({"../../etc/cron.d/job": b"x"}), DAMAGED),
    "path from the root": (lambda: changed({"/etc/cron.d/job": b"x"}), DAMAGED),
    "packed in another way": (lambda: changed({"xl/a.png": b"\0" * MEGABYTE}, zipfile.ZIP_BZIP2), DAMAGED),
    "cut off": (lambda: workbook()[:-200], DAMAGED),
    "without an index": (lambda: changed({TYPES: None}), DAMAGED),
    "no XML where it should be": (lambda: changed({SHEET: b"hello"}), DEFINED),
    "a page of the web": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", DAMAGED),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 1000, DAMAGED),
}

# What passes the guard of any office file and is slow to open, or grows when it is
HEAVY: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "merged over everything": (lambda: around('<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "merged"),
    "linked over everything": (lambda: around('<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'), "merged"),
    "many drop-downs": (
        lambda: around("<dataValidations>" + "<dataValidation sqref='A1'/>" * 20_000 + "</dataValidations>"),
        LARGE,
    ),
    "a long list of ranges": (
        lambda: around(f'<dataValidations><dataValidation sqref="{"A1 " * 20_000}"/></dataValidations>' * 9),
        LARGE,
    ),
    "many styles": (lambda: styles(f"<cellXfs>{'<xf/>' * 100_000}</cellXfs>"), LARGE),
    "an endless tag": (lambda: changed({SHEET: f"<worksheet {' ' * 200_000}/>".encode()}), LARGE),
    "a row far down": (
        lambda: sheet("<row r='1048576'><c r='A1048576' t='str'><v>1</v></c></row>"),
        "No row names the columns",
    ),
    "a shared formula": (lambda: sheet(shared_formula()), LARGE),
    "a format without end": (lambda: format_of(f"<numFmt numFmtId='164' formatCode='{'[' * 60_000}'/>"), LARGE),
    "a format without end in a tag of its own": (
        lambda: format_of(f"<numFmt numFmtId='164'><formatCode formatCode='0'>{'[' * 60_000}</formatCode></numFmt>"),
        LARGE,
    ),
    "a long text in every cell": (lambda: shared("&#13;" + "a" * 32_000, rows=10, columns=60), LARGE),
    "a text longer than a cell holds": (lambda: shared("a" * 32_768, rows=1, columns=1), LARGE),
    "heads that grow when compared": (lambda: shared("\ufdfa" * 8_000, rows=10, columns=60), "No row names"),
}

TOP = "Code,Figure to date\n"
# CSV files that would take long or much memory
LONG: Mapping[str, tuple[Callable[[], str], str]] = {
    "five million cells": (lambda: "," * 5 * MEGABYTE, "2,000 rows"),
    "five million rows": (lambda: "\n" * 5 * MEGABYTE, "2,000 rows"),
    "a million figures": (lambda: TOP + "a,1\n" * MEGABYTE, "2,000 rows"),
    "ten thousand figures": (lambda: TOP + "a,1\n" * 10_000, "2,000 rows"),
    "figures in a column of no name": (lambda: TOP + ",,1\n" * 10_000, "2,000 rows"),
    "a blank row of many cells": (lambda: TOP + "," * 100_000, "more than 60 columns"),
    "a quotation that never ends": (lambda: TOP + '"' + "a" * 4 * MEGABYTE, "broken"),
    "a cell of four megabytes": (lambda: TOP + "a" * 4 * MEGABYTE, "broken"),
    "nothing but zeros": (lambda: "\0" * 4 * MEGABYTE, "no CSV"),
}


def _peak() -> int:
    """The most memory this process ever held, in bytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def measured(work: Callable[[], object]) -> tuple[object, float, int]:
    """What a call gives or raises, its seconds of processor time, and the memory it needed, in a process of its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        gc.freeze()  # what a whole test run left in memory is no cost of this call
        before, start = _peak(), time.process_time()
        try:
            outcome = work()
        except Exception as error:
            outcome = error
        answer = (str(getattr(outcome, "messages", outcome)), time.process_time() - start, _peak() - before)
        with os.fdopen(writer, "wb") as pipe:
            pickle.dump(answer, pipe)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        answer = pickle.load(pipe)
    os.waitpid(child, 0)
    return answer
