"""Reported in time or not, as far as accepted figures tell."""

from datetime import UTC, date, datetime

import pytest

from tests.factories import AT, make_entry, make_target, month, submit_entry
from tracker.actions.revisions import Ground, suspend
from tracker.choices import Cadence
from tracker.queries.filings import filings
from tracker.queries.standings import standings


def filed(report, until):
    return filings(standings(report, month(until)))


def counts(found):
    return (found.due, found.on_time, found.late_count, found.missing_count)


def on(number, day):
    return datetime(2021, number, day, 4, tzinfo=UTC)


def test_each_due_month_is_in_time_late_or_missing(report, target, lin, wang):
    make_entry(target, 1, "3", lin, wang, on(1, 25))
    make_entry(target, 2, "6", lin, wang, on(3, 1))
    found = filed(report, 4)
    assert counts(found) == (4, 1, 1, 2)
    assert [(standing.target, months) for standing, months in found.late] == [(target, [month(2)])]
    assert [(standing.target, months) for standing, months in found.missing] == [(target, [month(3), month(4)])]


def test_a_correction_makes_no_month_late(report, target, lin, wang):
    make_entry(target, 1, "3", lin, wang, on(1, 20))
    make_entry(target, 1, "2", lin, wang, on(4, 1), correction_reason="重复计算")
    assert counts(filed(report, 1)) == (1, 1, 0, 0)


def test_what_waits_for_review_is_not_seen(report, target, lin):
    submit_entry(target, 1, "3", lin, on(1, 20))
    assert counts(filed(report, 1)) == (1, 0, 0, 1)


def test_a_month_said_to_have_no_figure_is_accounted_for(report, target, lin, wang):
    make_entry(target, 1, None, lin, wang, on(1, 20))
    assert counts(filed(report, 1)) == (1, 1, 0, 0)


def test_only_the_months_of_the_cadence_are_due(report, area, department):
    make_target(area, lead=department, cadence=Cadence.QUARTER)
    assert counts(filed(report, 7)) == (2, 0, 0, 2)


def test_nothing_is_due_while_a_target_is_suspended(report, target, wang):
    ground = Ground("停工", "河东政发〔2021〕8号", date(2021, 3, 5))
    suspend(target=target, ground=ground, by=wang, at=AT, row_version=target.row_version)
    assert counts(filed(report, 6)) == (2, 0, 0, 2)


@pytest.mark.django_db
def test_of_no_target_nothing_is_due():
    assert counts(filings([])) == (0, 0, 0, 0)
