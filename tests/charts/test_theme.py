import re
from pathlib import Path

import pytest

from tracker.charts.theme import DARK_THEME, LIGHT_THEME, colour, layout
from tracker.choices import Light

TOKENS = Path(__file__).parents[2] / "tracker" / "static" / "tracker" / "css" / "tokens.css"


def tokens() -> list[dict[str, str]]:
    """The custom properties of the light and of the dark block of tokens.css."""
    blocks = re.findall(r":root\s*\{(.*?)\}", TOKENS.read_text(encoding="utf-8"), re.S)
    return [dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]+)", block)) for block in blocks]


@pytest.mark.parametrize(("block", "theme"), [(0, LIGHT_THEME), (1, DARK_THEME)], ids=["light", "dark"])
def test_colours_are_those_of_the_stylesheet(block, theme):
    assert theme == {name: value for name, value in tokens()[block].items() if name in theme}


def test_both_screens_know_the_same_colours():
    assert LIGHT_THEME.keys() == DARK_THEME.keys()
    assert len(tokens()) == 2


def test_a_light_colour_stands_for_one_dark_colour():
    assert len(set(LIGHT_THEME.values())) == len(LIGHT_THEME)


@pytest.mark.parametrize("light", Light)
def test_each_light_has_its_colour(light):
    assert colour(light) == LIGHT_THEME[light.slug]


def test_layout_has_no_template_and_no_background():
    made = layout(height=100, xaxis={"showgrid": False})
    assert made["template"] == "none"
    assert made["paper_bgcolor"] == made["plot_bgcolor"] == "rgba(0,0,0,0)"
    assert made["height"] == 100
    assert made["xaxis"]["showgrid"] is False
    assert made["xaxis"]["automargin"] is made["yaxis"]["automargin"] is True
    assert "showgrid" not in made["yaxis"]
