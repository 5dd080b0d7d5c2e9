"""Shared columns: figures keep every digit they may have, months are first days, pairs stay whole."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests.factories import make_target, unsaved_target
from tracker.models import Target
from tracker.models.fields import in_order, is_month, together


@pytest.mark.parametrize("figure", ["12345678901.2345", "99999999999.9999", "0.0001", "136.61", "6"])
def test_a_figure_comes_back_from_the_database_to_the_last_digit(area, figure):
    made = make_target(area, value=Decimal(figure))
    assert Target.objects.get(pk=made.pk).value == Decimal(figure)


@pytest.mark.parametrize("figure", ["100000000000", "1.23456", "NaN"])
def test_a_figure_of_more_digits_is_refused_before_it_is_kept(area, figure):
    with pytest.raises(ValidationError) as refused:
        unsaved_target(area, value=Decimal(figure)).full_clean()
    assert set(refused.value.message_dict) == {"value"}


def test_conditions_are_named_by_what_they_say():
    assert is_month("entry", "month").name == "entry_month_is_a_first_day"
    assert together("entry", "sent_by", "sent_at").name == "entry_sent_by_and_sent_at_together"
    assert in_order("target", "start", "due").name == "target_start_not_after_due"
