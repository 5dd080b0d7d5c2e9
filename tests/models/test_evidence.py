"""Evidence: a web address, nothing a browser would run."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import draft_entry
from tracker.models import Evidence


@pytest.fixture
def entry(target, lin):
    return draft_entry(target, 3, "10", lin)


@pytest.mark.parametrize("url", ["https://www.example.gov.cn/a?b=1", "http://example.gov.cn"])
def test_a_web_address_is_evidence(entry, url):
    evidence = Evidence(entry=entry, title="公报", url=url)
    evidence.full_clean()
    assert str(evidence) == "公报"
    assert evidence.is_public


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://example.gov.cn/a", "公报", ""])
def test_anything_else_is_not(entry, url):
    with pytest.raises(ValidationError) as refused:
        Evidence(entry=entry, title="公报", url=url).full_clean()
    assert set(refused.value.message_dict) == {"url"}


def test_evidence_goes_with_its_entry(entry):
    Evidence.objects.create(entry=entry, title="公报", url="https://example.gov.cn")
    entry.delete()
    assert not Evidence.objects.exists()
