"""Rows known by a code: fixtures refer to them by it."""

import pytest

from tracker.models import Area, Department, Report, Target


@pytest.mark.parametrize("model", [Area, Department, Report, Target])
def test_a_row_is_found_by_its_natural_key(model, target):
    row = model.objects.first()
    assert row.natural_key() == (row.code,)
    assert model.objects.get_by_natural_key(*row.natural_key()) == row


def test_an_unknown_code_is_no_row(db):
    with pytest.raises(Report.DoesNotExist):
        Report.objects.get_by_natural_key("HD-1999")
