from datetime import date, timedelta

import pytest

from tests.factories import AT, draft_entry, make_area, make_entry, make_report, make_target, month, submit_entry
from tracker.actions.revisions import Ground, Terms, revise, suspend
from tracker.models import Target
from tracker.queries.records import accepted_entries, entry_id, public_revisions


def changed(target, by, number, *, at=AT):
    """One more revision of the target, decided in that month."""
    target = Target.objects.get(pk=target.pk)
    ground = Ground("上级调整", "纪要", date(2021, number, 20))
    revise(
        target=target,
        terms=Terms(target.value - 1, None, target.due, target.lead),
        ground=ground,
        by=by,
        at=at,
        row_version=target.row_version,
    )


def test_only_accepted_entries_are_on_record_in_the_reports_order(report, target, department, lin, wang):
    second = make_target(make_area(report), lead=department)
    make_entry(second, 2, "3", lin, wang)
    make_entry(target, 6, "20", lin, wang)
    make_entry(target, 3, "10", lin, wang)
    draft_entry(target, 7, "30", lin)
    submit_entry(target, 8, "31", lin)
    assert [entry_id(each.entry) for each in accepted_entries(report, month(12))] == [
        *("HD-2021-01:2021-03:1", "HD-2021-01:2021-06:1", "HD-2021-02:2021-02:1"),
    ]
    assert [entry_id(each.entry) for each in accepted_entries(report, month(2))] == ["HD-2021-02:2021-02:1"]


def test_a_corrected_entry_is_marked_and_its_correction_is_never_late(report, target, lin, wang):
    for version in range(3):
        make_entry(target, 6, str(20 + version), lin, wang, at=AT + timedelta(days=version), correction_reason="x")
    found = accepted_entries(report, month(12))
    assert [(each.entry.version, each.is_superseded, each.is_late) for each in found] == [
        *((1, True, True), (2, True, False), (3, False, False)),
    ]


def test_another_reports_record_is_another(report, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    changed(target, wang, 5)
    other = make_report(2020)
    assert accepted_entries(other, month(12)) == []
    assert public_revisions(other) == []


def test_revisions_are_numbered_as_they_were_recorded(report, target, department, wang):
    second = make_target(make_area(report), lead=department)
    changed(target, wang, 3)
    changed(second, wang, 4, at=AT + timedelta(days=1))
    changed(target, wang, 5, at=AT + timedelta(days=2))
    ground = Ground("x", "y", date(2021, 6, 1))
    suspend(target=target, ground=ground, by=wang, at=AT, row_version=Target.objects.get(pk=target.pk).row_version)
    found = public_revisions(report)
    assert [(each.id, each.month.month) for each in found] == [
        *(("HD-2021-01:r1", 3), ("HD-2021-01:r2", 6), ("HD-2021-01:r3", 5), ("HD-2021-02:r1", 4)),
    ]
    assert [each.id for each in public_revisions(report, month(4))] == ["HD-2021-01:r1", "HD-2021-02:r1"]


@pytest.mark.parametrize("rows", [1, 30])
def test_the_record_takes_three_queries_and_one(area, department, lin, wang, rows, django_assert_num_queries):
    for _ in range(rows):
        target = make_target(area, lead=department)
        make_entry(target, 3, "9", lin, wang, evidence_url="https://a.cn/x")
        changed(target, wang, 5)
    report = area.report
    assert report.policy
    with django_assert_num_queries(3):
        found = accepted_entries(report, month(12))
        assert {(each.department_title, len(each.entry.evidence.all())) for each in found} == {("区教育局", 1)}
        assert len({each.entry.submitted_by.title for each in found}) == 1
    with django_assert_num_queries(1):
        revisions = public_revisions(report)
        assert len({each.id for each in revisions}) == rows
        assert {each.revision.lead_before.code for each in revisions} == {"jyj"}
        assert {getattr(each.revision, "request", None) for each in revisions} == {None}
