from datetime import date

from tests.factories import AT, make_area, make_entry, make_report, make_target
from tracker.actions.revisions import Ground, revise, terms_of
from tracker.models import Upload
from tracker.queries.tasks import SHOWN, sent_tables, task_table

QUERIES = 5


def test_rows_say_what_decides_how_a_target_may_be_changed(report, area, target, other_department, lin, wang):
    target.cooperating.set([other_department])
    make_entry(target, 3, "9", lin, wang)
    target.refresh_from_db()
    for day in (3, 5):
        ground = Ground("理由", "文件", date(2021, day, 1))
        target.value += 1
        target = revise(target=target, terms=terms_of(target), ground=ground, by=wang, at=AT, row_version=day // 2)
    plain = make_target(area)
    first, second = task_table(report).rows
    assert (first.target, first.cooperating, first.is_fixed) == (target, (other_department,), True)
    assert first.decided_on == date(2021, 5, 1)
    assert (second.target, second.cooperating, second.is_fixed, second.decided_on) == (plain, (), False, None)


def test_codes_of_other_reports_are_taken(report, target):
    other = make_target(make_area(make_report(2022)))
    assert task_table(report).taken == {other.code}
    assert [area.report_id for area in task_table(report).areas] == [report.pk]


def test_it_asks_the_same_however_long_the_report(report, area, department, django_assert_num_queries):
    for count in (1, 30):
        for _number in range(count):
            make_target(area, lead=department).cooperating.set([department])
        with django_assert_num_queries(QUERIES):
            table = task_table(report)
            assert all(row.target.report.year for row in table.rows)
            assert all(each.successor is None for each in table.departments)


def test_tables_sent_in_last_come_first(report, wang, django_assert_num_queries):
    other = make_report(2022)
    Upload(report=other, name="别的", sha256="0" * 64, by=wang, at=AT).save()
    for number in range(SHOWN + 1):
        Upload(report=report, name=str(number), sha256="0" * 64, by=wang, at=AT).save()
    with django_assert_num_queries(1):
        assert [upload.name for upload in sent_tables(report) if upload.by] == [str(n) for n in range(SHOWN, 0, -1)]
