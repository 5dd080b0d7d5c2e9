"""A sentence taken apart: each figure with the words that are its own, and what lists leave out put back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tracker.choices import Comparison, Ground
from tracker.reading import units
from tracker.reading.figures import Figure, figures
from tracker.reading.kinds import REACHES
from tracker.reading.names import Name
from tracker.reading.screening import ground_against
from tracker.reading.sentences import Span, clauses
from tracker.reading.subjects import Subject, noun_behind, shared, stripped, subject
from tracker.reading.verbs import OPENING

JOIN = re.compile(r"以及|[、与及]|和(?![美谐平])")
LEVEL = re.compile(r"^(?:国家|省|市|州|盟|区|县|旗|部|镇)级")
ONLY_JOINED = re.compile(r"(?:以及|[、和与及,，])*")
SEPARATELY = "分别"
FROM = re.compile(r"[由从][^,，]{0,20}$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A figure with its clause, its own part of it [start, end), the words before (`lead`) and its subject.

    `against` is why it is no figure, None when it is one.
    """

    figure: Figure
    clause: Span
    start: int
    end: int
    lead: str
    subject: Subject
    against: Ground | None = None


def pieces(text: str, sentence: Span, named: Mapping[int, Name], last: Piece | None = None) -> list[Piece]:
    """The pieces of the sentence text[sentence], in order; `named` has each place that is part of a name, `last` is the
    figure before the sentence."""
    made: list[Piece] = []
    earlier: Span | None = None
    for clause in clauses(text, *sentence):
        own = _completed(text, _of_clause(text, clause, named), earlier, last)
        last = next((piece for piece in reversed(own) if piece.against is None), last)
        made += own
        earlier = clause
    return _separated(text, made)


def _of_clause(text: str, clause: Span, named: Mapping[int, Name]) -> list[Piece]:
    found = list(figures(text, *clause))
    plain = [figure for figure in found if figure.start not in named]
    against = {
        figure.start: named[figure.start].ground
        if figure.start in named
        else ground_against(text, clause, figure, [other for other in plain if other is not figure])
        for figure in found
    }
    edges = _edges(text, clause, [figure for figure in found if against[figure.start] is None])
    aside = [other for other in found if against[other.start] in {Ground.SIZE, Ground.BASE}]
    made = []
    for figure in found:
        ground = against[figure.start]
        if ground is not None:
            made.append(Piece(figure, clause, figure.start, figure.end, "", Subject("", ""), ground))
            continue
        left, right = edges[figure.start]
        own = subject(_before(text, left, figure, aside), _behind(text, figure, right, aside), unit=figure.unit)
        made.append(Piece(figure, clause, left, right, text[left : figure.start], own))
    return made


def _before(text: str, left: int, figure: Figure, aside: Sequence[Figure]) -> str:
    """The words before a figure, without a size or the start of a change.

    引进总投资20亿元的产业项目 is 引进产业项目, 覆盖率由40%提高到 is 覆盖率.
    """
    other = next((other for other in reversed(aside) if left <= other.start < figure.start), None)
    if other is None:
        return text[left : figure.start]
    head, rest = text[left : other.start], text[other.end : figure.start].lstrip("的级")
    if FROM.search(head):
        return FROM.sub("", head)
    opening = OPENING.match(stripped(head))
    return (opening[0] if opening else "") + rest if rest else head


def _behind(text: str, figure: Figure, right: int, aside: Sequence[Figure]) -> str:
    other = next((other for other in aside if figure.end <= other.start < right), None)
    return text[other.end : right].lstrip("的") if other else text[figure.end : right]


def _is_same(text: str, one: Figure, other: Figure) -> bool:
    """改造300万平方米(6万户)旧住房: two figures of the noun behind them."""
    return text[one.end : other.start] == "(" and text[other.end : other.end + 1] == ")"


def _edges(text: str, clause: Span, real: Sequence[Figure]) -> dict[int, Span]:
    """Each figure's own part of the clause."""
    cuts, ends = [clause[0]], dict[int, int]()
    for one, other in pairwise(real):
        joins = list(JOIN.finditer(text, one.end, other.start))
        if _is_same(text, one, other):
            cuts.append(other.start)
            ends[one.start] = one.end
        elif not joins:
            is_noun = other.end < clause[1] and noun_behind(text[other.end : clause[1]], is_rate=False)
            cuts.append(other.start if is_noun else one.end)
            if not subject(text[cuts[-2] : one.start], "", unit=one.unit).noun:  # 200幢楼宇实现税收6亿元: both have it
                ends[one.start] = other.start
        else:
            cuts.append((joins[0] if joins[0].start() == one.end else joins[-1]).end())
    stops = [*cuts[1:], clause[1]]
    return {
        figure.start: (cut, ends.get(figure.start, stop)) for figure, cut, stop in zip(real, cuts, stops, strict=False)
    }


