from fractions import Fraction
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.charts.marks import CIRCLE, DIAMOND, At, Bar, Dot, Label, Stroke
from tracker.charts.shapes import SHAPES
from tracker.charts.svg import fitting, number, panel_svg, text_width, wrapped
from tracker.choices import Light

F = Fraction
HALF, FULL = F(50), F(100)


def drawn(*marks, label=""):
    return ElementTree.fromstring(panel_svg(marks, F(4), label))


def test_sheet_is_as_wide_as_its_place_and_no_box_scales_its_type():
    root = drawn()
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("100%", "4em", None)


def test_sheet_is_named_or_hidden():
    assert drawn(label="Course").attrib.items() >= {"role": "img", "aria-label": "Course"}.items()
    assert drawn().get("aria-hidden") == "true"


def test_bar_lies_across_in_per_cent_and_downward_in_ems():
    (bar,) = drawn(Bar(x=F(10), width=F(1, 3), y=F(1, 4), height=F(1), colour="done", cells=(At(2, 1),)))
    assert bar.attrib == {
        "class": "bar fill-done",
        "x": "10%",
        "y": "0.25em",
        "width": "0.33%",
        "height": "1em",
        "data-cells": "2,1",
    }


def test_hollow_bar_is_an_outline_and_a_cut_one_says_so():
    hollow, cut = drawn(
        Bar(x=F(0), width=FULL, colour="not-due", is_hollow=True), Bar(x=F(0), width=FULL, colour="done", is_cut=True)
    )
    assert hollow.get("class") == "bar hollow stroke-not-due"
    assert cut.get("data-cut") == "1"


def test_stroke_of_two_places_is_a_line_and_a_longer_one_is_stretched():
    places = ((F(0), F(1)), (HALF, F(2)), (FULL, F(3)))
    line, stretched = drawn(
        Stroke(places=places[:2], colour="ink", dash="dot", is_thin=True),
        Stroke(places=places, colour="soft", is_stepped=True, cells=(At(0, 1), At(1, 1), At(2, 1))),
    )
    assert (line.tag, line.get("class")) == ("line", "stroke-ink dot thin")
    assert [line.get(name) for name in ("x1", "y1", "x2", "y2")] == ["0%", "1em", "50%", "2em"]
    assert stretched.attrib.items() >= {"viewBox": "0 0 100 4", "preserveAspectRatio": "none"}.items()
    assert stretched[0].attrib == {
        "class": "stroke-soft solid stepped",
        "points": "0,1 50,1 50,2 100,2 100,3",
        "data-cells": "0,1 1,1 2,1",
    }


@pytest.mark.parametrize("shape", [DIAMOND, *(SHAPES[light] for light in Light if light != Light.ON_PACE)])
def test_shape_lies_around_its_place(shape):
    (dot,) = drawn(Dot(x=HALF, y=F(2), shape=shape, colour="behind", size=F(1)))
    assert (dot.get("x"), dot.get("y"), dot.get("viewBox")) == ("50%", "2em", "0 0 1 1")
    for outline in dot:
        assert outline.get("class") in {"fill-behind", "outline stroke-behind"}
        pairs = [pair.split(",") for pair in outline.get("points", "").split()]
        assert all(-0.5 <= float(part) <= 0.5 for pair in pairs for part in pair)


def test_round_shape_is_a_circle():
    (dot,) = drawn(Dot(x=HALF, y=F(2), shape=CIRCLE, colour="done", size=F(1)))
    assert (dot.tag, dot.get("r")) == ("circle", "0.44em")
    (ring,) = drawn(Dot(x=HALF, y=F(2), shape=SHAPES[Light.NO_DATA], colour="no-data"))
    assert ring[0].tag == "circle"
    assert ring[0].get("stroke-width") == "0.13"


def test_label_has_words_before_it_where_there_is_room():
    (label,) = drawn(Label(x=FULL, y=F(1), text="23", lead="In scope", anchor="end", colour="ink"))
    assert "".join(label.itertext()) == "In scope 23"
    assert (label.get("class"), label[0].get("class")) == ("fill-ink end", "prefix")


def test_names_are_escaped_and_nothing_is_styled_in_place():
    drawing = panel_svg([Label(x=F(0), y=F(1), text='<b>"')], F(1), '<i>"')
    assert "<b>" not in drawing
    assert "<i>" not in drawing
    assert "style" not in drawing


@pytest.mark.parametrize(
    ("value", "text"), [(F(0), "0"), (F(1, 3), "0.33"), (F(-1, 1000), "0"), (F(100), "100"), (2.5, "2.5")]
)
def test_numbers_are_short(value, text):
    assert number(value) == text


def test_name_is_cut_to_its_room():
    assert fitting("新建5G基站", 30) == "新建5G基站"
    assert fitting("a" * 40, 30) == "a" * 29 + "…"


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 10, []),
        ("one", 10, ["one"]),
        ("one two three", 4, ["one two", "three"]),
        ("充实义务教育结构性学位", 6, ["充实义务教育", "结构性学位"]),
        ("已完成，未完成。", 4, ["已完成，", "未完成。"]),
        ("已完成，未完成。", 3, ["已完", "成，未", "完成。"]),
        ("新建5G基站40座", 5, ["新建5G基", "站40座"]),
        ("（二）机制", 3, ["（二）", "机制"]),
        ("unbreakable", 2, ["unbreakable"]),
    ],
)
def test_text_is_broken_between_words_and_han_characters(text, room, lines):
    assert wrapped(text, F(room)) == lines


@given(st.text(st.sampled_from("ab目标，。（）5%"), max_size=60), st.integers(3, 20))
def test_broken_text_loses_nothing_but_spaces(text, room):
    lines = wrapped(text, F(room))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line[:1] not in "，。）" for line in lines[1:])


def test_han_characters_are_taken_for_square():
    assert text_width("目标") == 2
    assert text_width("ab") < text_width("目标")
