from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories import AT, draft_entry, make_entry, make_target, month
from tracker.actions.revisions import Ground, Terms, revise
from tracker.choices import PublicationKind
from tracker.models import Entry, Target
from tracker.queries.publications import public_since, publications


def told(report, number=12, until=None):
    return [(each.id, each.kind) for each in publications(report, month(number), until)]


def test_each_kind_is_called_what_it_is(report, target, lin, wang, other_department):
    draft_entry(target, 7, "40", lin)
    make_entry(target, 5, "20", lin, wang)
    make_entry(target, 5, "21", lin, wang, at=AT + timedelta(hours=1), correction_reason="x")
    make_entry(target, 6, "40", lin, wang, at=AT + timedelta(hours=2), claims_completion=True)
    target.refresh_from_db()
    terms, ground = Terms(target.value, None, target.due, other_department), Ground("x", "y", date(2021, 8, 1))
    at = AT + timedelta(hours=3)
    revise(target=target, terms=terms, ground=ground, by=wang, at=at, row_version=target.row_version)
    assert told(report) == [
        ("HD-2021-01:r1", PublicationKind.REVISION),
        ("HD-2021-01:2021-06:1", PublicationKind.COMPLETION),
        ("HD-2021-01:2021-05:2", PublicationKind.CORRECTION),
        ("HD-2021-01:2021-05:1", PublicationKind.FIGURE),
    ]
    revision, *entries = publications(report, month(12))
    assert revision.departments == {"jyj", "swj"}
    assert {department for each in entries for department in each.departments} == {"jyj"}
    assert (revision.entry, entries[0].revision) == (None, None)
    assert [each.is_late for each in entries] == [True, False, True]


def test_a_running_month_becomes_public_when_it_is_over(target, lin, wang):
    early = datetime(2021, 6, 20, 1, tzinfo=UTC)
    entry = make_entry(target, 6, "20", lin, wang, at=early)
    assert public_since(entry).isoformat() == "2021-07-01T00:00:00+08:00"
    late = make_entry(target, 5, "20", lin, wang, at=early)
    assert public_since(late) == early


def test_earlier_months_leave_out_what_is_about_later_ones(report, target, lin, wang):
    make_entry(target, 5, "20", lin, wang)
    make_entry(target, 6, "20", lin, wang)
    target.refresh_from_db()
    terms, ground = Terms(target.value - 1, None, target.due, target.lead), Ground("x", "y", date(2021, 8, 1))
    revise(target=target, terms=terms, ground=ground, by=wang, at=AT, row_version=target.row_version)
    assert [name for name, _kind in told(report, 5, month(5))] == ["HD-2021-01:2021-05:1"]
    assert [name for name, _kind in told(report, 5)] == ["HD-2021-01:2021-05:1", "HD-2021-01:r1"]


def test_a_correction_stands_before_what_it_corrects(report, target, lin, wang):
    at = datetime(2021, 6, 20, 1, tzinfo=UTC)  # both are seen from the first of July
    make_entry(target, 6, "20", lin, wang, at=at)
    make_entry(target, 6, "21", lin, wang, at=at + timedelta(days=1), correction_reason="x")
    assert [name for name, _kind in told(report)] == ["HD-2021-01:2021-06:2", "HD-2021-01:2021-06:1"]


@pytest.mark.parametrize("rows", [1, 30])
def test_publications_take_three_queries(area, department, lin, wang, rows, django_assert_num_queries):
    for _ in range(rows):
        make_entry(make_target(area, lead=department), 3, "9", lin, wang)
    report = area.report
    assert report.policy
    assert Entry.objects.count() == Target.objects.count() == rows
    with django_assert_num_queries(3):
        found = publications(report, month(12))
        assert len({(each.target.area.code, each.entry.department.code, each.id) for each in found}) == rows
