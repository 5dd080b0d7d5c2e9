"""`manage.py load_sample`: the same believable year every time, all of it marked as sample."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.management.conftest import restart_numbers
from tracker.choices import EntryState, Light, TargetState
from tracker.models import (
    AuditRecord,
    Department,
    Edition,
    Entry,
    Evidence,
    Report,
    Review,
    Revision,
    Target,
    User,
    Whistle,
    WhistleCall,
)
from tracker.queries.standings import Standing, count, ledger
from tracker.queries.whistles import rates
from tracker.rules.facts import Reason

pytestmark = pytest.mark.django_db
MAY = date(2021, 5, 1)


def run(*args: str) -> str:
    out = StringIO()
    call_command("load_sample", *args, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def output(targets_loaded) -> str:
    """The sample year, loaded once; what the command printed."""
    return run()


@pytest.fixture
def year(output):
    return ledger(Report.objects.get(code="HD-2021"))


def standing(year, number: int, month: int) -> Standing:
    return year.standings(date(2021, month, 1))[number - 1]


def lights(year, month: int) -> dict[str, int]:
    rollup = count(year.standings(date(2021, month, 1)), year.policy)
    return {light.value: number for light, number in rollup.lights.items() if number}


def test_the_logins_are_printed(output):
    lines = output.splitlines()
    assert "245" in lines[0]
    assert [line.split()[:2] for line in lines[2:]] == [
        [login, "hedong-2021"] for login in ("wang", "lin", "zhao", "sun", "zhou", "wu", "zheng", "chen")
    ]
    assert User.objects.get(username="lin").check_password("hedong-2021")


def test_the_mix_at_mid_year(year):
    assert lights(year, 6) == {
        "DONE": 1,
        "ON_PACE": 11,
        "BEHIND": 7,
        "FAR_BEHIND": 3,
        "NO_DATA": 2,
        "SUSPENDED": 1,
    }
    assert count(year.standings(date(2021, 6, 1)), year.policy).buckets["AHEAD"] == 2


def test_the_mix_at_the_close(year):
    assert lights(year, 12) == {
        "DONE": 10,
        "ON_PACE": 4,
        "FAR_BEHIND": 8,
        "NO_DATA": 2,
        "SUSPENDED": 1,
    }
    outcomes = Counter(str(each.outcome) for each in year.standings(date(2021, 12, 1)))
    assert outcomes == {
        "EXCEEDED": 6,
        "KEPT": 7,
        "NEARLY_KEPT": 1,
        "MISSED": 7,
        "UNVERIFIABLE": 3,
        "CHANGED": 1,
    }


def test_the_readers_check_is_in_it(year):
    assert standing(year, 7, 6).verdict.gap == 0
    assert standing(year, 7, 6).verdict.light == Light.ON_PACE
    assert standing(year, 8, 6).verdict.gap == 30
    assert standing(year, 8, 6).verdict.light == Light.BEHIND


def test_a_cap_is_passed_once_and_then_kept(year):
    assert [standing(year, 2, month).verdict.light for month in (3, 6, 12)] == ["BEHIND", "ON_PACE", "ON_PACE"]


def test_a_rate_about_its_target_is_outside_and_then_inside(year):
    assert [standing(year, 4, month).verdict.light for month in (6, 9, 12)] == ["BEHIND", "ON_PACE", "DONE"]


def test_a_target_not_started_for_months_turns_red_and_starts(year):
    verdicts = [standing(year, 18, month).verdict for month in (2, 3, 6, 9)]
    assert [verdict.light for verdict in verdicts] == ["BEHIND", "FAR_BEHIND", "FAR_BEHIND", "BEHIND"]
    assert verdicts[1].reason == Reason.NOT_STARTED


def test_everything_made_is_sample_and_nothing_real_was_added(output):
    assert not Entry.objects.filter(is_sample=False).exists()
    assert not User.objects.filter(is_sample=False).exists()
    assert not Revision.objects.filter(is_sample=False).exists()
    assert Department.objects.filter(is_sample=False).count() == 41
    assert Department.objects.filter(is_sample=True, name__startswith="示例").count() == 7
    assert AuditRecord.objects.get(is_sample=False).action == "load_report"
    assert not Target.objects.filter(lead__is_sample=False).exists()


def test_every_text_says_that_it_is_sample(output):
    for entry in Entry.objects.all():
        for text in (entry.progress, entry.problems, entry.next_steps, entry.explanation, entry.correction_reason):
            assert not text or text.startswith("【示例】")
    texts = [
        *Review.objects.exclude(reason="").values_list("reason", flat=True),
        *Revision.objects.values_list("reason", flat=True),
        *Revision.objects.values_list("document", flat=True),
        *Evidence.objects.values_list("title", flat=True),
        *Whistle.objects.values_list("problem", flat=True),
        *WhistleCall.objects.exclude(answer="").values_list("answer", flat=True),
        *WhistleCall.objects.exclude(word="").values_list("word", flat=True),
    ]
    assert len(texts) > 20
    assert all(text.startswith("【示例】") for text in texts)


def test_unusual_figures_say_why_and_half_years_and_claims_are_proved(output):
    explained = Entry.objects.exclude(explanation="")
    assert 10 < explained.count() < 60
    proved = Entry.objects.filter(evidence__isnull=False)
    assert set(proved.filter(claims_completion=False).values_list("month__month", flat=True)) == {6, 12}
    assert not Entry.objects.filter(claims_completion=True, evidence=None).exists()
    assert set(Evidence.objects.values_list("is_public", "added_by__is_sample")) == {(True, True)}


def test_things_went_wrong_as_they_do(output):
    late = [
        entry
        for entry in Entry.objects.filter(version=1, submitted_at__isnull=False)
        if timezone.localdate(entry.submitted_at) > entry.month.replace(day=25)
    ]
    assert len(late) == 17
    assert Review.objects.filter(decision="SEND_BACK").count() == 5
    assert Entry.objects.filter(state=EntryState.ACCEPTED, reviews__decision="SEND_BACK").count() == 4
    assert Entry.objects.filter(version=2, state=EntryState.ACCEPTED).count() == 2
    assert sorted(Revision.objects.values_list("target__code", "kind")) == [
        ("HD-2021-08", "CHANGED"),
        ("HD-2021-13", "SUSPENDED"),
    ]
    assert Target.objects.exclude(cooperating=None).count() == 3
    assert Target.objects.filter(state=TargetState.COMPLETED).count() == 8


def test_a_subdistrict_whistled_and_one_of_two_departments_came_late(output):
    [first, second] = Whistle.objects.order_by("raised_at")
    assert (first.department.kind, first.state, second.state) == ("SUBDISTRICT", "CLOSED", "OPEN")
    counted = {each.department.code: each.tally for each in rates(first.target.report, MAY, MAY)}
    assert {code: (tally.signed_in_time, tally.signed_late) for code, tally in counted.items()} == {
        "sample-d": (1, 0),
        "sample-b": (0, 1),
    }
    assert set(Whistle.objects.values_list("is_sample", flat=True)) == {True}


def test_december_leaves_work_on_the_desk(output):
    december = Entry.objects.filter(month=date(2021, 12, 1))
    hers = Target.objects.filter(lead__code="sample-a")
    assert december.filter(state=EntryState.SUBMITTED).count() == 4
    assert december.filter(state=EntryState.DRAFT, saved_by__username="lin").count() == 1
    assert december.filter(state=EntryState.RETURNED, saved_by__username="lin").count() == 1
    assert hers.exclude(entries__month=date(2021, 12, 1)).count() == 2


def test_the_chain_follows_the_order_of_time_and_holds(output):
    chain = list(AuditRecord.objects.filter(is_sample=True).order_by("number"))
    assert [record.at for record in chain] == sorted(record.at for record in chain)
    assert {record.at.year for record in chain} == {2021, 2022}
    assert all(record.hash == record.seal() for record in chain)


def test_publication_is_the_moment_of_loading(output):
    assert Edition.objects.get().published_at > datetime.now(UTC) - timedelta(hours=1)


def test_a_second_load_is_refused(output):
    edition = Edition.objects.get().number
    with pytest.raises(CommandError, match="clear_sample"):
        run()
    again = run("--if-new")
    assert "hedong-2021" in again and "245" not in again
    assert Edition.objects.get().number == edition


def fingerprint() -> tuple[str, list[tuple[object, ...]]]:
    head = AuditRecord.objects.filter(is_sample=True).order_by("-number")[0].hash
    accepted = Entry.objects.accepted().order_by("target__code", "month", "version")
    return head, list(accepted.values_list("target__code", "month", "version", "value", "progress"))


def test_a_fresh_database_gives_the_same_year(output, apart):
    first = fingerprint()
    call_command("clear_sample", stdout=StringIO())
    Target.objects.all().delete()
    Report.objects.all().delete()
    Department.objects.all().delete()
    restart_numbers()
    AuditRecord.objects.all().delete()
    Edition.objects.all().delete()
    call_command("load_targets", stdout=StringIO())
    run("--if-new")
    assert fingerprint() == first


def test_the_targets_come_first(output, apart):
    call_command("clear_sample", stdout=StringIO())
    Target.objects.all().delete()
    Report.objects.all().delete()
    with pytest.raises(CommandError, match="load_targets"):
        run()


def test_sample_progress_does_not_mix_with_real_work(output, apart):
    call_command("clear_sample", stdout=StringIO())
    Target.objects.filter(code="HD-2021-07").update(lead=Department.objects.get(code="gxj"), state="ASSIGNED")
    with pytest.raises(CommandError, match="HD-2021"):
        run()
    assert not User.objects.exists()


def test_a_login_that_is_taken_is_named(output, apart):
    call_command("clear_sample", stdout=StringIO())
    User.objects.create(username="zhao")
    with pytest.raises(CommandError, match="zhao"):
        run()
