"""Files and pages as text: .txt, .docx, .html, pasted. Pure functions of bytes; what is refused has its reason.

The text kept has one newline for every kind of line end; candidates' places are places in it.
"""

import re
import struct
import zlib
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from tracker.reading.words import Fault

LARGEST, LONGEST, UNPACKED = 8_000_000, 2_000_000, 40_000_000  # bytes, characters, bytes
ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DEFINITIONS = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
MARKUP = re.compile(rb"\s*(?:<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*<!doctype html)", re.IGNORECASE)
LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
ENOUGH = 6  # bytes beyond ASCII that are hardly UTF-8 by chance
BODY = "word/document.xml"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BROKEN: tuple[type[Exception], ...] = (BadZipFile, zlib.error, struct.error, ElementTree.ParseError)
BROKEN += (EOFError, OSError, LookupError, ValueError, RuntimeError)
UNSHOWN = frozenset({"script", "style", "template", "noscript", "head", "svg", "iframe", "object", "select"})
INLINE = frozenset({"a", "abbr", "b", "code", "del", "em", "font", "i", "ins", "label", "mark", "o:p", "s", "small"})
INLINE |= {"span", "strong", "sub", "sup", "u", "wbr"}
CELLS = frozenset({"td", "th"})


class Unreadable(Exception):
    """A document that is not read; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def text_of(data: bytes) -> str:
    """The text of a file, by what it holds and not by its name. Raises Unreadable."""
    if len(data) > LARGEST:
        raise Unreadable(Fault.LARGE)
    if data.startswith(ZIP):
        return kept(_docx(data))
    if data.startswith((OLE, PDF)):
        raise Unreadable(Fault.KIND)
    text = _decoded(data)
    return kept(_shown(text) if MARKUP.match(data[:1_000].removeprefix(b"\xef\xbb\xbf")) else text)


def kept(text: str) -> str:
    """A text as it is kept, pasted ones too: one newline for every line end. Raises Unreadable."""
    if "\0" in text:
        raise Unreadable(Fault.NUL)
    if len(text) > LONGEST:
        raise Unreadable(Fault.LONG)
    if not text.strip("\ufeff \t\r\n\u3000"):
        raise Unreadable(Fault.EMPTY)
    return LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))


def _decoded(data: bytes) -> str:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding)
    if b"\0" in data:
        raise Unreadable(Fault.NUL)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if any(_is_utf_8(line) for line in data.splitlines()):
            raise Unreadable(Fault.MIXED) from None
        return _strictly(data, "gb18030")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeError:
        raise Unreadable(Fault.ENCODING) from None


def _is_utf_8(line: bytes) -> bool:
    """Whether a line is UTF-8 that is not so by chance."""
    if sum(byte > 127 for byte in line) < ENOUGH:
        return False
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _docx(data: bytes) -> str:
    """The paragraphs of a .docx, a line each. Only the body is unpacked, and only if it is no larger than a report."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            if BODY not in archive.namelist():
                raise Unreadable(Fault.KIND)
            if archive.getinfo(BODY).file_size > UNPACKED:
                raise Unreadable(Fault.UNPACKED)
            body = archive.read(BODY)
        if any(word in body for word in DEFINITIONS):
            raise Unreadable(Fault.DEFINED)
        return "\n".join(_paragraphs(body))
    except BROKEN as error:
        raise Unreadable(Fault.DAMAGED) from error


def _paragraphs(body: bytes) -> list[str]:
    lines: list[str] = []
    line: list[str] = []
    skipped = 0
    for event, element in ElementTree.iterparse(BytesIO(body), events=("start", "end")):  # noqa: S314 - it has no DTD
        if element.tag == FALLBACK:
            skipped += 1 if event == "start" else -1
        if event == "start" or skipped:
            continue
        if element.tag == WORD + "t":
            line.append(element.text or "")
        elif element.tag == WORD + "tab":
            line.append(" ")
        elif element.tag in {WORD + "br", WORD + "cr"}:
            line.append("\n")
        elif element.tag == WORD + "p":
            lines.append("".join(line))
            line = []
            element.clear()
    return lines


class Page(HTMLParser):
    """Collects what a page shows: a line for each block, nothing of scripts and styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or something that is not shown."""
        if tag in UNSHOWN:
            self.hidden.append(tag)
        elif tag == "body":
            self.hidden.clear()
        elif tag not in INLINE | CELLS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        if tag in self.hidden:
            del self.hidden[self.hidden.index(tag) :]
        elif tag not in INLINE:
            self.parts.append(" " if tag in CELLS else "\n")

    def handle_data(self, data: str) -> None:
        """Text between the tags, its own line ends being blanks."""
        if not self.hidden:
            self.parts.append(re.sub(r"\s*\n\s*", "", data))


def _shown(markup: str) -> str:
    page = Page()
    try:
        page.feed(markup)
        page.close()
    except (AssertionError, ValueError) as error:
        raise Unreadable(Fault.DAMAGED) from error
    return re.sub(r"\n[ \t\n]*\n", "\n\n", "".join(page.parts)).strip()
