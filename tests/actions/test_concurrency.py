"""Many people at once, on either database: nothing is lost and the chain does not fork."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.factories import check_chain, draft_entry, make_area, make_department, make_person, make_report, make_target
from tracker.actions.entries import submit
from tracker.actions.errors import Conflict
from tracker.choices import EntryState, Role
from tracker.models import Entry
from tracker.queries.edition import edition

PEOPLE, ROUNDS = 6, 5


@pytest.fixture
def stage(transactional_db):
    department = make_department("jyj")
    area = make_area(make_report())
    return [make_target(area, lead=department) for _number in range(PEOPLE)], [
        make_person(f"p{number}", "人", department, Role.REPORTER) for number in range(PEOPLE)
    ]


def together(work):
    """Let everybody begin at the same moment; what each one's work gave or raised."""
    barrier = Barrier(PEOPLE)

    def run(number):
        try:
            barrier.wait(timeout=20)
            return work(number)
        except Conflict as conflict:
            return conflict
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as pool:
        return list(pool.map(run, range(PEOPLE)))


def test_drafts_saved_at_once_are_all_kept_and_all_on_the_record(stage):
    targets, people = stage

    def work(number):
        return [draft_entry(targets[number], at, "1", people[number]) for at in range(1, ROUNDS + 1)]

    together(work)
    assert Entry.objects.count() == PEOPLE * ROUNDS
    assert check_chain() == edition().number == PEOPLE * ROUNDS


def test_of_many_first_drafts_of_one_month_one_is_kept_and_the_others_are_told(stage):
    targets, people = stage
    results = together(lambda number: draft_entry(targets[0], 3, str(number + 1), people[number]))
    [kept] = [result for result in results if isinstance(result, Entry)]
    assert Entry.objects.get().value == kept.value
    assert sum(isinstance(result, Conflict) for result in results) == PEOPLE - 1
    assert check_chain() == 1


def test_one_draft_submitted_by_many_at_once_is_submitted_once(stage):
    targets, people = stage
    entry = draft_entry(targets[0], 3, "1", people[0])
    together(lambda number: submit(entry=entry, by=people[number], at=entry.saved_at, row_version=1))
    assert Entry.objects.get().state == EntryState.SUBMITTED
    assert check_chain() == edition().number == 2
