"""A bulletin laid out: which parts stand in it, in which order. Its figures: tests/test_paper_faces.py."""

from tests.charts.conftest import RATE
from tests.factories import AT, make_area, make_entry, make_target, month, send_out, submit_entry
from tracker.actions.reviews import send_back
from tracker.actions.revisions import Ground, suspend
from tracker.exports.bulletins import bulletin_paper
from tracker.exports.papers import Heading, Paragraph, Table
from tracker.queries.bulletins import bulletin, bulletin_internal
from tracker.queries.standings import ledger


def laid_out(report, number=6, *, is_internal=False, note="", **given):
    content = bulletin(ledger(report), month(number), **given)
    return bulletin_paper(content, bulletin_internal(report, month(number), note=note) if is_internal else None)


def headings(paper, level=1):
    return [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == level]


def texts(paper):
    return " ".join(block.text for block in paper.blocks if isinstance(block, Paragraph))


def captions(paper):
    return [table.caption for table in paper.tables]


def test_its_parts_stand_in_their_order_and_what_is_empty_is_said_or_left_out(report, target, english):
    paper = laid_out(report, 1)
    assert headings(paper) == [
        "1. The whole",
        "2. By task area",
        "3. Behind pace",
        "4. Reporting",
        "5. Revisions and corrections",
        "6. All targets",
    ]
    said = texts(paper)
    assert "No target is behind." in said
    assert "No figure of this month came late." in said
    assert "No promise was revised and no printed figure corrected." in said
    assert "Mean completion" not in said
    assert "The change is against" not in said


def test_with_all_there_is_to_say(report, target, area, department, lin, wang, english):
    send_out(report, 5, wang)
    make_entry(target, 6, "40", lin, wang, problems="无")
    make_entry(make_target(area, lead=department), 6, "4", lin, wang, problems="场地未交")
    make_entry(make_target(make_area(report), lead=department, **RATE), 6, "6", lin, wang)
    paper = laid_out(report, demands="请尽快报送\n并说明原因")
    assert headings(paper) == [
        "1. The whole",
        "2. Rates and caps",
        "3. By task area",
        "4. Doing well",
        "5. Behind pace",
        "6. Reporting",
        "7. Revisions and corrections",
        "8. What is asked for",
        "9. All targets",
    ]
    assert headings(paper, 2)[-2:] == ["(1) HD-2021-02 New 5G base stations", "(2) HD-2021-03 New 5G base stations"]
    said = texts(paper)
    assert "The change is against the bulletin of May 2021, No. 1, as it was printed." in said
    assert "Problems: 场地未交" in said
    assert "Next steps: not stated" in said
    assert "请尽快报送" in said
    assert paper.tables[-1].is_wide
    assert [table.is_wide for table in paper.tables].count(True) == 1


def test_an_area_without_a_quantified_target_says_so_and_one_of_lines_leads_to_them(report, area, department, english):
    make_target(area, lead=department, **RATE)
    make_area(report)
    said = texts(laid_out(report))
    assert "The targets of this area are rates and caps; see above." in said
    assert "This area of the report holds no quantified target." in said


def test_against_a_month_without_a_bulletin_it_says_that_the_record_is_the_measure(report, target, english):
    assert "The change is against the end of May 2021, as the record stands now." in texts(laid_out(report))


def test_a_stop_is_told_by_its_name(report, target, wang, english):
    ground = Ground("停工", "第8号", month(6))
    suspend(target=target, ground=ground, by=wang, at=AT, row_version=target.row_version)
    (table,) = [table for table in laid_out(report).tables if table.caption == "Promises revised"]
    assert [cell.text for cell in table.rows[0]][1:] == ["Suspended", "停工", "第8号 (2021-06-01)"]


def test_the_internal_part_stands_in_the_offices_copy_only(report, target, lin, wang, english):
    entry = submit_entry(target, 6, "20", lin)
    send_back(entry=entry, reason="缺证明", by=wang, at=AT, row_version=entry.row_version)
    public, office = laid_out(report), laid_out(report, is_internal=True, note="内部备注")
    assert "Sent back and not yet put right" in captions(office)
    assert "内部备注" in texts(office)
    assert "缺证明" in str(office.tables)
    assert "缺证明" not in str(public.tables)
    assert [caption for caption in captions(office) if caption not in captions(public)] == [
        "Sent back and not yet put right"
    ]
    assert {type(block) for block in public.blocks} == {Heading, Paragraph, Table}


def test_where_nothing_was_sent_back_the_internal_part_says_so(report, target, english):
    assert "Nothing sent back waits for its department." in texts(laid_out(report, is_internal=True))
