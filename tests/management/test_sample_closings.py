"""How the sample year ends: what each department states fits its figures, and says that it is sample."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from tests.sample import load_year
from tracker.actions import sample
from tracker.choices import ClosingState
from tracker.management.sample_closings import CLOSINGS
from tracker.models import Closing, Report
from tracker.queries.closings import by_outcome, public_closings
from tracker.queries.standings import ledger

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def closings(targets_loaded):
    load_year()
    return {each.target.code: each for each in Closing.objects.with_people()}


def test_seventeen_are_closed_and_two_wait(closings):
    assert closings.keys() == CLOSINGS.keys()
    assert Counter(each.state for each in closings.values()) == {ClosingState.ACCEPTED: 17, ClosingState.SUBMITTED: 2}
    found = public_closings(ledger(Report.objects.get()))
    assert [number for _outcome, number in by_outcome(found)] == [4, 7, 1, 4, 1, 0]
    assert not any(each.is_corrected for each in found)


def test_two_are_stated_otherwise_than_computed(closings):
    differing = {code: (each.outcome, each.computed) for code, each in closings.items() if each.differs}
    assert differing == {"HD-2021-14": ("MISSED", "UNVERIFIABLE"), "HD-2021-20": ("KEPT", "EXCEEDED")}


def test_every_text_says_that_it_is_sample(closings):
    for each in closings.values():
        texts = (each.statement, each.document, each.evidence_title, each.difference_reason)
        assert each.is_sample
        assert all(text.startswith("【示例】") for text in texts if text)
        assert each.evidence_url.startswith("https://example.org/sample/")


def test_they_go_with_the_sample(closings, apart):
    assert sample.is_present()
    call_command("clear_sample", stdout=StringIO())
    assert not Closing.objects.exists()
