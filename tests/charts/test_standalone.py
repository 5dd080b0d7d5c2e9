from fractions import Fraction
from xml.etree import ElementTree

import pytest
from django.utils import translation

from tests.charts.check_file import file_faults
from tests.charts.conftest import standing_of
from tests.factories import make_target, month
from tracker.charts.burnup import burn_up
from tracker.charts.chart import Cell, Chart
from tracker.charts.course import course
from tracker.charts.drawing import Drawing, Panel, Piece, line_key
from tracker.charts.marks import Bar
from tracker.charts.standalone import WIDTH, Imprint, svg_file
from tracker.choices import Light
from tracker.queries.standings import ledger

SPACE = "{http://www.w3.org/2000/svg}"
REAL = Imprint("2021年政府工作报告", "截至2021年6月底", 12, False)
SAMPLE = REAL._replace(is_sample=True)


def words(chart, imprint=REAL):
    root = ElementTree.fromstring(svg_file(chart, imprint))
    return ["".join(each.itertext()) for each in root.iter(f"{SPACE}text")]


def chart_of(*panels, title="标题", sentence="一句话。", **given):
    return Chart("a", title, sentence, ["a"], [[Cell("b")]], Drawing(panels, [line_key("线", "ink")], **given))


BAR = Bar(x=Fraction(0), width=Fraction(100), colour="done")


def test_file_says_title_sentence_source_month_and_edition():
    said = words(chart_of(Panel(marks=[BAR], height=Fraction(1), head="行")))
    assert said[:2] == ["标题", "一句话。"]
    assert said[-1] == "2021年政府工作报告 · 截至2021年6月底 · 第12版"
    assert "线" in said


@pytest.mark.parametrize(("language", "first"), [("zh-hans", "演示数据"), ("en", "演示数据 · Sample data")])
def test_sample_is_called_so_above_and_below(language, first):
    with translation.override(language):
        said = words(chart_of(), SAMPLE)
    assert said[0] == first
    assert "演示数据" in "".join(said[-2:])
    assert "演示" not in "".join(words(chart_of()))


def test_file_stands_alone(report, area):
    make_target(area)
    for chart in (course(standing_of(make_target(area), 6)), burn_up(ledger(report), month(6))):
        assert file_faults(chart) == []


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_file_is_named_in_its_language(language):
    with translation.override(language):
        root = ElementTree.fromstring(svg_file(chart_of(), REAL))
    assert root.get("lang") == {"zh-hans": "zh-Hans", "en": "en"}[language]
    assert root.get("viewBox") == f"0 0 {WIDTH} {root.get('height')}"


def test_texts_of_any_kind_make_valid_xml():
    nasty = '<b>&"\x00\x08\ud800\ufffe'
    chart = chart_of(Panel(marks=[], height=Fraction(1), head=nasty), title=nasty, sentence=nasty)
    assert '<b>&"' in words(chart)


def test_long_names_and_sentences_are_broken_and_lose_nothing():
    name, sentence = "很长的目标名称" * 12, "一句很长的话，" * 30
    said = "".join(words(chart_of(Panel(marks=[BAR], height=Fraction(1), head=name), sentence=sentence)))
    assert name in said
    assert sentence in said


def test_head_and_note_share_a_line_where_they_fit():
    note = [Piece("达进度", Light.ON_PACE), Piece("50%")]
    said = words(chart_of(Panel(marks=[BAR], height=Fraction(1), head="行", note=note)))
    assert "● 达进度\u200350%" in said
    narrow = words(chart_of(*[Panel(marks=[], height=Fraction(1), head="行", note=note)] * 3, columns=3))
    assert narrow.count("● 达进度\u200350%") == 3


def test_panels_stand_below_or_beside_each_other():
    panels = [Panel(marks=[BAR], height=Fraction(4), head=f"行{index}") for index in range(6)]
    heights = [
        float(ElementTree.fromstring(svg_file(chart_of(*panels, columns=columns), REAL)).get("height"))
        for columns in (1, 3)
    ]
    assert heights[0] > 1.8 * heights[1]


def test_head_beside_its_marks_makes_a_row(report):
    root = ElementTree.fromstring(
        svg_file(chart_of(Panel(marks=[BAR], height=Fraction(3, 2), head="行"), is_beside=True), REAL)
    )
    bar = next(each for each in root.iter(f"{SPACE}rect") if each.get("data-cells") is None and each.get("x"))
    assert float(bar.get("x")) > 200
