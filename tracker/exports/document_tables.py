"""Tables of a paper in a Word document, and bars in them as shaded cells."""

from fractions import Fraction
from itertools import pairwise

from django.utils.translation import gettext as _

from tracker.exports.document_form import BORDER, CENTRED, WIDE_WIDTH, WIDTH
from tracker.exports.document_markup import element, paragraph, run
from tracker.exports.papers import Bar, Cell, Table

MARGIN = 80
BAR_HEIGHT = 140
# One dark grey for every light: papers are printed in black, and the light stands beside the bar as a word.
FILLED, HEAD = "595959", "F2F2F2"
TABLE_CHARACTER, MOST_LINES = 210, 20
WHOLE = element("cantSplit")
IN_THE_MIDDLE = element("vAlign", val="center")
LONG = 40  # characters
THIN, THICK = 4, 8  # eighths of a point
OUTER = ("top", "left", "bottom", "right")


def table(block: Table) -> str:
    """A table under its caption; its head is repeated on every page, and only a very high row is torn apart."""
    widths = parts(block.widths, WIDE_WIDTH if block.is_wide else WIDTH)
    head = [
        _cell(width, paragraph("TableHead", run(name)), element("shd", val="clear", color="auto", fill=HEAD))
        for width, name in zip(widths, block.columns, strict=True)
    ]
    rows = [_filled_row(row, widths) for row in block.rows]
    nothing = paragraph("TableText", run(_("Nothing to report")), form=CENTRED)
    empty = [] if rows else [_row([_cell(sum(widths), nothing, span=len(widths))], WHOLE)]
    return paragraph("Caption", run(block.caption)) + _table(
        widths,
        [_row(head, WHOLE, element("tblHeader")), *rows, *empty],
        _borders(dict.fromkeys((*OUTER, "insideH", "insideV"), THIN)),
        caption=block.caption,
    )


def closing_table(facts: list[tuple[str, str]], *, is_wide: bool) -> str:
    """The block that ends a paper (版记): one fact a line between rules, thick above and below."""
    width = WIDE_WIDTH if is_wide else WIDTH
    rows = [_row([_cell(width, _fact(label, text))], WHOLE) for label, text in facts]
    return _table([width], rows, _borders({"top": THICK, "bottom": THICK, "insideH": THIN}))


def _fact(label: str, text: str) -> str:
    """A long code is set smaller, so that it stays on one line and can be compared."""
    size = (element("sz", val=21), element("szCs", val=21)) if len(text) > LONG else ()
    return paragraph("Closing", run(_("%(label)s: ") % {"label": label}), run(text, *size))


def parts(shares: tuple[int, ...], whole: int) -> list[int]:
    """A width divided by relative widths, without a remainder."""
    ends = [whole * sum(shares[:place]) // sum(shares) for place in range(len(shares) + 1)]
    return [end - start for start, end in pairwise(ends)]


def _borders(sizes: dict[str, int]) -> str:
    return element("tblBorders", *(element(edge, **BORDER, sz=size) for edge, size in sizes.items()))


def _table(widths: list[int], rows: list[str], borders: str, *, margin: int = MARGIN, caption: str = "") -> str:
    """Rows in columns of these widths; the caption is what a screen reader calls the table."""
    sizes = {"top": margin // 2, "left": margin, "bottom": margin // 2, "right": margin}
    sides = [element(side, w=size, type="dxa") for side, size in sizes.items()]
    return element(
        "tbl",
        element(
            "tblPr",
            element("tblW", w=sum(widths), type="dxa"),
            element("jc", val="center"),
            borders,
            element("tblLayout", type="fixed"),
            element("tblCellMar", *sides),
            element("tblCaption", val=caption) if caption else "",
        ),
        element("tblGrid", *(element("gridCol", w=width) for width in widths)),
        *rows,
    )


def _row(cells: list[str], *properties: str) -> str:
    return element("tr", element("trPr", *properties), *cells)


def _filled_row(row: tuple[Cell, ...], widths: list[int]) -> str:
    """A row of a table. One that might not fit on a page may go on on the next, or its end would be cut off."""
    pairs = list(zip(widths, row, strict=True))
    lines = max(_lines(cell.text, width - 2 * MARGIN) for width, cell in pairs)
    return _row([_cell(width, _contents(cell, width)) for width, cell in pairs], WHOLE if lines < MOST_LINES else "")


def _lines(text: str, width: int) -> int:
    """How many lines a text takes at most in a cell."""
    return sum(1 + len(line) * TABLE_CHARACTER // width for line in text.splitlines())


def _cell(width: int, contents: str, shading: str = "", span: int = 1) -> str:
    spanned = element("gridSpan", val=span) if span > 1 else ""
    form = element("tcPr", element("tcW", w=width, type="dxa"), spanned, shading, IN_THE_MIDDLE)
    return element("tc", form, contents)


def _contents(cell: Cell, width: int) -> str:
    text = paragraph("TableNumber" if cell.is_number else "TableText", run(cell.text))
    return _bar(cell.bar, width - 2 * MARGIN) + text if cell.bar else text


def _bar(bar: Bar, width: int) -> str:
    """A row of its own inside the cell: a shaded cell as wide as the share, and an empty one for what is wanting."""
    filled = round(width * max(Fraction(0), min(Fraction(1), bar.share)))
    shading = element("shd", val="clear", color="auto", fill=FILLED)
    pieces = [(size, shade) for size, shade in ((filled, shading), (width - filled, "")) if size]
    cells = [_cell(size, paragraph("Gap"), shade) for size, shade in pieces]
    row = _row(cells, element("trHeight", val=BAR_HEIGHT, hRule="exact"))
    return _table([size for size, _shade in pieces], [row], _borders(dict.fromkeys(OUTER, THIN)), margin=0)
