"""`issue_bulletin` and `issue_assessment` on the sample year: the same bytes each time, never changed again."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.factories import make_entry
from tests.sample import load_year
from tests.views.conftest import words
from tracker.choices import IssueKind, IssueState
from tracker.management.sample_papers import LAST, papers
from tracker.models import AuditRecord, Department, Edition, Entry, Issue, Objection, Report, Target, User
from tracker.models.fields import digest

pytestmark = pytest.mark.django_db
MONTHS = ("2021-03", "2021-09", "2021-12")
QUARTERS = ("2021Q1", "2021Q2", "2021Q3", "2021Q4")


def run(command: str, *args: str) -> str:
    out = StringIO()
    call_command(command, *args, stdout=out)
    return out.getvalue()


def issue_all() -> list[str]:
    """What the commands say of the three bulletins and the four assessments."""
    said = [run("issue_bulletin", month, "--public") for month in MONTHS]
    return said + [run("issue_assessment", quarter) for quarter in QUARTERS]


def stored() -> dict[str, tuple[object, ...]]:
    """Every paper as the database has it, by code."""
    return {
        issue.code: (issue.number, issue.state, issue.content, issue.sha256, issue.internal, issue.internal_sha256)
        for issue in Issue.objects.select_related("report").exclude(state=IssueState.DRAFT)
    }


def texts() -> dict[str, tuple[str, str]]:
    return {code: (row[2], row[4]) for code, row in stored().items()}


def start_anew() -> None:
    """As if no paper had gone out."""
    Objection.objects.all().delete()
    Issue.objects.all().delete()


@pytest.fixture(scope="module")
def year(targets_loaded) -> None:
    """The sample year, loaded once."""
    load_year()


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    yield
    cache.clear()


def test_the_sample_office_sent_out_what_was_due_and_kept_the_last_for_whoever_tries(year):
    issues = Issue.objects.select_related("issued_by")
    assert issues.count() == len(papers()) == LAST + LAST // 3
    assert set(issues.filter(kind=IssueKind.BULLETIN).values_list("state", flat=True)) == {"PUBLISHED"}
    assert set(issues.filter(kind=IssueKind.ASSESSMENT).values_list("state", flat=True)) == {"ISSUED"}
    assert list(issues.filter(kind=IssueKind.BULLETIN).order_by("month").values_list("number", flat=True)) == [
        *range(1, LAST + 1)
    ]
    assert {(issue.issued_by.username, issue.is_sample, issue.is_whole) for issue in issues} == {("wang", True, True)}
    for issue in issues:
        assert issue.data["is_sample"] is True
        assert issue.data["issuer"]["zh"] == "示例督查室"


def test_issued_twice_they_are_the_same_bytes_and_the_trail_holds(year, apart):
    said = issue_all()
    first, edition = stored(), Edition.objects.get().number
    assert len(first) == 12 + 4
    assert issue_all() == said
    assert (stored(), Edition.objects.get().number) == (first, edition)
    assert [each.split("SHA-256 ")[1].strip() for each in said] == [
        *(first[f"HD-2021-bulletin-{month}"][3] for month in MONTHS),
        *(first[f"HD-2021-assessment-2021-{3 * int(quarter[-1]):02}"][3] for quarter in QUARTERS),
    ]
    assert run("verify_audit").count("\n") == 1


def test_issued_anew_they_say_the_same_at_another_time_and_in_another_database(year, apart):
    start_anew()
    issue_all()
    first = texts()
    start_anew()
    issue_all()
    assert texts() == first
    call_command("clear_sample", stdout=StringIO())
    for model in (Target, Report, Department, AuditRecord, Edition):
        model.objects.all().delete()
    call_command("load_targets", stdout=StringIO())
    call_command("load_sample", stdout=StringIO())
    start_anew()
    issue_all()
    assert texts() == first
    assert {digest(content) for content, _internal in first.values()} == {row[3] for row in stored().values()}


def test_a_figure_corrected_afterwards_changes_none_of_them_and_is_told_in_the_next(year, apart, client):
    run("issue_assessment", "2021Q4")
    before = stored()
    target = Target.objects.select_related("lead", "report").get(code="HD-2021-07")
    people = {person.username: person for person in User.objects.all()}
    at = timezone.now()
    make_entry(target, 9, "32", people["lin"], people["wang"], at, correction_reason="重复计算", progress="核减一座")
    assert Entry.objects.get(target=target, month=date(2021, 9, 1), version=2).value == Decimal(32)
    assert [run("issue_bulletin", month) for month in MONTHS[:2]]
    assert stored() == before
    for address in ("/bulletins/2021-09/", "/bulletins/2021-11/"):
        assert "33 座 → 32 座" in words(client.get(address))
    assert "33 座 → 32 座" not in words(client.get("/bulletins/2021-08/"))
    client.force_login(people["lin"])
    assert "33 座 → 32 座" in words(client.get("/desk/papers/assessment/2021-09/"))
    run("issue_bulletin", "2021-12", "--public")
    december = json.loads(client.get("/bulletins/2021-12.json").content)
    assert december["corrections"] == [
        {"target": "HD-2021-07", "month": "2021-09", "before": "33", "after": "32", "reason": "重复计算"}
    ]
    assert "33 座 → 32 座" not in words(client.get("/bulletins/2021-12/"))
    assert {code: row for code, row in stored().items() if code in before} == before


def test_a_dry_run_says_what_would_go_out_and_writes_nothing(year, apart):
    edition = Edition.objects.get().number
    said = run("issue_bulletin", "2021-12", "--dry-run")
    assert Edition.objects.get().number == edition
    assert not Issue.objects.filter(month=date(2021, 12, 1)).exists()
    assert said.startswith("HD-2021-bulletin-2021-12")
    sha256 = said.split("SHA-256 ")[1]
    assert run("issue_bulletin", "2021-12").split("SHA-256 ")[1] == sha256


def test_left_out_the_period_is_the_last_one_that_is_over(year, apart):
    assert run("issue_bulletin").startswith("HD-2021-bulletin-2021-12")
    assert run("issue_assessment").startswith("HD-2021-assessment-2021-12")
    assert set(Issue.objects.filter(month=date(2021, 12, 1)).values_list("state", "issued_by")) == {("ISSUED", None)}


@pytest.mark.parametrize(
    ("command", "period"),
    [
        ("issue_bulletin", "2021-13"),
        ("issue_bulletin", "2021-6"),
        ("issue_bulletin", "2021Q3"),
        ("issue_bulletin", "2020-12"),
        ("issue_bulletin", "2099-01"),
        ("issue_assessment", "2021Q5"),
        ("issue_assessment", "2021-09"),
        ("issue_assessment", "0000Q1"),
        ("issue_assessment", "2020Q4"),
    ],
)
def test_what_is_no_period_that_is_over_is_said(year, apart, command, period):
    before = stored()
    with pytest.raises(CommandError):
        run(command, period)
    assert stored() == before


@pytest.mark.parametrize("written", ["2021Q3", "2021q3", "2021-Q3"])
def test_a_quarter_is_understood_as_people_write_it(year, apart, written):
    assert run("issue_assessment", written, "--dry-run").startswith("HD-2021-assessment-2021-09")


def test_without_a_report_there_is_nothing_to_issue(year, apart):
    call_command("clear_sample", stdout=StringIO())
    Target.objects.all().delete()
    with pytest.raises(CommandError):
        run("issue_bulletin")
