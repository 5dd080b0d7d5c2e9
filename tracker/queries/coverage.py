"""A report's text laid out: its sections, every passage of it marked, and what became of each."""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from tracker.choices import CandidateState, Tense
from tracker.models import Candidate, ReportText
from tracker.reading.survey import Part
from tracker.rules.intake import Mark, rank_of, runs


class Stretch(NamedTuple):
    """A piece of a paragraph, with the passage it is part of; `is_first` where that passage begins."""

    text: str
    candidate: Candidate | None
    is_first: bool


class Paragraph(NamedTuple):
    """A line of the text; `start` is its place."""

    start: int
    stretches: list[Stretch]


class Share(NamedTuple):
    """How many passages are in one state."""

    state: CandidateState
    number: int


@dataclass(frozen=True)
class Section:
    """What stands under one heading. `title` is empty above the first."""

    title: str
    level: int
    is_plan: bool
    candidates: list[Candidate]
    paragraphs: list[Paragraph]

    @property
    def total(self) -> int:
        """How many passages there are."""
        return len(self.candidates)

    @property
    def decided(self) -> int:
        """How many of them are decided on."""
        return sum(each.state != CandidateState.WAITING for each in self.candidates)

    @property
    def shares(self) -> list[Share]:
        """How many are in each state; those with none left out."""
        return shares(self.candidates)


@dataclass(frozen=True)
class Coverage:
    """A text with all its passages. The plan is accounted for once none of its passages waits."""

    text: ReportText
    candidates: list[Candidate]

    @cached_property
    def sections(self) -> list[Section]:
        """The text by its headings; stretches without any text are left out."""
        return list(self._sections())

    @cached_property
    def plan(self) -> list[Candidate]:
        """The passages of the year's plan."""
        return [each for each in self.candidates if each.is_plan]

    @property
    def decided(self) -> int:
        """How many of the plan are decided on."""
        return sum(each.state != CandidateState.WAITING for each in self.plan)

    @property
    def is_complete(self) -> bool:
        """Whether everything of the plan is decided on."""
        return self.decided == len(self.plan)

    @property
    def shares(self) -> list[Share]:
        """What became of the plan's passages."""
        return shares(self.plan)

    def _sections(self) -> Iterator[Section]:
        text, rows = self.text.text, list(self.candidates)
        parts = [Part(*part) for part in self.text.parts]
        known = {each.pk: each for each in rows}
        ends = [*(part.start for part in parts), len(text)]
        for part, (start, end) in zip(parts, pairwise(ends), strict=True):
            mine = [each for each in rows if start <= each.start < end]
            rows = rows[len(mine) :]
            if text[start:end].strip():
                path = part.path.split(" / ")
                paragraphs = list(_paragraphs(text, start, end, mine, known))
                yield Section(path[-1], len(path), part.is_plan, mine, paragraphs)


def coverage(text: ReportText) -> Coverage:
    """Everything of a text, in its order. One query."""
    return Coverage(text, list(text.candidates.with_names().order_by("start", "-end", "pk")))


def shares(candidates: Sequence[Candidate]) -> list[Share]:
    """How many passages are in each state, in the order of the states; those with none left out."""
    counted = Counter(CandidateState(each.state) for each in candidates)
    return [Share(state, counted[state]) for state in CandidateState if counted[state]]


def _paragraphs(
    text: str, start: int, end: int, mine: list[Candidate], known: dict[int, Candidate]
) -> Iterator[Paragraph]:
    waiting = deque(
        Mark(each.start, each.end, rank_of(Tense(each.tense), is_sentence=each.is_sentence), each.pk) for each in mine
    )
    open_now: list[Mark] = []
    place = start
    for line in text[start:end].split("\n"):
        stop = place + len(line)
        while waiting and waiting[0].start < stop:
            open_now.append(waiting.popleft())
        open_now = [mark for mark in open_now if mark.end > place]
        if line.strip():
            found = runs(text, open_now, place, stop)
            yield Paragraph(place, [Stretch(run.text, known.get(run.mark or 0), run.is_first) for run in found])
        place = stop + 1
