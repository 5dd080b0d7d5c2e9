"""A text's paragraphs, each as one line of plain signs that still knows where every sign stood in the text.

Line ends inside a sentence are closed up, full-width digits and signs become half-width, blanks go. So a figure broken
by a line end reads as one, and its span still points into the text as it was given.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

FULL = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0) not in "!,:;?"}
FULL |= {
    "﹪": "%",
    "∶": ":",
    "︰": ":",
    "–": "-",
    "—": "-",
    "―": "-",
    "〜": "~",
    "⁃": "-",
    "‐": "-",
    "‑": "-",
    "−": "-",
}
BULLETS = "·●■◆▲★○◇□•▪▶►▷▸➤✓✔※*"
DROPPED = frozenset(" \t\r\n\f\v\u3000\u00a0\u200b\ufeff\u2002\u2003\u2009")
WIDE_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
MARKED = re.compile(
    r"\s*(?:第[一二三四五六七八九十]+[章部]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]|"
    rf"\d{{1,2}}(?:[、．)）]|\.(?!\d))|[{BULLETS}【—]|--|[一二三四五六七八九十]+是)"
)
NUMBERED = re.compile(r"\s*\d{1,2}([ \t\u3000])[\s]*(?=[\u4e00-\u9fff])")  # 3 新建幼儿园, a row of a table
ENDED = re.compile(r"[。！？；：!?;:…][”’」）)]?\s*$")
OPEN_END = re.compile(r"[，、,“‘（(《]\s*$")
GOES_ON = re.compile(r"\s*(?:突破|达到|超过|不低于|不少于|不超过|控制在|以上|以内|以下|之内|左右|[%％‰，、。；,;”）)])")
WORDS = re.compile(r"[\u4e00-\u9fff%％]")
NUMBER_END = re.compile(r"[\d０-９.．万亿千百]\s*$")
NUMBER_START = re.compile(r"\s*(?:[\d０-９.．万亿]|[家户个所座处条张人套件项名辆台米亩吨元公平立百成余多])")
WITH_NUMBER = re.compile(r"[\d０-９]")
UNIT_START = re.compile(
    r"\s*[\d０-９]+(?:[.．][\d０-９]+)?[余多]?[万亿千百]?[家户个所座处条张人套件项名辆台米亩吨元公平立%％]"
)
FIGURE_END = re.compile(r"\d[万亿]?[\u4e00-\u9fff%％]{1,3}(?:以上|左右|以内)?\s*$")  # an item of a list may be as wide
LEAST_WIDTH, MOST_WIDTH, SLACK = 36, 160, 8
LEAST_FULL = 3  # lines of the full width, for a text to count as broken into lines


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph: `text` without blanks and line ends; `at[i]` is where its sign i stands in the whole text."""

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of it stands in the whole text."""
        return self.at[start], self.at[end - 1] + 1


def passages(text: str) -> Iterator[Passage]:
    """The paragraphs of a text, in order; empty ones are left out."""
    width = _width(text)
    lines = [(start, line) for start, line in _lines(text)]
    begin = 0
    while begin < len(lines):
        end = begin + 1
        while end < len(lines) and _goes_on(lines[end - 1][1], lines[end][1], width):
            end += 1
        start = lines[begin][0]
        stop = lines[end - 1][0] + len(lines[end - 1][1])
        passage = _plain(text[start:stop], start)
        if passage.text:
            yield passage
        begin = end


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _width(text: str) -> int | None:
    """The width the text was broken to, as shown; None when its lines are whole paragraphs."""
    widths = Counter(_wide(line) for _start, line in _lines(text) if line.strip())
    if not widths:
        return None
    widest = max(widths)
    full = sum(count for width, count in widths.items() if width >= widest - SLACK)
    is_broken = full >= LEAST_FULL and full * 3 >= widths.total()
    return widest if is_broken and LEAST_WIDTH <= widest <= MOST_WIDTH else None


def _wide(line: str) -> int:
    """How wide a line is shown: a Chinese sign takes two places."""
    return sum(1 if sign.isascii() else 2 for sign in line.rstrip())


def _goes_on(line: str, following: str, width: int | None) -> bool:
    """Whether a sentence goes on in the next line."""
    if not line.strip() or not following.strip() or MARKED.match(following) or ENDED.search(line):
        return False
    if NUMBER_END.search(line) and NUMBER_START.match(following) and WORDS.search(line) and WORDS.search(following):
        return True
    if OPEN_END.search(line) or GOES_ON.match(following):
        return True
    if width is not None:
        return _wide(line) >= width - SLACK and not FIGURE_END.search(line)
    return UNIT_START.match(following) is not None and not WITH_NUMBER.search(line)


def _plain(text: str, start: int) -> Passage:
    numbered = NUMBERED.match(text)
    commas = {match.start() for match in WIDE_COMMA.finditer(text)}
    signs: list[str] = []
    at: list[int] = []
    for place, raw in enumerate(text):
        sign = "," if place in commas else FULL.get(raw, raw)
        if numbered and place == numbered.start(1):
            sign = "、"
        elif sign in DROPPED:
            if not (0 < place < len(text) - 1 and _is_apart(text[place - 1], raw, text[place + 1])):
                continue
            sign = " "
        signs.append(sign)
        at.append(start + place)
    return Passage("".join(signs), tuple(at))


def _is_apart(before: str, blank: str, after: str) -> bool:
    """Whether a blank keeps two words or numbers apart; a line end inside a number does not."""
    if blank == "\n" and before.isdigit() and after.isdigit():
        return False
    return all(sign.isascii() and sign.isalnum() for sign in (before, after))
