from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError

from tracker.forms.days import DayField, MonthField


@pytest.mark.parametrize(
    "text", ["2021-06", "2021-6", "2021/6", "2021.06", "2021年6月", " ２０２１年６月 ", "2021年 6月"]
)
def test_month_is_read_as_people_write_it(text):
    assert MonthField().clean(text) == date(2021, 6, 1)


@pytest.mark.parametrize("text", ["2021", "2021-13", "2021-00", "6月", "June 2021", "0021-06", "2021-06-15"])
def test_what_is_no_month_is_refused_with_an_example(text, english):
    with pytest.raises(ValidationError, match="2021-06"):
        MonthField().clean(text)


def test_month_of_a_day_is_its_first():
    assert MonthField().clean(date(2021, 6, 15)) == MonthField().clean(datetime(2021, 6, 15, 8)) == date(2021, 6, 1)  # noqa: DTZ001


def test_unchanged_month_counts_as_unchanged():
    assert not MonthField().has_changed(date(2021, 6, 1), "2021年6月")
    assert MonthField().has_changed(date(2021, 6, 1), "2021-07")


@pytest.mark.parametrize("text", ["2021-07-01", "2021/7/1", "2021.7.1", "2021年7月1日"])
def test_day_is_read_as_people_write_it(text):
    assert DayField().clean(text) == date(2021, 7, 1)


def test_what_is_no_day_is_refused_with_an_example(english):
    with pytest.raises(ValidationError, match="2021-07-01"):
        DayField().clean("2021-02-30")
