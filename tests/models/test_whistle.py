"""What the database itself holds of a whistle and its calls."""

from datetime import date
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from tests.factories import AT, make_department
from tracker.choices import CallState, WhistleState
from tracker.models import Whistle, WhistleCall

SIGNED = ("signed_at", "signed_by")
ANSWERED = (*SIGNED, "answered_at", "answered_by", "answer")
RATED = (*ANSWERED, "rated_at", "rated_by", "rating", "is_solved")


@pytest.fixture
def whistle(target, lin, department) -> Whistle:
    fields = {"target": target, "department": department, "raised_by": lin, "raised_at": AT}
    return Whistle.objects.create(**fields, problem="场地未交", needed_by=date(2021, 7, 20), key=UUID(int=7))


def make_call(whistle, by, names=(), **given) -> WhistleCall:
    """A call with the columns named filled in."""
    full = {name: by if name.endswith("_by") else AT for name in names}
    full |= {
        name: value
        for name, value in (("answer", "已办"), ("rating", 4), ("is_solved", True), ("word", "好"))
        if name in names
    }
    return WhistleCall.objects.create(whistle=whistle, department=make_department("called"), **full | given)


def test_they_are_named_by_target_and_departments(whistle, lin):
    assert str(whistle) == "HD-2021-01 区教育局"
    assert str(make_call(whistle, lin)) == "HD-2021-01 区教育局 → called"


def test_a_form_is_kept_once(whistle):
    again = Whistle.objects.get(pk=whistle.pk)
    again.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)


@pytest.mark.parametrize(
    "given", [{"state": WhistleState.WITHDRAWN}, {"withdrawn_at": AT}, {"withdrawn_at": AT, "state": "WITHDRAWN"}]
)
def test_taken_back_has_its_person_and_moment(whistle, given):
    with pytest.raises(IntegrityError), transaction.atomic():
        Whistle.objects.update(**given)


@pytest.mark.parametrize(
    ("names", "state"),
    [((), CallState.CALLED), (SIGNED, CallState.SIGNED), (ANSWERED, CallState.ANSWERED), (RATED, CallState.RATED)],
)
def test_the_state_follows_from_what_was_done(whistle, lin, names, state):
    call = make_call(whistle, lin, names)
    assert call.state == state
    whistle.state = WhistleState.WITHDRAWN
    assert call.state == CallState.WITHDRAWN


@pytest.mark.parametrize(
    "names",
    [
        SIGNED[:1],
        (*SIGNED, "answer"),
        ANSWERED[2:],
        ANSWERED[:-1],
        (*SIGNED, *RATED[5:]),
        (*ANSWERED, "word"),
        *(tuple(name for name in RATED if name != missing) for missing in RATED[5:]),
    ],
)
def test_steps_follow_one_another_and_are_whole(whistle, lin, names):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_call(whistle, lin, names)


@pytest.mark.parametrize("rating", [0, 6])
def test_a_rating_goes_from_one_to_five(whistle, lin, rating):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_call(whistle, lin, RATED, rating=rating)


def test_a_department_is_called_once(whistle, lin):
    call = make_call(whistle, lin)
    with pytest.raises(IntegrityError), transaction.atomic():
        WhistleCall.objects.create(whistle=whistle, department=call.department)


def test_open_ones_are_those_neither_closed_nor_taken_back(whistle, lin):
    assert list(Whistle.objects.open()) == [whistle]
    Whistle.objects.update(state=WhistleState.CLOSED)
    assert not Whistle.objects.open().exists()


@pytest.mark.parametrize("calls", [1, 30])
def test_the_story_takes_two_queries(whistle, lin, calls, django_assert_num_queries):
    for number in range(calls):
        WhistleCall.objects.create(whistle=whistle, department=make_department(f"d{number}"))
    with django_assert_num_queries(2):
        [read] = Whistle.objects.with_people()
        told = [(call.department.acting.title, call.signed_by, call.state) for call in read.calls.all()]
        said = (read.target.area.title, read.target.report.policy.whistle_sign_days, read.department.acting.title)
    assert (len(told), said) == (calls, ("领域0", 2, "区教育局"))
