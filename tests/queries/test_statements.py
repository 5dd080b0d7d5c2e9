"""What every paper says alike of its report and of one target."""

from decimal import Decimal

import pytest

from tests.charts.conftest import CAP, RATE, standing_of
from tests.factories import make_entry, make_target, month
from tracker.choices import IssueKind
from tracker.queries.statements import issuer, lead_of, row, signed, statement


def test_the_masthead_names_report_kind_and_period_and_no_row_by_number(report):
    said = statement(report, IssueKind.ASSESSMENT, month(9), is_sample=False)
    assert (said["kind"], said["month"], said["schema"]) == ("assessment", "2021-09", 1)
    assert said["report"]["code"] == "HD-2021"
    assert said["report"]["title"] == {"zh": "2021年政府工作报告", "en": "Government Work Report 2021"}


def test_sample_data_never_goes_out_in_the_name_of_an_authority(settings):
    settings.IDENTITY = settings.IDENTITY | {"organiser": "区政府办公室"}
    assert issuer(is_sample=False) == {"zh": "区政府办公室", "en": "区政府办公室"}
    assert issuer(is_sample=True) == {"zh": "示例督查室", "en": "Sample supervision office"}


def test_where_nobody_is_named_the_office_is(settings):
    settings.IDENTITY = settings.IDENTITY | {"organiser": ""}
    assert issuer(is_sample=False) == {"zh": "督查室", "en": "Supervision office"}


def test_a_share_is_said_exact_and_as_printed(report, target, lin, wang):
    make_entry(target, 5, "20", lin, wang)
    make_entry(target, 6, "13.3", lin, wang)
    said = row(standing_of(target, 6), before=standing_of(target, 5))
    assert (said["done_share"], said["done"], said["expected"]) == ("0.3325", "33.2%", "50%")
    assert said["gap"] == "16.8"
    assert (said["light"], said["light_before"], said["bucket"]) == ("BEHIND", "ON_PACE", "BEHIND")
    assert said["latest"] == {"month": "2021-06", "value": "13.3"}
    assert said["latest_words"] == {"zh": "13.3 座", "en": "13.3 stations"}
    assert said["lead"] == {"code": "jyj", "name": {"zh": "区教育局", "en": "Education Bureau"}}
    assert said["distance"] is None


def test_ahead_of_pace_the_gap_is_below_nothing(report, target, lin, wang):
    make_entry(target, 6, "30", lin, wang)
    assert row(standing_of(target, 6))["gap"] == "−25"


@pytest.mark.parametrize(
    ("terms", "figure", "distance"), [(RATE, "6.4", "−0.1"), (CAP, "3.9", "+0.1"), (CAP, "3.8", "0")]
)
def test_a_line_is_said_by_its_distance_and_has_no_share(area, department, lin, wang, terms, figure, distance):
    target = make_target(area, lead=department, **terms)
    make_entry(target, 6, figure, lin, wang)
    said = row(standing_of(target, 6))
    assert (said["distance"], said["done"], said["expected"], said["gap"]) == (distance, None, None, None)


def test_what_was_never_reported_is_empty_and_not_0(report, area):
    said = row(standing_of(make_target(area), 6))
    assert (said["latest"], said["latest_words"], said["distance"], said["lead"]) == (None, None, None, None)
    assert (said["problems"], said["next_steps"]) == ("", "")


def test_nobody_leads_what_nobody_leads(department):
    assert lead_of(None) is None
    assert lead_of(department)["code"] == "jyj"


@pytest.mark.parametrize(("value", "text"), [("0.1", "+0.1"), ("-0.20", "−0.2"), ("0", "0"), ("1200", "+1200")])
def test_a_difference_has_its_sign(value, text):
    assert signed(Decimal(value)) == text
