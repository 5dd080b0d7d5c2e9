"""Last period's result beside this year's target, where the report counted both in one unit."""

from collections.abc import Sequence
from fractions import Fraction

from django.utils.translation import gettext as _

from tracker.charts.chart import MISSING, Cell, Chart, measured, names, told
from tracker.charts.drawing import Drawing, Panel, Piece, block_key
from tracker.charts.marks import At, Bar, Mark
from tracker.models import Target
from tracker.queries.standings import Standing
from tracker.rules.words import with_unit

HEIGHT, BAR, SECOND = Fraction(12, 5), Fraction(1), Fraction(6, 5)
BEFORE, NOW = 1, 2


def beside_last_period(standings: Sequence[Standing]) -> Chart | None:
    """A row for each target of which the report names an earlier result; None when it names none.

    Drawn are those in the target's own unit, each on a scale of its own from 0; the others are in the table with what
    sets them apart.
    """
    known = [each for each in standings if each.target.baseline is not None]
    if not known:
        return None
    rows = [_row(name, each) for name, each in zip(names(known), known, strict=True)]
    drawn = [index for index, row in enumerate(rows) if row[BEFORE].value is not None]
    return Chart(
        key="beside-last-period",
        title=_("Last period's result beside this year's target"),
        sentence=_sentence(len(rows), len(drawn)),
        columns=[
            *(_("Target"), _("Earlier result"), _("This year's target")),
            *(_("Period"), _("Phrase of the report"), _("Remark")),
        ],
        rows=rows,
        drawing=Drawing(
            [_panel(index, known[index], rows[index]) for index in drawn],
            [block_key(_("earlier result"), "soft", is_hollow=True), block_key(_("this year's target"), "accent")]
            if drawn
            else [],
        ),
    )


def _sentence(known: int, drawn: int) -> str:
    scale = _(
        "%(drawn)s are drawn, each on a scale of its own from 0; mind the period, which may be longer than a year."
    )
    others = _("Not drawn, since it was counted in another unit: %(others)s.")
    return told(
        _("The report names an earlier result for %(known)s targets.") % {"known": known},
        scale % {"drawn": drawn} if drawn else "",
        others % {"others": known - drawn} if known > drawn else "",
    )


def _row(name: str, standing: Standing) -> list[Cell]:
    target, now = standing.target, standing.facts.value
    before = target.baseline
    is_alike = not target.baseline_unit and before is not None and before >= 0 < now
    text = with_unit(before, target.baseline_label) if before is not None else MISSING
    return [
        Cell(name),
        Cell(text, before if is_alike else None),
        measured(now, target.unit_name) if is_alike else Cell(standing.promise),
        Cell(target.baseline_period or MISSING),
        Cell(target.baseline_phrase or MISSING),
        Cell(_remark(target) or MISSING),
    ]


def _remark(target: Target) -> str:
    if target.baseline_unit:
        return _("; ").join(filter(None, [target.baseline_remark, _("counted in another unit, so not compared")]))
    return target.baseline_remark


def _panel(index: int, standing: Standing, row: Sequence[Cell]) -> Panel:
    values = [Fraction(row[column].value or 0) for column in (BEFORE, NOW)]
    longest, colon, dated = max(values), _(": "), bool(standing.target.baseline_period)
    marks: list[Mark] = [
        Bar(
            x=Fraction(0),
            width=100 * value / longest,
            y=y,
            height=BAR,
            colour=colour,
            cells=(At(index, column),),
            is_hollow=column == BEFORE,
        )
        for value, y, colour, column in zip(
            values, (Fraction(0), SECOND), ("soft", "accent"), (BEFORE, NOW), strict=True
        )
    ]
    return Panel(
        head=row[0].text,
        page="target",
        code=standing.target.code,
        note=[
            Piece(standing.target.baseline_period + colon + row[BEFORE].text if dated else row[BEFORE].text),
            Piece(str(standing.target.report.year) + colon + row[NOW].text),
        ],
        height=HEIGHT,
        marks=marks,
    )
