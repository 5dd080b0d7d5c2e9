"""How much evidence an entry takes."""

from collections.abc import Iterable

MB = 1024 * 1024
FILE_BYTES, ENTRY_BYTES, ENTRY_ITEMS = 10 * MB, 50 * MB, 20


def has_room(sizes: Iterable[int | None], more: int) -> bool:
    """Whether an item of `more` bytes fits beside those there are; a link has no size."""
    there = list(sizes)
    return len(there) < ENTRY_ITEMS and sum(size or 0 for size in there) + more <= ENTRY_BYTES
