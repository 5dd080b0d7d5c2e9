from datetime import date

import pytest

from tests.factories import AT, make_area, make_department, make_entry, make_target, month
from tracker.actions.revisions import Ground, Terms, revise
from tracker.choices import Kind
from tracker.queries.narrowing import narrowed
from tracker.queries.standings import standings


@pytest.fixture
def rate(report, other_department):
    """A rate of the second area, led by the other department."""
    return make_target(
        make_area(report),
        kind=Kind.RATE,
        lead=other_department,
        name="失业率",
        name_en="Unemployment",
        phrase="登记失业率",
    )


def found(report, number=6, **asked):
    return [each.target for each in narrowed(standings(report, month(number)), asked)]


def test_nothing_asked_keeps_everything_in_its_order(report, target, rate):
    assert found(report) == found(report, area="", words=" ", light="") == [target, rate]


@pytest.mark.parametrize(
    "asked",
    [
        {"area": "HD-2021-A1"},
        {"department": "swj"},
        {"kind": "RATE"},
        {"words": "失业"},
        {"words": "UNEMPLOY"},
        {"words": "2021-02"},
        {"words": "登记"},
        {"words": "失业 登记"},
        {"words": "失业", "kind": "RATE", "area": "HD-2021-A1", "department": "swj"},
    ],
)
def test_each_narrows(report, target, rate, asked):
    assert found(report, **asked) == [rate]


@pytest.mark.parametrize("words", ["失业 基站", "100%", "_", "\\", "'", '"; DROP TABLE', "失业率Unemployment"])
def test_every_word_has_to_be_found(report, target, rate, words):
    assert found(report, words=words) == []


def test_light_is_that_of_the_month(report, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    assert found(report, light="ON_PACE") == [target]
    assert found(report, 5, light="NO_DATA") == [target]
    assert found(report, 7, light="ON_PACE") == []


def test_department_is_the_one_that_led_then(report, target, department, wang):
    terms = Terms(target.value, None, target.due, make_department("x", "新局", "New Bureau"))
    ground = Ground("职能划转", "第12号会议纪要", date(2021, 5, 20))
    revise(target=target, terms=terms, ground=ground, by=wang, at=AT, row_version=target.row_version)
    assert found(report, 4, department="jyj") == found(report, 5, department="x") == [target]
    assert found(report, 5, department="jyj") == []
