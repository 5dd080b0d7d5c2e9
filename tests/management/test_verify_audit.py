"""`manage.py verify_audit`: one line when all is well, else the first bad record. The tests tamper past the actions."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from tests.factories import AT, draft_entry, make_entry, make_person, submit_entry
from tests.sample import load_year
from tracker.actions.records import keep
from tracker.actions.reviews import accept
from tracker.actions.revisions import Ground, Terms, revise
from tracker.actions.sample import clear
from tracker.actions.workflow import assign
from tracker.choices import Role
from tracker.models import AuditRecord, Department, Edition, Entry, Review, Target, User
from tracker.models.audit import GENESIS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def run(*words: str) -> str:
    out = StringIO()
    call_command("verify_audit", *words, stdout=out)
    return out.getvalue()


def fault(*words: str) -> str:
    """What the command fails with."""
    with pytest.raises(CommandError) as failed:
        run(*words)
    assert failed.value.returncode == 1
    return str(failed.value)


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount == 1


def seal_anew(first: int = 1, *, noted: bool = True) -> None:
    """Number and seal the chain again from a record on, as somebody would who has the program and the database."""
    before = AuditRecord.objects.filter(is_sample=False, number__lt=first).order_by("number").last()
    previous, number = (before.hash, before.number) if before else (GENESIS, 0)
    rows = list(AuditRecord.objects.filter(is_sample=False, number__gte=first).order_by("number"))
    for row in rows:  # out of the way of one another first
        AuditRecord.objects.filter(pk=row.pk).update(number=row.number + 1000, previous_hash=f"{row.pk:064}")
    for row in rows:
        number += 1
        row.number, row.previous_hash = number, previous
        previous = row.hash = row.seal()
        row.save()
    if noted:
        Edition.objects.update(records=number, head=previous)


@pytest.fixture
def work(target, lin, wang, admin) -> Entry:
    """Six records: a figure drafted, submitted and accepted, one drafted and submitted, and the target revised."""
    entry = make_entry(target, 3, "9", lin, wang, progress="开工九座")
    submit_entry(target, 4, "12", lin)
    terms = Terms(target.value + 5, None, target.due, target.lead)
    ground = Ground("上级调整", "第3号纪要", date(2021, 4, 2))
    revise(target=target, terms=terms, ground=ground, by=admin, at=AT, row_version=target.row_version)
    return entry


def test_all_is_well_in_one_line(work):
    said = run()
    assert (
        said == f"The audit trail is whole: 6 records, and 0 of sample data. Last hash: {Edition.objects.get().head}\n"
    )
    assert AuditRecord.objects.get(number=6).hash in said


def test_nothing_is_well_too(db):
    assert run() == "The audit trail is whole: 0 records, and 0 of sample data. Last hash: –\n"


# Six kinds of tampering, and more


def test_a_changed_record_is_named(work):
    AuditRecord.objects.filter(number=3).update(by_name="赵")
    said = fault()
    assert said.startswith("Audit record 3 (HD-2021-01 2021-03 v1, accepted, 2021-07-01 09:00, 赵): ")
    assert "changed afterwards" in said


def test_a_changed_and_sealed_record_shows_in_the_next(work):
    row = AuditRecord.objects.get(number=2)
    row.by_name = "赵"
    row.hash = row.seal()
    row.save()
    assert fault().startswith("Audit record 3 ")


def test_a_record_removed_in_the_middle_is_missed(work):
    sql("DELETE FROM tracker_auditrecord WHERE number = %s", 3)
    said = fault()
    assert said.startswith("Audit record 4 ")
    assert "record 3 before it is missing" in said


def test_records_removed_at_the_end_are_missed(work):
    sql("DELETE FROM tracker_auditrecord WHERE number = %s", 6)
    said = fault()
    assert said.startswith("Audit record 5 ")
    assert "has 5 records and should have 6" in said


def test_a_chain_removed_whole_is_missed(work):
    AuditRecord.objects.all().delete()
    assert fault() == "the chain has 0 records and should have 6: its end was cut off"


def made_up(number: int, before: AuditRecord) -> AuditRecord:
    """A record that follows on `before`, well sealed."""
    row = AuditRecord(number=number, at=AT, by="wang", by_name="王", action="accept", subject="entry", previous_hash="")
    row.subject_key, row.before, row.after, row.previous_hash = before.subject_key, {}, {}, before.hash
    row.hash = row.seal()
    return row


def test_a_record_put_in_between_is_noticed_in_the_next(work):
    for row in AuditRecord.objects.filter(number__gte=4).order_by("-number"):
        AuditRecord.objects.filter(pk=row.pk).update(number=row.number + 1)
    row = made_up(4, AuditRecord.objects.get(number=3))
    AuditRecord.objects.filter(number=5).update(previous_hash=row.hash)
    row.save()
    said = fault()
    assert said.startswith("Audit record 5 ")
    assert "changed afterwards" in said


def test_a_record_put_in_at_the_end_is_named(work):
    made_up(7, AuditRecord.objects.get(number=6)).save()
    said = fault()
    assert said.startswith("Audit record 7 ")
    assert "only 6 were written" in said


def test_two_records_swapped_are_noticed(work):
    for number, other in ((2, 1000), (3, 2), (1000, 3)):
        AuditRecord.objects.filter(number=number).update(number=other)
    assert fault().startswith("Audit record 2 ")


def test_an_accepted_figure_changed_past_the_trail_is_noticed(work):
    sql("UPDATE tracker_entry SET value = 19 WHERE id = %s", work.pk)
    said = fault()
    assert said.startswith("Audit record 1 (HD-2021-01 2021-03 v1, draft saved, ")
    assert "it left “cumulative figure to date” as “9”, and now it is “19”" in said


def test_a_targets_figure_changed_past_the_trail_is_noticed(work):
    sql("UPDATE tracker_target SET value = 30 WHERE id = %s", work.target_id)
    said = fault()
    assert said.startswith("Audit record 6 (HD-2021-01, revised, ")
    assert "“45”, and now it is “30”" in said


def test_a_promise_changed_before_anybody_worked_on_it_is_noticed():
    call_command("load_targets", verbosity=0)
    run()
    sql("UPDATE tracker_target SET value = 30 WHERE code = %s", "HD-2021-07")
    assert "“40”, and now it is “30”" in fault()


def test_what_the_first_record_of_an_entry_left_empty_is_compared_too(target, lin):
    entry = draft_entry(target, 3, "9", lin)
    Entry.objects.filter(pk=entry.pk).update(first_submitted_at=AT)
    assert "it left “first submitted at” as “–”" in fault()


def test_a_deleted_entry_is_noticed(work):
    Review.objects.all().delete()
    sql("DELETE FROM tracker_entry WHERE id = %s", work.pk)
    said = fault()
    assert said.startswith("Audit record 3 (HD-2021-01 2021-03 v1, accepted, ")
    assert "taken out past the trail" in said


def test_an_entry_put_in_past_the_trail_is_named(work):
    work.pk, work.month = None, date(2021, 5, 1)
    work.save(force_insert=True)
    assert fault() == "Entry HD-2021-01 2021-05 v1 was put in past the trail: no record tells of its making."


def test_a_figure_changed_past_the_trail_and_then_by_the_rules_is_noticed(work):
    sql("UPDATE tracker_target SET value = 30 WHERE id = %s", work.target_id)
    target = Target.objects.get(pk=work.target_id)
    target.value += 1
    keep(thing=target, by=None, at=AT)
    said = fault()
    assert said.startswith("Audit record 7 ")
    assert "“target figure” was “30” before, and by the trail it was “45”" in said


def test_a_chain_sealed_anew_shows_by_a_hash_printed_before(work):
    printed = Edition.objects.get().head
    AuditRecord.objects.filter(number=3).update(by_name="赵")
    seal_anew(3)
    assert "whole" in run()
    assert (
        fault(f"--head={printed}")
        == f"No record has the hash {printed}: the chain was sealed anew since it was printed."
    )


def test_a_chain_sealed_anew_past_the_edition_shows_by_itself(work):
    AuditRecord.objects.filter(number=3).update(by_name="赵")
    seal_anew(3, noted=False)
    said = fault()
    assert said.startswith("Audit record 6 ")
    assert "sealed anew" in said


# A hash printed earlier


@pytest.mark.parametrize("length", [12, 16, 64])
def test_a_hash_printed_earlier_is_found_whole_or_short(work, length):
    printed = AuditRecord.objects.get(number=4).hash[:length]
    assert "The hash given is that of record 4." in run(f"--head={printed}")
    assert "record 4" in run("--head", f" {printed.upper()} ")


@pytest.mark.parametrize("head", ["abc", "x" * 64, "0" * 65, ""])
def test_what_is_no_hash_is_refused(work, head):
    assert "write the hash as a page printed it" in fault(f"--head={head}")


def test_a_hash_of_the_sample_chain_is_not_on_the_real_one(work):
    sample = make_person("sample", "样", None, Role.ADMINISTRATOR, is_sample=True)
    keep(thing=Target.objects.get(), by=sample, at=AT)
    assert "No record has the hash" in fault(f"--head={AuditRecord.objects.get(is_sample=True).hash}")


# The sample year


def test_a_tampered_sample_record_is_called_so(work):
    sample = make_person("sample", "样", None, Role.ADMINISTRATOR, is_sample=True)
    keep(thing=Target.objects.get(), by=sample, at=AT)
    AuditRecord.objects.filter(is_sample=True).update(by_name="真")
    assert fault().startswith("Sample audit record 1 ")


@pytest.fixture
def sample_year(targets_loaded, apart) -> None:
    load_year()


def test_the_sample_year_is_whole_and_so_is_what_is_left_of_it(sample_year):
    assert "and 0 of" not in run()
    clear(at=AT)
    assert run().startswith("The audit trail is whole: 1 records, and 0 of sample data.")


def test_tampering_with_the_sample_year_is_noticed(sample_year):
    entry = Entry.objects.accepted().order_by("pk").last()
    Entry.objects.filter(pk=entry.pk).update(progress="不是这样")
    assert "“progress”" in fault()


def test_real_work_amid_a_sample_that_was_cleared_is_no_fault(sample_year):
    """A real supervisor decides on sample entries, a sample one on real entries; then the sample goes."""
    supervisor = keep(thing=make_person("real", "真", None, Role.SUPERVISOR, Role.ADMINISTRATOR), by=None, at=AT)
    for entry in Entry.objects.filter(state="SUBMITTED"):
        accept(entry=entry, by=supervisor, at=AT, row_version=entry.row_version)
    silent = Target.objects.get(code="HD-2021-14")
    reporter = make_person("filer", "填", silent.lead, Role.REPORTER)  # real, in a sample department
    for number in (1, 2):
        submit_entry(silent, number, str(number), reporter)
    entry = Entry.objects.get(target=silent, month=date(2021, 1, 1))
    accept(entry=entry, by=User.objects.get(username="wang"), at=AT, row_version=entry.row_version)
    run()
    clear(at=AT)
    assert "0 of sample data" in run()
    assert AuditRecord.objects.filter(subject="entry").exists()
    assert not Entry.objects.exists()


def test_after_a_sample_was_cleared_real_tampering_still_shows(sample_year):
    clear(at=AT)
    department = Department.objects.get(code="jyj")
    target = Target.objects.get(code="HD-2021-14")
    supervisor = make_person("real", "真", None, Role.SUPERVISOR)
    assign(target=target, lead=department, by=supervisor, at=AT)
    target.refresh_from_db()
    entry = make_entry(target, 3, "1", make_person("filer", "填", department, Role.REPORTER), supervisor)
    run()
    with transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(value=2)
        assert "changed past the trail" in fault()
        transaction.set_rollback(True)
    Review.objects.all().delete()
    entry.delete()
    assert "taken out past the trail" in fault()
