"""An official paper as plain contents: one structure from which its page, Word document and workbook are made."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.translation import gettext, override

from tracker.choices import Light
from tracker.exports.columns import NOTICE


@dataclass(frozen=True)
class Bar:
    """A share from 0 to 1, drawn in the colour of a light where it has one. Drawings cut what lies outside."""

    share: Fraction
    light: Light | None = None


@dataclass(frozen=True)
class Cell:
    """A cell of a table. A bar never stands without its text; `is_number` sets the text to the right."""

    text: str
    bar: Bar | None = None
    is_number: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading with its own ordinal written out: level 1 `一、`, level 2 `（一）`, level 3 `1.`"""

    text: str
    level: int


@dataclass(frozen=True)
class Paragraph:
    """Running text; a line break in it begins a new paragraph."""

    text: str


@dataclass(frozen=True)
class Table:
    """A table: as many cells in a row, and as many relative widths, as there are columns; the first names the row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    is_wide: bool = False  # on a landscape page

    @property
    def heads(self) -> list[tuple[str, bool]]:
        """Each column's name, and whether numbers stand below it."""
        first = self.rows[0] if self.rows else tuple(Cell("") for _name in self.columns)
        return [(name, cell.is_number) for name, cell in zip(self.columns, first, strict=True)]

    @property
    def labelled_rows(self) -> list[list[tuple[str, Cell]]]:
        """Each cell with its column's name before it, as a narrow screen tells a row."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


Block = Heading | Paragraph | Table


@dataclass(frozen=True)
class Paper:
    """A paper in one language, every text of it as it is printed.

    `code` is the stem of its file names, `series` what the paper is one of (督查通报), `number` its number there
    (第3期), `data_until` a day in words. A draft has no day of issue and no SHA-256; `address` is the whole address
    where it can be checked, or empty.
    """

    code: str
    issuer: str
    series: str
    number: str
    title: str
    issued_on: date | None
    data_until: str
    blocks: tuple[Block, ...]
    is_sample: bool
    sha256: str = ""
    address: str = ""
    language: str = "zh-hans"

    @property
    def is_chinese(self) -> bool:
        """Which of the two languages it is in."""
        return self.language.startswith("zh")

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables in their order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def marks(self) -> tuple[str, ...]:
        """What nobody who holds a page of it may overlook: that its data is made up, that it is a draft."""
        with override(self.language):
            sample = gettext("Sample data (演示数据): all progress in it is made up") if self.is_sample else ""
            return tuple(filter(None, (sample, "" if self.issued_on else gettext("Draft"))))

    @property
    def issued(self) -> str:
        """The day of issue in words, or that it is a draft."""
        with override(self.language):
            return date_format(self.issued_on, "DATE_FORMAT") if self.issued_on else gettext("Draft")

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What it can be checked by, each with its label."""
        with override(self.language):
            facts = (
                (gettext("Data until"), self.data_until),
                (gettext("Check at"), self.address),
                ("SHA-256", self.sha256),
            )
        return [(label, text) for label, text in facts if text]

    def file_name(self, kind: str) -> str:
        """`bulletin-2021-03-演示数据.docx`: a file that is passed on says by its name that its data is made up."""
        return f"{self.code}{f'-{NOTICE}' if self.is_sample else ''}.{kind}"
