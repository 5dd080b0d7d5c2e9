from decimal import Decimal

import pytest

from tests.factories import draft_entry, make_entry, make_facts
from tracker.choices import Kind
from tracker.forms.entries import EntryForm, ReviewForm
from tracker.models import Entry

FACTS = make_facts(value="40")


def entry_form(is_correction=False, is_submitted=False, facts=FACTS, **typed):
    typed = {"row_version": "0"} | typed
    return EntryForm(typed, facts=facts, is_correction=is_correction, is_submitted=is_submitted)


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


@pytest.mark.parametrize("url", ["http://a.cn/x", "https://a.gov.cn/文件?id=1"])
def test_evidence_is_a_web_address(url):
    assert entry_form(evidence_url=url).is_valid()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://a.cn/x", "a.cn", "//a.cn", "data:text/html,x", "file:///etc"]
)
def test_other_addresses_are_refused_with_a_remedy(url, english):
    assert entry_form(evidence_url=url).errors == {"evidence_url": ["Write a full address that begins with https://"]}


@pytest.mark.parametrize("name", ["progress", "problems", "next_steps", "evidence_title", "evidence_url"])
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
        evidence_url="https://a.cn",
        evidence_title="材料",
    )
    form = EntryForm(initial=EntryForm.initial_of(Entry.objects.get()), facts=FACTS, is_correction=False)
    shown = {field.name: field.value() for field in form}
    assert shown == {
        "value": "20.5",
        "progress": "做了",
        "problems": "难",
        "next_steps": "再做",
        "claims_completion": True,
        "evidence_title": "材料",
        "evidence_url": "https://a.cn",
        "row_version": 1,
    }


def test_form_opens_empty_where_nothing_is_stored():
    assert EntryForm.initial_of(None) == {"row_version": 0}


def test_form_opens_without_evidence_where_there_is_none(target, lin, wang):
    opened = EntryForm.initial_of(make_entry(target, 6, "20", lin, wang))
    assert (opened["value"], opened["evidence_url"], opened["evidence_title"]) == (Decimal(20), "", "")


def test_accepting_needs_no_reason():
    assert ReviewForm({"row_version": "1"}).is_valid()


@pytest.mark.parametrize("reason", ["", "  "])
def test_sending_back_needs_a_reason(reason, english):
    form = ReviewForm({"row_version": "1", "reason": reason}, is_sent_back=True)
    assert form.errors == {"reason": ["Say what has to be changed."]}


def test_decision_is_taken_on_a_version():
    assert "row_version" in ReviewForm({"row_version": "0"}).errors
