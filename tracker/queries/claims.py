"""What a later report says became of a target, beside what the ledger has of it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from tracker.models import Candidate, Report, Target
from tracker.queries.standings import Standing, ledger
from tracker.rules.months import last_closed


class Claim(NamedTuple):
    """A passage that tells a result, and how the target it tells of stood at its report's last closed month."""

    candidate: Candidate
    standing: Standing


def claims(candidates: Iterable[Candidate], on: date) -> list[Claim]:
    """The passages a person linked to an earlier target. No query without any; else one, and three for each year."""
    rows = [each for each in candidates if each.about_id is not None]
    if not rows:
        return []
    about = Target.objects.filter(pk__in=[each.about_id for each in rows if each.about_id])
    standings: dict[int | None, Standing] = {}
    for report in Report.objects.held().filter(pk__in=about.values("report")):
        month = last_closed(report.first_month, report.last_month, on)
        listed = ledger(report, Target.objects.of(report).filter(pk__in=about.values("pk"))).standings(month)
        standings |= {each.target.pk: each for each in listed}
    return [Claim(each, standings[each.about_id]) for each in rows if each.about_id in standings]
