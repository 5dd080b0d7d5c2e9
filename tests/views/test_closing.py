"""The close of the year as everybody reads it."""

from html import unescape

import pytest

from tests.factories import CLOSING_AT, draft_closing, make_closing, make_entry, make_target, submit_closing
from tests.views.conftest import inline, words
from tracker.queries.edition import edition


@pytest.fixture
def closed(world, lin, wang):
    """The target closed as nearly kept though the figures say kept, with all there is to say."""
    make_entry(world.target, 12, "40", lin, wang, at=CLOSING_AT)
    return make_closing(
        world.target,
        lin,
        wang,
        outcome="NEARLY_KEPT",
        difference_reason="两座尚未并网",
        reason_kind="COUNTING",
        statement="四十座建成，两座待并网",
        statement_en="Forty built, two not connected",
        document="验收报告3号",
        evidence_title="名录",
        evidence_url="https://a.gov.cn/list",
    )


def test_before_anything_is_closed_it_says_so(read, world):
    said = words(read("/en/closing/"))
    assert "The year's close: no target is closed yet" in said
    assert "Not closed yet · 3" in said
    assert "年度收官：目前还没有目标收官" in words(read("/closing/"))


def test_it_counts_outcomes_areas_and_reasons(read, closed):
    said = words(read("/en/closing/"))
    assert "The year's close: 1 of 3 targets are closed" in said
    assert "1 ▲ Nearly kept 0 ■ Missed" in said
    assert "Reasons named: Way of counting 1" in said
    assert "Area 0 0 0 1 0 0 0 2 Way of counting 1" in said
    assert "New 5G base stations ▲ Nearly kept by the figures: Kept 40 stations Way of counting 2022-01-10" in said
    assert "Silent target by the figures so far: Cannot be verified" in said
    assert inline(read("/en/closing/")) == []


def test_a_targets_page_says_what_became_of_it_and_who_said_so(read, closed):
    said = words(read("/en/targets/HD-2021-01/"))
    assert "Year's close: ▲ Nearly kept" in said
    assert "by the figures: ✓ Kept" in said
    for text in ("两座尚未并网", "Forty built, two not connected", "验收报告3号", "名录"):
        assert text in said
    assert "Handed in by Education Bureau (林) on 2022-01-10 09:00. Accepted by 王 on 2022-01-10 09:00." in said
    assert "四十座建成，两座待并网" in words(read("/targets/HD-2021-01/"))
    assert "corrected after the close" not in said


def test_a_figure_corrected_after_the_close_is_marked_and_the_close_stays(read, closed, lin, wang):
    make_entry(closed.target, 12, "41", lin, wang, at=CLOSING_AT, correction_reason="补计一座")
    said = words(read("/en/targets/HD-2021-01/"))
    assert "The figure was corrected after the close: 40 stations → 41 stations." in said
    assert "▲ Nearly kept 40 stations December 2021" in said
    assert "corrected after the close → 41 stations" in words(read("/en/closing/"))


@pytest.mark.parametrize("write", [draft_closing, submit_closing])
def test_what_is_not_accepted_is_not_public(read, world, lin, write):
    write(world.target, lin, statement="绝密结语")
    for address in ("/closing/", "/targets/HD-2021-01/", "/targets/HD-2021-01/trail/", "/api/v1/closings.json"):
        assert "绝密结语" not in read(address)
    assert "年度收官" not in words(read("/targets/HD-2021-01/trail/")).split("操作留痕", 2)[2]


def test_an_earlier_month_knows_nothing_of_the_close(read, closed):
    for address in ("/2021-11/closing/", "/2021-11/targets/HD-2021-01/", "/2021-11/"):
        said = words(read(address))
        assert "四十座建成" not in said
        assert "已收官 1 项" not in said
    assert "还没有目标收官" in words(read("/2021-11/closing/"))


def test_the_overview_counts_what_is_closed(read, world, closed):
    assert "The year's close: 1 of 3 targets are closed ▲ Nearly kept 1" in words(read("/en/"))


def test_the_trail_tells_the_close_once_it_is_accepted(read, closed):
    said = unescape(words(read("/en/targets/HD-2021-01/trail/")))
    assert "year's close accepted" in said
    assert "year's close submitted" in said


def test_accepting_changes_the_edition_and_so_every_page(client, world, lin, wang):
    first = client.get("/closing/")
    before = edition().number
    make_closing(world.target, lin, wang)
    assert edition().number == before + 2
    again = client.get("/closing/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    assert "已收官 1 项" in words(again)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_asks_the_same_number_of_queries_whatever_its_size(
    client, area, department, lin, wang, rows, django_assert_num_queries
):
    for _row in range(rows):
        make_closing(make_target(area, lead=department), lin, wang)
    with django_assert_num_queries(8):  # edition, report, ledger (3), closings, former names, areas
        assert client.get("/closing/").status_code == 200
