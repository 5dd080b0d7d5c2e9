import re
from decimal import Decimal
from fractions import Fraction

import pytest
from django.template import Context, Template

from tests.factories import make_entry, make_target, month
from tracker.choices import Light
from tracker.exports.papers import Bar
from tracker.models import Policy
from tracker.queries.standings import count, policy_of, standings


def drawn(tag, **context):
    return Template("{% load bars %}{% " + tag + " %}").render(Context(context))


def bullet_of(target, number=6):
    (standing,) = [each for each in standings(target.report, month(number)) if each.target.pk == target.pk]
    return drawn("bullet each", each=standing)


@pytest.fixture
def bullet(area, department, lin, wang):
    """The bullet of a target with one figure for June."""

    def draw(figure, **given):
        target = make_target(area, lead=department, **given)
        make_entry(target, 6, figure, lin, wang)
        return bullet_of(target)

    return draw


def number(drawing, name, css):
    (tag,) = re.findall(rf'<\w+ class="{css}"[^>]*>', drawing)
    return Decimal(re.search(rf' {name}="([^"]*)"', tag)[1])


def test_bullet_is_as_long_as_what_is_done_with_a_mark_at_what_is_expected(bullet):
    drawing = bullet("13")
    assert number(drawing, "width", "fill-behind") == Decimal("32.5")
    assert number(drawing, "x1", "mark") == number(drawing, "x2", "mark") == 50


@pytest.mark.parametrize(("value", "width"), [("0", 0), ("40", 100), ("400", 100), ("0.001", 0)])
def test_bullet_never_leaves_its_track(bullet, value, width):
    css = {"0": "far-behind", "0.001": "far-behind"}.get(value, "on-pace")
    assert number(bullet(value), "width", f"fill-{css}") == width


def test_bullet_of_a_level_that_fell_is_empty_and_not_backward(bullet):
    drawing = bullet("5", kind="LEVEL", value=Decimal(45), baseline=Decimal(10))
    assert number(drawing, "width", "fill-far-behind") == 0


def test_nothing_reported_is_hollow_and_not_zero(target):
    drawing = bullet_of(target)
    assert 'class="hollow"' in drawing
    assert "fill-" not in drawing


@pytest.mark.parametrize(
    ("value", "side"), [("6.4", "left"), ("6.5", "on"), ("7.2", "right"), ("-3", "left"), ("900", "right")]
)
def test_figure_lies_on_its_side_of_the_line_it_must_hold(bullet, value, side):
    drawing = bullet(value, kind="RATE", value=Decimal("6.5"))
    dot, line = number(drawing, "x1", r"dot [\w-]+"), number(drawing, "x1", "mark")
    assert side == ("left" if dot < line else "right" if dot > line else "on")
    assert all(0 < place < 100 for place in (dot, line))


@pytest.mark.parametrize("value", ["60", "65", "70", "75", "90"])
def test_band_is_drawn_as_wide_as_it_is(bullet, value):
    drawing = bullet(value, kind="RATE", comparison="ABOUT", value=Decimal(70), tolerance=Decimal(5))
    low, width = number(drawing, "x", "band"), number(drawing, "width", "band")
    dot = number(drawing, "x1", r"dot [\w-]+")
    assert 0 < low < low + width < 100
    assert (low <= dot <= low + width) is (65 <= Decimal(value) <= 75)


def test_line_at_zero_is_drawn_too(bullet):
    assert 'class="mark"' in bullet("0", kind="RATE", value=Decimal(0))


@pytest.fixture
def bar(report, area, department, lin, wang):
    """The status bar of one green, one red and two silent targets."""
    for value in ("20", "1"):
        make_entry(make_target(area, lead=department), 6, value, lin, wang)
    make_target(area)
    make_target(area)

    def draw():
        return drawn("status_bar counts 'All'", counts=count(standings(report, month(6)), policy_of(report)))

    return draw


def test_status_bar_has_a_piece_for_each_light_as_wide_as_its_share(bar):
    pieces = re.findall(r'<rect class="fill-([\w-]+)" x="([\d.]+)" y="0" width="([\d.]+)"', bar())
    assert pieces == [
        ("on-pace", "0.00", "25.00"),
        ("far-behind", "25.00", "25.00"),
        ("no-data", "50.00", "50.00"),
    ]


def test_status_bar_says_its_counts_in_words(bar, english):
    assert 'aria-label="All: On pace 1, Far behind 1, Not reported 2"' in bar()


@pytest.mark.parametrize(
    ("share", "width"), [(Fraction(1, 3), "33.33"), (Fraction(-1), "0.00"), (Fraction(5), "100.00")]
)
def test_share_bar_is_as_long_as_its_share_and_never_leaves_its_track(share, width):
    drawing = drawn("share_bar bar", bar=Bar(share, Light.BEHIND))
    assert f'<rect class="fill-behind" x="0" y="2" width="{width}"' in drawing


def test_share_bar_without_a_light_is_plain():
    assert 'class="fill-plain"' in drawn("share_bar bar", bar=Bar(Fraction(1, 2)))


def test_status_bar_of_nothing_is_empty(report, english):
    drawing = drawn("status_bar counts 'All'", counts=count([], policy_of(report)))
    assert "<rect" not in drawing


def test_status_bar_fills_its_width_with_every_mix(report, area, department, lin, wang):
    Policy.objects.update(behind_over=10)
    for value in ("20", "19", "10"):
        make_entry(make_target(area, lead=department), 6, value, lin, wang)
    counts = count(standings(report, month(6)), policy_of(report))
    widths = re.findall(r'width="([\d.]+)"', drawn("status_bar counts 'All'", counts=counts))
    assert sum(map(Decimal, widths)) == pytest.approx(Decimal(100), abs=Decimal("0.05"))
    assert sum(counts.lights[light] for light in Light) == 3
