import re
from pathlib import Path

import pytest

from tracker.charts.theme import CLEAR, DARK_THEME, LIGHT_THEME, block, colour, layout, variable
from tracker.choices import Light

TOKENS = Path(__file__).parents[2] / "tracker" / "static" / "tracker" / "css" / "tokens.css"


def tokens() -> list[dict[str, str]]:
    """The custom properties of the light and of the dark block of tokens.css."""
    blocks = re.findall(r":root\s*\{(.*?)\}", TOKENS.read_text(encoding="utf-8"), re.S)
    return [dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]+)", block)) for block in blocks]


@pytest.mark.parametrize(("index", "theme"), [(0, LIGHT_THEME), (1, DARK_THEME)], ids=["light", "dark"])
def test_colours_are_those_of_the_stylesheet(index, theme):
    assert theme == {name: value for name, value in tokens()[index].items() if name in theme}


def test_both_screens_know_the_same_colours():
    assert LIGHT_THEME.keys() == DARK_THEME.keys()
    assert len(tokens()) == 2


@pytest.mark.parametrize("light", Light)
def test_each_light_has_its_colour(light):
    assert colour(light) == LIGHT_THEME[light.slug]
    assert variable(light.slug) == f"var(--{light.slug})"


def test_colour_the_stylesheet_lacks_is_refused():
    with pytest.raises(KeyError):
        variable("mauve")


def test_what_is_not_due_is_an_empty_outline():
    assert block(Light.NOT_DUE)["color"] == variable("card")
    assert block(Light.NOT_DUE)["line"]["color"] == variable("not-due")
    assert {block(light)["color"] for light in Light} == {
        variable("card"),
        *(variable(light.slug) for light in Light if light != Light.NOT_DUE),
    }


def test_layout_has_no_template_no_background_and_no_legend():
    made = layout(height=100, xaxis={"showgrid": False})
    assert made["template"] == "none"
    assert made["paper_bgcolor"] == made["plot_bgcolor"] == CLEAR
    assert made["showlegend"] is False
    assert made["height"] == 100
    assert made["xaxis"]["showgrid"] is False
    assert made["xaxis"]["automargin"] is made["yaxis"]["automargin"] is True
    assert "showgrid" not in made["yaxis"]
