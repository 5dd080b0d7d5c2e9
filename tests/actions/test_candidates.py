"""Deciding: one by one, many at once, two people, twice."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories import AT, check_chain, trail
from tests.texts import accept, decide_all, of, take_in
from tracker.actions.candidates import Decision, add_candidate, decide, decide_many
from tracker.actions.errors import ActionError, Conflict
from tracker.actions.publishing import publish_report
from tracker.choices import CandidateState, Comparison, Kind, Tense, Why
from tracker.models import AuditRecord, Candidate

LEFT_OUT = Decision(CandidateState.LEFT_OUT, why=Why.VISION)
OPEN_AGAIN = Decision(CandidateState.WAITING)


@pytest.fixture
def text(report, admin):
    return take_in(report, admin)


@pytest.fixture
def stations(text):
    return of(text, "新建5G基站60座")


def left_out(candidate, by, decision=LEFT_OUT, version=None):
    return decide(candidate=candidate, decision=decision, by=by, at=AT, row_version=version or candidate.row_version)


def test_a_passage_becomes_a_target_only_by_a_person(stations, admin):
    assert stations.decided_by is None
    made = accept(stations, admin, name="新建基站")
    assert (made.state, made.decided_by, made.decided_at) == (CandidateState.TARGET, admin, AT)
    assert (made.name, made.kind, made.comparison) == ("新建基站", Kind.CUMULATIVE, Comparison.AT_LEAST)
    assert (made.value, made.unit, made.target) == (Decimal(60), "座", None)
    assert made.proposed["subject"] == "新建5G基站"
    check_chain()


def test_the_same_decision_twice_changes_nothing(stations, admin):
    first = left_out(stations, admin)
    assert left_out(stations, admin, version=1).row_version == first.row_version == 2
    assert len(trail()) == 2


def test_a_decision_can_be_taken_back(stations, admin):
    decided = accept(stations, admin)
    opened = left_out(decided, admin, OPEN_AGAIN)
    assert (opened.state, opened.decided_by, opened.value, opened.name) == (CandidateState.WAITING, None, None, "")


def test_two_people_who_decide_differently_hear_of_one_another(stations, admin):
    accept(stations, admin)
    with pytest.raises(Conflict) as conflict:
        left_out(stations, admin, version=1)
    assert conflict.value.current.state == CandidateState.TARGET
    stations.refresh_from_db()
    assert (stations.state, stations.name) == (CandidateState.TARGET, "新建5G基站")


def test_a_passage_is_left_out_as_part_of_another(text, stations, admin):
    other = of(text, "盘活闲置楼宇5万平方米")
    done = left_out(other, admin, replace(LEFT_OUT, why=Why.DUPLICATE, merged_into=stations))
    assert list(stations.merged.all()) == [done]


def test_what_a_target_was_made_of_is_fixed(text, stations, admin):
    decide_all(text, admin)
    publish_report(text=text, predecessors={}, by=admin, at=AT)
    stations.refresh_from_db()
    with pytest.raises(ActionError):
        left_out(stations, admin)


def test_many_are_left_out_each_for_the_reader_s_reason(text, admin):
    rows = text.candidates.exclude(tense=Tense.COMMITMENT)
    chosen = [row.pk for row in rows]
    given = {"text": text, "chosen": chosen, "state": CandidateState.LEFT_OUT, "why": "", "by": admin, "at": AT}
    assert decide_many(**given) == len(chosen)
    assert decide_many(**given) == 0
    assert {(row.tense, row.why) for row in text.candidates.exclude(state=CandidateState.WAITING)} >= {
        ("OUTCOME", "PAST"),
        ("OTHER", "NAME"),
        ("OTHER", "ORDINAL"),
    }
    assert trail()[1:] == [f"decide_many {text.pk}"]
    check_chain()


def test_sentences_are_listed_as_promises_in_one_go(text, admin):
    chosen = text.candidates.filter(is_sentence=True).values_list("pk", flat=True)
    given = {"text": text, "chosen": chosen, "state": CandidateState.PROMISE, "why": "", "by": admin, "at": AT}
    assert decide_many(**given) == 4
    assert set(text.candidates.filter(is_sentence=True).values_list("state", "why")) == {("PROMISE", "")}


def test_many_at_once_leave_what_is_decided_as_it_is(text, stations, admin):
    accept(stations, admin)
    given = {"text": text, "state": CandidateState.LEFT_OUT, "why": Why.NARRATIVE, "by": admin, "at": AT}
    assert decide_many(**given, chosen=[stations.pk]) == 0
    stations.refresh_from_db()
    assert stations.state == CandidateState.TARGET


def test_targets_are_never_made_in_bulk(text, admin):
    given = {"text": text, "chosen": [], "state": CandidateState.TARGET, "why": "", "by": admin, "at": AT}
    with pytest.raises(ActionError):
        decide_many(**given)


def test_a_passage_the_reader_missed_is_marked_and_its_figure_read(text, admin):
    start = text.text.index("床位150张")
    added = add_candidate(text=text, start=start, end=start + 4, by=admin, at=AT)
    assert (added.clause, added.added_by, added.is_plan) == ("床位15", admin, True)
    assert added.heading == "(二)增进民生福祉"
    again = add_candidate(text=text, start=start, end=start + 4, by=admin, at=AT)
    assert again == added
    assert add_candidate(text=text, start=start, end=start + 6, by=admin, at=AT) == of(text, "床位150张")
    coverage = text.text.index("规划的重要")
    assert add_candidate(text=text, start=coverage, end=coverage + 5, by=admin, at=AT).proposed == {}


@pytest.mark.parametrize("place", [(-3, 5), (5, 5), (0, 10**6), (0, 501), (51, 52)])
def test_what_is_no_passage_is_not_marked(text, admin, place):
    before = Candidate.objects.count()
    start, end = place
    if place == (51, 52):
        start = text.text.index("\n")
        end = start + 1
    with pytest.raises(ActionError):
        add_candidate(text=text, start=start, end=end, by=admin, at=AT)
    assert Candidate.objects.count() == before


def test_only_administrators_decide(text, stations, wang):
    given = {"by": wang, "at": AT}
    for act in (
        lambda: left_out(stations, wang),
        lambda: decide_many(text=text, chosen=[], state=CandidateState.PROMISE, why="", **given),
        lambda: add_candidate(text=text, start=0, end=5, **given),
        lambda: publish_report(text=text, predecessors={}, **given),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert AuditRecord.objects.count() == 1
