"""What a report says of the year before stands beside what was logged."""

from datetime import date
from decimal import Decimal

from tests.factories import AT, make_entry, make_report, make_target
from tests.texts import of, take_in
from tracker.actions.candidates import Decision, decide
from tracker.choices import CandidateState, Why
from tracker.queries.claims import claims

ON = date(2022, 2, 1)


def said(row, target, by):
    decision = Decision(CandidateState.LEFT_OUT, why=Why.PAST, about=target)
    return decide(candidate=row, decision=decision, by=by, at=AT, row_version=row.row_version)


def test_a_result_told_stands_beside_the_last_figure_logged(target, admin, lin, wang):
    make_entry(target, 11, "41", lin, wang)
    make_entry(target, 12, "42", lin, wang)
    text = take_in(make_report(2022), admin)
    row = said(of(text, "新建5G基站43座"), target, admin)
    (claim,) = claims(text.candidates.all(), ON)
    assert claim.candidate == row
    assert claim.standing.facts.latest.value == Decimal(42)


def test_a_target_without_a_figure_is_shown_without_one(target, admin):
    text = take_in(make_report(2022), admin)
    said(of(text, "新建5G基站43座"), target, admin)
    (claim,) = claims(text.candidates.all(), ON)
    assert claim.standing.facts.latest is None


def test_without_any_nothing_is_asked(target, admin, area, django_assert_num_queries):
    text = take_in(make_report(2022), admin)
    rows = list(text.candidates.all())
    with django_assert_num_queries(0):
        assert claims(rows, ON) == []
    for number in range(5):
        said(rows[number], make_target(area), admin)
    rows = list(text.candidates.all())
    with django_assert_num_queries(4):
        assert len(claims(rows, ON)) == 5
