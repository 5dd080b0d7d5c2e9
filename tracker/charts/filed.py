"""How each month of a target was filed, as charts mark it: late, corrected later, or with nothing counted."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from tracker.queries.marks import marked_months
from tracker.queries.standings import Standing


class Filed(NamedTuple):
    """One month. `is_late`: it came in after its day; not `is_counted`: it was said that nothing was counted."""

    is_late: bool
    is_corrected: bool
    is_counted: bool

    @property
    def words(self) -> list[str]:
        """What is worth saying of it."""
        said = {_("filed late"): self.is_late, _("corrected later"): self.is_corrected}
        return [word for word, holds in said.items() if holds] + ([] if self.is_counted else [_("not counted")])


def filed(standing: Standing) -> Mapping[date, Filed]:
    """Every month accounted for up to the one judged."""
    accounted = {each.month for each in standing.filings}
    with_figure = {figure.month for figure in standing.facts.figures}
    return {
        each.verdict.month: Filed(each.is_late, each.is_corrected, each.verdict.month in with_figure)
        for each in marked_months(standing)
        if each.verdict.month in accounted
    }
