"""A work report's text read into candidates: every number in it, what it is a number of, and whether it is promised."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tracker.choices import Comparison, FigureKind, Ground, Tense
from tracker.reading.kinds import comparison, kind
from tracker.reading.names import Name, names
from tracker.reading.passages import BULLETS, Passage, passages
from tracker.reading.pieces import Piece, pieces
from tracker.reading.sections import UNNUMBERED, Heading, Outline, heading
from tracker.reading.sentences import Span, sentences
from tracker.reading.tense import cues, heading_tense, plan_year, tense_at
from tracker.reading.words import Doubt

TITLE_LINES = 5  # first paragraphs that may be a title or a date
SURE = Decimal("0.95")
NOT_SURE = Decimal("0.10")
GUESSED = frozenset({Ground.SMALL, Ground.SIZE, Ground.SCOPE, Ground.LISTED, Ground.BASE})
LONGEST_TITLE = 60
NUMBERED = re.compile(r"[\d一二三四五六七八九十①-⑳]")
EDGE = "、,，和与及以 -" + BULLETS


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number of the text. `start`, `end`: its clause's span in the text as given, so text[start:end] == clause.

    `value`, `value_high`: exact, in the base unit (6万平方米: 60000, unit 平方米, scale 万), the second of a range;
    None for 全覆盖, 全部, 清零. `ground`: what decided the tense, for OTHER why it is no figure. `confidence`: 0 to 1,
    lowered by each of the `doubts`.
    """

    clause: str
    start: int
    end: int
    section: str
    subject: str
    value: Decimal | None
    value_high: Decimal | None
    unit: str
    scale: str
    comparison: Comparison
    kind: FigureKind
    tense: Tense
    ground: Ground
    confidence: Decimal
    doubts: tuple[Doubt, ...] = ()


def read(text: str) -> list[Candidate]:
    """All candidates of a text, in its order. Lines end in a newline, as `documents` leaves them."""
    return sorted(read_through(text).candidates, key=lambda each: each.start)


def read_through(text: str, told: Callable[[int, int], None] | None = None) -> "Reader":
    """A reader that has gone through the whole text. `told(done, total)` hears how many paragraphs are read."""
    found = list(passages(text))
    headings = [heading(passage.text) for passage in found]
    opening = [passage.text for passage in found[:TITLE_LINES] if is_title(passage.text)]
    titles = opening + [each.title for each in headings if each and each.title]
    year = plan_year(titles, [passage.text for passage in found])
    reader = Reader(text, year)
    for number, (passage, own) in enumerate(zip(found, headings, strict=True)):
        if told:
            told(number, len(found))
        reader.enter(passage, own)
    return reader


def is_title(text: str) -> bool:
    """Whether one of the first lines may be a title or a date, being short and no sentence."""
    return len(text) < LONGEST_TITLE and not text.endswith(("。", "；", ";"))


