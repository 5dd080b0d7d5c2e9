"""What a month's bulletin says: the list counted, against what was printed before, and what went wrong by name."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.charts.conftest import RATE, change
from tests.factories import AT, draft_entry, make_area, make_entry, make_target, month, send_out, submit_entry
from tracker.actions.reviews import send_back
from tracker.models import Issue, Revision
from tracker.queries.bulletins import bulletin, bulletin_internal
from tracker.queries.standings import ledger

DAY = timedelta(days=1)


def said(report, number=6, **given):
    return bulletin(ledger(report), month(number), **given)


def counts(content):
    return {each["bucket"]: each["count"] for each in content["buckets"] if each["count"]}


def changes(content):
    return {each["bucket"]: each["change"] for each in content["buckets"] if each["change"]}


def codes(content, name):
    return [each["target"] for each in content[name]]


@pytest.fixture
def five(report, target, area, department, lin, wang):
    """Done a half, a tenth, all, a rate below its line, and one never reported; all at the end of June."""
    slow, done = (make_target(area, lead=department) for _each in range(2))
    rate = make_target(make_area(report), lead=department, **RATE)
    make_target(area)
    make_entry(target, 6, "20", lin, wang, problems="场地未交", next_steps="七月交地")
    make_entry(slow, 6, "4", lin, wang, problems="无人施工", next_steps="换队伍")
    make_entry(done, 6, "40", lin, wang, claims_completion=True, evidence_url="https://a.gov.cn/1", evidence_title="单")
    make_entry(rate, 6, "6", lin, wang)
    return report


def test_the_totals_are_the_list_counted_with_the_base_they_are_shares_of(five):
    content = said(five)
    assert content["totals"] == {"total": 5, "in_scope": 5, "with_data": 4, "with_share": 3, "completion": "53.3%"}
    assert counts(content) == {"DONE": 1, "ON_PACE": 1, "BEHIND": 2, "NO_DATA": 1}
    assert {each["bucket"]: each["percent"] for each in content["buckets"]} == {
        "DONE": "20%",
        "AHEAD": "0%",
        "ON_PACE": "20%",
        "BEHIND": "40%",
        "NO_DATA": "20%",
        "OTHER": None,
    }


def test_well_and_behind_are_named_the_farthest_first_and_missed_lines_last(five):
    content = said(five)
    assert content["doing_well"] == ["HD-2021-03"]
    assert content["behind"] == ["HD-2021-02", "HD-2021-04"]
    assert content["lines"] == ["HD-2021-04"]
    rows = {row["code"]: row for row in content["targets"]}
    assert rows["HD-2021-02"]["gap"] == "40"
    assert (rows["HD-2021-02"]["problems"], rows["HD-2021-02"]["next_steps"]) == ("无人施工", "换队伍")


def test_what_departments_wrote_is_that_of_the_figure_in_force(report, target, lin, wang):
    make_entry(target, 5, "1", lin, wang, problems="五月的")
    make_entry(target, 6, "2", lin, wang, problems="六月的")
    make_entry(target, 6, "3", lin, wang, problems="更正的", correction_reason="误报")
    assert said(report)["targets"][0]["problems"] == "更正的"
    assert said(report, 5)["targets"][0]["problems"] == "五月的"


def test_areas_stand_in_the_reports_order_the_empty_ones_too(five):
    make_area(five)
    assert [(each["code"], len(each["targets"])) for each in said(five)["areas"]] == [
        ("HD-2021-A0", 4),
        ("HD-2021-A1", 1),
        ("HD-2021-A2", 0),
    ]


def test_without_a_bulletin_before_the_change_is_against_the_record(five):
    content = said(five)
    assert content["compared_with"] == {"month": "2021-05", "number": None}
    assert changes(content) == {"DONE": 1, "ON_PACE": 1, "BEHIND": 2, "NO_DATA": -4}


def test_the_change_is_against_what_was_printed_though_it_was_corrected_since(report, target, lin, wang):
    make_entry(target, 5, "1", lin, wang)
    send_out(report, 5, wang)
    make_entry(target, 5, "40", lin, wang, AT + DAY, correction_reason="误报")
    make_entry(target, 6, "40", lin, wang, AT + DAY)
    content = said(report)
    assert content["compared_with"] == {"month": "2021-05", "number": 1}
    assert changes(content) == {"BEHIND": -1, "AHEAD": 1}
    assert content["corrections"] == [
        {"target": "HD-2021-01", "month": "2021-05", "before": "1", "after": "40", "reason": "误报"}
    ]


def test_a_bulletin_of_an_earlier_month_is_no_measure_of_change(report, target, lin, wang):
    send_out(report, 4, wang)
    assert said(report)["compared_with"] == {"month": "2021-05", "number": None}


def test_in_the_first_month_there_is_nothing_to_compare_with(report, target):
    content = said(report, 1)
    assert content["compared_with"] is None
    assert {each["change"] for each in content["buckets"]} == {None}
    assert content["targets"][0]["light_before"] is None


def test_late_figures_of_the_month_and_all_that_is_missing_are_named_with_their_department(report, target, lin, wang):
    make_entry(target, 4, "9", lin, wang, datetime(2021, 5, 2, 4, tzinfo=UTC))
    make_entry(target, 6, "20", lin, wang, datetime(2021, 6, 28, 4, tzinfo=UTC))
    content = said(report)
    assert [(each["target"], each["lead"]["code"], each["months"]) for each in content["late"]] == [
        ("HD-2021-01", "jyj", ["2021-06"])
    ]
    assert [each["months"] for each in content["missing"]] == [["2021-01", "2021-02", "2021-03", "2021-05"]]


def test_a_revision_is_told_once_with_its_document(report, target, wang):
    change(target, wang, "30", decided=date(2021, 6, 3))
    (told,) = said(report)["revisions"]
    assert (told["value_before"], told["value_after"], told["due_after"]) == ("40", "30", "2021-12")
    assert (told["document"], told["decided_on"]) == ("第12号会议纪要", "2021-06-03")
    assert codes(said(report, 5), "revisions") == []
    assert codes(said(report, 7), "revisions") == []


def test_a_revision_recorded_only_after_its_months_bulletin_went_out_is_told_in_the_next(report, target, wang):
    send_out(report, 5, wang)
    change(target, wang, "30", decided=date(2021, 5, 20))
    Revision.objects.update(recorded_at=AT + DAY)
    assert codes(said(report), "revisions") == ["HD-2021-01"]
    Revision.objects.update(recorded_at=AT)
    assert codes(said(report), "revisions") == []


def test_figures_not_accepted_are_in_no_public_part(report, target, lin, wang):
    entry = submit_entry(target, 6, "20", lin, problems="绝密问题")
    send_back(entry=entry, reason="绝密理由", by=wang, at=AT, row_version=entry.row_version)
    draft_entry(make_target(target.area, lead=target.lead), 6, "7", lin, progress="绝密草稿")
    text = json.dumps(said(report), ensure_ascii=False)
    assert "绝密" not in text
    assert counts(said(report)) == {"NO_DATA": 2}


def test_the_internal_part_names_what_was_sent_back_and_waits(report, target, lin, wang):
    entry = submit_entry(target, 6, "20", lin)
    for reason in ("缺证明", "仍缺证明"):
        entry = send_back(entry=entry, reason=reason, by=wang, at=AT, row_version=entry.row_version)
        if reason == "缺证明":
            entry = submit_entry(target, 6, "21", lin)
    (told,) = bulletin_internal(report, month(6), note="内部")["returned"]
    assert (told["target"], told["lead"]["code"], told["month"], told["reason"]) == (
        "HD-2021-01",
        "jyj",
        "2021-06",
        "仍缺证明",
    )
    assert bulletin_internal(report, month(5)) == {"returned": [], "note": ""}


def test_the_offices_words_stand_in_it(report):
    assert said(report, demands="请尽快报送")["demands"] == "请尽快报送"


@pytest.mark.parametrize("size", [1, 20])
def test_it_asks_four_queries_and_its_internal_part_two(
    report, area, department, lin, wang, size, django_assert_num_queries
):
    make_target(area)
    send_out(report, 5, wang)
    for _row in range(size):
        make_entry(make_target(area, lead=department), 6, "20", lin, wang, problems="无")
        entry = submit_entry(make_target(area, lead=department), 6, "20", lin)
        send_back(entry=entry, reason="缺证明", by=wang, at=AT, row_version=entry.row_version)
    read = ledger(report)
    with django_assert_num_queries(4):
        assert len(bulletin(read, month(6))["targets"]) == 2 * size + 1
    with django_assert_num_queries(2):
        assert len(bulletin_internal(report, month(6))["returned"]) == size
    assert Issue.objects.count() == 1
