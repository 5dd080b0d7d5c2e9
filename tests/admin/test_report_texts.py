"""Texts and passages in the admin: shown, never written."""

import pytest
from django.urls import reverse

from tests.texts import of, take_in


@pytest.fixture
def rows(report, admin):
    text = take_in(report, admin)
    return {"reporttext": text, "candidate": of(text, "新建5G基站60座")}


@pytest.mark.parametrize(("name", "word"), [("reporttext", "报告.txt"), ("candidate", "新建5G基站60座")])
def test_texts_and_passages_are_shown_and_cannot_be_written(desk, rows, name, word):
    row = rows[name]
    address = reverse(f"admin:tracker_{name}_change", args=[row.pk])
    page = desk.get(address).content.decode()
    assert word in page
    assert 'name="_save"' not in page
    assert desk.post(address, {"name": "x"}).status_code == 403
    assert desk.post(reverse(f"admin:tracker_{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    assert desk.get(reverse(f"admin:tracker_{name}_add")).status_code == 403
    assert word in desk.get(reverse(f"admin:tracker_{name}_changelist")).content.decode()
