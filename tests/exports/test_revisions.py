from datetime import timedelta

import pytest

from tests.exports.conftest import read_at
from tests.factories import AT, make_entry, make_target
from tracker.exports.revisions import PUBLICATIONS, REVISIONS, until
from tracker.models import ChangeRequest, Revision


def rows(resource, number=12):
    source = read_at(number)
    return resource.rows(resource.things(source.page), source)


def test_a_revision_says_what_stood_before_and_why(record):
    first, second = rows(REVISIONS)
    assert {name: first[name] for name in first if name not in {"url", "recorded_by"}} == {
        "id": "HD-2021-01:r1",
        "target": "HD-2021-01",
        "kind": "CHANGED",
        "decided_on": "2021-08-20",
        "month": "2021-08",
        "value_before": "40",
        "value_after": "36",
        "value_high_before": None,
        "value_high_after": None,
        "due_before": "2021-12",
        "due_after": "2021-11",
        "lead_before": "jyj",
        "lead_after": "jyj",
        "document": "第12号会议纪要",
        "reason": "上级调整",
        "asked_for_by": None,
        "recorded_at": "2021-08-21T09:00:00+08:00",
        "notice": None,
    }
    assert first["recorded_by"] == "王"
    assert first["url"] == "http://127.0.0.1:8000/targets/HD-2021-01/#revisions"
    assert (second["id"], second["kind"]) == ("HD-2021-02:r1", "SUSPENDED")


def test_who_asked_for_it_is_told(record, lin):
    ChangeRequest.objects.create(
        target=record.target,
        kind="ADJUST",
        value_asked=36,
        reason="x",
        document="x",
        progress="x",
        department=record.target.lead,
        asked_by=lin,
        asked_at=AT,
        state="GRANTED",
        decided_by=lin,
        decided_at=AT,
        revision=Revision.objects.order_by("id")[0],
    )
    assert [row["asked_for_by"] for row in rows(REVISIONS)] == ["jyj", None]


def test_an_earlier_month_has_what_held_by_then(record):
    assert [row["id"] for row in rows(REVISIONS, 9)] == ["HD-2021-01:r1"]
    assert rows(REVISIONS, 7) == []
    assert until(read_at(12).page) is None  # what is decided for a month not over yet is told as well
    assert until(read_at(7).page) == read_at(7).page.month


def test_publications_are_what_became_public_newest_first(record):
    told = rows(PUBLICATIONS)
    assert [(row["id"], row["kind"], row["at"][:10]) for row in told] == [
        ("HD-2021-02:close", "CLOSED", "2021-11-08"),
        ("HD-2021-01:r1", "REVISION", "2021-08-21"),
        ("HD-2021-01:2021-07:1", "FIGURE", "2021-08-10"),
        ("HD-2021-01:2021-06:2", "CORRECTION", "2021-07-10"),
        ("HD-2021-01:2021-06:1", "FIGURE", "2021-07-01"),
        ("HD-2021-01:2021-03:1", "FIGURE", "2021-07-01"),
        ("HD-2021-02:2021-06:1", "FIGURE", "2021-07-01"),
        ("HD-2021-02:r1", "REVISION", "2021-07-01"),
    ]
    assert [row["url"].partition("#")[2] for row in told[:3]] == ["closing", "revisions", "entry-2021-07-1"]
    names = ("entry", "revision", "closing")
    assert [[row[name] for name in names] for row in told[:3]] == [
        [None, None, "HD-2021-02:close"],
        [None, "HD-2021-01:r1", None],
        ["HD-2021-01:2021-07:1", None, None],
    ]
    assert [row["month"] for row in told[:3]] == ["2021-10", "2021-08", "2021-07"]


def test_an_earlier_month_leaves_out_what_is_about_later_ones(record):
    assert [row["id"] for row in rows(PUBLICATIONS, 3)] == ["HD-2021-01:2021-03:1"]


def test_what_a_publication_names_is_in_its_list(record, target, lin, wang):
    make_entry(target, 12, "40", lin, wang, at=AT + timedelta(days=170), claims_completion=True)
    told = rows(PUBLICATIONS)
    assert told[0]["kind"] == "COMPLETION"
    assert {row["revision"] for row in told} - {None} == {row["id"] for row in rows(REVISIONS)}
    assert len({row["id"] for row in told}) == len(told)


@pytest.mark.parametrize("number", [1, 30])
def test_revisions_take_one_query_and_publications_three(
    area, department, lin, wang, number, django_assert_num_queries
):
    for _ in range(number):
        make_entry(make_target(area, lead=department), 3, "9", lin, wang)
    source = read_at()
    with django_assert_num_queries(1):
        assert REVISIONS.rows(REVISIONS.things(source.page), source) == []
    with django_assert_num_queries(3):
        assert len(PUBLICATIONS.rows(PUBLICATIONS.things(source.page), source)) == number
