"""A whole report laid out: its figures, its sentences, and the part of it that plans the year."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.choices import Tense
from tracker.reading.commitments import Candidate, read_through
from tracker.reading.sections import Heading
from tracker.reading.sentences import Span

AREA_RANK = 3  # headings down to (一) divide the work; 1. and below are items of it
OPENING = Heading(0, 0, "")


@dataclass(frozen=True, slots=True)
class Part:
    """From `start` to the next part the text stands under these headings.

    `path` joins them; `heading` is the one that divides the plan (一、 or (一)), empty for what stands above these.
    """

    start: int
    path: str
    heading: str
    is_plan: bool


@dataclass(frozen=True, slots=True)
class Survey:
    """What a text holds, all in its order. `lines`: spans of its sentences, and of headings nothing stands under."""

    text: str
    candidates: tuple[Candidate, ...]
    lines: tuple[Span, ...]
    parts: tuple[Part, ...]

    def part_at(self, place: int) -> Part:
        """The part a place of the text belongs to."""
        return part_at(self.parts, place)

    @property
    def promises(self) -> list[Span]:
        """The sentences of the plan without a figure, and those with a digit that stands in no candidate."""
        found = []
        starts = [each.start for each in self.candidates]
        for start, end in self.lines:
            within = self.candidates[bisect_right(starts, start - 1) : bisect_right(starts, end - 1)]
            if self.part_at(start).is_plan and not self._is_told((start, end), within):
                found.append((start, end))
        return found

    def _is_told(self, line: Span, within: Sequence[Candidate]) -> bool:
        if all(each.tense == Tense.OTHER for each in within):
            return False
        known = {place for each in within for place in range(each.start, each.end)}
        return all(place in known for place in range(*line) if self.text[place].isdigit())


def part_at(parts: Sequence[Part], place: int) -> Part:
    """The last part that begins at or before a place; parts in the text's order, the first at 0."""
    return parts[bisect_right([part.start for part in parts], place) - 1]


def survey(text: str, told: Callable[[int, int], None] | None = None) -> Survey:
    """Read a text whole. `told(done, total)` hears how far it has come, in paragraphs."""
    reader = read_through(text, told)
    lines = sorted([*reader.lines, *_leaves(reader.opened, reader.lines)])
    candidates = sorted(reader.candidates, key=lambda each: each.start)
    return Survey(text, tuple(candidates), tuple(lines), tuple(_parts(reader.opened)))


def _leaves(opened: Sequence[tuple[Span, tuple[Heading, ...]]], lines: Sequence[Span]) -> Iterator[Span]:
    """Headings with nothing under them: short items of a list, which are sentences themselves."""
    starts = [start for start, _end in lines]
    ends = [*opened, ((10**9, 10**9), (OPENING,))]
    for ((start, end), own), ((following, _end), after) in pairwise(ends):
        is_bare = bisect_right(starts, following - 1) == bisect_right(starts, start - 1)
        if is_bare and after[-1].rank <= own[-1].rank:
            yield start, end


def _parts(opened: Sequence[tuple[Span, tuple[Heading, ...]]]) -> Iterator[Part]:
    has_plan = any(each.tense == Tense.COMMITMENT for _span, headings in opened for each in headings)
    yield Part(0, "", "", is_plan=not has_plan)
    for (start, _end), headings in opened:
        tense = next((each.tense for each in reversed(headings) if each.tense), None)
        is_plan = tense == Tense.COMMITMENT if has_plan else tense is None
        yield Part(start, " / ".join(each.title for each in headings), _area(headings), is_plan)


def _area(headings: Sequence[Heading]) -> str:
    """The first numbered heading below the plan's own."""
    planning = [place for place, each in enumerate(headings) if each.tense == Tense.COMMITMENT]
    below = headings[planning[0] + 1 :] if planning else headings
    return next((each.title for each in below if each.marker and each.rank <= AREA_RANK), "")
