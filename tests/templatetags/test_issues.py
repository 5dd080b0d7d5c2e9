import pytest

from tests.factories import month
from tracker.choices import IssueKind
from tracker.models import Issue, Report
from tracker.templatetags.issues import kind_slug, period, public_paper, public_paper_file

BULLETIN = Issue(report=Report(), kind=IssueKind.BULLETIN, month=month(9))
ASSESSMENT = Issue(report=Report(), kind=IssueKind.ASSESSMENT, month=month(9))


def test_a_period_is_a_month_or_a_quarter():
    assert [period(BULLETIN), period(ASSESSMENT)] == ["2021年9月", "2021年第3季度"]


def test_in_english_too(english):
    assert [period(BULLETIN), period(ASSESSMENT)] == ["September 2021", "Q3 2021"]


@pytest.mark.parametrize(("issue", "place"), [(BULLETIN, "bulletin"), (ASSESSMENT, "assessment")])
def test_everybody_finds_it_under_its_kind(issue, place):
    assert kind_slug(issue) == place
    assert public_paper(issue) == f"/{place}s/2021-09/"
    assert public_paper_file(issue, "docx") == f"/{place}s/2021-09.docx"
