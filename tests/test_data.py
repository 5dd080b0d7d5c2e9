"""The 2021 report as shipped: 25 promises, the figures as the report writes them, and nothing it does not say."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.factories import AT
from tracker.actions.loading import load_report
from tracker.models import Area, Department, Entry, Report, Target

FILE = Path(__file__).parents[1] / "fixtures" / "hedong_2021.json"
FIGURES = {
    "01": ("6.5", "%", "RATE", "AT_LEAST", 0),
    "02": ("3.8", "%", "RATE", "AT_MOST", 0),
    "03": ("2000", "家", "CUMULATIVE", "AT_LEAST", 2),
    "04": ("70", "%", "RATE", "ABOUT", 2),
    "05": ("45", "万人", "LEVEL", "AT_LEAST", 2),
    "06": ("100", "%", "MILESTONE", "ALL", 3),
    "07": ("40", "座", "CUMULATIVE", "AT_LEAST", 3),
    "08": ("6", "万平方米", "CUMULATIVE", "AT_LEAST", 3),
    "09": ("1", "个", "CUMULATIVE", "AT_LEAST", 3),
    "10": ("3", "个", "CUMULATIVE", "AT_LEAST", 3),
    "11": ("15", "万平方米", "CUMULATIVE", "AT_LEAST", 3),
    "12": ("4", "个", "CUMULATIVE", "AT_LEAST", 4),
    "13": ("1", "个", "CUMULATIVE", "AT_LEAST", 4),
    "14": ("2", "家", "CUMULATIVE", "AT_LEAST", 4),
    "15": ("116", "张", "CUMULATIVE", "AT_LEAST", 4),
    "16": ("1080", "个", "CUMULATIVE", "AT_LEAST", 4),
    "17": ("2000", "个", "CUMULATIVE", "AT_LEAST", 4),
    "18": ("15", "个", "CUMULATIVE", "AT_LEAST", 4),
    "19": ("4", "所", "CUMULATIVE", "AT_LEAST", 4),
    "20": ("1", "个", "CUMULATIVE", "BETWEEN", 4),
    "21": ("18", "个", "CUMULATIVE", "AT_LEAST", 4),
    "22": ("6", "个", "CUMULATIVE", "AT_LEAST", 4),
    "23": ("2", "个", "CUMULATIVE", "AT_LEAST", 4),
    "24": ("2", "条", "CUMULATIVE", "AT_LEAST", 4),
    "25": ("2", "万平方米", "CUMULATIVE", "AT_LEAST", 4),
}


@pytest.fixture
def loaded(db):
    load_report(file=FILE, at=AT)
    return Target.objects.select_related("area")


def test_the_figures_are_those_of_the_report(loaded):
    found = {
        target.code: (target.value, target.unit, target.kind, target.comparison, target.area.code) for target in loaded
    }
    assert found == {
        f"HD-2021-{number}": (Decimal(value), unit, kind, comparison, f"HD-2021-A{area}")
        for number, (value, unit, kind, comparison, area) in FIGURES.items()
    }


def test_there_are_twenty_five_in_the_order_of_the_report(loaded):
    assert [target.code for target in Target.objects.all()] == [f"HD-2021-{number:02}" for number in range(1, 26)]


def test_between_and_about_have_their_other_figures(loaded):
    upper = {target.code: target.value_high for target in loaded if target.value_high is not None}
    tolerance = {target.code: target.tolerance for target in loaded if target.tolerance is not None}
    assert upper == {"HD-2021-20": 2}
    assert tolerance == {"HD-2021-04": 5}


def test_two_task_areas_hold_no_target(loaded):
    areas = {area.code: area.targets.count() for area in Area.objects.all()}
    assert areas == {f"HD-2021-A{order}": number for order, number in enumerate([2, 0, 3, 6, 14, 0])}


def test_every_promise_is_due_by_the_end_of_the_year(loaded):
    assert {(target.start, target.due) for target in loaded} == {(date(2021, 1, 1), date(2021, 12, 1))}


def test_rates_are_quarterly_and_everything_else_monthly(loaded):
    assert {(target.kind == "RATE", target.cadence) for target in loaded} == {(True, "QUARTER"), (False, "MONTH")}


def test_the_report_names_no_lead_and_no_result(loaded):
    assert {(target.lead, target.state, target.cooperating.count()) for target in loaded} == {(None, "DRAFT", 0)}
    assert not Entry.objects.exists()
    assert not Department.objects.filter(is_sample=True).exists()


def test_a_phrase_only_locates_its_figure(loaded):
    phrases = [target.phrase for target in loaded]
    assert all(0 < len(phrase) <= 20 for phrase in phrases)
    assert all(len(target.baseline_phrase) <= 20 for target in loaded)
    assert len(set(phrases)) == 25


def test_no_text_of_the_fixture_is_longer_than_a_note():
    texts = [
        value
        for row in json.loads(FILE.read_text(encoding="utf-8"))
        for value in row["fields"].values()
        if isinstance(value, str)
    ]
    assert max(map(len, texts)) <= 120


def test_every_name_is_there_in_both_languages(loaded):
    for target in loaded:
        assert all([target.name, target.name_en, target.unit, target.unit_en])
        assert target.name_en.isascii()
        assert bool(target.definition) == bool(target.definition_en)
        assert bool(target.baseline_note) == bool(target.baseline_note_en)
    for thing in (*Area.objects.all(), *Department.objects.all()):
        assert thing.name
        assert thing.name_en.isascii()


def test_a_baseline_says_of_which_years_it_is_and_where_it_stands(loaded):
    for target in loaded:
        assert (target.baseline is None) == (target.baseline_period == "") == (target.baseline_phrase == "")


def test_the_report_is_judged_by_tianjins_thresholds(loaded):
    policy = Report.objects.get(code="HD-2021").policy
    assert (policy.preset, policy.behind_over, policy.far_behind_over, policy.due_day) == ("TIANJIN", 0, 30, 25)


def test_the_districts_departments_are_there(loaded):
    kinds = list(Department.objects.values_list("kind", flat=True))
    assert (kinds.count("BUREAU"), kinds.count("SUBDISTRICT")) == (29, 12)
