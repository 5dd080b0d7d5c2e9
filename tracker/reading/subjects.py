"""What a figure is a figure of: the noun before it or behind it, with the verb that goes with it (新增民营企业)."""

import re
from dataclasses import dataclass

from tracker.reading import units
from tracker.reading.verbs import EMPTY_NOUN, FIRST, HEAD, LATE, NOUN_ENDS, NOUN_TOO, OPENING, TAIL

AROUND = 60  # signs to each side that are looked at
PARENTHESES = re.compile(r"\([^)]*\)|\[\d+\]")
TAKES_BOTH = re.compile(r"(?:覆盖|惠及|服务|受益|带动|吸引|满足|辐射)$")
LONGEST_VERB = 4  # an unlisted verb is hardly longer
SIDE = re.compile(r"城镇|城市|农村|乡村|[一二三]产|第[一二三]产业")
SPLIT = re.compile(r"、|以及|和(?![美谐平])|与|及")


@dataclass(frozen=True, slots=True)
class Subject:
    """`verb` and `noun`, either may be empty; `is_carried`: taken from another figure of the sentence."""

    verb: str
    noun: str
    is_carried: bool = False

    @property
    def text(self) -> str:
        """Both together: 新增民营企业."""
        return self.verb + self.noun


def subject(before: str, after: str, *, unit: str) -> Subject:
    """The subject in a figure's own piece of a sentence; without a noun where the words have none.

    A share has its noun before it (合格率达到95%), a sum of money mostly, a count before or behind (15个, 15个公园).
    """
    is_rate = unit in units.RATES or not unit
    behind = noun_behind(after, is_rate=is_rate)
    whole = _without_adverbs(PARENTHESES.sub("", before[-AROUND:]))
    opening = OPENING.match(whole)
    verb = opening[0] if opening else ""
    if verb and verb == whole:
        also = NOUN_TOO.search(verb) if not behind else None
        return Subject(verb[: also.start()], also[0]) if also else Subject(verb, behind)
    lead = stripped(before)
    verb = verb if lead.startswith(verb) else ""
    noun = lead[len(verb) :].lstrip("的了")
    if len(noun) == 1:  # 开工率, and 新开工安置房: what looks like a second verb begins the noun
        first = FIRST.match(lead)
        verb = first[0] if first and first[0] != verb else ""
        noun = lead[len(verb) :]
    if behind and not is_rate and not (unit in units.MONEY and noun):
        if TAKES_BOTH.search(lead):
            return Subject("", lead + behind)
        short, late = lead if len(lead) <= LONGEST_VERB else "", LATE.search(lead)
        return Subject(verb or short or (late[0] if late else ""), behind)
    return Subject(verb, noun) if noun or not behind else Subject(verb, behind)


def stripped(before: str) -> str:
    """Without the adverbs it opens with and the comparing words it ends in."""
    text = PARENTHESES.sub("", before[-AROUND:])
    while (found := TAIL.search(text)) and found[0]:
        text = text[: found.start()]
    return _without_adverbs(text)


def _without_adverbs(text: str) -> str:
    while (found := HEAD.match(text)) and found[0]:
        text = text[found.end() :]
    return text


def noun_behind(after: str, *, is_rate: bool) -> str:
    """The noun that follows a figure: 4个老年日间照料服务中心."""
    text = PARENTHESES.sub("", after[:AROUND].removeprefix(")")).lstrip("的")
    end = re.search(r"[、,，。;；:：]", text) if is_rate else NOUN_ENDS.search(text)
    noun = text[: end.start()] if end else text
    return "" if EMPTY_NOUN.fullmatch(noun) else noun.rstrip("的等和与及")


def shared(before: str, count: int) -> list[str]:
    """The subjects of 分别, one for each figure: 甲、乙分别增长 is 甲 and 乙; the whole for each if they do not fit."""
    whole = stripped(before)
    parts = [part for part in SPLIT.split(whole) if part]
    if len(parts) != count:
        return [whole] * count
    last = OPENING.match(parts[-1])
    if last and all(OPENING.fullmatch(part) for part in parts[:-1]):  # 新建、改建公厕分别
        return [part + parts[-1][last.end() :] for part in parts[:-1]] + parts[-1:]
    if all(SIDE.fullmatch(part) for part in parts[:-1]) and (side := SIDE.match(parts[-1])):  # 城镇和农村居民收入分别
        return [part + parts[-1][side.end() :] for part in parts[:-1]] + parts[-1:]
    return parts
