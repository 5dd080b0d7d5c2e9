"""One passage: shown in its place, decided on, and what two people at it hear of one another."""

import pytest

from tests.factories import make_report, make_target
from tests.texts import accept, decide_all, of, take_in
from tests.views.conftest import words
from tracker.actions.publishing import publish_report
from tracker.choices import CandidateState
from tracker.models import AuditRecord, Target

TERMS = {"state": "TARGET", "name": "新建基站", "kind": "CUMULATIVE", "comparison": "AT_LEAST", "value": "61"}
TERMS |= {"unit": "座", "row_version": "1"}


@pytest.fixture
def desk(enter, admin):
    return enter(admin)


@pytest.fixture
def text(admin, db):
    return take_in(make_report(2022), admin)


@pytest.fixture
def stations(text):
    return of(text, "新建5G基站60座")


def address(row, query=""):
    return f"/desk/intake/HD-2022/{row.pk}/{query}"


def test_a_passage_is_shown_in_its_place_with_what_was_read(desk, stations):
    page = words(desk.get(address(stations)))
    assert "(一)建设宜居城区" in page
    assert "新建5G基站60座 ，盘活" in page
    assert "不低于 60 座" in page


def test_the_form_opens_with_what_was_read_and_keeps_what_is_changed(desk, stations):
    html = desk.get(address(stations)).content.decode()
    assert 'name="value" value="60"' in html
    answer = desk.post(address(stations, "?what=promises"), TERMS)
    assert answer.url == f"/desk/intake/HD-2022/?what=promises#row-{stations.anchor}"
    stations.refresh_from_db()
    assert (stations.state, stations.name, stations.value) == (CandidateState.TARGET, "新建基站", 61)


def test_accepted_as_read_takes_one_click(desk, stations):
    desk.post(address(stations), {"do": "accept", "row_version": "1"})
    stations.refresh_from_db()
    assert (stations.state, stations.name, stations.value, stations.unit) == ("TARGET", "新建5G基站", 60, "座")
    assert f"{stations.first_month} {stations.due}" == "2022-01-01 2022-12-01"


def test_what_cannot_be_accepted_as_read_opens_its_form(desk, text):
    about = of(text, "地区生产总值增长6%左右")
    answer = desk.post(address(about), {"do": "accept", "row_version": "1"})
    assert answer.status_code == 422
    assert 'value="地区生产总值"' in answer.content.decode()
    about.refresh_from_db()
    assert about.state == CandidateState.WAITING


def test_a_double_click_decides_once(desk, stations):
    for _ in range(2):
        assert desk.post(address(stations), TERMS).status_code == 302
    assert AuditRecord.objects.filter(action="decide").count() == 1


def test_a_second_person_sees_both_decisions_and_may_still_send_theirs(desk, stations, admin):
    accept(stations, admin)
    answer = desk.post(address(stations), TERMS | {"state": "PROMISE"})
    assert answer.status_code == 409
    assert "列为目标" in words(answer)
    html = answer.content.decode()
    assert 'name="row_version" value="2"' in html
    assert 'value="PROMISE" id="id_state_2" checked' in html
    stations.refresh_from_db()
    assert stations.state == CandidateState.TARGET
    assert desk.post(address(stations), TERMS | {"state": "PROMISE", "row_version": "2"}).status_code == 302
    stations.refresh_from_db()
    assert stations.state == CandidateState.PROMISE


def test_what_is_wrong_stands_beside_its_field(desk, stations):
    answer = desk.post(address(stations), {"state": "LEFT_OUT", "row_version": "1"})
    assert answer.status_code == 422
    assert "请说明不列入的原因" in words(answer)


def test_a_result_of_last_year_is_linked_to_the_target_it_tells_of(desk, text, area):
    before = make_target(area)
    past = of(text, "新建5G基站43座")
    assert f'value="{before.pk}" selected' in desk.get(address(past)).content.decode()
    desk.post(address(past), {"state": "LEFT_OUT", "why": "PAST", "about": before.pk, "row_version": "1"})
    assert list(before.claims.all()) == [past]
    assert "新建5G基站" in words(desk.get(address(past)))


def test_a_passage_that_became_a_target_is_only_read(desk, text, stations, admin):
    decide_all(text, admin)
    publish_report(text=text, predecessors={}, by=admin, at=text.added_at)
    html = desk.get(address(stations)).content.decode()
    assert 'name="state"' not in html
    assert Target.objects.get(candidate=stations).code in html
    assert desk.post(address(stations), TERMS | {"row_version": "3"}).status_code == 409


def test_a_passage_of_another_report_is_not_here(desk, stations, report):
    assert desk.get(f"/desk/intake/HD-2021/{stations.pk}/").status_code == 404
    assert desk.get("/desk/intake/HD-2022/999999/").status_code == 404


def test_supervisors_read_it(enter, stations, wang):
    client = enter(wang)
    assert 'name="state"' not in client.get(address(stations)).content.decode()
    assert client.post(address(stations), TERMS).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_a_passage_is_shown_by_the_same_queries(desk, stations, area, rows, django_assert_num_queries):
    for _ in range(rows):
        make_target(area)
    with django_assert_num_queries(9):
        desk.get(address(stations))
