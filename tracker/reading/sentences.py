"""Sentences and clauses of a paragraph, as spans of its plain text (see `passages`)."""

import re
from collections.abc import Iterator

SENTENCE = re.compile(r"[。！？!?]+[”’」)]?")
CLAUSE = re.compile(r"[，：；;]|(?<!\d):|:(?!\d)|,(?!\d{3}(?!\d))|(?<!\d),|\((?=[^)]{7})")
LONGEST_SENTENCE, LONGEST_CLAUSE = 2_000, 300  # what is longer is no sentence; cutting it keeps the time in proportion
Span = tuple[int, int]


def sentences(text: str, start: int = 0) -> Iterator[Span]:
    """Spans between full stops, from `start` on."""
    return _between(text, start, len(text), SENTENCE, LONGEST_SENTENCE)


def clauses(text: str, start: int, end: int) -> list[Span]:
    """Spans between commas, semicolons and colons of the sentence text[start:end]; 12,500 and 8:30 stay whole."""
    return list(_between(text, start, end, CLAUSE, LONGEST_CLAUSE))


def _between(text: str, start: int, end: int, mark: re.Pattern[str], longest: int) -> Iterator[Span]:
    at = start
    for stop, following in [*((found.start(), found.end()) for found in mark.finditer(text, start, end)), (end, end)]:
        yield from ((begin, min(begin + longest, stop)) for begin in range(at, stop, longest))
        at = following
