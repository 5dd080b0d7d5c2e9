"""Publishing: what was decided becomes targets with their place in the text, areas and predecessors."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import AT, check_chain, make_area, make_department, make_report, make_target, trail
from tests.texts import HILLSIDE, accept, decide_all, of, take_in
from tracker.actions.candidates import Decision, decide
from tracker.actions.errors import ActionError
from tracker.actions.publishing import publish_report
from tracker.choices import Cadence, CandidateState, Kind, TargetState
from tracker.models import Area, Report, Target


@pytest.fixture
def text(admin, db):
    return take_in(make_report(2022), admin)


def publish(text, by, predecessors=None):
    return publish_report(text=text, predecessors=predecessors or {}, by=by, at=AT)


def test_every_decided_passage_becomes_a_target_in_the_order_of_the_text(text, admin):
    decide_all(text, admin)
    made = publish(text, admin)
    assert [(each.code, each.name, str(each.value.normalize()), each.unit) for each in made] == [
        ("HD-2022-01", "地区生产总值", "6", "%"),
        ("HD-2022-02", "城镇登记失业率", "3.8", "%"),
        ("HD-2022-03", "新建5G基站", "6E+1", "座"),
        ("HD-2022-04", "盘活闲置楼宇", "5", "万平方米"),
        ("HD-2022-05", "新增养老机构", "3", "家"),
        ("HD-2022-06", "新增床位", "1.5E+2", "张"),
        ("HD-2022-07", "打造社区食堂品牌", "1", "个"),
        ("HD-2022-08", "推进千兆光纤", "1E+2", "%"),
    ]
    assert Report.objects.current().get() == text.report


def test_a_target_knows_its_place_in_the_text(text, admin):
    decide_all(text, admin)
    publish(text, admin)
    for each in Target.objects.all():
        assert text.text[each.phrase_start : each.phrase_end] == each.phrase
    stations = Target.objects.get(code="HD-2022-03")
    assert (stations.phrase, stations.section) == ("新建5G基站60座", "二(一)")
    assert Target.objects.get(code="HD-2022-01").section == "二、总体"
    assert of(text, "新建5G基站60座").target == stations


def test_a_target_runs_for_the_year_unless_a_person_says_otherwise(text, admin):
    accept(of(text, "新建5G基站60座"), admin, first_month=date(2022, 3, 1), due=date(2022, 10, 1))
    decide_all(text, admin)
    made = publish(text, admin)
    growth, stations = made[0], made[2]
    assert (stations.start, stations.due) == (date(2022, 3, 1), date(2022, 10, 1))
    assert (growth.start, growth.due) == (date(2022, 1, 1), date(2022, 12, 1))
    assert (growth.cadence, stations.cadence) == (Cadence.QUARTER, Cadence.MONTH)


def test_areas_are_made_from_the_headings_also_those_without_a_target(text, admin):
    decide_all(text, admin)
    publish(text, admin)
    assert list(Area.objects.values_list("code", "section", "name")) == [
        ("HD-2022-A0", "总体", "总体目标"),
        ("HD-2022-A1", "(一)", "建设宜居城区"),
        ("HD-2022-A2", "(二)", "增进民生福祉"),
        ("HD-2022-A3", "(三)", "守住安全底线"),
    ]


def test_areas_that_are_there_are_used(text, admin):
    there = make_area(text.report, "X1", section="(一)")
    own = make_area(text.report, "X2", section="重点")
    accept(of(text, "新增养老机构3家"), admin, area=own)
    decide_all(text, admin)
    made = {each.name: each.area for each in publish(text, admin)}
    assert (made["新建5G基站"], made["新增养老机构"]) == (there, own)


def test_two_parts_with_the_same_numbers_have_areas_of_their_own(admin, db):
    text = take_in(make_report(2023), admin, HILLSIDE.replace("第一部分 上年情况", "第一部分 2023年目标\n一、主要目标"))
    decide_all(text, admin)
    publish(text, admin)
    assert [area.name for area in Area.objects.filter(section="一")] == ["主要目标", "扩大有效投资"]


def test_a_lead_chosen_at_the_desk_is_assigned(text, admin):
    lead = make_department("jyj")
    accept(of(text, "新建5G基站60座"), admin, lead=lead)
    decide_all(text, admin)
    publish(text, admin)
    stations = Target.objects.get(code="HD-2022-03")
    assert (stations.lead, stations.state) == (lead, TargetState.ASSIGNED)
    assert "assign HD-2022-03" in trail()


def test_a_predecessor_is_linked_where_a_person_said_so(text, area, admin):
    before = make_target(area)
    decide_all(text, admin)
    publish(text, admin, {of(text, "新建5G基站60座").pk: before})
    assert [each.code for each in before.successors.all()] == ["HD-2022-03"]


def test_nothing_is_published_while_something_of_the_plan_waits(text, admin):
    decide_all(text, admin)
    waiting = text.candidates.filter(is_sentence=True).first()
    decide(candidate=waiting, decision=Decision(CandidateState.WAITING), by=admin, at=AT, row_version=2)
    with pytest.raises(ActionError, match="1"):
        publish(text, admin)
    assert not Target.objects.exists()


def test_a_report_without_a_target_is_not_published(report, admin):
    text = take_in(report, admin, "二、2021年工作安排\n推进改革。")
    decide_all(text, admin)
    with pytest.raises(ActionError):
        publish(text, admin)


def test_publishing_twice_makes_nothing_twice_and_only_what_was_added_since(text, admin):
    decide_all(text, admin)
    assert len(publish(text, admin)) == 8
    assert publish(text, admin) == []
    past = of(text, "新建5G基站43座")
    decide(candidate=past, decision=Decision(CandidateState.WAITING), by=admin, at=AT, row_version=past.row_version)
    past.refresh_from_db()
    accept(past, admin)
    assert [each.code for each in publish(text, admin)] == ["HD-2022-09"]
    check_chain()


def test_a_target_s_figure_is_what_the_person_decided(text, admin):
    accept(
        of(text, "新建5G基站60座"), admin, value=Decimal("61.5"), kind=Kind.LEVEL, name_en="Stations", unit_en="units"
    )
    decide_all(text, admin)
    publish(text, admin)
    made = Target.objects.get(code="HD-2022-03")
    assert (made.value, made.kind, made.name_en, made.unit_en) == (Decimal("61.5"), Kind.LEVEL, "Stations", "units")
