"""What is decided on a passage: what a target needs, what leaving out needs, where words stand in a text."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import make_area, make_report, make_target
from tests.texts import accept, of, take_in
from tracker.choices import CandidateState, Why
from tracker.forms.candidates import DecisionForm, ManyForm, PassageForm, first_of

TARGET = {"state": "TARGET", "name": "新建5G基站", "kind": "CUMULATIVE", "comparison": "AT_LEAST", "value": "60"}
TARGET |= {"unit": "座", "row_version": "1"}


@pytest.fixture
def text(admin, db):
    return take_in(make_report(2022), admin)


@pytest.fixture
def stations(text):
    return of(text, "新建5G基站60座")


def sent(candidate, **given):
    return DecisionForm(TARGET | given, candidate=candidate)


def test_a_target_is_decided_with_its_terms(stations):
    form = sent(stations, first_month="2022-03", due="2022年10月", why="PAST")
    assert form.is_valid(), form.errors
    columns, terms = form.decided
    assert columns == {"state": CandidateState.TARGET}
    assert (terms["value"], terms["first_month"], terms["due"]) == (Decimal(60), date(2022, 3, 1), date(2022, 10, 1))


@pytest.mark.parametrize("name", ["name", "kind", "comparison", "value", "unit"])
def test_a_target_needs_its_terms(stations, name):
    assert list(sent(stations, **{name: ""}).errors) == [name]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"comparison": "BETWEEN"}, "__all__"),
        ({"comparison": "ABOUT"}, "__all__"),
        ({"value": "0"}, "__all__"),
        ({"value": "十"}, "value"),
        ({"first_month": "2022-05", "due": "2022-04"}, "due"),
        ({"due": "2031-01"}, "due"),
        ({"first_month": "2021-12"}, "first_month"),
    ],
)
def test_terms_that_no_target_can_have_are_refused(stations, given, wrong):
    assert list(sent(stations, **given).errors) == [wrong]


def test_leaving_out_needs_a_reason_and_another_reason_its_words(stations):
    assert list(sent(stations, state="LEFT_OUT").errors) == ["why"]
    assert list(sent(stations, state="LEFT_OUT", why="OTHER").errors) == ["words"]
    form = sent(stations, state="LEFT_OUT", why="OTHER", words="只是举例")
    assert form.is_valid()
    columns, terms = form.decided
    assert (columns["why"], columns["words"], terms) == (Why.OTHER, "只是举例", {})


def test_a_passage_that_is_part_of_another_is_left_out_as_such(text, stations):
    other = of(text, "盘活闲置楼宇5万平方米")
    form = sent(stations, state="LEFT_OUT", merged_into=other.pk)
    assert form.is_valid()
    assert (form.decided[0]["merged_into"], form.decided[0]["why"]) == (other, Why.DUPLICATE)


def test_a_promise_keeps_neither_reason_nor_terms(stations):
    form = sent(stations, state="PROMISE", why="PAST")
    assert form.is_valid()
    assert form.decided == ({"state": CandidateState.PROMISE}, {})


def test_only_areas_of_the_report_and_earlier_targets_can_be_chosen(stations, area):
    earlier, ours = make_target(area), make_area(stations.text.report)
    later = make_target(make_area(make_report(2023)))
    form = DecisionForm(candidate=stations)
    assert list(form.fields["area"].queryset) == [ours]
    assert list(form.fields["about"].queryset) == [earlier]
    assert later not in form.fields["about"].queryset
    assert len(form.terms + form.reasons) == 17


def test_the_form_opens_with_what_was_read_and_then_with_what_was_decided(text, stations, admin):
    first = first_of(stations)
    assert (first["name"], first["value"], first["unit"]) == ("新建5G基站", Decimal(60), "座")
    assert (first["first_month"], first["due"], first["why"]) == (date(2022, 1, 1), date(2022, 12, 1), "")
    decided = accept(stations, admin, name="基站")
    assert (first_of(decided)["name"], first_of(decided)["state"]) == ("基站", CandidateState.TARGET)
    past = of(text, "新建5G基站43座")
    assert first_of(past)["why"] == Why.PAST
    assert "name" not in first_of(text.candidates.filter(tense="OTHER").first())


def test_many_are_promises_or_left_out_and_never_targets():
    assert ManyForm({"state": "PROMISE", "why": ""}).is_valid()
    assert not ManyForm({"state": "TARGET", "why": ""}).is_valid()
    assert not ManyForm({"state": "LEFT_OUT", "why": "BECAUSE"}).is_valid()


@pytest.mark.parametrize("start", ["", "5", "999999"])
def test_words_that_stand_in_the_text_once_are_found(text, start):
    form = PassageForm({"phrase": " 床位150张\n", "start": start}, text=text)
    assert form.is_valid(), form.errors
    place = text.text.index("床位150张")
    assert form.cleaned_data["place"] == (place, place + 6)


def test_words_that_stand_there_twice_need_their_place(text):
    assert list(PassageForm({"phrase": "新建5G基站", "start": ""}, text=text).errors) == ["phrase"]
    place = text.text.rindex("新建5G基站")
    form = PassageForm({"phrase": "新建5G基站", "start": str(place)}, text=text)
    assert form.is_valid()
    assert form.cleaned_data["place"] == (place, place + 6)


@pytest.mark.parametrize("phrase", ["", "没有这句", "  "])
def test_words_that_do_not_stand_there_are_refused(text, phrase):
    assert list(PassageForm({"phrase": phrase, "start": ""}, text=text).errors) == ["phrase"]
