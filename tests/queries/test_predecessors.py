"""Last year's targets and this year's promises: which carry on, which end, which are new."""

import pytest

from tests.factories import make_area, make_report, make_target
from tests.texts import HILLSIDE, decide_all, of, take_in
from tracker.queries.predecessors import earlier_targets, rollover, suggested


@pytest.fixture
def last_year(area):
    return [
        make_target(area),
        make_target(area, name="盘活楼宇", unit="万平方米"),
        make_target(area, name="新增养老机构", unit="家"),
        make_target(area, name="城镇登记失业率", unit="%"),
        make_target(area, name="接收配套幼儿园", unit="所"),
    ]


@pytest.fixture
def text(admin, last_year):
    return take_in(make_report(2022), admin)


def test_the_year_before_is_the_last_report_with_targets(text, last_year, django_assert_num_queries):
    make_target(make_area(make_report(2019)))
    make_report(2020)
    with django_assert_num_queries(1):
        assert earlier_targets(text.report) == last_year
    assert earlier_targets(make_report(2018)) == []


def test_promises_alike_in_subject_and_unit_are_suggested(text, last_year):
    rows = text.candidates.filter(tense="COMMITMENT", is_sentence=False)
    found = {row.clause: target.name for row in rows for target in [suggested(rows, last_year).get(row.pk)] if target}
    assert found == {
        "新建5G基站60座": "新建5G基站",
        "盘活闲置楼宇5万平方米": "盘活楼宇",
        "新增养老机构3家": "新增养老机构",
        "城镇登记失业率控制在3.8%以内": "城镇登记失业率",
    }


def test_a_result_told_leads_to_the_target_it_tells_of(text, last_year):
    past = of(text, "新建5G基站43座")
    assert suggested([past], last_year) == {past.pk: last_year[0]}


def test_an_earlier_target_is_suggested_once(admin, last_year):
    text = take_in(make_report(2023), admin, "二、2023年工作安排\n新建5G基站40座。改造5G基站20座。")
    rows = list(text.candidates.filter(tense="COMMITMENT", is_sentence=False))
    assert len(suggested(rows, last_year)) == 1


def test_without_a_year_before_everything_is_new(admin, db):
    text = take_in(make_report(2023), admin, HILLSIDE)
    rows = list(text.candidates.filter(tense="COMMITMENT", is_sentence=False))
    assert suggested(rows, []) == {}
    assert rollover(rows, [], {}).new == rows


def test_what_is_carried_ended_and_new(text, admin, last_year):
    decide_all(text, admin)
    rows = list(text.candidates.filter(state="TARGET"))
    found = rollover(rows, last_year, suggested(rows, last_year))
    assert [target.name for target, _row in found.carried] == [
        *("城镇登记失业率", "新建5G基站", "盘活楼宇", "新增养老机构")
    ]
    assert [target.name for target in found.ended] == ["接收配套幼儿园"]
    assert [row.name for row in found.new] == ["地区生产总值", "新增床位", "打造社区食堂品牌", "推进千兆光纤"]
