"""What is asked about: falling sums, jumps over three times, more than everything, nothing counted."""

from decimal import Decimal

import pytest

from tests.factories import make_facts
from tracker.choices import Comparison, Doubt, Kind
from tracker.rules.doubts import doubts

FALLING, JUMP, OVER, UNCOUNTED = Doubt.FALLING, Doubt.JUMP, Doubt.OVER, Doubt.UNCOUNTED
SUM = make_facts(value="40")
LEVEL = make_facts(Kind.LEVEL, value="40", baseline="20")
RATE = make_facts(Kind.RATE, value="6.5")
STAGES = make_facts(Kind.MILESTONE, value="4")
BAND = make_facts(comparison=Comparison.BETWEEN, value="1", value_high="2")


@pytest.mark.parametrize(
    ("facts", "before", "value", "expected"),
    [
        (SUM, None, "0", []),
        (SUM, None, "40", []),
        (SUM, None, "40.0001", [OVER]),
        (SUM, "10", "10", []),
        (SUM, "10", "9.9999", [FALLING]),
        (SUM, "10", "30", []),
        (SUM, "10", "30.0001", [JUMP]),
        (SUM, "10", "41", [JUMP, OVER]),
        (SUM, "0", "39", []),
        (SUM, "41", "41", []),
        (SUM, "42", "41", [FALLING, OVER]),
        (SUM, "41", "42", [OVER]),
        (STAGES, "2", "1", [FALLING]),
        (LEVEL, "30", "29", []),
        (LEVEL, "10", "31", [JUMP]),
        (LEVEL, "39", "41", [OVER]),
        (RATE, "6", "5", []),
        (RATE, "2", "6.1", [JUMP]),
        (RATE, "2", "99", [JUMP]),
        (RATE, "-1", "5", []),
        (BAND, None, "2", [OVER]),
        (SUM, None, None, [UNCOUNTED]),
        (SUM, "10", None, [UNCOUNTED]),
        (RATE, "5", None, [UNCOUNTED]),
    ],
)
def test_a_figure_is_asked_about(facts, before, value, expected):
    before, value = (None if text is None else Decimal(text) for text in (before, value))
    assert list(doubts(facts, before, value)) == expected


def test_every_doubt_says_what_it_is(english):
    assert all(doubt.label.endswith(".") for doubt in Doubt)
