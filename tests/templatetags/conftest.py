"""The small report of the pages' tests, for tags that are only read on a whole page."""

from tests.views.conftest import _empty_cache, read, world

__all__ = ["_empty_cache", "read", "world"]
