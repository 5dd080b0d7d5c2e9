"""What makes a figure unusual: it is asked about, never refused."""

from decimal import Decimal

from tracker.choices import Doubt, Kind
from tracker.rules.facts import Facts
from tracker.rules.pace import done_share

JUMP_OVER = 3
ADDS_UP = frozenset({Kind.CUMULATIVE, Kind.MILESTONE})


def doubts(facts: Facts, before: Decimal | None, value: Decimal | None) -> tuple[Doubt, ...]:
    """The doubts about `value`, given the figure `before` it (None: there was none).

    A `value` of None is the statement that nothing was counted. The same figure as before raises no new doubt.
    """
    if value is None:
        return (Doubt.UNCOUNTED,)
    found = []
    if before is not None and value < before and facts.kind in ADDS_UP:
        found.append(Doubt.FALLING)
    if before is not None and before > 0 and value > JUMP_OVER * before:
        found.append(Doubt.JUMP)
    if value != before and facts.has_share and done_share(facts, value) > 1:
        found.append(Doubt.OVER)
    return tuple(found)
