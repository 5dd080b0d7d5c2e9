"""An issue as a paper and as files."""

from hashlib import sha256

import pytest

from tests.factories import AT, month, send_out
from tracker.actions.issues import publish
from tracker.choices import IssueKind
from tracker.exports.issued import ENDINGS, paper_file, paper_of, public_address
from tracker.models import Issue
from tracker.queries.issues import contents


def made(issue):
    content, _internal = contents(issue)
    return paper_of(issue, content), content


def test_an_address_to_check_at_is_printed_once_everybody_can(report, target, wang, settings):
    settings.SITE_URL = "https://tracker.gov.cn"
    issue = send_out(report, 6, wang, IssueKind.ASSESSMENT)
    assert public_address(issue) == made(issue)[0].address == ""
    issue = publish(issue=issue, by=wang, at=AT)
    assert made(issue)[0].address == "https://tracker.gov.cn/assessments/2021-06/"


def test_the_day_of_issue_is_the_local_one(report, target, wang):
    paper, _content = made(send_out(report, 6, wang))
    assert (f"{paper.issued_on}", paper.number) == ("2021-07-01", "第1期")


def test_a_draft_is_marked_as_one(report, target):
    paper, _content = made(Issue(report=report, kind=IssueKind.BULLETIN, month=month(6)))
    assert (paper.issued_on, paper.sha256, paper.marks) == (None, "", ("草稿",))


@pytest.mark.parametrize("kind", IssueKind)
@pytest.mark.parametrize("ending", ENDINGS)
def test_each_file_is_named_by_the_paper_and_the_same_bytes_each_time(report, target, wang, kind, ending):
    paper, content = made(send_out(report, 6, wang, kind))
    data, name = paper_file(paper, content, ending)
    assert name == f"HD-2021-{kind.slug}-2021-06.{ending}"
    assert paper_file(paper, content, ending)[0] == data


def test_the_json_file_has_the_printed_seal(report, target, wang):
    paper, content = made(send_out(report, 6, wang))
    data, _name = paper_file(paper, content, "json")
    assert sha256(data).hexdigest() == paper.sha256
