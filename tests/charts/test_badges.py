"""Badges as a reader's browser gets them: whole XML of their own, readable without colour, never overflowing."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.utils.translation import override

from tests.charts.conftest import CAP, standing_of
from tests.factories import make_area, make_target, month
from tracker.charts.badges import area_badge, target_badge, text_width
from tracker.charts.theme import LIGHT_THEME
from tracker.models import Area
from tracker.queries.areas import by_area
from tracker.queries.standings import standings
from tracker.rules.facts import Policy

SVG = "{http://www.w3.org/2000/svg}"


def texts(badge):
    return [node.text for node in ElementTree.fromstring(badge).iter(f"{SVG}text")]


def area_of(report, area, number=6):
    listed = standings(report, month(number))
    return next(each for each in by_area(Area.objects.all(), listed, Policy()) if each.area == area)


def test_a_target_is_named_with_figure_promise_light_and_month(reported):
    badge = target_badge(standing_of(reported({6: "20"}), 6), is_sample=False)
    assert texts(badge) == ["新建5G基站", "20 / 40 座", "达进度", "截至2021年6月"]
    assert ElementTree.fromstring(badge).findtext(f"{SVG}title") == "新建5G基站 · 20 / 40 座 · 达进度 · 截至2021年6月"


def test_it_is_read_in_english_too(reported):
    with override("en"):
        badge = target_badge(standing_of(reported({6: "20"}), 6), is_sample=False)
    assert texts(badge) == ["New 5G base stations", "20 / 40 stations", "On pace", "as of June 2021"]
    assert ElementTree.fromstring(badge).get("lang") == "en"


def test_a_missing_figure_is_a_dash_and_never_zero(target):
    badge = target_badge(standing_of(target, 6), is_sample=False)
    assert texts(badge)[1:3] == ["– / 40 座", "未报送"]


def test_a_cap_says_what_it_is(reported):
    badge = target_badge(standing_of(reported({6: "3.7"}, **CAP), 6), is_sample=False)
    assert texts(badge)[1] == "3.7 / 3.8% 以内"


def test_sample_data_is_called_so(reported):
    target = reported({6: "20"})
    assert "演示数据" not in target_badge(standing_of(target, 6), is_sample=False)
    badge = target_badge(standing_of(target, 6), is_sample=True)
    assert texts(badge)[-1] == "演示数据"
    assert "演示数据" in ElementTree.fromstring(badge).findtext(f"{SVG}title")


@pytest.mark.parametrize("name", ["<b>&\"'", "坏\x0b字", "长" * 90, "W" * 150])
def test_any_name_gives_whole_xml_as_wide_as_what_stands_in_it(area, name):
    badge = target_badge(standing_of(make_target(area, name=name), 6), is_sample=True)
    root = ElementTree.fromstring(badge)
    width = float(root.get("width"))
    right = 0.0
    for group in root.findall(f"{SVG}g"):
        left = float(group.get("transform").removeprefix("translate(").split()[0])
        assert left >= right
        lengths = [float(text.get("textLength")) for text in group.iter(f"{SVG}text")]
        right = left + max(lengths, default=13)
    assert right < width < 900
    assert name[:1] in texts(badge)[0]


def test_every_text_is_fitted_to_a_width_and_a_han_character_takes_two_letters(reported):
    root = ElementTree.fromstring(target_badge(standing_of(reported({6: "20"}), 6), is_sample=True))
    assert all(node.get("lengthAdjust") == "spacingAndGlyphs" for node in root.iter(f"{SVG}text"))
    assert text_width("汉字", 10) == 20
    assert 10 < text_width("abcd", 10) / 2 < 14
    assert text_width("ab", 10, 600) > text_width("ab", 10)


def test_colours_are_those_of_the_theme_and_nothing_is_fetched(reported):
    badge = target_badge(standing_of(reported({6: "20"}), 6), is_sample=True)
    root = ElementTree.fromstring(badge)
    used = {node.get(name) for node in root.iter() for name in ("fill", "stroke") if node.get(name)}
    assert used <= {*LIGHT_THEME.values(), "none", "#ffffff"}
    assert LIGHT_THEME["on-pace"] in used
    for word in ("style", "href", "class", "script"):
        assert word not in badge


def test_an_area_counts_what_is_done_or_on_pace_among_those_judged(report, area, reported):
    reported({6: "20"})
    reported({6: "2"})
    make_target(area, start=month(8))
    badge = area_badge(area_of(report, area), month(6), is_sample=False)
    assert texts(badge) == ["领域0", "1/2 项已完成或达进度", "截至2021年6月"]
    bar = [node for node in ElementTree.fromstring(badge).iter(f"{SVG}rect") if node.get("y") == "10"]
    widths = [Decimal(node.get("width")) for node in bar]
    assert [node.get("fill") for node in bar] == [LIGHT_THEME[name] for name in ("on-pace", "far-behind", "not-due")]
    assert len(set(widths)) == 1


def test_an_area_with_nothing_to_judge_says_so_and_never_zero_of_zero(report, area):
    make_target(area, start=month(8))
    assert texts(area_badge(area_of(report, area), month(6), is_sample=False))[1] == "暂无可判定的目标"
    empty = make_area(report)
    badge = area_badge(area_of(report, empty), month(6), is_sample=False)
    assert texts(badge)[1] == "无量化指标"
    assert 'y="10"' not in badge
