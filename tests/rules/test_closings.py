import pytest

from tests.factories import make_facts, month
from tracker.choices import ClosingState, Outcome
from tracker.rules.closings import faults, lacks, needs_reason
from tracker.rules.facts import Policy
from tracker.rules.lights import judge

DECEMBER = month(12)
WRITTEN = "年底核查完毕"


def verdict(at=DECEMBER, **given):
    return judge(make_facts(**given), Policy(), at)


def test_only_what_is_kept_in_full_needs_no_kind_of_reason():
    assert {outcome for outcome in Outcome if not needs_reason(outcome)} == {Outcome.EXCEEDED, Outcome.KEPT}


@pytest.mark.parametrize(
    ("stated", "computed", "reason_kind", "difference", "statement", "wrong"),
    [
        ("KEPT", "KEPT", "", "", WRITTEN, set()),
        ("KEPT", "KEPT", "", "", " \n", {"statement"}),
        ("MISSED", "MISSED", "FUNDING", "", WRITTEN, set()),
        ("MISSED", "MISSED", "", "", WRITTEN, {"reason_kind"}),
        ("KEPT", "KEPT", "FUNDING", "", WRITTEN, {"reason_kind"}),
        ("KEPT", "EXCEEDED", "", "在承诺之内", WRITTEN, set()),
        ("KEPT", "EXCEEDED", "", " ", WRITTEN, {"difference_reason"}),
        ("KEPT", "KEPT", "", "在承诺之内", WRITTEN, {"difference_reason"}),
        ("UNVERIFIABLE", "MISSED", "", "", "", {"reason_kind", "difference_reason", "statement"}),
    ],
)
def test_what_is_stated_has_to_fit_together(stated, computed, reason_kind, difference, statement, wrong):
    assert faults(Outcome(stated), Outcome(computed), reason_kind, difference, statement) == wrong


@pytest.mark.parametrize(
    ("given", "state", "figure_waits", "found"),
    [
        ({"at": month(11)}, None, False, ["NOT_OVER"]),
        ({"at": month(5), "suspended": True}, None, False, ["NO_STATEMENT"]),
        ({"figures": {12: "100"}}, None, False, ["NO_STATEMENT"]),
        ({"figures": {11: "100"}}, None, False, ["NO_FIGURE", "NO_STATEMENT"]),
        ({}, ClosingState.DRAFT, True, ["NO_FIGURE", "FIGURE_WAITS", "NO_STATEMENT"]),
        ({"figures": {12: "100"}}, ClosingState.RETURNED, False, ["NO_STATEMENT"]),
        ({"figures": {12: "100"}}, ClosingState.SUBMITTED, False, ["NOT_ACCEPTED"]),
        ({"figures": {12: "100"}}, ClosingState.SUBMITTED, True, ["FIGURE_WAITS", "NOT_ACCEPTED"]),
        ({}, ClosingState.ACCEPTED, True, []),
    ],
)
def test_what_a_target_wants_before_it_is_closed(given, state, figure_waits, found):
    assert list(lacks(verdict(**given), state, figure_waits=figure_waits)) == found
