"""A report's text is kept as read, once, and taken out only while nothing hangs on it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.factories import AT, check_chain, make_person, make_target, trail
from tests.texts import HILLSIDE, RIVERSIDE, decide_all, of, take_in
from tracker.actions.errors import ActionError
from tracker.actions.publishing import publish_report
from tracker.actions.report_texts import LONG, add_text, remove_text
from tracker.actions.revisions import Ground, revise, terms_of
from tracker.choices import CandidateState, Role, Tense
from tracker.models import AuditRecord, Candidate, Policy, Report, ReportText
from tracker.queries.uploads import reading_path, told_at


def new_report(**given):
    fields = {"code": "LH-2022", "title_zh": "报告", "title_en": "Report", "place": "临河区", "place_en": "Linhe"}
    return Report(**fields | {"year": 2022, "adopted_on": date(2022, 1, 12)} | given)


def test_a_text_is_kept_as_read_with_everything_to_decide_on(report, admin):
    text = take_in(report, admin)
    assert (text.text, text.is_whole, text.name) == (RIVERSIDE, True, "报告.txt")
    for each in text.candidates.all():
        assert text.text[each.start : each.end] == each.clause
    figures = text.candidates.filter(tense=Tense.COMMITMENT, is_sentence=False)
    assert [each.proposed["value"] for each in figures] == [
        *("6", "3.8", "60", "50000", "3", "150", "1", None),
    ]
    assert text.candidates.filter(is_sentence=True).count() == 4
    assert trail() == [f"add_text {text.pk}"]
    assert "text" not in AuditRecord.objects.get().after
    check_chain()


def test_a_new_report_begins_with_the_default_thresholds(admin):
    text = take_in(new_report(), admin)
    assert Policy.objects.get().report == text.report
    assert trail() == ["add LH-2022", "add LH-2022", f"add_text {text.pk}"]


def test_a_report_that_cannot_be_is_not_added_and_nor_is_its_text(admin):
    with pytest.raises(ValidationError):
        take_in(new_report(year=1800), admin)
    assert not ReportText.objects.exists()
    assert not Report.objects.exists()


def test_the_same_form_twice_adds_one_text(report, admin):
    key = uuid4()
    given = {"report": report, "text": RIVERSIDE, "name": "", "key": key, "by": admin, "at": AT}
    assert add_text(**given) == add_text(**given)
    assert take_in(report, admin) == ReportText.objects.get()
    assert len(trail()) == 1


def test_another_text_needs_the_first_taken_out(report, admin):
    text = take_in(report, admin)
    with pytest.raises(ActionError):
        take_in(report, admin, HILLSIDE)
    remove_text(text=text, by=admin, at=AT)
    remove_text(text=text, by=admin, at=AT)
    assert not Candidate.objects.exists()
    take_in(report, admin, HILLSIDE)
    assert trail()[1] == f"remove_text {text.pk}"


def test_a_text_stays_once_a_target_hangs_on_it(report, admin):
    text = take_in(report, admin)
    decide_all(text, admin)
    publish_report(text=text, predecessors={}, by=admin, at=AT)
    with pytest.raises(ActionError):
        remove_text(text=text, by=admin, at=AT)
    assert ReportText.objects.get() == text


@pytest.mark.parametrize("role", [Role.REPORTER, Role.HEAD, Role.SUPERVISOR])
def test_only_administrators_take_in_and_out(report, admin, role):
    text = take_in(report, admin)
    other = make_person("other", "外", None, role)
    with pytest.raises(PermissionDenied):
        take_in(report, other)
    with pytest.raises(PermissionDenied):
        remove_text(text=text, by=other, at=AT)


def test_a_long_reading_tells_how_far_it_is_and_leaves_nothing_behind(report, admin, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    key, heard = uuid4(), []
    whole = Path.write_text
    monkeypatch.setattr(
        Path, "write_text", lambda path, text: (whole(path, text), heard.append(told_at(reading_path(key))))
    )
    text = RIVERSIDE * (LONG // len(RIVERSIDE) + 1)
    add_text(report=report, text=text, name="", key=key, by=admin, at=AT)
    assert heard[0][0] == 0
    assert heard == sorted(heard)
    assert len(heard) >= 50
    assert told_at(reading_path(key)) is None


def test_targets_the_report_has_already_find_their_passage(report, area, admin):
    known = make_target(area, name="基站", phrase="新建5G基站60座", value=60)
    other = make_target(area, name="楼宇", phrase="盘活闲置楼宇5万平方米", value=6, unit="万平方米")
    text = take_in(report, admin)
    row = of(text, "新建5G基站60座")
    assert (row.target, row.state, row.name, row.decided_by) == (known, CandidateState.TARGET, "基站", admin)
    known.refresh_from_db()
    assert text.text[known.phrase_start : known.phrase_end] == known.phrase
    other.refresh_from_db()
    assert other.phrase_start is None  # its figure is another one
    decide_all(text, admin)
    made = publish_report(text=text, predecessors={}, by=admin, at=AT)
    assert "新建5G基站" not in {each.name for each in made}
    check_chain()


def test_a_target_revised_since_finds_the_figure_the_report_promised(report, area, admin):
    known = make_target(area, name="基站", phrase="新建5G基站60座", value=60)
    ground = Ground("上级下达新指标", "第9号纪要", date(2021, 5, 20))
    terms = replace(terms_of(known), value=Decimal(50))
    revise(target=known, terms=terms, ground=ground, by=admin, at=AT, row_version=1)
    row = of(take_in(report, admin), "新建5G基站60座")
    assert (row.target, row.value) == (known, 60)
    known.refresh_from_db()
    assert (known.value, known.phrase_start is None) == (50, False)
