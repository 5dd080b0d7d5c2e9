from fractions import Fraction
from xml.etree import ElementTree

import pytest

from tracker.charts.drawing import (
    Panel,
    block_key,
    dot_key,
    filled,
    hatch_key,
    light_dot,
    light_key,
    line_key,
    upon,
    upright_key,
)
from tracker.charts.marks import DIAMOND, At, Bar, Dot, Stroke
from tracker.charts.shapes import SHAPES
from tracker.choices import Light


def test_panel_draws_its_marks():
    root = ElementTree.fromstring(
        Panel(marks=[light_dot(Light.BEHIND, Fraction(5), Fraction(1))], height=Fraction(2)).svg
    )
    assert (root.get("height"), len(root)) == ("2em", 1)


@pytest.mark.parametrize("light", Light)
def test_light_fills_a_bar_with_its_colour_and_its_shape(light, english):
    key = light_key(light)
    bar, dot = key.marks
    assert key.name == light.label
    assert (bar.colour, dot.shape, dot.colour) == (light.slug, SHAPES[light], upon(light))
    assert bar.is_hollow is (light == Light.NOT_DUE)


def test_shape_in_a_bar_has_the_ground_s_colour_or_ink_in_an_empty_one():
    assert {light: upon(light) for light in (Light.DONE, Light.NOT_DUE)} == {Light.DONE: "card", Light.NOT_DUE: "ink"}


def test_filled_bar_names_its_cells():
    assert filled(Light.DONE, Fraction(1), Fraction(2), Fraction(3), (At(0, 1),)) == Bar(
        x=Fraction(1), width=Fraction(2), height=Fraction(3), colour="done", cells=(At(0, 1),)
    )


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (line_key("a", "done", "dash"), Stroke),
        (upright_key("a", "ink"), Stroke),
        (hatch_key("a", "no-data"), Stroke),
        (block_key("a", "track"), Bar),
        (dot_key("a", DIAMOND, "accent"), Dot),
    ],
)
def test_legend_shows_the_mark_itself(key, kind):
    assert key.name == "a"
    assert {type(mark) for mark in key.marks} == {kind}
    assert len(ElementTree.fromstring(key.svg)) == len(key.marks)
