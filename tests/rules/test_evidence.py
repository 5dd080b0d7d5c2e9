"""How much evidence fits."""

import pytest

from tracker.rules.evidence import ENTRY_BYTES, ENTRY_ITEMS, MB, has_room


@pytest.mark.parametrize(
    ("there", "more", "fits"),
    [
        ([], 10 * MB, True),
        ([10 * MB] * 4, 10 * MB, True),
        ([10 * MB] * 4, 10 * MB + 1, False),
        ([None] * 19, 0, True),
        ([None] * 20, 0, False),
        ([None, 1, 2], 3, True),
        ([ENTRY_BYTES], 0, True),
        ([ENTRY_BYTES], 1, False),
    ],
)
def test_an_entry_takes_so_many_items_and_bytes(there, more, fits):
    assert ENTRY_ITEMS == 20
    assert has_room(there, more) == fits
