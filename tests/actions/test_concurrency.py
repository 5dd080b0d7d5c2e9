"""Many people at once, on either database: nothing is lost and the chain does not fork."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from tests.factories import (
    AT,
    check_chain,
    draft_entry,
    make_area,
    make_department,
    make_person,
    make_report,
    make_target,
    month,
    submit_entry,
)
from tracker.actions.entries import Content, hand_in, save_draft, submit
from tracker.actions.errors import Conflict
from tracker.actions.reviews import accept
from tracker.actions.revisions import Ground, revise, terms_of
from tracker.choices import EntryState, Role, TargetState
from tracker.models import Entry, Revision, Target
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

    def work(number):
        content = Content(Decimal(number + 1))
        return save_draft(target=targets[0], month=month(3), content=content, by=people[number], at=AT, row_version=0)

    results = together(work)
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


def test_months_of_one_target_filed_at_once_wait_for_nobody(stage):
    """Saving and submitting touch entry, target and trail: in different orders they would lock one another out."""
    targets, people = stage
    Target.objects.update(state=TargetState.ASSIGNED)

    def work(number):
        for at in (number + 1, number + 1 + PEOPLE):
            content = Content(Decimal(at), explanation="按季统计")
            hand_in(target=targets[0], month=month(at), content=content, by=people[number], at=AT, row_version=0)

    together(work)
    assert Entry.objects.filter(state=EntryState.SUBMITTED).count() == 2 * PEOPLE
    assert check_chain() == edition().number == 4 * PEOPLE + 1  # drafts, submissions, and one signing for the target


def test_a_claim_accepted_while_the_target_is_revised_loses_neither(stage):
    targets, people = stage
    supervisors = [make_person(f"s{number}", "王", None, Role.SUPERVISOR) for number in range(PEOPLE)]
    entry = submit_entry(targets[0], 3, "40", people[0], claims_completion=True)

    def work(number):
        if number:
            target = Target.objects.get(pk=targets[0].pk)
            ground = Ground("理由", "文件", date(2021, 5, 10))
            now = replace(terms_of(target), value=Decimal(60))
            version = target.row_version
            return revise(target=target, terms=now, ground=ground, by=supervisors[number], at=AT, row_version=version)
        return accept(entry=entry, by=supervisors[0], at=AT, row_version=entry.row_version)

    together(work)
    revised = [revision.value_after for revision in Revision.objects.all()]
    assert Target.objects.get(pk=targets[0].pk).value == (revised[-1] if revised else 40)
    state = TargetState.IN_PROGRESS if revised else TargetState.COMPLETED  # 40 does not reach 60
    assert Target.objects.get(pk=targets[0].pk).state == state
    check_chain()
