"""Office files from outside (.xlsx, .docx), looked through before anything opens them.

Nothing is unpacked to the disk and no XML is read by a parser until it is known to have no definitions of its own.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import ParseError
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from openpyxl.utils.cell import range_boundaries

MEMBERS, UNPACKED, TAGS = 1_000, 8_000_000, 150_000
PLUMBING = 1_000_000  # bytes of relations and content types; real files have some thousand
CHUNK = 65_536
WEIGHT = 15_000  # what is no cell makes the library slow: styles, drop-downs, lists of ranges
CELLS = frozenset({"row", "c", "v", "is", "si", "t", "r", "f"})
COPIED = 1_000_000  # signs of formulas, were each as long as the longest: a shared one is copied out
SPANNED = 200_000  # cells that merged ranges and links may span, in all
FORMAT = 255  # signs of a number format: more than these no office program writes

OLE, ZIP, LISTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"PK\x01\x02"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
BROKEN = (BadZipFile, zlib.error, struct.error, ParseError, EOFError, OSError, LookupError, ValueError, RuntimeError)
CONTENT_TYPES = "[Content_Types].xml"
XML_NAMES = (".xml", ".rels", ".vml")
BOM, UTF_8, OVERLAP = b"\xef\xbb\xbf", {b"utf-8", b"utf8", b"us-ascii"}, 32
UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
DEFINITIONS = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
MACROS = re.compile(r"vbaproject|vbadata|macroenabled|macrosheet|dialogsheet", re.IGNORECASE)
LEADS_OUT = "externalLink"
LINKS = re.compile(r"externallink|xl/connections|spreadsheetml\.connections|querytable", re.IGNORECASE)
EMBEDDED = re.compile(r"embeddings/|oleobject|activex", re.IGNORECASE)

DAMAGED = _(
    "The file is damaged, or not what its name says. Open it in Excel, Word or WPS, save it anew as .xlsx or .docx, "
    "and send that."
)
OLD = _("The file is of an older kind (.xls, .doc). Save it as .xlsx or .docx and send that.")
LOCKED = _("The file is protected with a password. Take the password off and send it again.")
TOO_LARGE = _("The file holds too much to be opened here. Leave out what is not needed, save it anew and send that.")
DEFINED = _("The file holds definitions that no office program writes. Save it anew in Excel, Word or WPS.")
SPREAD = _("Cells are merged over whole columns. Undo that, save the file and send it again.")
WITH_MACROS = _("The file holds macros. Save it without them, as .xlsx or .docx, and send that.")
WITH_LINKS = _("The file draws on other files. Break its links, save it and send it again.")
WITH_OBJECTS = _("The file has other files or controls inside it. Take them out, save it and send it again.")


@dataclass
class Budget:
    """What an archive may still hold while it is read through; several archives may share one."""

    unpacked: int = UNPACKED
    tags: int | None = TAGS
    plumbing: int = PLUMBING

    def spend(self, chunk: bytes, *, is_plumbing: bool) -> None:
        """Count a piece; raises ValidationError once there is too much."""
        self.unpacked -= len(chunk)
        self.plumbing -= len(chunk) if is_plumbing else 0
        if self.tags is not None:
            self.tags -= chunk.count(b"<")
        if min(self.unpacked, self.plumbing, self.tags or 0) < 0:
            raise ValidationError(TOO_LARGE)


@dataclass
class Load:
    """What opening a workbook would cost."""

    weight: int = 0
    spanned: int = 0
    formulas: int = 0
    longest: int = 0

    def add(self, element: ElementTree.Element) -> None:
        """Count an element; raises ValidationError once there is too much."""
        tag, span = element.tag.rpartition("}")[2], element.get("ref")
        if tag not in CELLS:
            self.weight += 1 + sum(map(len, element.attrib.values())) // 32
        if tag == "f":
            self.formulas += 1
            self.longest = max(self.longest, len(element.text or ""))
        if tag in {"mergeCell", "hyperlink"} and span:
            left, top, right, bottom = range_boundaries(span)
            self.spanned += (right - left + 1) * (bottom - top + 1)
        shown = element.get("formatCode", "") + ((element.text or "") if tag == "formatCode" else "")
        if self.weight > WEIGHT or self.formulas * self.longest > COPIED or len(shown) > FORMAT:
            raise ValidationError(TOO_LARGE)
        if self.spanned > SPANNED:
            raise ValidationError(SPREAD)


def check_archive(
    data: bytes, *, members: int = MEMBERS, budget: Budget | None = None, may_embed: bool = False
) -> None:
    """Raise ValidationError, with what to do about it, unless the file is a harmless .xlsx or .docx.

    `members` are the most parts it may have; what else it may hold is taken from the `budget` (`tags` None: not
    counted). `may_embed`: other files and controls may lie inside, which is harmless where nobody opens them.
    """
    budget = budget or Budget()
    if data.startswith(OLE):
        raise ValidationError(LOCKED if ENCRYPTED in data else OLD)
    if not data.startswith(ZIP):
        raise ValidationError(DAMAGED)
    if data.count(LISTED) > members:
        raise ValidationError(TOO_LARGE)
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check_list(archive.infolist(), members, budget.unpacked)
            words = _read_through(archive, budget, may_embed=may_embed)
    except BROKEN as error:
        raise ValidationError(DAMAGED) from error
    for word in words:
        _check_word(word, may_embed=may_embed)


def check_workbook(data: bytes) -> None:
    """Likewise for a workbook that is going to be opened: nor may it be slow to open, or spread out into many cells."""
    check_archive(data)
    load = Load()
    try:
        with ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                for element in _elements(archive.read(name)):
                    load.add(element)
    except (*BROKEN, TypeError) as error:
        raise ValidationError(DAMAGED) from error


def _elements(part: bytes) -> Iterator[ElementTree.Element]:
    """The elements of a part; none when it is no XML."""
    if part.removeprefix(BOM).lstrip()[:1] == b"<":
        for _event, element in ElementTree.iterparse(BytesIO(part)):  # noqa: S314 - it has no DTD
            yield element
            element.clear()


def _check_list(listed: list[ZipInfo], members: int, unpacked: int) -> None:
    """What the archive says of itself."""
    names = [each.filename for each in listed]
    if len(names) > members or sum(each.file_size for each in listed) > unpacked:
        raise ValidationError(TOO_LARGE)
    if any(each.flag_bits & 1 for each in listed):
        raise ValidationError(LOCKED)
    is_odd = any(name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/") for name in names)
    is_double = len({name.casefold() for name in names}) < len(names)
    is_packed_oddly = any(each.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for each in listed)
    if is_odd or is_double or is_packed_oddly or CONTENT_TYPES not in names:
        raise ValidationError(DAMAGED)


def _read_through(archive: ZipFile, budget: Budget, *, may_embed: bool) -> list[str]:
    """Unpack every part once, in small pieces; returns the words that say what it holds and draws on."""
    words = archive.namelist()
    for member in archive.infolist():
        name = member.filename
        is_plumbing = name == CONTENT_TYPES or name.endswith(".rels")
        pieces, seen = [], b""
        for chunk in _chunks(archive, member):
            budget.spend(chunk, is_plumbing=is_plumbing)
            if budget.tags is not None and len(chunk) == CHUNK and b"<" not in chunk and name.endswith(XML_NAMES):
                raise ValidationError(TOO_LARGE)  # one endless word or tag
            if not seen:
                _check_start(name, chunk, may_embed=may_embed)
            seen = seen[-OVERLAP:] + chunk
            if any(word in seen for word in DEFINITIONS):
                raise ValidationError(DEFINED)
            pieces += [chunk] if is_plumbing else []
        if is_plumbing:
            words += _plumbing(b"".join(pieces))
    return words


def _chunks(archive: ZipFile, member: ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as part:
        while chunk := part.read(CHUNK):
            yield chunk


def _check_start(name: str, chunk: bytes, *, may_embed: bool) -> None:
    """A part is XML in UTF-8 where it should be, and no archive of its own."""
    if chunk.startswith((ZIP, OLE)) and not may_embed:
        raise ValidationError(WITH_OBJECTS)
    text = chunk.removeprefix(BOM).lstrip()
    declared = ENCODING.match(text[:1_000])
    is_foreign = declared is not None and declared[1].lower() not in UTF_8
    is_bare = not text.startswith(b"<") and name.lower().endswith(XML_NAMES)
    if is_foreign or is_bare or chunk.startswith(UTF_16):
        raise ValidationError(DEFINED)


def _plumbing(xml: bytes) -> Iterator[str]:
    """The kinds of parts and of relations; one that leads out of the file is named by LEADS_OUT."""
    for element in ElementTree.fromstring(xml).iter():  # noqa: S314 - it has no DTD
        kind = element.get("Type", "")
        yield from (element.get("ContentType", ""), element.get("PartName", ""), kind)
        if element.get("TargetMode", "Internal") == "Internal":
            yield element.get("Target", "")
        elif not kind.endswith("/hyperlink"):
            yield LEADS_OUT


def _check_word(word: str, *, may_embed: bool) -> None:
    if MACROS.search(word):
        raise ValidationError(WITH_MACROS)
    if LINKS.search(word):
        raise ValidationError(WITH_LINKS)
    if EMBEDDED.search(word) and not may_embed:
        raise ValidationError(WITH_OBJECTS)
