"""From one year's report to the next: which earlier target a promise carries on, or a result tells of."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from tracker.models import Candidate, Report, Target
from tracker.rules.intake import ALIKE, likeness, whole_unit


class Rollover(NamedTuple):
    """What becomes of a year's targets in the next: carried on (with what carries them on), ended, and what is new."""

    carried: list[tuple[Target, Candidate]]
    ended: list[Target]
    new: list[Candidate]


def earlier_targets(report: Report) -> list[Target]:
    """The targets of the last report before this one that has any. One query."""
    rows = Target.objects.filter(report__year__lt=report.year).select_related("report")
    listed = list(rows.order_by("-report__year", "order", "code"))
    return [each for each in listed if each.report_id == listed[0].report_id]


def suggested(candidates: Iterable[Candidate], earlier: Iterable[Target]) -> dict[int, Target]:
    """By the passage's primary key the earlier target most alike in subject and of the same unit; each at most once."""
    rows, targets = list(candidates), list(earlier)
    pairs = [(_alike(row, target), row.pk, target) for row in rows for target in targets]
    found: dict[int, Target] = {}
    for alike, key, target in sorted(pairs, key=lambda pair: -pair[0]):
        if alike >= ALIKE and key not in found and target not in found.values():
            found[key] = target
    return found


def _alike(row: Candidate, target: Target) -> Fraction:
    read = row.proposed
    unit = row.unit or whole_unit(read.get("scale", ""), read.get("unit", ""))
    subjects = {row.name, read.get("subject", "")} - {""}
    if unit != target.unit:
        return Fraction(0)
    return max((likeness(subject, target.name) for subject in subjects), default=Fraction(0))


def rollover(
    candidates: Iterable[Candidate], earlier: Iterable[Target], predecessors: Mapping[int, Target]
) -> Rollover:
    """What is carried, ended and new, by the predecessors chosen so far."""
    rows = list(candidates)
    carried = [(predecessors[row.pk], row) for row in rows if row.pk in predecessors]
    kept = {target.pk for target, _row in carried}
    return Rollover(
        carried, [each for each in earlier if each.pk not in kept], [row for row in rows if row.pk not in predecessors]
    )
