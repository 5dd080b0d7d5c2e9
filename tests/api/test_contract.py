"""The API against its own description: schemathesis asks what the description allows and what it does not."""

import logging

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from schemathesis.engine import Status, from_schema

from tests.factories import make_area, make_entry, make_target

EXAMPLES = 5  # at random for each address, beside every value and every fault of each parameter


@pytest.fixture
def small(report, area, target, lin, wang):
    """Little of everything, since every code there is is asked for."""
    make_target(make_area(report))
    make_entry(target, 6, "19", lin, wang, evidence_url="https://a.gov.cn/x")
    make_entry(target, 6, "20", lin, wang, correction_reason="重复计算")


def faults(examples):
    """Everything schemathesis finds, by check and address, with the call that shows it; and how many calls it made."""
    config = schemathesis.Config()
    config.projects.default.generation.max_examples = examples
    config.projects.default.headers = {"Accept-Encoding": "identity"}
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application(), config=config)
    found, calls = {}, 0
    for event in from_schema(described).execute():
        recorder = getattr(event, "recorder", None)
        if type(event).__name__.endswith("Error"):
            found["error", str(event)] = event
        if recorder is None or type(event).__name__ != "ScenarioFinished":
            continue
        calls += len(recorder.cases)
        for case, checks in recorder.checks.items():
            failed = [check for check in checks if check.status != Status.SUCCESS]
            found |= {(check.name, recorder.label): recorder.cases[case].value.as_curl_command() for check in failed}
    return found, calls


@pytest.mark.crawl
@pytest.mark.django_db(transaction=True)  # its questions come from threads of their own
def test_schemathesis_finds_nothing(small):
    logging.disable(logging.CRITICAL)
    try:
        found, calls = faults(EXAMPLES)
    finally:
        logging.disable(logging.NOTSET)
    assert found == {}
    assert calls > 500
