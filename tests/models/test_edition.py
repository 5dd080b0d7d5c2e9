"""The edition is one row."""

import pytest
from django.db import IntegrityError, transaction

from tracker.models import Edition

pytestmark = pytest.mark.django_db


def test_there_is_one_edition():
    Edition.objects.create(pk=1, number=7)
    with pytest.raises(IntegrityError, match="edition_is_one_row"), transaction.atomic():
        Edition.objects.create(pk=2)
    assert str(Edition.objects.only_row().get()) == "7"
