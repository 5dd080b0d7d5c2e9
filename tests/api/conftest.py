"""Each test of the API begins with nothing kept."""

import pytest
from django.core.cache import cache

from tests.exports.conftest import record

__all__ = ["record"]


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    yield
    cache.clear()