class Reader:
    """Goes through a text once and knows where in it one is.

    `running` is the tense a sentence without a heading has set for those after it (过去一年,…), up to the end of a
    paragraph with a full stop; `last` the figure before, in the same paragraph. `opened`: each heading's span with the
    headings open from there on; `lines`: the spans of the sentences.
    """

    def __init__(self, text: str, year: int | None) -> None:
        self.text, self.year = text, year
        self.outline = Outline()
        self.tense: Tense | None = None
        self.running: Tense | None = None
        self.last: Piece | None = None
        self.candidates: list[Candidate] = []
        self.opened: list[tuple[Span, tuple[Heading, ...]]] = []
        self.lines: list[Span] = []

    def enter(self, passage: Passage, own: Heading | None) -> None:
        """Read one paragraph; `own` is the heading it opens with."""
        start = titled = 0
        if own:
            start, titled = own.marker, len(own.title)
            self._open(passage, own)
        named: dict[int, Name] = {}
        for name in names(passage.text):
            named |= {place: name for place in range(name.start, name.end) if place not in named}
        self.last = None
        for span in sentences(passage.text, start):
            if titled == 0 or span[1] > titled + 1:  # no sentence but the heading, with the colon it may end in
                self.lines.append(passage.span(*span))
            self._sentence(passage, span, named)
        if passage.text.endswith(("。", "！", "!")):
            self.running = None

    def _open(self, passage: Passage, own: Heading) -> None:
        if own.marker and NUMBERED.search(passage.text[: own.marker]):
            self._add_name(passage, Name(0, own.marker, Ground.SECTION))
        if not own.title:
            return
        tense = heading_tense(own, self.year)
        stands_above = bool(tense) and not own.marker and self.outline.takes_unnumbered
        rank = UNNUMBERED if stands_above else own.rank
        self.outline.enter(replace(own, rank=rank, tense=tense))
        self.opened.append((passage.span(0, len(own.title)), tuple(self.outline.open)))
        self.tense = self.outline.tense
        self.running = None

    def _sentence(self, passage: Passage, span: Span, named: Mapping[int, Name]) -> None:
        said = list(cues(passage.text, span, self.year))
        base = self.tense or self.running
        seen: set[int] = set()
        for own in pieces(passage.text, span, named, self.last):
            piece, name = own, named.get(own.figure.start)
            if name:
                seen.add(name.start)
                piece = replace(own, start=name.start, end=max(name.end, own.figure.end))
            elif piece.against is None:
                self.last = piece
            elif piece.figure.is_han and piece.against in {Ground.BARE, Ground.SMALL} and not piece.figure.is_counted:
                continue  # a sign of a word: 统一, 三农
            self._add(
                passage, piece, tense_at(piece.clause, piece.figure.start, said, base, is_headed=bool(self.tense)), base
            )
        for name in {named[place] for place in range(*span) if place in named}:
            if name.start not in seen and name.start >= span[0]:
                self._add_name(passage, name)
        if said and self.tense is None and not (said[0].is_modal or said[0].is_weak):
            self.running = tense_at(span, span[1], said, base, is_headed=False)

    def _add(self, passage: Passage, piece: Piece, tense: Tense | None, base: Tense | None) -> None:
        figure, subject = piece.figure, piece.subject
        ground = piece.against or (
            Ground.DEFAULT if tense is None else Ground.HEADING if tense == base else Ground.WORDS
        )
        doubts = _doubts(piece)
        start, end = passage.span(*_trimmed(passage.text, piece.start, piece.end))
        self.candidates.append(
            Candidate(
                clause=self.text[start:end],
                start=start,
                end=end,
                section=self.outline.path,
                subject=subject.text,
                value=figure.value,
                value_high=figure.value_high,
                unit=figure.unit,
                scale=figure.scale,
                comparison=comparison(figure, piece.lead),
                kind=kind(figure, (subject.text if subject.is_carried else "") + piece.lead),
                tense=Tense.OTHER if piece.against else tense or Tense.COMMITMENT,
                ground=ground,
                confidence=_confidence(doubts, ground),
                doubts=doubts,
            )
        )

    def _add_name(self, passage: Passage, name: Name) -> None:
        start, end = passage.span(name.start, name.end)
        self.candidates.append(
            Candidate(
                clause=self.text[start:end],
                start=start,
                end=end,
                section=self.outline.path,
                subject="",
                value=None,
                value_high=None,
                unit="",
                scale="",
                comparison=Comparison.EXACT,
                kind=FigureKind.LEVEL,
                tense=Tense.OTHER,
                ground=name.ground,
                confidence=SURE,
            )
        )


def _trimmed(text: str, start: int, end: int) -> Span:
    """A piece without the signs it is joined by."""
    while start < end - 1 and text[start] in EDGE:
        start += 1
    while end - 1 > start and text[end - 1] in EDGE:
        end -= 1
    return start, end


def _doubts(piece: Piece) -> tuple[Doubt, ...]:
    """What was guessed at."""
    if piece.against:
        return (Doubt.GUESSED,) if piece.against in GUESSED else ()
    guesses = {
        Doubt.CARRIED: piece.subject.is_carried,
        Doubt.NAMELESS: not piece.subject.noun,
        Doubt.UNLISTED: not piece.figure.is_known,
    }
    return tuple(doubt for doubt, is_so in guesses.items() if is_so)


def _confidence(doubts: Sequence[Doubt], ground: Ground) -> Decimal:
    """SURE, less for every guess; without any word on the tense a promise is a guess too."""
    return SURE - NOT_SURE * (len(doubts) + (ground == Ground.DEFAULT))
