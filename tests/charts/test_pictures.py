"""Pictures read back by their pixels: size, colours, places."""

from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image

from tests.charts.conftest import BAND, CAP, RATE, standing_of
from tests.factories import make_area, make_target, month
from tracker.charts.pictures import HEIGHT, LEFT, RIGHT, WIDTH, area_picture, report_picture, target_picture
from tracker.charts.theme import LIGHT_THEME
from tracker.choices import Light
from tracker.queries.areas import by_area
from tracker.queries.standings import count, standings
from tracker.rules.facts import Policy

BAR = 502  # a line through the bar


def opened(picture):
    image = Image.open(BytesIO(picture))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    return image.convert("RGB")


def rgb(name):
    return tuple(bytes.fromhex(LIGHT_THEME[name][1:]))


def is_like(pixel, colour):
    return max(abs(here - there) for here, there in zip(pixel, colour, strict=True)) <= 3


def places(image, name, y=BAR):
    """Where a colour stands along a line."""
    return [x for x in range(WIDTH) if is_like(image.getpixel((x, y)), rgb(name))]


def share(image, name):
    """How much of the bar a colour takes."""
    return len(places(image, name)) / (RIGHT - LEFT)


def test_a_target_is_drawn_with_its_shape_its_share_and_a_mark_where_it_should_be(reported):
    image = opened(target_picture(standing_of(reported({6: "13"}), 6), is_sample=False))
    assert share(image, "behind") == pytest.approx(0.325, abs=0.005)
    assert places(image, "ink")[0] == pytest.approx(LEFT + (RIGHT - LEFT) / 2, abs=6)
    assert is_like(image.getpixel((LEFT + 100, 320)), rgb("behind"))


def test_done_is_full_and_never_longer(reported):
    image = opened(target_picture(standing_of(reported({6: "90"}), 6), is_sample=False))
    assert places(image, "on-pace")[0] == LEFT
    assert share(image, "on-pace") == pytest.approx(1, abs=0.01)
    assert places(image, "on-pace")[-1] < RIGHT


def test_nothing_reported_is_hollow_and_not_zero(target):
    image = opened(target_picture(standing_of(target, 6), is_sample=False))
    assert len(places(image, "line")) < 12
    assert places(image, "ink") == []


@pytest.mark.parametrize(("value", "side"), [("6.4", "left"), ("7.2", "right"), ("-3", "left"), ("900", "right")])
def test_a_rate_lies_on_its_side_of_the_line(reported, value, side):
    standing = standing_of(reported({6: value}, **RATE), 6)
    image = opened(target_picture(standing, is_sample=False))
    line = places(image, "ink", 465)[0]
    shape = places(image, standing.verdict.light.slug)
    assert (shape[0] < line) is (side == "left")
    assert LEFT <= shape[0] < shape[-1] <= RIGHT


@pytest.mark.parametrize("given", [CAP, BAND, {"value": Decimal(1), "comparison": "BETWEEN", "value_high": Decimal(2)}])
def test_caps_bands_and_spans_are_drawn(reported, given):
    image = opened(target_picture(standing_of(reported({6: "1.5"}, **given), 6), is_sample=False))
    assert places(image, "ink", 465)


@pytest.mark.parametrize("value", ["0.0001", "99999999999", "-99999999999.1234"])
def test_the_longest_figure_stays_inside(reported, value):
    image = opened(target_picture(standing_of(reported({6: value}, kind="RATE"), 6), is_sample=False))
    for y in (220, 250, 280):
        assert all(x < RIGHT + 2 for x in places(image, "ink", y))


def test_the_report_shows_each_light_by_its_share(report, area, reported):
    for figure in ("20", "20", "2"):
        reported({6: figure})
    counts = count(standings(report, month(6)), Policy())
    image = opened(report_picture(counts, month(6), is_sample=False))
    assert share(image, "on-pace") == pytest.approx(2 / 3, abs=0.005)
    assert share(image, "far-behind") == pytest.approx(1 / 3, abs=0.005)
    assert share(image, "done") == 0
    for index, light in enumerate([Light.ON_PACE, Light.FAR_BEHIND]):
        x = LEFT + (RIGHT - LEFT) * (1 + 2 * index) // 5 + 42
        assert is_like(image.getpixel((x, 218)), rgb(light.slug))


def test_an_area_without_a_target_is_an_empty_bar(report, area):
    empty = make_area(report)
    make_target(area)
    found = by_area([empty], standings(report, month(6)), Policy())[0]
    image = opened(area_picture(found, month(6), is_sample=False))
    assert share(image, "line") == 1


def test_a_sample_is_hatched_and_called_so(reported):
    standing = standing_of(reported({6: "20"}), 6)
    plain = opened(target_picture(standing, is_sample=False))
    sample = opened(target_picture(standing, is_sample=True))
    assert places(plain, "behind", HEIGHT - 20) == places(plain, "behind", 66) == []
    assert len(places(sample, "behind", HEIGHT - 20)) > 200
    assert len(places(sample, "behind", 66)) > 150


def test_the_same_standing_gives_the_same_bytes_small_and_in_either_language(reported, english):
    standing = standing_of(reported({6: "20"}), 6)
    first = target_picture(standing, is_sample=True)
    assert first == target_picture(standing, is_sample=True)
    assert len(first) < 20_000
