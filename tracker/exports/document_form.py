"""The official form of a paper: GB/T 9704-2012 in measures, types and styles of a Word document.

Lengths are twips (1/1440 inch), sizes of type half points: 二号 is 22 pt, 三号 16 pt, 四号 14 pt, 五号 10.5 pt.
"""

from dataclasses import dataclass

from tracker.exports.document_markup import document, element


def mm(length: float) -> int:
    """Millimetres in twips."""
    return round(length * 1440 / 25.4)


SHORT_SIDE, LONG_SIDE = mm(210), mm(297)
TOP, RIGHT, BOTTOM, LEFT = mm(37), mm(26), mm(35), mm(28)
WIDTH = SHORT_SIDE - LEFT - RIGHT  # of the text, 156 mm
WIDE_WIDTH = LONG_SIDE - TOP - BOTTOM  # on a page turned so that its head is at the binding
LINES, CHARACTERS = 22, 28
LINE = (LONG_SIDE - TOP - BOTTOM) // LINES
SIZE = 32  # 三号
CHARACTER = SIZE * 10
# 28 characters of 16 pt are a little wider than the text, so each is set closer to the next. It is said in the styles
# and not by a grid for characters: there LibreOffice gives two places to each character that is wider than one.
CLOSER = element("spacing", val=WIDTH // CHARACTERS - CHARACTER)
TITLE_LINE = 700  # 35 pt, for lines of 22 pt
TO_PAGE_NUMBER = mm(7 + 3)  # from the text's edge to the number's dashes, and half the height of its line

LATIN = "Times New Roman"
FANGSONG, TITLE_SONG, HEI, KAI, SONG = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
INSTEAD = {FANGSONG: "仿宋", TITLE_SONG: "小标宋", HEI: "SimHei", KAI: "楷体", SONG: "SimSun"}
RED = "FF0000"
BORDER: dict[str, str | int] = {"val": "single", "space": 0, "color": "000000"}


@dataclass(frozen=True)
class Style:
    """A style of paragraphs: its id, Word's own name for it, the Chinese type, and what else it sets."""

    id: str
    name: str
    font: str
    half_points: int
    paragraph: str = ""
    run: str = ""
    latin: str = LATIN

    def markup(self, language: str = "") -> str:
        """The style as Word keeps it."""
        fonts = element("rFonts", ascii=self.latin, hAnsi=self.latin, eastAsia=self.font, cs=self.latin)
        size = element("sz", val=self.half_points) + element("szCs", val=self.half_points)
        kind = {"type": "paragraph", "styleId": self.id} | ({"default": 1} if self.id == "Normal" else {})
        based = "" if self.id == "Normal" else element("basedOn", val="Normal")
        return element(
            "style",
            element("name", val=self.name),
            based,
            element("qFormat"),
            element("pPr", self.paragraph),
            element("rPr", fonts, self.run, size, language),
            **kind,
        )


def spacing(before: int = 0, after: int = 0, exactly: int = 0) -> str:
    """What is left free around a paragraph, and the height of its lines if it is not the grid's."""
    line, rule = (exactly, "exact") if exactly else (240, "auto")
    return element("spacing", before=before, after=after, line=line, lineRule=rule)


OFF_GRID = element("snapToGrid", val=0)
INDENT = element("ind", firstLineChars=200, firstLine=2 * CHARACTER)
BOTH_SIDES = element("ind", leftChars=100, left=280, rightChars=100, right=280)  # one character of 14 pt
CENTRED, TO_THE_RIGHT = element("jc", val="center"), element("jc", val="right")
KEEP = element("keepNext") + element("keepLines")
MARGIN_TABS = element(
    "tabs",
    element("tab", val="left", pos=CHARACTER),
    element("tab", val="right", pos=WIDTH - CHARACTER),
)
RED_LINE = element("pBdr", element("bottom", val="single", sz=12, space=11, color=RED))  # 4 mm below


def _heading(level: int, font: str, run: str) -> Style:
    form = KEEP + INDENT + element("outlineLvl", val=level - 1)
    return Style(f"Heading{level}", f"heading {level}", font, SIZE, form, run + CLOSER)


def _styles(*, is_chinese: bool) -> list[Style]:
    """All styles. Where there is no Chinese type to tell headings by, they are bold or slanted."""
    bold, slanted = element("b") + element("bCs"), element("i") + element("iCs")
    small, above = OFF_GRID + spacing(), KEEP + OFF_GRID + spacing(before=2 * LINE, exactly=TITLE_LINE)
    return [
        Style("Normal", "Normal", FANGSONG, SIZE, element("widowControl", val=0) + element("jc", val="both")),
        Style("BodyText", "Body Text", FANGSONG, SIZE, INDENT, CLOSER),
        Style("Mark", "Mark", HEI, SIZE, spacing()),
        Style("Masthead", "Masthead", TITLE_SONG, 84, OFF_GRID + CENTRED, element("color", val=RED)),
        Style("Number", "Number", FANGSONG, SIZE, spacing(before=2 * LINE) + CENTRED),
        Style("Issuer", "Issuer", FANGSONG, SIZE, RED_LINE + MARGIN_TABS),
        Style("Title", "Title", TITLE_SONG, 44, above + CENTRED, "" if is_chinese else bold),
        Style("Subtitle", "Subtitle", KAI, SIZE, spacing(after=LINE) + CENTRED),
        _heading(1, HEI, "" if is_chinese else bold),
        _heading(2, KAI, "" if is_chinese else slanted),
        _heading(3, FANGSONG, bold),
        Style("Caption", "caption", HEI, 24, KEEP + OFF_GRID + spacing(before=160, after=80) + CENTRED),
        Style("TableHead", "Table Head", HEI, 21, OFF_GRID + spacing() + CENTRED),
        Style("TableText", "Table Text", SONG, 21, small + element("jc", val="left")),
        Style("TableNumber", "Table Number", SONG, 21, small + TO_THE_RIGHT),
        Style("Gap", "Gap", SONG, 2, OFF_GRID + spacing(exactly=120)),
        Style("Closing", "Closing", FANGSONG, 28, small + BOTH_SIDES),
        Style("Header", "header", SONG, 21, OFF_GRID + CENTRED),
        Style("Footer", "footer", SONG, 28, small + element("jc", val="left"), latin=SONG),
    ]


def styles(*, is_chinese: bool) -> bytes:
    """The part of the file that holds the styles."""
    language = element("lang", val="en-GB", eastAsia="zh-CN")  # as Chinese, LibreOffice parts the digits of a number
    fonts = element("rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=FANGSONG, cs=LATIN)
    defaults = element(
        "docDefaults", element("rPrDefault", element("rPr", fonts, language)), element("pPrDefault", element("pPr"))
    )
    return document("styles", defaults, *(style.markup() for style in _styles(is_chinese=is_chinese)))


def fonts() -> bytes:
    """The part that names the types, each with the one a computer without it may take."""
    return document(
        "fonts",
        *(element("font", element("altName", val=other), name=name) for name, other in INSTEAD.items()),
        element("font", name=LATIN),
    )


def section(references: str = "", *, is_wide: bool) -> str:
    """The page: its size, margins and lines. A turned one has its head at the binding."""
    size = {"w": SHORT_SIDE, "h": LONG_SIDE}
    margins = {"top": TOP, "right": RIGHT, "bottom": BOTTOM, "left": LEFT}
    if is_wide:
        size = {"w": LONG_SIDE, "h": SHORT_SIDE}
        margins = {"top": LEFT, "right": TOP, "bottom": RIGHT, "left": BOTTOM}
    return element(
        "sectPr",
        references,
        element("pgSz", **size, **({"orient": "landscape"} if is_wide else {})),
        element("pgMar", **margins, header=mm(15), footer=margins["bottom"] - TO_PAGE_NUMBER, gutter=0),
        element("docGrid", type="lines", linePitch=LINE),
    )
