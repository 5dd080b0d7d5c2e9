"""What the sample officials write fits the figure and is marked as sample."""

from datetime import date
from decimal import Decimal

from tracker.choices import Comparison, Kind
from tracker.management.sample_plan import MARK
from tracker.management.sample_words import content, link
from tracker.models import Target

STATIONS = Target(
    code="HD-2021-07", order=7, kind=Kind.CUMULATIVE, comparison=Comparison.AT_LEAST, value=Decimal(40), unit="座"
)
CAP = Target(code="HD-2021-02", order=2, kind=Kind.RATE, comparison=Comparison.AT_MOST, value=Decimal("3.8"), unit="%")
ABOUT = Target(
    code="HD-2021-04",
    order=4,
    kind=Kind.RATE,
    comparison=Comparison.ABOUT,
    value=Decimal(70),
    tolerance=Decimal(5),
    unit="%",
)
MAY = date(2021, 5, 1)


def test_a_target_on_pace_has_no_problem_to_tell():
    written = content(STATIONS, MAY, Decimal(17), claims=False, reason="")
    assert written.progress == f"{MARK}截至5月累计完成17座。"
    assert written.problems == ""
    assert written.next_steps.startswith(MARK)
    assert written.explanation == ""
    assert link(STATIONS, MAY, claims=False) is None


def test_a_target_behind_tells_its_problem():
    assert content(STATIONS, MAY, Decimal(16), claims=False, reason="").problems.startswith(MARK)
    assert content(CAP, MAY, Decimal("3.9"), claims=False, reason="").problems.startswith(MARK)
    assert content(CAP, MAY, Decimal("3.8"), claims=False, reason="").problems == ""
    assert content(ABOUT, MAY, Decimal("64.9"), claims=False, reason="").problems.startswith(MARK)
    assert content(ABOUT, MAY, Decimal(65), claims=False, reason="").problems == ""


def test_nothing_done_is_said_as_such():
    assert "尚未开工" in content(STATIONS, MAY, Decimal(0), claims=False, reason="").progress


def test_a_claim_comes_with_evidence():
    written = content(STATIONS, MAY, Decimal(40), claims=True, reason="")
    assert written.claims_completion
    assert "申请办结" in written.progress
    url, title = link(STATIONS, MAY, claims=True)
    assert url == "https://example.org/sample/hd-2021-07/2021-05"
    assert title.startswith(MARK)


def test_a_half_year_comes_with_evidence():
    assert link(STATIONS, date(2021, 6, 1), claims=False)


def test_an_unusual_figure_says_why():
    written = content(STATIONS, MAY, Decimal(41), claims=False, reason="", before=Decimal(5))
    assert written.explanation == f"{MARK}本期集中完工、集中统计，增幅较大。进度快于计划，已超过目标数。"
    fallen = content(STATIONS, MAY, Decimal(16), claims=False, reason="", before=Decimal(17))
    assert fallen.explanation.startswith(f"{MARK}经复核核减")


def test_a_correction_keeps_its_reason():
    assert content(STATIONS, MAY, Decimal(17), claims=False, reason="重复").correction_reason == f"{MARK}重复"
