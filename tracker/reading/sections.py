"""Headings: how a report is divided. 第一部分, 一、, (一), 1., (1), ①, and short lines without a number."""

import re
from dataclasses import dataclass

from tracker.choices import Tense
from tracker.reading.passages import BULLETS

HAN = "[一二三四五六七八九十]+"
MARKERS = (
    re.compile(rf"第(?:{HAN}|\d+)(?:部分|章|篇)[、:,，]?"),
    re.compile(rf"{HAN}、"),
    re.compile(rf"\((?:{HAN})\)"),
    re.compile(r"\d{1,2}(?:、|\)|\.(?!\d)|\.(?=\d{2,}年))|[①-⑳]"),
    re.compile(r"\(\d{1,2}\)"),
    re.compile(rf"(?:第{HAN}[,，、]|{HAN}是|-{{1,2}}|[{BULLETS}])"),
)
RANKS = (0, 2, 3, 4, 5, 6)  # of the markers; 1 is that of a line such as 2025年工作回顾, which stands above 一、
UNNUMBERED, ITEM = 1, RANKS[-1]  # a bullet, 一是 or 第一: begins an item, heads nothing
BRACKETED = re.compile(r"【([^】]{1,30})】")
BREAK = re.compile(r"[。;；!！?？:：]")
FIGURE = re.compile(r"\d(?!\d{0,3}[X×xx]*年)|%|[,，。;；]")
LONGEST = 30


@dataclass(frozen=True, slots=True)
class Heading:
    """`rank` 0 is the highest; `marker` is how many signs the number takes; `title` is with its number."""

    rank: int
    marker: int
    title: str
    tense: Tense | None = None  # what it says of the figures below it


def heading(text: str) -> Heading | None:
    """What a paragraph opens with, if that is a heading; text as `passages` gives it."""
    for rank, pattern in zip(RANKS, MARKERS, strict=True):
        if found := pattern.match(text):
            if rank == ITEM:
                return Heading(ITEM, found.end(), "")
            end = BREAK.search(text, found.end())
            stop = min(end.start() if end else len(text), found.end() + LONGEST)
            return Heading(rank, found.end(), text[:stop])
    if found := BRACKETED.match(text):
        return Heading(ITEM - 1, found.end(), found[1])
    if len(text) <= LONGEST and not FIGURE.search(text) and not BREAK.search(text.rstrip(":：")):
        return Heading(ITEM - 1, 0, text.rstrip(":："))
    return None


class Outline:
    """Where one stands in the report: the open headings from the highest down."""

    def __init__(self) -> None:
        self.open: list[Heading] = []

    def enter(self, heading: Heading) -> None:
        """A heading closes those of its own rank and below."""
        self.open = [other for other in self.open if other.rank < heading.rank] + [heading]

    @property
    def path(self) -> str:
        """The headings joined: `三、全年工作 / (四)民生`."""
        return " / ".join(heading.title for heading in self.open)

    @property
    def takes_unnumbered(self) -> bool:
        """Whether a line without a number may stand above 一、: another does, or none of those is open."""
        return not self.open or self.open[0].rank <= UNNUMBERED

    @property
    def tense(self) -> Tense | None:
        """What the innermost heading that says anything says."""
        return next((heading.tense for heading in reversed(self.open) if heading.tense), None)
