"""What changed between the ends of two months: lights, figures, terms, corrections, and what came late."""

from dataclasses import dataclass
from datetime import date

from tracker.models import Revision
from tracker.queries.standings import Filing, Ledger, Standing


@dataclass(frozen=True)
class Change:
    """One target at the end of two months."""

    before: Standing
    after: Standing

    @property
    def has_new_light(self) -> bool:
        """Whether the light is another one."""
        return self.before.verdict.light != self.after.verdict.light

    @property
    def has_new_figure(self) -> bool:
        """Whether a newer month's figure stands now."""
        return self.before.facts.latest != self.after.facts.latest

    @property
    def revisions(self) -> list[Revision]:
        """The changes of its terms that came into force in between."""
        return [each for each in self.after.revisions if each not in self.before.revisions]

    @property
    def filings(self) -> list[Filing]:
        """The months in between that were accounted for."""
        return [each for each in self.after.filings if each.month > self.before.month]

    @property
    def corrected(self) -> list[date]:
        """The months in between whose figure was corrected since."""
        return [each.month for each in self.filings if each.version > 1]

    @property
    def late(self) -> list[date]:
        """The months in between whose figure came in after its day."""
        return [month for month in self.after.late if month > self.before.month]

    @property
    def is_told(self) -> bool:
        """Whether there is more to say than that the figure moved on: another light, other terms, a correction."""
        return self.has_new_light or bool(self.revisions or self.corrected)


def changes(ledger: Ledger, since: date, until: date) -> list[Change]:
    """Every target at the end of `since` and of `until`, in the report's order. No query."""
    return [
        Change(before, after) for before, after in zip(ledger.standings(since), ledger.standings(until), strict=True)
    ]
