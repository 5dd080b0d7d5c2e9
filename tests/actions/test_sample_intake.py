"""Clearing the sample takes its texts along, and opens again what sample people decided on real ones."""

from tests.factories import AT, make_department, make_person, make_report
from tests.texts import HILLSIDE, accept, decide_all, of, take_in
from tracker.actions.candidates import add_candidate
from tracker.actions.publishing import publish_report
from tracker.actions.sample import clear
from tracker.choices import CandidateState, Role
from tracker.models import Candidate, ReportText, Target


def test_the_sample_s_part_in_the_intake_goes_and_the_real_part_stays(report, admin):
    visitor = make_person("guest", "客", None, Role.ADMINISTRATOR, is_sample=True)
    text = take_in(report, admin)
    by_visitor = accept(of(text, "新建5G基站60座"), visitor, lead=make_department("demo", is_sample=True))
    by_admin = accept(of(text, "新增养老机构3家"), admin)
    add_candidate(text=text, start=0, end=3, by=visitor, at=AT)
    theirs = take_in(make_report(2023), visitor, HILLSIDE)
    decide_all(theirs, visitor)
    publish_report(text=theirs, predecessors={}, by=visitor, at=AT)
    clear(at=AT)
    assert list(ReportText.objects.all()) == [text]
    assert not Target.objects.exists()
    by_visitor.refresh_from_db()
    by_admin.refresh_from_db()
    assert (by_visitor.state, by_visitor.lead) == (CandidateState.WAITING, None)
    assert (by_admin.state, by_admin.decided_by) == (CandidateState.TARGET, admin)
    assert not Candidate.objects.filter(start=0, end=3).exists()
