"""From what was read to what is decided: proposals, places, likeness, marks."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tracker.choices import Cadence, CandidateState, Comparison, FigureKind, Ground, Kind, Tense, Why
from tracker.rules import intake

READ = {"subject": "盘活楼宇", "value": "60000", "value_high": None, "scale": "万", "unit": "平方米"}
READ |= {"comparison": "EXACT", "kind": "CUMULATIVE"}


@pytest.mark.parametrize(
    ("tense", "ground", "why"),
    [
        (Tense.OUTCOME, Ground.HEADING, Why.PAST),
        (Tense.VISION, Ground.WORDS, Why.VISION),
        (Tense.OTHER, Ground.POLICY, Why.NAME),
        (Tense.OTHER, Ground.YEAR, Why.ORDINAL),
        (Tense.OTHER, Ground.SIZE, Why.SIZE),
        (Tense.COMMITMENT, "", Why.NARRATIVE),
    ],
)
def test_the_reader_s_ground_becomes_a_reason(tense, ground, why):
    assert intake.why_of(tense, ground) == why


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        (FigureKind.GROWTH_RATE, Kind.RATE),
        (FigureKind.SHARE, Kind.RATE),
        (FigureKind.LEVEL, Kind.LEVEL),
        (FigureKind.MILESTONE, Kind.MILESTONE),
    ],
)
def test_rates_and_shares_are_one_kind_of_target(kind, target):
    assert intake.kind_of(kind) == target


def test_rates_are_reported_by_quarter():
    assert [intake.cadence_of(kind) for kind in (Kind.RATE, Kind.LEVEL)] == [Cadence.QUARTER, Cadence.MONTH]


def test_a_figure_is_proposed_in_the_unit_of_the_report():
    terms = intake.proposed_terms(READ)
    assert (terms["value"], terms["unit"]) == (Decimal(6), "万平方米")
    assert (terms["name"], terms["kind"], terms["comparison"]) == ("盘活楼宇", Kind.CUMULATIVE, Comparison.AT_LEAST)


def test_full_coverage_is_proposed_as_a_hundred_per_cent():
    terms = intake.proposed_terms(READ | {"value": None, "comparison": "ALL", "kind": "MILESTONE"})
    assert (terms["value"], terms["unit"], terms["comparison"]) == (Decimal(100), "%", Comparison.ALL)


def test_nothing_read_proposes_nothing():
    assert intake.proposed_terms({}) == {}


def test_a_range_keeps_both_ends():
    terms = intake.proposed_terms(READ | {"value": "10000", "value_high": "20000", "comparison": "BETWEEN"})
    assert (terms["value"], terms["value_high"]) == (Decimal(1), Decimal(2))


def test_a_scale_that_is_not_known_changes_nothing():
    assert intake.as_written(Decimal(5), "垓") == 5
    assert intake.whole_unit("垓", "个") == "个"


@pytest.mark.parametrize("clause", ["新建学校3所", "在" * 30 + "新建学校3所", "新建学校3所" + "等" * 30, "推进" * 20])
def test_a_phrase_locates_the_figure_in_twenty_characters(clause):
    start, end = intake.phrase_in(clause)
    assert 0 < end - start <= 20
    assert "3" in clause[start:end] or "3" not in clause


@pytest.mark.parametrize(
    ("heading", "number", "words"),
    [
        ("三、全力做好", "三", "全力做好"),
        ("(四)立足民生", "(四)", "立足民生"),
        ("第三部分、安排", "第三部分", "安排"),
        ("总体要求", "", "总体要求"),
    ],
)
def test_a_heading_has_a_number_and_words(heading, number, words):
    assert (intake.marker(heading), intake.without_marker(heading)) == (number, words)


@pytest.mark.parametrize(
    ("path", "heading", "place"),
    [
        ("三、做好工作 / (四)民生", "(四)民生", "三(四)"),
        ("三、做好工作", "", "三、总体"),
        ("第二部分 任务 / 一、投资", "一、投资", "第二部分、一"),
        ("三、做好工作", "三、做好工作", "三"),
        ("", "", "总体"),
    ],
)
def test_a_place_in_the_report_has_a_short_name(path, heading, place):
    assert intake.place_of(path, heading, "总体") == place


def test_subjects_are_alike_without_the_verbs_they_open_with():
    assert intake.likeness("新建5G基站", "建设5G基站") == 1
    assert intake.likeness("新增养老机构", "新增养老床位") == Fraction(1, 3)
    assert intake.likeness("", "新建学校") == 0
    assert intake.likeness("新建", "新建") == 1


def test_promises_are_alike_in_the_same_unit_only():
    assert intake.is_alike(("新建5G基站", "座"), ("5G基站", "座"))
    assert not intake.is_alike(("新建5G基站", "座"), ("5G基站", "处"))
    assert not intake.is_alike(("新建5G基站", "个"), ("新建菜市场", "个"))


def test_marks_cut_the_text_and_the_shortest_is_shown():
    found = list(intake.runs("甲乙丙丁戊己", [intake.Mark(0, 6, 0, 1), intake.Mark(2, 4, 0, 2)], 0, 6))
    assert [(run.text, run.mark, run.is_first) for run in found] == [
        ("甲乙", 1, True),
        ("丙丁", 2, True),
        ("戊己", 1, False),
    ]


def test_a_figure_is_shown_whole_and_a_sentence_around_its_numbers():
    ranks = [
        intake.rank_of(Tense.COMMITMENT, is_sentence=False),
        intake.rank_of(Tense.OTHER, is_sentence=False),
        intake.rank_of(Tense.COMMITMENT, is_sentence=True),
    ]
    assert ranks == [0, 1, 2]
    found = intake.runs("新建5G基站", [intake.Mark(0, 6, 0, 1), intake.Mark(2, 4, 1, 2)], 0, 6)
    assert {run.mark for run in found} == {1}


def test_a_stretch_between_marks_has_none():
    assert [run.mark for run in intake.runs("甲乙丙", [intake.Mark(1, 2, 0, 7)], 0, 3)] == [None, 7, None]


def test_a_mark_that_began_earlier_goes_on():
    assert list(intake.runs("甲乙丙", [intake.Mark(0, 3, 0, 7)], 1, 2)) == [intake.Run("乙", 7)]


def test_a_sentence_stands_as_the_first_of_its_figures_does():
    states = [CandidateState.LEFT_OUT, CandidateState.TARGET]
    assert intake.standing_of(states) == CandidateState.TARGET
    assert intake.standing_of([*states, CandidateState.WAITING]) == CandidateState.WAITING
    assert intake.standing_of([]) == CandidateState.WAITING