def _completed(text: str, made: list[Piece], earlier: Span | None, last: Piece | None) -> list[Piece]:
    """Verbs and nouns that a list leaves out, taken from its neighbours; `last` is the figure before this clause."""
    done: list[Piece] = []
    for number, piece in enumerate(made):
        completed = piece
        if piece.against is None:
            own = piece.subject
            if not own.noun:
                own = _from_neighbours(text, piece, made[number + 1 :], earlier, last)
            elif _lacks_verb(own, piece) and last and last.clause == piece.clause:
                own = replace(own, verb=last.subject.verb)
            own = _of_level(own, made[number + 1 :], last)
            completed = last = replace(piece, subject=own)
        done.append(completed)
    return done


def _lacks_verb(own: Subject, piece: Piece) -> bool:
    return not own.verb and not OPENING.fullmatch(own.noun) and piece.figure.unit not in units.RATES


def _of_level(own: Subject, following: Sequence[Piece], last: Piece | None) -> Subject:
    """1个省级、2个市级产业园, 国家级工厂1家,省级3家: the thing is named once."""
    if not LEVEL.fullmatch(own.noun):
        return own
    coming = next((other for other in following if other.against is None), None)
    named = next((other.subject for other in (coming, last) if other and LEVEL.sub("", other.subject.noun)), None)
    return Subject(own.verb or named.verb, own.noun + LEVEL.sub("", named.noun), is_carried=True) if named else own


def _from_neighbours(
    text: str, piece: Piece, following: Sequence[Piece], earlier: Span | None, last: Piece | None
) -> Subject:
    """新建2个、提升改造3个菜市场: the noun stands with the last; 总数达到5000家,增长10%: with the one before."""
    verb = piece.subject.verb
    coming = next((other for other in following if other.against is None and other.subject.noun), None)
    is_of_coming = coming and (coming.figure.unit == piece.figure.unit or _is_same(text, piece.figure, coming.figure))
    if coming and is_of_coming and not _has_noun_before(coming):
        return Subject(verb, coming.subject.noun, is_carried=True)
    own = subject(text[earlier[0] : earlier[1]], "", unit="个") if earlier else piece.subject
    if own.noun and (last is None or last.clause not in {earlier, piece.clause}):
        return Subject(verb or own.verb, own.noun, is_carried=True)
    if last:
        own_verb = "" if REACHES.search(piece.lead) else last.subject.verb  # 今年新增4家,年底达到30家
        return Subject(verb or own_verb, last.subject.noun, is_carried=True)
    return piece.subject


def _has_noun_before(piece: Piece) -> bool:
    return bool(subject(piece.lead, "", unit="个").noun)


def _separated(text: str, made: list[Piece]) -> list[Piece]:
    """甲、乙分别增长6%、8%以上: each figure gets its own subject, and all get the words said once."""
    done = list(made)
    real = [number for number, piece in enumerate(made) if piece.against is None]
    for place, number in enumerate(real):
        group = _group(text, made, real[place:])
        head, separately, tail = made[number].lead.rpartition(SEPARATELY)
        nouns = shared(head if separately else made[number].lead, len(group))
        if separately and not stripped(head):
            nouns = [made[other].subject.noun for other in real[:place][-len(group) :]]
        if len(group) == 1 or (not separately and len(set(nouns)) == 1):
            continue
        if len(nouns) < len(group):
            nouns = shared(made[number].subject.noun, len(group))
        beside = _spread(made[group[-1]].figure.beside) if separately else None
        for noun, member in zip(nouns, group, strict=True):
            piece = made[member]
            figure = replace(piece.figure, beside=piece.figure.beside or beside)
            lead = noun + tail if separately else made[number].lead
            done[member] = replace(piece, figure=figure, lead=lead, subject=Subject("", noun))
    return done


def _group(text: str, made: Sequence[Piece], numbers: Sequence[int]) -> list[int]:
    """The figures that follow one another with nothing but 、 or 和 between them, from the first on."""
    group = [numbers[0]]
    for other in numbers[1:]:
        if not ONLY_JOINED.fullmatch(text[made[group[-1]].figure.end : made[other].figure.start]):
            break
        if made[other].figure.start == made[group[-1]].figure.end:
            break
        group.append(other)
    return group


def _spread(beside: Comparison | None) -> Comparison | None:
    """What the last figure of a list says for all: 以上, 左右, 以内; not a range."""
    return beside if beside in {Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.ABOUT} else None
