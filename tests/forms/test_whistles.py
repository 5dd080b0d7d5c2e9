"""What a whistle, an answer and a rating need, said all at once and beside its field."""

from datetime import date
from uuid import UUID

import pytest

from tests.factories import make_area, make_target
from tracker.choices import Rating
from tracker.forms.whistles import AnswerForm, RatingForm, WhistleForm

ON = date(2021, 7, 1)
KEY = str(UUID(int=7))
FILLED = {"target": "HD-2021-01", "problem": "场地未交", "needed_by": "2021-07-20", "departments": ["swj"], "key": KEY}


@pytest.fixture
def form_of(target, department, other_department):
    def make(**given) -> WhistleForm:
        return WhistleForm(FILLED | given, targets=[target], departments=[department, other_department], on=ON)

    return make


def test_a_filled_form_gives_things_not_codes(form_of, target, department, other_department):
    form = form_of(departments=["swj", "jyj"])
    assert form.is_valid()
    fields = form.cleaned_data
    assert (fields["target"], fields["needed_by"], fields["key"]) == (target, date(2021, 7, 20), UUID(int=7))
    assert fields["departments"] == (department, other_department)  # in their order


@pytest.mark.parametrize("written", ["2021-07-01", "2021年7月1日", "2021/7/1", "2021.07.01"])
def test_a_day_is_understood_as_people_write_it_and_may_be_today(form_of, written):
    form = form_of(needed_by=written)
    assert form.is_valid()
    assert form.cleaned_data["needed_by"] == ON


@pytest.mark.parametrize("written", ["", "2021-06-30", "昨天", "2021-13-01", "31/12", "=1+1", "99999-01-01"])
def test_a_day_that_is_none_or_past_is_said_beside_it(form_of, written, english):
    form = form_of(needed_by=written)
    assert list(form.errors) == ["needed_by"]
    assert form["needed_by"].value() == written


def test_an_unreadable_day_is_told_how_to_write_it(form_of, english):
    assert "for example 2021-07-01" in str(form_of(needed_by="昨天").errors["needed_by"])


@pytest.mark.parametrize(
    "given",
    [
        {"target": "HD-2021-02"},
        {"target": ""},
        {"problem": " "},
        {"problem": "因" * 2001},
        {"problem": "a\x00b"},
        {"departments": []},
        {"departments": ["swj", "nowhere"]},
        {"key": ""},
        {"key": "x"},
    ],
)
def test_what_is_wrong_is_said_beside_it(form_of, given):
    assert list(form_of(**given).errors) == list(given)


def test_everything_missing_is_said_at_once(target):
    form = WhistleForm({}, targets=[target], departments=[], on=ON)
    assert set(form.errors) == {"target", "problem", "needed_by", "departments", "key"}


def test_targets_are_chosen_by_code_and_name(form_of, area, english):
    other = make_target(make_area(area.report), name_en="Other")
    form = WhistleForm(targets=[other], departments=[], on=ON)
    assert list(form.fields["target"].choices) == [("", "–"), (other.code, f"{other.code} Other")]


@pytest.mark.parametrize(("text", "is_right"), [("已清理", True), (" \n", False), ("", False), ("办" * 5001, False)])
def test_an_answer_is_in_words(text, is_right):
    assert AnswerForm({"answer": text}).is_valid() is is_right


def test_a_rating_is_one_of_five_with_whether_it_is_solved():
    form = RatingForm({"rating": "4", "is_solved": "no", "word": " 还差一点 "})
    assert form.is_valid()
    assert form.cleaned_data == {"rating": Rating.SATISFIED, "is_solved": False, "word": "还差一点"}
    assert RatingForm({"rating": "1", "is_solved": "yes"}).is_valid()


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({}, {"rating", "is_solved"}),
        ({"rating": "6", "is_solved": "yes"}, {"rating"}),
        ({"rating": "4.5", "is_solved": "maybe"}, {"rating", "is_solved"}),
        ({"rating": "5", "is_solved": "yes", "word": "好" * 501}, {"word"}),
    ],
)
def test_a_rating_that_is_none_is_said_beside_it(given, wrong):
    assert set(RatingForm(given).errors) == wrong
