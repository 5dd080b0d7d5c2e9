"""An assessment laid out: each score can be added up from what stands in it."""

import re
from decimal import Decimal

import pytest

from tests.factories import make_entry, make_target, month
from tracker.choices import Cadence
from tracker.exports.assessments import assessment_paper
from tracker.exports.papers import Heading, Paragraph
from tracker.models import Policy, Report
from tracker.queries.assessments import assessment
from tracker.queries.standings import ledger


def laid_out(number=6, internal=None, **given):
    content = assessment(ledger(Report.objects.get()), month(number), **given)
    return assessment_paper(content, internal)


def texts(paper):
    return "\n".join(block.text for block in paper.blocks if isinstance(block, Heading | Paragraph))


def table(paper, caption):
    (found,) = [table for table in paper.tables if table.caption == caption]
    return [[cell.text for cell in row] for row in found.rows]


def test_the_score_is_the_sum_of_what_is_printed(report, target, lin, wang, english):
    make_entry(target, 6, "10", lin, wang)
    paper = laid_out()
    (row,) = table(paper, "Points by part, and the score")
    assert row == ["Education Bureau", "40.0", "0.0", "10.0", "50.0"]
    assert sum(map(Decimal, row[1:4])) == Decimal(row[4])
    said = texts(paper)
    assert "Education Bureau: 50.0" in said
    assert "Results: (50%) ÷ 1 = 50%, × 80 = 40.0 points." in said
    assert "In time: 0 of 3 figures = 0%, × 10 = 0.0 points." in said
    assert "At once: 1 of 1 figures = 100%, × 10 = 10.0 points." in said
    assert table(paper, "Its targets at the end of the quarter") == [
        ["HD-2021-01 New 5G base stations", "▲ Slightly behind", "25% done ÷ 50% expected, at most 100%", "50%"]
    ]


def test_who_is_not_scored_is_named_with_the_reason_and_in_no_table(report, target, area, other_department, english):
    make_target(area, lead=other_department, start=month(9))
    paper = laid_out()
    assert "Not scored: Commerce Bureau. None of its targets was in scope." in texts(paper)
    assert [row[0] for row in table(paper, "Points by part, and the score")] == ["Education Bureau"]


def test_where_nobody_is_scored_it_says_so(report, area, english):
    make_target(area)
    said = texts(laid_out())
    assert "No department had a target in scope." in said
    assert "Targets without a lead department, in no score: HD-2021-01." in said
    assert "How each score came about" not in said


def test_a_part_left_out_is_named(report, area, department, lin, wang, english):
    make_entry(make_target(area, lead=department, cadence=Cadence.YEAR), 3, "10", lin, wang)
    assert "Left out, nothing to judge: In time, At once; the rest counts for the whole." in texts(laid_out())


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_points_are_those_it_was_made_with(report, target, language, settings):
    Policy.objects.update(score_results=60, score_on_time=30, score_first_time=10)
    said = texts(laid_out())
    assert re.findall(r"\d+", said.partition("100")[2])[:3] == ["60", "30", "10"]


def test_it_says_that_scores_are_an_extension_of_the_reports_own_mechanism(report, target, english):
    assert "The report sets up monthly bulletins and quarterly assessments for investment promotion only" in texts(
        laid_out()
    )


def test_remarks_are_for_all_and_the_note_is_the_offices(report, target, english):
    internal = {"note": "内部备注", "whistles": []}
    assert "总体平稳" in texts(laid_out(remarks="总体平稳"))
    assert "内部备注" not in texts(laid_out())
    assert "内部备注" in texts(laid_out(internal=internal))
    assert "No department was called in this quarter." in texts(laid_out(internal=internal))
    assert "Internal" not in texts(laid_out())
