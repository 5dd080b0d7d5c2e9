"""Many people on the same page at the same moment, through the site's own doors, on either database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from tests.factories import check_chain, make_area, make_department, make_person, make_report, make_target
from tracker.choices import EntryState, Role
from tracker.models import AuditRecord, Entry, User

EDITORS, ROWS, ROUNDS = 8, 6, 5
KEYS = 200
JSON = {"accept": "application/json"}
JULY = "/desk/months/2021-07/"


@pytest.fixture
def targets(transactional_db):
    area, department = make_area(make_report()), make_department("jyj")
    for number in range(EDITORS):
        make_person(f"p{number}", "人", department, Role.REPORTER)
    return [make_target(area, lead=department) for _each in range(ROWS)]


def together(work):
    """Let every editor begin at the same moment, each in a browser of their own."""
    barrier = Barrier(EDITORS)
    connection.close()  # PostgreSQL's pool holds eight, one for each of them

    def run(number):
        try:
            client = Client()
            client.force_login(User.objects.get(username=f"p{number}"))
            connection.close()
            barrier.wait(timeout=30)
            return work(number, client)
        finally:
            connection.close()

    with ThreadPoolExecutor(EDITORS) as pool:
        return list(pool.map(run, range(EDITORS)))


def test_eight_editors_of_one_grid_lose_nothing_and_each_conflict_is_told(targets):
    """Each editor writes each row in every round, from what the last answer told: saved, or shown what stands."""

    def work(number, client):
        told = {target.code: {"row_version": 0, "seen": ""} for target in targets}
        outcomes = []
        for turn in range(ROUNDS):
            fields = {"do": "save"}
            for code, known in told.items():
                fields |= {f"{code}-row_version": known["row_version"], f"{code}-seen": known["seen"]}
                fields |= {f"{code}-value": str(1 + number + EDITORS * turn)}
            response = client.post(JULY, fields, headers=JSON)
            assert response.status_code == 200
            for code, answer in response.json()["rows"].items():
                outcomes.append((code, answer["state"], answer["row_version"], fields[f"{code}-value"]))
                told[code] = answer
        return outcomes

    outcomes = [each for ours in together(work) for each in ours]
    saved = [each for each in outcomes if each[1] == "saved"]
    conflicts = [each for each in outcomes if each[1] == "conflict"]
    assert len(outcomes) == len(saved) + len(conflicts) == EDITORS * ROWS * ROUNDS
    assert Entry.objects.count() == ROWS
    for entry in Entry.objects.all():
        ours = sorted((version, value) for code, _state, version, value in saved if code == entry.target.code)
        assert entry.row_version == len(set(ours)) == len(ours)
        assert str(int(entry.value)) in {value for version, value in ours}
    assert AuditRecord.objects.filter(action="save_draft").count() == len(saved) == check_chain()
    assert conflicts


def test_two_hundred_submissions_each_sent_eight_times_at_once_make_two_hundred_entries(targets):
    """Twenty targets, ten months: the same form arrives eight times from a nervous finger."""
    area, lead = targets[0].area, targets[0].lead
    targets += [make_target(area, lead=lead) for _each in range(20 - ROWS)]
    places = [(target.code, month) for target in targets for month in range(1, 11)]
    assert len(places) == KEYS
    nervous = User.objects.get(username="p0")

    def work(_number, client):
        client.force_login(nervous)
        statuses = set()
        for code, month in places:
            fields = {"value": "1", "row_version": "0", "do": "submit"}
            statuses.add(client.post(f"/desk/entries/{code}/2021-{month:02}/", fields).status_code)
        return statuses

    assert set.union(*together(work)) == {302}
    assert Entry.objects.count() == KEYS
    assert set(Entry.objects.values_list("state", "version", "row_version")) == {(EntryState.SUBMITTED, 1, 2)}
    assert AuditRecord.objects.filter(action="submit").count() == KEYS
    assert Entry.objects.filter(month=date(2021, 10, 1)).count() == 20
    check_chain()


def test_one_grid_submitted_eight_times_at_once_is_submitted_once(targets):
    nervous = User.objects.get(username="p0")

    def work(_number, client):
        client.force_login(nervous)
        fields = {"do": "submit"}
        for target in targets:
            fields |= {
                f"{target.code}-{name}": text for name, text in (("row_version", "0"), ("seen", ""), ("value", "1"))
            }
        return client.post(JULY, fields).status_code

    assert set(together(work)) == {302}
    assert set(Entry.objects.values_list("state", "row_version")) == {(EntryState.SUBMITTED, 2)}
    assert Entry.objects.count() == ROWS
    assert check_chain() == AuditRecord.objects.count()
