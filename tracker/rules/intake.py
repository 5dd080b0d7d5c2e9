"""From what a report's reader found to what people decide on: proposals, places in the text, likeness of subjects."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple

from tracker.choices import Cadence, CandidateState, Comparison, FigureKind, Ground, Kind, Tense, Why

PHRASE = 20  # characters of a report that a target may quote
SCALES = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1_000,
    "万": 10_000,
    "十万": 100_000,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
}
MARKER = re.compile(
    r"(第[一二三四五六七八九十\d]+(?:部分|章|篇))[、:,，]?|([一二三四五六七八九十]+)、|(\([一二三四五六七八九十]+\))"
)
DIGIT = re.compile(r"[\d０-９一二三四五六七八九十百千万两]")
VERBS = re.compile(
    "^(?:全年|力争|继续|加快|推进|实施|完成|确保)*"
    "(?:新增|新建|新改扩建|改造提升|提升改造|新建改造|建设|建成|打造|改造|提升|培育|引进|盘活|开展|实现|接收|充实|覆盖|达到)*"
)
ALIKE = Fraction(1, 2)
WHYS = {
    **dict.fromkeys((Ground.POLICY, Ground.PROGRAMME, Ground.PLACE, Ground.SLOGAN, Ground.QUOTED), Why.NAME),
    **dict.fromkeys((Ground.CODE, Ground.DOCUMENT), Why.NAME),
    **dict.fromkeys((Ground.YEAR, Ground.DATE, Ground.ORDINAL, Ground.SECTION), Why.ORDINAL),
}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the text and the key of the mark shown there; `is_first` where that mark begins."""

    text: str
    mark: int | None
    is_first: bool = False


def why_of(tense: Tense, ground: str) -> Why:
    """Why the reader would leave a passage out."""
    if tense == Tense.OUTCOME:
        return Why.PAST
    if tense == Tense.VISION:
        return Why.VISION
    return WHYS.get(Ground(ground), Why.SIZE) if ground else Why.NARRATIVE


def kind_of(kind: FigureKind) -> Kind:
    """A target's kind for what a figure measures."""
    return Kind.RATE if kind in {FigureKind.GROWTH_RATE, FigureKind.SHARE} else Kind(kind.value)


def comparison_of(comparison: Comparison) -> Comparison:
    """How a target is judged: a bare figure is kept by more, too."""
    return Comparison.AT_LEAST if comparison == Comparison.EXACT else comparison


def cadence_of(kind: Kind) -> Cadence:
    """How often a figure of that kind is to be had: statistics publish rates by the quarter."""
    return Cadence.QUARTER if kind == Kind.RATE else Cadence.MONTH


def as_written(value: Decimal | None, scale: str) -> Decimal | None:
    """A figure of the base unit in the unit the report writes: 60000 with 万 is 6. A scale not known stays out."""
    return None if value is None else value / SCALES.get(scale, 1)


def whole_unit(scale: str, unit: str) -> str:
    """The unit the report writes: 万平方米."""
    return f"{scale}{unit}" if scale in SCALES else unit


def proposed_terms(read: Mapping[str, Any]) -> dict[str, Any]:
    """What a target made of a figure would say, by the columns of a candidate; `read` is its `proposed`."""
    if not read:
        return {}
    comparison = comparison_of(Comparison(read["comparison"]))
    value, high = (Decimal(text) if text else None for text in (read["value"], read["value_high"]))
    unit = whole_unit(read["scale"], read["unit"])
    if value is None:  # 全覆盖 gives no base: it is judged by its per cent
        value, unit = Decimal(100), "%"
    else:
        value, high = as_written(value, read["scale"]), as_written(high, read["scale"])
    return {
        "name": read["subject"],
        "kind": kind_of(FigureKind(read["kind"])),
        "comparison": comparison,
        "value": value,
        "value_high": high,
        "unit": unit,
        "unit_en": "%" if unit == "%" else "",
    }


def phrase_in(clause: str) -> tuple[int, int]:
    """The part of a clause that locates its figure: at most 20 characters, from the figure on or from before it."""
    found = DIGIT.search(clause)
    start = max(0, min(found.start() if found else 0, len(clause) - PHRASE)) if len(clause) > PHRASE else 0
    return start, min(len(clause), start + PHRASE)


def marker(heading: str) -> str:
    """A heading's number: 三, (四), 第三部分; empty where it has none."""
    found = MARKER.match(heading)
    return next((group for group in found.groups() if group), "") if found else ""


def without_marker(heading: str) -> str:
    """A heading's words alone."""
    found = MARKER.match(heading)
    return heading[found.end() :] if found else heading


def place_of(path: str, heading: str, overall: str) -> str:
    """A short name of a place in the report: 三(四); `overall` names what stands above the areas: 三、总体."""
    part = marker(path.split(" / ", maxsplit=1)[0])
    own = marker(heading)
    if own and own == part:
        return own
    return f"{part}{own}" if own.startswith("(") else "、".join(filter(None, (part, own or overall)))


def likeness(one: str, other: str) -> Fraction:
    """How alike two subjects are, from 0 to 1: pairs of signs they share, without the verbs they open with."""
    ours, theirs = _pairs(one), _pairs(other)
    return Fraction(2 * len(ours & theirs), len(ours) + len(theirs)) if ours and theirs else Fraction(0)


def _pairs(subject: str) -> set[str]:
    words = re.sub(r"\W", "", subject)
    words = VERBS.sub("", words) or words
    return {words[place : place + 2] for place in range(max(1, len(words) - 1))}


def is_alike(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two promises, each its subject and unit, may be the same thing in two years."""
    return one[1] == other[1] and likeness(one[0], other[0]) >= ALIKE


class Mark(NamedTuple):
    """A stretch to be marked; where marks lie in one another that of the lowest rank is shown, then the shortest."""

    start: int
    end: int
    rank: int
    key: int


def rank_of(tense: Tense, *, is_sentence: bool) -> int:
    """A figure before the numbers inside its clause that are none, and these before the sentence around them."""
    return 2 if is_sentence else int(tense == Tense.OTHER)


def runs(text: str, marks: Sequence[Mark], start: int, end: int) -> Iterator[Run]:
    """The text from `start` to `end`, cut where marks begin and end. `marks` in the order of their starts.

    One that begins before `start` goes on here.
    """
    cuts = sorted({start, end, *(place for mark in marks for place in mark[:2] if start < place < end)})
    waiting, open_now = list(reversed(marks)), []
    shown: list[tuple[int, int | None]] = []  # where each run begins, and its mark
    for here in cuts[:-1]:
        while waiting and waiting[-1].start <= here:
            open_now.append(waiting.pop())
        open_now = [mark for mark in open_now if mark.end > here]
        found = min(open_now, key=lambda mark: (mark.rank, mark.end - mark.start), default=None)
        key = found.key if found else None
        if not shown or shown[-1][1] != key:
            shown.append((here, key))
    begun = {None, *(mark.key for mark in marks if mark.start < start)}
    for (here, key), (there, _key) in pairwise([*shown, (end, None)]):
        yield Run(text[here:there], key, is_first=key not in begun)
        begun.add(key)


def standing_of(states: Iterable[CandidateState]) -> CandidateState:
    """What became of a sentence by what became of its figures: the first of waiting, target, promise, left out."""
    found = set(states)
    return next((state for state in CandidateState if state in found), CandidateState.WAITING)
