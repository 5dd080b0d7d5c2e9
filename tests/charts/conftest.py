"""Standings to draw: targets with figures by month, in as many areas as a test needs."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tests.factories import make_entry, make_target, month
from tracker.choices import Comparison, Kind
from tracker.models import Target
from tracker.queries.standings import Standing, standings

RATE = {"kind": Kind.RATE, "value": Decimal("6.5"), "unit": "%", "unit_en": "%"}
CAP = RATE | {"comparison": Comparison.AT_MOST, "value": Decimal("3.8")}
BAND = RATE | {"comparison": Comparison.ABOUT, "value": Decimal(70), "tolerance": Decimal(5)}


@pytest.fixture
def reported(area, department, lin, wang) -> Callable[..., Target]:
    """A target with accepted figures: `reported({3: "10"})`, of the first area unless told otherwise."""

    def make(figures: dict[int, str], **given: Any) -> Target:
        target = make_target(given.pop("area", area), lead=department, **given)
        for number, value in figures.items():
            make_entry(target, number, value, lin, wang)
        return target

    return make


def standing_of(target: Target, number: int) -> Standing:
    """The target's standing at the end of a month."""
    return next(each for each in standings(target.report, month(number)) if each.target.pk == target.pk)


def numbers(cells: list[str]) -> list[Decimal | None]:
    """What a table's cells say as numbers; a dash is none."""
    return [None if cell == "–" else Decimal(cell.split(" ")[0].rstrip("%").replace(",", "")) for cell in cells]
