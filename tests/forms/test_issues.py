"""What a paper's forms ask for, said beside the field."""

from uuid import UUID

import pytest

from tracker.choices import ObjectionState
from tracker.forms.issues import LONG, AnswerForm, ObjectionForm, WordsForm

OBJECTION = {"text": "有误", "key": str(UUID(int=7))}
ANSWER = {"state": "UPHELD", "answer": "有理", "row_version": "1"}


def test_a_paper_needs_no_words_only_the_version_looked_at():
    form = WordsForm({"row_version": "0"})
    assert form.is_valid()
    assert form.cleaned_data == {"demands": "", "note": "", "row_version": 0, "is_public": False}


@pytest.mark.parametrize("version", ["", "-1", "x", "1e3"])
def test_a_version_is_a_number(version):
    assert set(WordsForm({"row_version": version}).errors) == {"row_version"}


@pytest.mark.parametrize(("length", "fits"), [(LONG, True), (LONG + 1, False)])
def test_a_text_has_its_longest(length, fits):
    assert WordsForm({"row_version": "0", "demands": "长" * length}).is_valid() is fits
    assert ObjectionForm(OBJECTION | {"text": "长" * length}).is_valid() is fits
    assert AnswerForm(ANSWER | {"answer": "长" * length}).is_valid() is fits


@pytest.mark.parametrize(("name", "value"), [("text", ""), ("text", " \n"), ("key", ""), ("key", "7")])
def test_an_objection_says_something_and_has_a_key(name, value):
    assert set(ObjectionForm(OBJECTION | {name: value}).errors) == {name}


def test_an_answer_finds_right_or_not_and_says_why(english):
    form = AnswerForm(ANSWER)
    assert form.is_valid()
    assert form.cleaned_data["state"] is ObjectionState.UPHELD
    assert (
        AnswerForm({}).errors["state"]
        == AnswerForm(ANSWER | {"state": "OPEN"}).errors["state"]
        == ["Choose a finding."]
    )
    assert AnswerForm({}).errors["answer"] == ["Write the answer."]
