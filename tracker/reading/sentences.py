"""Sentences and clauses of a paragraph, as spans of its plain text (see `passages`)."""

import re
from collections.abc import Container, Iterator

SENTENCE = re.compile(r"[。！？!?]+[”’」)]?")
CLAUSE = re.compile(r"[，：；;]|(?<!\d):|:(?!\d)|,(?!\d{3}(?!\d))|(?<!\d),|\((?=[^)]{7})")
# 支出(不含2022年新增部分)增长3%: no figure in it, and the words go on
ASIDE = re.compile(r"\((?:(?:19|20)\d{2}年|一(?![所座家处])|[^()\d一二两三四五六七八九十])*\)(?=[^,，。;；:：、])")
LONGEST_SENTENCE, LONGEST_CLAUSE = 2_000, 300  # what is longer is no sentence; cutting it keeps the time in proportion
Span = tuple[int, int]


def sentences(text: str, start: int = 0) -> Iterator[Span]:
    """Spans between full stops, from `start` on."""
    return _between(text, start, len(text), SENTENCE, LONGEST_SENTENCE)


def clauses(text: str, start: int, end: int) -> list[Span]:
    """Spans between commas, semicolons and colons of the sentence text[start:end]; asides and 12,500 stay whole."""
    return list(_between(text, start, end, CLAUSE, LONGEST_CLAUSE, asides(text, start, end)))


def asides(text: str, start: int, end: int) -> set[int]:
    """The places in parentheses inside a clause of text[start:end] without a figure: they only say more of a word."""
    return {place for found in ASIDE.finditer(text, start, end) for place in range(*found.span())}


def _between(
    text: str, start: int, end: int, mark: re.Pattern[str], longest: int, whole: Container[int] = ()
) -> Iterator[Span]:
    at = start
    for stop, following in [*(found.span() for found in mark.finditer(text, start, end)), (end, end)]:
        if stop in whole:
            continue
        yield from ((begin, min(begin + longest, stop)) for begin in range(at, stop, longest))
        at = following
