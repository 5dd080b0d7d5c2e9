from fractions import Fraction
from xml.etree import ElementTree

import pytest

from tracker.charts.marks import CIRCLE, DIAMOND, At, Bar, Dot, Label, Stroke
from tracker.charts.painted import DASHES, Box, mark_svg
from tracker.charts.theme import LIGHT_THEME

F = Fraction
BOX = Box(20, 100, 200, 10)


def painted(mark):
    return ElementTree.fromstring(mark_svg(mark, BOX))


def test_places_are_counted_in_units():
    assert BOX.at((F(50), F(2))) == (120, 120)


def test_bar_has_its_colour_and_a_hollow_one_its_outline():
    bar = painted(Bar(x=F(50), width=F(25), y=F(1), height=F(2), colour="done", cells=(At(1, 2),)))
    assert bar.attrib == {
        "x": "120",
        "y": "110",
        "width": "50",
        "height": "20",
        "fill": LIGHT_THEME["done"],
        "stroke": "#ffffff",
        "data-cells": "1,2",
    }
    hollow = painted(Bar(x=F(0), width=F(1), colour="not-due", is_hollow=True))
    assert (hollow.get("fill"), hollow.get("stroke")) == ("#ffffff", LIGHT_THEME["not-due"])


@pytest.mark.parametrize("dash", ["solid", *DASHES])
def test_stroke_has_its_dash(dash):
    line = painted(Stroke(places=((F(0), F(0)), (F(100), F(1))), colour="ink", dash=dash))
    assert (line.get("points"), line.get("fill")) == ("20,100 220,110", "none")
    assert line.get("stroke-dasharray") == DASHES.get(dash)


def test_grid_is_thinner_than_lines():
    widths = [
        painted(Stroke(places=((F(0), F(0)), (F(1), F(1))), colour=colour, is_thin=is_thin)).get("stroke-width")
        for colour, is_thin in (("ink", False), ("ink", True), ("line", True))
    ]
    assert widths == ["2.5", "1.5", "1"]


def test_shape_lies_around_its_place():
    dot = painted(Dot(x=F(50), y=F(2), shape=DIAMOND, colour="accent", size=F(1)))
    assert dot.get("transform") == "translate(120 120)"
    assert dot[0].attrib.items() >= {"points": "0,-5 5,0 0,5 -5,0", "fill": LIGHT_THEME["accent"]}.items()
    assert painted(Dot(x=F(0), y=F(0), shape=CIRCLE, colour="done", size=F(1)))[0].get("r") == "4.4"


def test_label_is_whole():
    label = painted(Label(x=F(100), y=F(1), text="23", lead="In scope", anchor="end"))
    assert (label.text, label.get("text-anchor"), label.get("font-size")) == ("In scope 23", "end", "10")
