from decimal import Decimal

import pytest
from django.utils import translation

from tests.factories import draft_entry, make_facts
from tracker.choices import Doubt, Kind
from tracker.forms.entries import EntryForm, ReviewForm
from tracker.models import Entry

FACTS = make_facts(value="40")


def entry_form(is_correction=False, is_submitted=False, facts=FACTS, before=None, **typed):
    typed = {"row_version": "0"} | typed
    before = None if before is None else Decimal(before)
    return EntryForm(typed, facts=facts, before=before, is_correction=is_correction, is_submitted=is_submitted)


@pytest.mark.parametrize(("kind", "refused"), [(Kind.CUMULATIVE, True), (Kind.LEVEL, True), (Kind.RATE, False)])
def test_a_sum_is_not_negative_and_a_rate_may_be(kind, refused):
    assert ("value" in entry_form(facts=make_facts(kind, value="40"), value="-1").errors) == refused


@pytest.mark.parametrize(("value", "refused"), [("39", True), ("40", False), ("41", False)])
def test_completion_is_claimed_with_a_figure_that_reaches_the_target(value, refused):
    assert ("claims_completion" in entry_form(value=value, claims_completion="on").errors) == refused


def test_a_line_to_hold_claims_no_completion():
    assert "claims_completion" not in entry_form(facts=make_facts(Kind.RATE, value="6.5")).fields


def test_draft_may_be_empty():
    form = entry_form()
    assert form.is_valid()
    assert form.cleaned_data["value"] is None
    assert "correction_reason" not in form.fields


def test_submitted_entry_needs_its_figure(english):
    form = entry_form(is_submitted=True, progress="x")
    assert form.errors == {"value": ["Write the figure before you submit."]}
    assert entry_form(is_submitted=True, value="0").is_valid()


def test_correction_needs_its_reason_even_as_a_draft(english):
    assert entry_form(is_correction=True, value="3").errors == {
        "correction_reason": ["Say why the accepted figure is corrected."]
    }
    assert entry_form(is_correction=True, value="3", correction_reason="typing error").is_valid()


@pytest.mark.parametrize("name", ["progress", "problems", "next_steps", "explanation"])
def test_texts_have_a_length(name):
    assert name in entry_form(**{name: "长" * 5001}).errors


@pytest.mark.parametrize("version", ["", "-1", "x", "1.5"])
def test_version_looked_at_has_to_be_a_number(version):
    assert "row_version" in entry_form(row_version=version).errors


def test_form_opens_with_what_is_stored(target, lin):
    draft_entry(
        target,
        6,
        "20.5",
        lin,
        progress="做了",
        problems="难",
        next_steps="再做",
        claims_completion=True,
        explanation="已核实",
    )
    opened = EntryForm.initial_of(Entry.objects.get())
    form = EntryForm(initial=opened, facts=FACTS, before=None, is_correction=False)
    shown = {field.name: field.value() for field in form}
    assert shown == {
        "value": "20.5",
        "progress": "做了",
        "problems": "难",
        "next_steps": "再做",
        "claims_completion": True,
        "explanation": "已核实",
        "row_version": 1,
    }


def test_form_opens_empty_where_nothing_is_stored():
    assert EntryForm.initial_of(None) == {"row_version": 0}


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "未统计"), ("en", "not counted")])
def test_form_opens_with_the_word_where_nothing_was_counted(target, lin, language, word):
    entry = draft_entry(target, 6, None, lin)
    with translation.override(language):
        opened = EntryForm.initial_of(entry)
        form = EntryForm(initial=opened, facts=FACTS, before=None, is_correction=False)
        assert form["value"].value() == word


# Three different things


@pytest.mark.parametrize(
    ("typed", "value", "is_uncounted"),
    [("", None, False), ("0", 0, False), ("未统计", None, True), ("Not  counted", None, True), ("3", 3, False)],
)
def test_empty_zero_and_not_counted_are_three_things(typed, value, is_uncounted):
    form = entry_form(value=typed)
    assert form.is_valid()
    assert (form.cleaned_data["value"], form.cleaned_data["is_uncounted"]) == (value, is_uncounted)


def test_what_was_not_counted_claims_no_completion():
    assert "claims_completion" in entry_form(value="未统计", claims_completion="on").errors


# Unusual figures


@pytest.mark.parametrize(
    ("before", "value", "doubt"),
    [("10", "9", Doubt.FALLING), ("10", "31", Doubt.JUMP), ("39", "41", Doubt.OVER), (None, "未统计", Doubt.UNCOUNTED)],
)
def test_an_unusual_figure_is_asked_about_and_never_refused(before, value, doubt, english):
    asked = entry_form(value=value, before=before, is_submitted=True)
    assert asked.errors == {"explanation": [doubt.label, "Say why."]}
    assert entry_form(value=value, before=before, is_submitted=True, explanation="已核实").is_valid()
    draft = entry_form(value=value, before=before)
    assert draft.is_valid()
    assert draft.doubts == (doubt,)


def test_all_doubts_are_named_at_once(english):
    said = entry_form(value="41", before="10", is_submitted=True).errors["explanation"]
    assert said == [Doubt.JUMP.label, Doubt.OVER.label, "Say why."]


def test_an_ordinary_figure_needs_no_word():
    assert entry_form(value="12", before="10", is_submitted=True).is_valid()


def test_an_explanation_too_long_is_said_to_be_so_once():
    said = entry_form(value="9", before="10", is_submitted=True, explanation="长" * 2001).errors["explanation"]
    assert len(said) == 1


def test_accepting_needs_no_reason():
    assert ReviewForm({"row_version": "1"}).is_valid()


@pytest.mark.parametrize("reason", ["", "  "])
def test_sending_back_needs_a_reason(reason, english):
    form = ReviewForm({"row_version": "1", "reason": reason}, is_sent_back=True)
    assert form.errors == {"reason": ["Say what has to be changed."]}


def test_decision_is_taken_on_a_version():
    assert "row_version" in ReviewForm({"row_version": "0"}).errors
