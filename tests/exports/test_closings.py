import pytest

from tests.exports.conftest import FORMULA, read_at
from tests.factories import CLOSING_AT, make_closing, make_entry, make_target
from tracker.exports.closings import CLOSINGS


def rows(number=12):
    source = read_at(number)
    return CLOSINGS.rows(CLOSINGS.things(source.page), source)


def test_a_closing_says_what_was_stated_and_what_was_computed(record):
    (row,) = rows()
    assert row == {
        "id": "HD-2021-02:close",
        "target": "HD-2021-02",
        "outcome": "MISSED",
        "computed": "CHANGED",
        "difference_reason": "经现场核查认定",
        "reason_kind": "LAGGING",
        "statement": FORMULA,
        "statement_en": None,
        "document": "-第3号报告",
        "evidence_title": "名录",
        "evidence_url": "https://a.gov.cn/close",
        "month": "2021-10",
        "value": "-1.25",
        "value_month": "2021-06",
        "done_share": None,
        "corrected": False,
        "value_now": "-1.25",
        "department": "swj",
        "department_name": "区商务局",
        "filed_by": "赵",
        "filed_at": "2021-11-08T09:00:00+08:00",
        "accepted_by": "王",
        "accepted_at": "2021-11-08T09:00:00+08:00",
        "url": "http://127.0.0.1:8000/targets/HD-2021-02/#closing",
        "notice": None,
    }


def test_an_earlier_month_has_what_was_accepted_by_then(record):
    assert rows(10) == []
    assert len(rows(11)) == 1


def test_a_correction_after_the_close_is_told_beside_it(target, lin, wang):
    make_entry(target, 12, "38", lin, wang, at=CLOSING_AT)
    make_closing(target, lin, wang)
    make_entry(target, 12, "39", lin, wang, at=CLOSING_AT, correction_reason="更正")
    (row,) = rows()
    assert (row["value"], row["corrected"], row["value_now"]) == ("38", True, "39")


@pytest.mark.parametrize("number", [1, 30])
def test_closings_take_the_ledger_and_two_queries(area, department, lin, wang, number, django_assert_num_queries):
    for _ in range(number):
        make_closing(make_target(area, lead=department), lin, wang)
    source = read_at()
    with django_assert_num_queries(5):
        assert len(CLOSINGS.rows(CLOSINGS.things(source.page), source)) == number
