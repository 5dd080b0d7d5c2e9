"""Task areas and the targets of each."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.models import Area
from tracker.queries.standings import Standing, count
from tracker.rules.facts import Policy
from tracker.rules.rollup import Rollup


@dataclass(frozen=True)
class AreaStanding:
    """A task area with its targets' standings; an area may hold none."""

    area: Area
    standings: list[Standing]
    rollup: Rollup


def by_area(areas: Iterable[Area], listed: list[Standing], policy: Policy) -> list[AreaStanding]:
    """The list split by task area; areas without a target are there too."""
    return [
        AreaStanding(area, mine, count(mine, policy))
        for area in areas
        for mine in [[standing for standing in listed if standing.target.area_id == area.pk]]
    ]
