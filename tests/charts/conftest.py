"""Standings to draw: targets with figures by month in as many areas as a test needs, and the whole sample year."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from tests.factories import AT, make_entry, make_target, month
from tests.sample import load_year
from tracker.actions.revisions import Ground, Terms, revise
from tracker.choices import Comparison, Kind
from tracker.models import Area, Report, Target, User
from tracker.queries.standings import AcceptedFigure, Filing, Ledger, Row, Standing, ledger, standings
from tracker.rules.facts import Facts, Policy
from tracker.rules.history import History

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


@pytest.fixture(scope="module")
def sample_year(django_db_setup, django_db_blocker) -> Iterator[Ledger]:
    """The report with its sample year, once for all tests of a module; gone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_year()
        report = Report.objects.current().get()
        list(report.areas.all())
        yield ledger(report)
        transaction.set_rollback(True)


def made_up(facts: list[Facts]) -> Ledger:
    """A report of 2021 with a target for each of the facts, none of it in a database."""
    report = Report(code="HD-2021", year=2021, adopted_on=date(2021, 1, 13))
    report.__dict__["last_due"] = max(each.due for each in facts)
    area = Area(report=report, code="HD-2021-A0", name="领域", name_en="Area")
    rows = []
    for order, each in enumerate(facts, start=1):
        target = Target(
            pk=order,
            report=report,
            area=area,
            code=f"HD-2021-{order:02}",
            name="目标",
            name_en="Target",
            unit="%" if each.kind == Kind.RATE else "座",
            unit_en="stations",
        )
        accepted = tuple(AcceptedFigure(order, each.month, 1, each.value, False, AT) for each in each.figures)
        filings = tuple(Filing(figure.month, figure.month, 1) for figure in each.figures)
        rows.append(Row(target, History(each), accepted, (), filings))
    return Ledger(report, Policy(), tuple(rows))


def change(target: Target, by: User, value: str, due: int = 12, decided: date = date(2021, 5, 20)) -> None:
    """Revise the target's figure, and its due month (13: January of the next year)."""
    target.refresh_from_db()
    terms = Terms(Decimal(value), None, month(due) if due <= 12 else month(due - 12, 2022), target.lead)
    ground = Ground("上级调整", "第12号会议纪要", decided)
    revise(target=target, terms=terms, ground=ground, by=by, at=AT, row_version=target.row_version)


def standing_of(target: Target, number: int) -> Standing:
    """The target's standing at the end of a month."""
    return next(each for each in standings(target.report, month(number)) if each.target.pk == target.pk)


def numbers(cells: list[Any]) -> list[Decimal | None]:
    """A table's cells as the numbers they hold; None for a dash."""
    return [cell.value for cell in cells]


def texts(row: Any) -> list[str]:
    """A row as it is read."""
    return [cell.text for cell in row]
