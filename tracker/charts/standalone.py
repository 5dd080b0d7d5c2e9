"""A chart as an SVG file that stands alone: its own colours and type, white ground, title, sentence, legend and source.

No stylesheet reaches a file, so every mark carries what the page's classes say, from the light theme. Type is of a
generic family. A file is `WIDTH` wide; an em of its drawing is `EM` units.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.charts.badges import UNPRINTABLE
from tracker.charts.chart import Chart
from tracker.charts.drawing import Drawing, Key, Panel, Piece
from tracker.charts.marks import Mark
from tracker.charts.painted import Box, mark_svg
from tracker.charts.svg import join, number, text_width, wrapped
from tracker.charts.theme import LIGHT_THEME
from tracker.choices import reads_chinese

WIDTH, MARGIN = 720, 28
ROOM = WIDTH - 2 * MARGIN
EM, TITLE, TEXT, SMALL = 14, 20, 15, 13
GUTTER, BESIDE = 24, 260
KEY_WIDTH, KEY_GAP = 26, 22
FONT = "sans-serif"
ENGLISH_SAMPLE = "演示数据 · Sample data"


class Imprint(NamedTuple):
    """Where a file comes from: the report, as of when, by which edition; whether its data is invented."""

    report: str
    as_of: str
    edition: int
    is_sample: bool

    @property
    def notice(self) -> str:
        """What a file of sample data is called, in Chinese whatever the language; empty for real data."""
        if not self.is_sample:
            return ""
        return "演示数据" if reads_chinese() else ENGLISH_SAMPLE

    @property
    def line(self) -> str:
        """All of it in one line."""
        edition = _("Edition %(number)s") % {"number": self.edition}
        return " · ".join(part for part in (self.report, self.as_of, edition, self.notice) if part)


@dataclass
class Column:
    """What has been laid down so far, and how far down it reaches."""

    y: float = MARGIN
    parts: list[SafeString] = field(default_factory=list)

    def say(self, text: str, size: int, colour: str = "ink", *, is_bold: bool = False) -> None:
        """Text over the whole width, in as many lines as it takes."""
        for line in wrapped(text, Fraction(ROOM, size)):
            self.y += size * 1.4
            self.parts.append(words(line, MARGIN, self.y - size * 0.35, size, colour, is_bold=is_bold))


def svg_file(chart: Chart, imprint: Imprint) -> bytes:
    """The chart as a file; valid XML whatever its texts hold."""
    sheet = Column()
    if imprint.notice:
        sheet.say(imprint.notice, SMALL, "far-behind", is_bold=True)
    sheet.say(chart.title, TITLE, is_bold=True)
    sheet.say(chart.sentence, TEXT, "soft")
    sheet.y += 10
    _legend(sheet, chart.drawing.legend)
    _panels(sheet, chart.drawing)
    sheet.y += EM
    sheet.say(imprint.line, SMALL, "soft")
    height = number(sheet.y + MARGIN)
    svg = format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="0 0 {} {}" role="img" lang="{}"'
        ' font-family="{}"><title>{}</title><desc>{}</desc><rect width="{}" height="{}" fill="{}"/>{}</svg>\n',
        *(WIDTH, height, WIDTH, height, "zh-Hans" if reads_chinese() else "en", FONT),
        *(chart.title, chart.sentence, WIDTH, height, LIGHT_THEME["card"], join(sheet.parts)),
    )
    return UNPRINTABLE.sub("", svg).encode()


def words(
    text: str, x: float, y: float, size: int, colour: str, *, is_bold: bool = False, anchor: str = ""
) -> SafeString:
    """One line of text."""
    return format_html(
        '<text x="{}" y="{}" font-size="{}" fill="{}"{}{}>{}</text>',
        *(number(x), number(y), size, LIGHT_THEME[colour]),
        SafeString(' font-weight="bold"') if is_bold else "",
        format_html(' text-anchor="{}"', anchor) if anchor else "",
        text,
    )


def _legend(sheet: Column, keys: Sequence[Key]) -> None:
    """The samples with their names, in as many rows as they take."""
    if not keys:
        return
    x, sheet.y = float(MARGIN), sheet.y + EM
    for key in keys:
        width = KEY_WIDTH + 8 + float(text_width(key.name)) * SMALL
        if x > MARGIN and x + width > WIDTH - MARGIN:
            x, sheet.y = float(MARGIN), sheet.y + EM * 1.7
        sheet.parts.append(_marks(key.marks, Box(x, sheet.y - EM * 0.8, KEY_WIDTH, EM)))
        sheet.parts.append(words(key.name, x + KEY_WIDTH + 8, sheet.y, SMALL, "soft"))
        x += width + KEY_GAP
    sheet.y += EM


def _marks(marks: Iterable[Mark], box: Box) -> SafeString:
    return join(mark_svg(mark, box) for mark in marks)


def _panels(sheet: Column, drawing: Drawing) -> None:
    """The panels, as many beside each other as the drawing has columns; in a row the marks begin level."""
    count = drawing.columns
    width = (ROOM - GUTTER * (count - 1)) / count
    for start in range(0, len(drawing.panels), count):
        row = drawing.panels[start : start + count]
        top = sheet.y + EM * 0.6
        if drawing.is_beside:
            sheet.y = _beside(sheet.parts, row[0], top)
            continue
        texts = [_texts(panel, width, is_alone=count == 1) for panel in row]
        below = top + max(len(lines) for lines in texts) * EM * 1.35 + EM * 0.2
        for place, (panel, lines) in enumerate(zip(row, texts, strict=True)):
            left = MARGIN + place * (width + GUTTER)
            sheet.parts += [_line(line, left, width, top + EM * (1.35 * index + 1)) for index, line in enumerate(lines)]
            sheet.parts.append(_marks(panel.marks, Box(left, below, width, EM)))
        sheet.y = below + max(float(panel.height) for panel in row) * EM


def _beside(parts: list[SafeString], panel: Panel, top: float) -> float:
    """A panel with its head to the left; how far down it reaches."""
    lines = wrapped(panel.head, Fraction(BESIDE, SMALL))
    parts += [
        words(line, MARGIN, top + SMALL * 1.3 * (index + 1) - 1, SMALL, "ink") for index, line in enumerate(lines)
    ]
    parts.append(_marks(panel.marks, Box(MARGIN + BESIDE + 10, top, ROOM - BESIDE - 10, EM)))
    return top - EM * 0.4 + max(float(panel.height) * EM, len(lines) * SMALL * 1.3)


Line = tuple[str, Sequence[Piece]]  # what begins at the left, and what ends at the right


def _texts(panel: Panel, width: float, *, is_alone: bool) -> list[Line]:
    """Head and note in lines: on one if it holds both and stands alone, else the note below, on a line or several."""
    room = Fraction(int(width), SMALL)
    heads, note = wrapped(panel.head, room), "\u2003".join(map(_plain, panel.note))
    if is_alone and len(heads) == 1 and text_width(panel.head + note) + 2 <= room:
        return [(panel.head, panel.note)]
    lines: list[Line] = [(head, ()) for head in heads]
    notes = [panel.note] if text_width(note) <= room else [[piece] for piece in panel.note]
    return lines + [("", pieces) for pieces in notes if pieces]


def _line(line: Line, left: float, width: float, y: float) -> SafeString:
    head, note = line
    said = words(head, left, y, SMALL, "ink", is_bold=True) if head else SafeString()
    if not note:
        return said
    return join([said, _note(note, left + width if head else left, y, "end" if head else "start")])


def _plain(piece: Piece) -> str:
    return f"{piece.light.symbol} {piece.text}" if piece.light else piece.text


def _note(pieces: Sequence[Piece], x: float, y: float, anchor: str) -> SafeString:
    """A note in one line, a light's shape in its colour."""
    spans = [
        span
        for index, piece in enumerate(pieces)
        for span in (
            ("ink", "\u2003" if index else ""),
            (piece.light.slug if piece.light else "ink", f"{piece.light.symbol} " if piece.light else ""),
            ("ink", piece.text),
        )
        if span[1]
    ]
    return format_html(
        '<text x="{}" y="{}" font-size="{}" text-anchor="{}">{}</text>',
        *(number(x), number(y), SMALL, anchor),
        format_html_join("", '<tspan fill="{}">{}</tspan>', ((LIGHT_THEME[colour], text) for colour, text in spans)),
    )
