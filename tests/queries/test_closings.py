from datetime import date
from decimal import Decimal

import pytest

from tests.factories import (
    AT,
    CLOSING_AT,
    draft_closing,
    make_area,
    make_closing,
    make_entry,
    make_person,
    make_target,
    month,
    submit_closing,
    submit_entry,
)
from tracker.choices import ClosingReason, Outcome, Role
from tracker.queries.areas import by_area
from tracker.queries.closings import (
    accepted_closings,
    awaiting_acceptance,
    by_outcome,
    by_reason,
    closing_of,
    closing_rows,
    closings_by_area,
    figures_wait,
    is_theirs,
    public_closings,
    standing_of,
)
from tracker.queries.standings import ledger

JANUARY = date(2022, 1, 20)


def test_only_accepted_closings_are_public(area, department, lin, wang):
    draft, waiting, closed = (make_target(area, lead=department) for _number in range(3))
    draft_closing(draft, lin)
    submit_closing(waiting, lin)
    closing = make_closing(closed, lin, wang)
    assert accepted_closings(area.report) == [closing]
    assert accepted_closings(area.report, code=closed.code) == [closing]
    assert accepted_closings(area.report, code=draft.code) == []


def test_a_month_knows_what_was_accepted_by_its_end(target, report, lin, wang):
    make_closing(target, lin, wang)
    assert accepted_closings(report, month(12)) == []
    assert len(accepted_closings(report, month(1, 2022))) == 1


def test_a_figure_corrected_since_is_marked_and_nothing_else_changes(target, report, lin, wang):
    make_entry(target, 12, "38", lin, wang, at=CLOSING_AT)
    closing = make_closing(target, lin, wang)
    (item,) = public_closings(ledger(report))
    assert (item.closing, item.value_now, item.is_corrected) == (closing, 38, False)
    make_entry(target, 12, "39", lin, wang, at=CLOSING_AT, correction_reason="补计一座")
    (item,) = public_closings(ledger(report))
    assert (item.closing.value, item.value_now, item.is_corrected) == (Decimal(38), Decimal(39), True)
    assert item.id == "HD-2021-01:close"
    make_entry(target, 12, None, lin, wang, at=CLOSING_AT, correction_reason="未统计")
    (item,) = public_closings(ledger(report))
    assert (item.value_now, item.is_corrected) == (None, True)


def test_a_figure_of_a_later_month_is_no_correction(area, department, lin, wang):
    june = make_target(area, lead=department, due=month(6))
    make_entry(june, 6, "30", lin, wang, at=AT)
    make_closing(june, lin, wang, at=AT)
    make_entry(june, 7, "40", lin, wang, at=CLOSING_AT)
    (item,) = public_closings(ledger(area.report))
    assert not item.is_corrected


def test_what_a_close_rests_on_is_the_last_month_over(target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    assert standing_of(target, date(2021, 12, 31)).outcome is None
    standing = standing_of(target, JANUARY)
    assert (standing.month, standing.outcome, standing.facts.latest.value) == (month(12), Outcome.MISSED, 20)


def test_a_figure_waits_until_it_is_decided_on(target, lin, wang):
    assert not figures_wait(target)
    submit_entry(target, 12, "40", lin)
    assert figures_wait(target)


def test_a_row_says_what_a_target_still_wants(area, department, lin, wang, zhao):
    closed, waiting, silent = (make_target(area, lead=department) for _number in range(3))
    make_entry(waiting, 12, "40", lin, wang, at=CLOSING_AT)
    make_closing(closed, lin, wang)
    submit_closing(waiting, lin)
    submit_entry(silent, 11, "4", lin)
    rows = closing_rows(area.report, JANUARY)
    assert [list(row.lacks) for row in rows] == [
        [],
        ["NOT_ACCEPTED"],
        ["NO_FIGURE", "FIGURE_WAITS", "NO_STATEMENT"],
    ]
    assert [row.computed for row in rows] == ["UNVERIFIABLE", "KEPT", "UNVERIFIABLE"]
    assert [row.closing for row in rows] == [closing_of(closed), closing_of(waiting), None]
    assert [is_theirs(rows[0], by) for by in (lin, zhao, wang)] == [True, False, False]
    assert {lack for row in closing_rows(area.report, date(2021, 12, 31)) for lack in row.lacks} == {"NOT_OVER"}


def test_what_waits_is_shown_to_those_who_may_accept_it(area, department, lin, wang):
    target, orphan = make_target(area, lead=department), make_target(area)
    both = make_person("both", "双", department, Role.HEAD, Role.SUPERVISOR)
    theirs, own = submit_closing(target, lin), submit_closing(orphan, wang)
    assert awaiting_acceptance(wang) == [theirs]
    assert awaiting_acceptance(both) == [own]


def test_closings_are_counted_by_area_outcome_and_reason(area, report, department, lin, wang):
    other = make_area(report)
    make_area(report)
    kept, missed, still_open = (
        make_target(area, lead=department),
        make_target(other, lead=department),
        make_target(other),
    )
    make_entry(kept, 12, "40", lin, wang, at=CLOSING_AT)
    make_entry(missed, 12, "4", lin, wang, at=CLOSING_AT)
    make_closing(kept, lin, wang)
    make_closing(missed, lin, wang, reason_kind="FUNDING")
    found, listed = public_closings(ledger(report)), ledger(report).standings(month(12))
    first, second = closings_by_area(by_area(report.areas.all(), listed, ledger(report).policy), found)
    assert [(outcome, number) for outcome, number in by_outcome(found) if number] == [("KEPT", 1), ("MISSED", 1)]
    assert by_reason(found) == second.reasons == [(ClosingReason.FUNDING, 1)]
    assert [number for _outcome, number in first.outcomes] == [0, 1, 0, 0, 0, 0]
    assert ([each.closing.target for each in first.closed], first.still_open, first.reasons) == ([kept], [], [])
    assert [standing.target for standing in second.still_open] == [still_open]


@pytest.mark.parametrize("rows", [1, 30])
def test_lists_ask_the_same_number_of_queries_whatever_their_size(
    area, department, lin, wang, rows, django_assert_num_queries
):
    for _row in range(rows):
        make_closing(make_target(area, lead=department), lin, wang)
    report = area.report
    assert report.policy
    found = ledger(report)
    with django_assert_num_queries(2):  # the closings, what departments were called
        told = public_closings(found)
        assert all((each.closing.department_title, each.closing.accepted_by.title, each.id) for each in told)
    with django_assert_num_queries(6):  # the ledger's three, its last month, closings, figures that wait
        assert len([row.lacks for row in closing_rows(report, JANUARY)]) == rows
