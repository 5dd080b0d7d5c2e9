from decimal import Decimal

import pytest

from tests.exports.conftest import read_at
from tests.factories import make_entry, make_target
from tracker.choices import Comparison, Kind
from tracker.exports.targets import COLUMNS, STANDINGS, TARGETS
from tracker.models import Target


@pytest.fixture
def exported(report):
    """The row of the only target at the end of a month."""

    def read(number=6):
        source = read_at(number)
        (row,) = TARGETS.rows(TARGETS.things(source.page), source)
        return row

    return read


def test_row_holds_every_column_as_plain_values(exported, target, lin, wang):
    Target.objects.update(section="(三)2.", phrase="新建5G基站40座")
    make_entry(target, 5, "13.5", lin, wang)
    row = exported()
    assert list(row) == [column.name for column in COLUMNS]
    assert row == {
        "code": "HD-2021-01",
        "name": "新建5G基站",
        "name_en": "New 5G base stations",
        "area": "HD-2021-A0",
        "kind": "CUMULATIVE",
        "comparison": "AT_LEAST",
        "value": "40",
        "value_high": None,
        "unit": "座",
        "light": "BEHIND",
        "done_share": "0.3375",
        "expected_share": "0.5",
        "gap": "16.25",
        "latest_value": "13.5",
        "latest_month": "2021-05",
        "lead": "jyj",
        "lead_name": "区教育局",
        "reason": row["reason"],
        "reason_en": "33.8% done by June 2021, 50% expected: behind by 16.2 percentage points.",
        "section": "(三)2.",
        "phrase": "新建5G基站40座",
        "start": "2021-01",
        "due": "2021-12",
        "unit_en": "stations",
        "lead_name_en": "Education Bureau",
        "cooperating": None,
        "cadence": "MONTH",
        "tolerance": None,
        "baseline": None,
        "baseline_unit": None,
        "baseline_period": None,
        "original_value": "40",
        "original_value_high": None,
        "original_due": "2021-12",
        "bucket": "BEHIND",
        "outcome": None,
        "definition": None,
        "definition_en": None,
        "data_source": None,
        "url": "http://127.0.0.1:8000/2021-06/targets/HD-2021-01/",
        "notice": None,
    }
    assert "33.8%" in row["reason"]


def test_missing_is_none_and_never_zero(exported, area):
    make_target(area)
    empty = exported()
    missing = {name for name, value in empty.items() if value is None}
    assert missing >= {"value_high", "done_share", "gap", "latest_value", "latest_month", "lead", "lead_name"}
    assert (empty["light"], empty["expected_share"]) == ("NO_DATA", "0.5")
    assert (empty["section"], empty["phrase"]) == ("", "")
    assert "0" not in empty.values()


def test_zero_is_zero(exported, target, lin, wang):
    make_entry(target, 1, "0", lin, wang)
    assert [exported(1)[name] for name in ("latest_value", "done_share")] == ["0", "0"]


def test_line_to_hold_has_no_shares(exported, area, department, lin, wang):
    rate = make_target(area, kind=Kind.RATE, value=Decimal("6.50"), unit="%", unit_en="%", lead=department)
    make_entry(rate, 6, "6.60", lin, wang)
    read = exported()
    assert [read[name] for name in ("value", "latest_value", "light")] == ["6.5", "6.6", "ON_PACE"]
    assert {read[name] for name in ("done_share", "expected_share", "gap")} == {None}


def test_band_has_its_upper_figure(exported, area):
    make_target(area, comparison=Comparison.BETWEEN, value=Decimal(1), value_high=Decimal("2.0000"))
    assert [exported()[name] for name in ("value", "value_high", "comparison")] == ["1", "2", "BETWEEN"]


@pytest.mark.parametrize(
    ("value", "written"), [("2000", "2000"), ("0.0001", "0.0001"), ("99999999999.9999", "99999999999.9999")]
)
def test_figures_are_exact_decimal_text(exported, area, value, written):
    make_target(area, value=Decimal(value))
    assert exported()["value"] == written


def test_reason_does_not_follow_the_readers_language(exported, target, english):
    assert exported()["reason"] != exported()["reason_en"]
    assert exported()["reason"].isascii() is False
    assert exported()["reason_en"].isascii() is True


def test_revised_and_suspended_targets_keep_their_first_terms(record):
    source = read_at()
    first, rate, silent = TARGETS.rows(TARGETS.things(source.page), source)
    assert [first[name] for name in ("value", "original_value", "due", "original_due")] == [
        *("36", "40", "2021-11", "2021-12")
    ]
    assert (rate["light"], rate["outcome"], rate["cooperating"]) == ("SUSPENDED", "CHANGED", "jyj zzj")
    assert (silent["lead"], silent["outcome"]) == (None, "UNVERIFIABLE")


def test_every_month_has_a_row_of_each_target_as_it_stood(record):
    source = read_at()
    rows = STANDINGS.rows(STANDINGS.things(source.page), source)
    assert [(row["month"], row["target"]) for row in rows] == [
        (f"2021-{number:02}", f"HD-2021-0{code}") for number in range(1, 13) for code in (1, 2, 3)
    ]
    of_first = {row["month"]: row for row in rows if row["target"] == "HD-2021-01"}
    assert [of_first[f"2021-{number:02}"]["latest_value"] for number in (2, 3, 6, 8)] == [None, "8.5", "20", "20"]
    assert [of_first[f"2021-{number:02}"]["value"] for number in (7, 8)] == ["40", "36"]
    for number in (3, 6, 9):
        earlier = read_at(number)
        for row in TARGETS.rows(TARGETS.things(earlier.page), earlier):
            (same,) = [each for each in rows if (each["target"], each["month"]) == (row["code"], f"2021-{number:02}")]
            shared = same.keys() & row.keys()
            assert len(shared) > 10
            assert {name: same[name] for name in shared} == {name: row[name] for name in shared}


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_takes_four_queries_whatever_its_size(area, department, rows, django_assert_num_queries):
    for _ in range(rows):
        make_target(area, lead=department)
    source = read_at()
    with django_assert_num_queries(4):  # three of the ledger, one of who cooperates
        assert len(TARGETS.rows(TARGETS.things(source.page), source)) == rows
    with django_assert_num_queries(0):
        assert len(STANDINGS.rows(STANDINGS.things(source.page), source)) == rows * 12
