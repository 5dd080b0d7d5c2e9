"""The lights' shapes as outlines, for pictures that no font and no stylesheet reaches."""

from math import cos, pi, sin
from typing import NamedTuple

from tracker.choices import Light

Points = tuple[tuple[float, float], ...]
ROUND = 32  # corners of what looks round


class Outline(NamedTuple):
    """One stroke or area, inside a square from 0 to 1. `width` is that of a stroke; 0: the outline is filled."""

    points: Points
    width: float = 0


def _round(radius: float) -> Points:
    turns = (2 * pi * index / ROUND for index in range(ROUND))
    return tuple((0.5 + radius * cos(turn), 0.5 + radius * sin(turn)) for turn in turns)


def _box(left: float, top: float, right: float, bottom: float) -> Points:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


RING = _round(0.38)
SHAPES: dict[Light, tuple[Outline, ...]] = {
    Light.DONE: (Outline(((0.1, 0.55), (0.38, 0.83), (0.9, 0.2)), 0.17),),
    Light.ON_PACE: (Outline(_round(0.44)),),
    Light.BEHIND: (Outline(((0.5, 0.08), (0.97, 0.9), (0.03, 0.9))),),
    Light.FAR_BEHIND: (Outline(_box(0.1, 0.1, 0.9, 0.9)),),
    Light.NO_DATA: (Outline((*RING, *RING[:2]), 0.13),),
    Light.NOT_DUE: (Outline(_round(0.2)),),
    Light.SUSPENDED: (Outline(_box(0.2, 0.1, 0.4, 0.9)), Outline(_box(0.6, 0.1, 0.8, 0.9))),
}
