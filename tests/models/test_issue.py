"""What the database itself holds of a paper, and that its seal is that of its text."""

import hashlib

import pytest
from django.db import IntegrityError, transaction

from tests.factories import AT, month, send_out
from tracker.choices import IssueKind, IssueState
from tracker.models import Issue
from tracker.models.fields import digest
from tracker.models.issue import canonical

ISSUED = {"state": IssueState.ISSUED, "number": 1, "content": "{}", "sha256": digest("{}"), "issued_at": AT}


def make_issue(report, **given) -> Issue:
    return Issue.objects.create(**{"report": report, "kind": IssueKind.BULLETIN, "month": month(6)} | given)


def test_it_is_named_by_report_kind_and_period(report, english):
    issue = Issue(report=report, kind=IssueKind.ASSESSMENT, month=month(6))
    assert str(issue) == "HD-2021 Quarterly assessment 2021-06"
    assert issue.code == "HD-2021-assessment-2021-06"


@pytest.mark.parametrize(
    "given",
    [
        {"state": IssueState.ISSUED},
        {"content": "{}"},
        {"sha256": "0" * 64},
        {"number": 1},
        ISSUED | {"content": ""},
        ISSUED | {"sha256": ""},
        ISSUED | {"number": None},
        ISSUED | {"issued_at": None, "number": None},
        ISSUED | {"state": IssueState.PUBLISHED},
        ISSUED | {"published_at": AT},
        {"published_at": AT},
        {"month": AT.date().replace(day=2)},
    ],
)
def test_what_went_out_is_whole_and_a_draft_has_nothing_of_it(report, given):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_issue(report, **given)
    assert make_issue(report, **ISSUED).is_whole is False  # its internal content was never sealed


def test_a_period_has_one_paper_of_a_kind_and_a_number_is_given_once(report):
    make_issue(report, **ISSUED)
    make_issue(report, **ISSUED | {"kind": IssueKind.ASSESSMENT})
    for given in ({}, ISSUED | {"month": month(5)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_issue(report, **given)


def test_the_one_before_is_the_last_of_its_kind_that_went_out(report):
    may = make_issue(report, **ISSUED | {"month": month(5)})
    make_issue(report)
    make_issue(report, month=month(7))
    assert Issue.objects.before(report, IssueKind.BULLETIN, month(8)) == may
    assert Issue.objects.before(report, IssueKind.BULLETIN, month(5)) is None
    assert Issue.objects.before(report, IssueKind.ASSESSMENT, month(8)) is None
    assert list(Issue.objects.issued()) == [may]
    assert not Issue.objects.published().exists()


def test_one_content_is_one_text():
    text = canonical({"b": "二月", "a": [1, None]})
    assert text == canonical({"a": [1, None], "b": "二月"})
    assert "二月" in text
    assert digest(text) == hashlib.sha256(text.encode("utf-8")).hexdigest()


@pytest.mark.parametrize("name", ["content", "internal"])
def test_one_changed_byte_shows(report, wang, name):
    issue = send_out(report, 6, wang)
    assert issue.is_whole
    setattr(issue, name, getattr(issue, name).replace("{", "{ ", 1))
    assert not issue.is_whole


def test_its_content_is_read_as_data(report, wang):
    issue = send_out(report, 6, wang, words=("请尽快报送", "内部"))
    assert (issue.data["month"], issue.data["demands"]) == ("2021-06", "请尽快报送")
    assert issue.internal_data == {"returned": [], "note": "内部"}
