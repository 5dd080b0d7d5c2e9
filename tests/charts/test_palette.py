"""The lights' colours stand out from their ground, and from one another for every kind of colour vision."""

from itertools import combinations
from math import dist

import pytest

from tracker.charts.theme import DARK_THEME, LIGHT_THEME
from tracker.choices import Light

# Machado, Oliveira and Fernandes (2009), severity 1.0, for linear RGB
VISIONS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
THEMES = pytest.mark.parametrize("theme", [LIGHT_THEME, DARK_THEME], ids=["light", "dark"])
JUDGED = [Light.DONE, Light.ON_PACE, Light.BEHIND, Light.FAR_BEHIND, Light.NO_DATA]
GRAPHICS, TEXT = 3, 4.5  # WCAG 2.2: 1.4.11 and 1.4.3
APART, A_LITTLE_APART = 0.09, 0.07  # in OKLab; the just noticeable difference is about 0.02


def linear(colour: str) -> tuple[float, ...]:
    """A colour's light, from 0 to 1."""
    parts = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def contrast(one: str, other: str) -> float:
    """The contrast of WCAG."""
    dark, bright = sorted(
        sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear(each), strict=True))
        for each in (one, other)
    )
    return (bright + 0.05) / (dark + 0.05)


def seen(colour: str, vision: str) -> tuple[float, ...]:
    """A colour in OKLab as somebody sees it."""
    light = [sum(share * part for share, part in zip(row, linear(colour), strict=True)) for row in VISIONS[vision]]
    red, green, blue = (min(1.0, max(0.0, part)) for part in light)
    long, middle, short = (
        (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3),
        (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3),
        (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3),
    )
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def test_the_measures_are_those_of_the_books():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert seen("#ffffff", "usual") == pytest.approx((1, 0, 0), abs=1e-4)
    assert seen("#ff0000", "usual") == pytest.approx((0.628, 0.225, 0.126), abs=1e-3)
    for vision in VISIONS:
        assert dist(seen("#808080", vision), seen("#808080", "usual")) < 0.01  # grey is grey to everybody


@THEMES
@pytest.mark.parametrize("light", Light)
def test_each_light_stands_out_from_card_and_paper(theme, light):
    assert min(contrast(theme[light.slug], theme[ground]) for ground in ("card", "paper")) >= GRAPHICS


@THEMES
@pytest.mark.parametrize("name", ["ink", "soft", "accent"])
def test_text_can_be_read_on_card_and_paper(theme, name):
    assert min(contrast(theme[name], theme[ground]) for ground in ("card", "paper")) >= TEXT


@THEMES
@pytest.mark.parametrize("vision", VISIONS)
def test_lights_that_judge_are_told_apart_by_everybody(theme, vision):
    close = {
        (one, other): round(dist(seen(theme[one.slug], vision), seen(theme[other.slug], vision)), 3)
        for one, other in combinations(JUDGED, 2)
    }
    assert min(close.values()) >= APART, close


@THEMES
@pytest.mark.parametrize("vision", VISIONS)
def test_suspended_is_told_apart_from_what_is_judged(theme, vision):
    suspended = seen(theme[Light.SUSPENDED.slug], vision)
    assert min(dist(suspended, seen(theme[light.slug], vision)) for light in JUDGED) >= A_LITTLE_APART
