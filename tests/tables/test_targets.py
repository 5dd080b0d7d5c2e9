from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import RequestFactory
from django_tables2 import RequestConfig

from tests.factories import make_area, make_entry, make_target, month
from tracker.choices import Light
from tracker.models import Target
from tracker.queries.standings import standings
from tracker.tables.targets import SEVERITY, TargetTable

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def year(report, area, department, lin, wang):
    """Five targets by name: on pace, yellow, red, a rate held, silent; the first two of the second area."""
    second = make_area(report)
    made = {
        "pace": make_target(second, name_en="pace", lead=department),
        "yellow": make_target(second, name_en="yellow", lead=department),
        "red": make_target(area, name_en="red", lead=department),
        "rate": make_target(area, name_en="rate", lead=department, kind="RATE", unit="%", unit_en="%"),
        "silent": make_target(area, name_en="silent"),
    }
    for name, value in {"pace": "20", "yellow": "12.5", "red": "1", "rate": "40"}.items():
        make_entry(made[name], 6, value, lin, wang)
    return report


def table_of(report, **query):
    table = TargetTable(standings(report, month(6)), lambda name, *args: f"/{name}/{args[0]}")
    RequestConfig(RequestFactory().get("/", query), paginate=False).configure(table)
    return table


def names(report, sort):
    return [each.record.target.name_en for each in table_of(report, sort=sort).rows]


def cells(report, name_en):
    table = table_of(report)
    (cells,) = [row for row in table.rows if row.record.target.name_en == name_en]
    return {column.name: str(cell) for column, cell in cells.items()}


@pytest.mark.parametrize(
    ("column", "ascending", "descending"),
    [
        ("name", ["pace", "yellow", "red", "rate", "silent"], ["silent", "rate", "red", "yellow", "pace"]),
        ("area", ["red", "rate", "silent", "pace", "yellow"], ["pace", "yellow", "red", "rate", "silent"]),
        ("done", ["red", "yellow", "pace", "rate", "silent"], ["pace", "yellow", "red", "rate", "silent"]),
        ("gap", ["pace", "yellow", "red", "rate", "silent"], ["red", "yellow", "pace", "rate", "silent"]),
        ("light", ["red", "yellow", "silent", "pace", "rate"], ["pace", "rate", "silent", "yellow", "red"]),
    ],
)
def test_sorts_both_ways_and_what_has_no_value_stands_last(year, column, ascending, descending):
    assert names(year, column) == ascending
    assert names(year, f"-{column}") == descending


@pytest.mark.parametrize("sort", ["", "promise", "latest", "lead", "nothing", "-", "--name", "name,-name", "\x00"])
def test_what_cannot_be_sorted_by_loses_no_row(year, sort):
    assert sorted(names(year, sort)) == ["pace", "rate", "red", "silent", "yellow"]


def test_every_light_has_its_place_in_the_order():
    assert sorted(SEVERITY) == sorted(Light)


def test_row_says_what_was_promised_and_what_was_reported(year):
    row = cells(year, "yellow")
    assert row["name"] == '<a href="/target/HD-2021-02">yellow</a> <span class="code">HD-2021-02</span>'
    assert row["area"] == "Area 1"
    assert row["promise"] == "40 stations"
    assert row["latest"] == '<a href="/target/HD-2021-02">12.5 stations</a> <span class="when">June 2021</span>'
    assert row["done"] == "31.2%"
    assert row["gap"] == "18.8"
    assert "light-behind" in row["light"]
    assert "Slightly behind" in row["light"]
    assert row["lead"] == "Education Bureau"


def test_missing_is_a_dash_and_never_zero(year):
    row = cells(year, "silent")
    assert [row[name] for name in ("latest", "done", "gap", "lead")] == ["–", "–", "–", "to be announced"]


def test_rate_has_no_percentage_of_completion(year):
    row = cells(year, "rate")
    assert [row[name] for name in ("done", "gap")] == ["–", "–"]
    assert ">40%</a>" in row["latest"]


def test_gap_ahead_has_a_minus(year, department, lin, wang):
    make_entry(Target.objects.get(name_en="pace"), 5, "38", lin, wang)
    make_entry(make_target(year.areas.get(order=0), name_en="ahead", lead=department), 6, "30", lin, wang)
    assert cells(year, "ahead")["gap"] == "−25"
    assert cells(year, "pace")["gap"] == "0"


def test_names_are_escaped(year):
    Target.objects.filter(name_en="red").update(name_en='<b>"')
    assert "&lt;b&gt;&quot;" in cells(year, '<b>"')["name"]


def test_rows_carry_their_light(year):
    classes = [row.attrs["class"].split()[0] for row in table_of(year).rows]
    assert classes == ["row-on-pace", "row-behind", "row-far-behind", "row-on-pace", "row-no-data"]


def test_empty_table_says_so(report):
    table = TargetTable([], SimpleNamespace)
    assert str(table.empty_text) == "No target fits these filters."


def test_sorting_asks_the_database_nothing(year, django_assert_num_queries):
    listed = standings(year, month(6))
    with django_assert_num_queries(0):
        for sort in ("name", "-area", "done", "-gap", "light"):
            table = TargetTable(list(listed), lambda *args: "")
            table.order_by = sort
            assert len([row.cells for row in table.rows]) == len(listed)


def test_value_of_the_target_is_shown_exactly(year):
    Target.objects.filter(name_en="silent").update(value=Decimal("1234567.8"))
    assert cells(year, "silent")["promise"] == "1,234,567.8 stations"
