"""One list, many faces: for every month of a year each figure is the same wherever it is read.

A face reads what is shown of each target in a month, and writes what it has to show of a row of the API. To hold
another face to the same, add it to FACES; `site` is where the answers come from, so that an exported site can be tried.
"""

import csv
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from html import unescape
from io import BytesIO, StringIO
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.utils.translation import gettext, override
from openpyxl import load_workbook

from tests.factories import make_entry, make_target
from tests.sample import load_year
from tracker.choices import ClosingReason, Light, Outcome
from tracker.exports.resources import TABLES
from tracker.exports.targets import COLUMNS
from tracker.models import Report
from tracker.queries.standings import ledger
from tracker.rules.months import read_month
from tracker.rules.words import decimal_text, month_words, percent, plain, points, promise, with_unit

MONTHS = [f"2021-{number:02}" for number in range(1, 13)]
FIGURES = {column.name for column in COLUMNS if column.holds == "figure"}
STANDING = [column.name for column in TABLES["standings"].columns if column.name not in {"target", "month", "notice"}]

SHOWN = ("promise", "latest", "done", "gap", "light", "outcome")
CELL = re.compile(r'<td class="col-(\w+)"[^>]*>(.*?)</td>', re.S)

Row = dict[str, object]
Site = Callable[[str], bytes]  # what stands at an address


@dataclass(frozen=True)
class Face:
    """Where a month's targets are shown: what is read there, by code, and what of a row of the API has to be."""

    name: str
    read: Callable[[Site, str], dict[str, Row]]
    write: Callable[[Row], Row]


def api(site, month):
    """The API's rows, to which every face is held."""
    return {row["code"]: row for row in json.loads(site(f"/api/v1/targets.json?month={month}"))["targets"]}


def of_list(_site, month):
    """The list itself, before any face."""
    standings = ledger(Report.objects.get()).standings(read_month(month))
    return {
        each.target.code: {
            "value": plain(each.facts.value),
            "light": each.verdict.light.value,
            "done_share": decimal_text(each.verdict.done),
            "expected_share": decimal_text(each.verdict.expected),
            "gap": decimal_text(each.verdict.gap),
            "latest_value": plain(each.facts.latest.value) if each.facts.latest else None,
            "latest_month": f"{each.facts.latest.month:%Y-%m}" if each.facts.latest else None,
            "outcome": each.outcome.value if each.outcome else None,
            "lead": each.lead.code if each.lead else None,
        }
        for each in standings
    }


def csv_rows(data):
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def of_csv(address):
    """A CSV file: text, missing is empty."""
    return lambda site, month: {row["code"]: row for row in csv_rows(site(address.format(month=month)))}


def csv_text(row):
    return {name: "" if value is None else value for name, value in row.items()}


def of_workbook(address):
    """A workbook: figures are numbers."""

    def read(site, month):
        sheet = load_workbook(BytesIO(site(address.format(month=month))))["targets"]
        head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        return {row[0]: dict(zip(head, row, strict=True)) for row in rows}

    return read


def cells(row):
    return {
        name: None if value in (None, "") else float(value) if name in FIGURES else value for name, value in row.items()
    }


def of_page(prefix, language):
    """The table of the page: what is written in its cells, and what its rows are sorted and filtered by."""

    def read(site, month):
        columns = "&".join(
            f"columns={name}" for name in ("promise", "latest", "done", "gap", "light", "lead", "outcome")
        )
        html = site(f"{prefix}/{month}/targets/?{columns}").decode()
        found = {}
        for attributes, body in re.findall(r"<tr ([^>]*data-light[^>]*)>(.*?)</tr>", html, re.S):
            code = re.search(r'<span class="code">([\w-]+)</span>', body)[1]
            told = {name: unescape(value) for name, value in re.findall(r'data-([\w-]+)="([^"]*)"', attributes)}
            texts = {
                name: words_of(cell) for name, cell in re.findall(r'<td class="col-(\w+)"[^>]*>(.*?)</td>', body, re.S)
            }
            found[code] = {name: told.get(name) for name in ("light", "kind", "sort-done", "sort-gap")}
            found[code] |= {f"said {name}": texts[name] for name in SHOWN if name != "light"}
            found[code]["said light"] = texts["light"].split(" ")[0:2]
        return found

    def write(row):
        with override(language):
            return page_row(row, language)

    return Face(f"page in {language}", read, write)


def words_of(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def page_row(row, language):
    """What the page's table says of a row of the API, rounded as it is for readers."""
    unit = row["unit"] if language == "zh-hans" else row["unit_en"]
    done, gap = (None if row[name] is None else Fraction(row[name]) for name in ("done_share", "gap"))
    latest = "–"
    if row["latest_value"] is not None:
        latest = f"{with_unit(Decimal(row['latest_value']), unit)} {month_words(read_month(row['latest_month']))}"
    light = Light(row["light"])
    return {
        "light": row["light"],
        "kind": row["kind"],
        "sort-done": row["done_share"],
        "sort-gap": row["gap"],
        "said promise": promised(row, unit),
        "said latest": latest,
        "said done": "–" if done is None else percent(done),
        "said gap": "–" if gap is None else ("−" if gap < 0 else "") + points(gap),
        "said outcome": str(Outcome(row["outcome"]).label) if row["outcome"] else "–",
        "said light": f"{light.symbol} {light.label}".split(" ")[0:2],
    }


def promised(row, unit):
    """The promise in words, from the API's columns alone."""
    facts = SimpleNamespace(
        value=Decimal(row["value"]),
        value_high=None if row["value_high"] is None else Decimal(row["value_high"]),
        comparison=row["comparison"],
    )
    return promise(facts, unit)


def of_json(site, month):
    """The page's own JSON."""
    return {row["code"]: row for row in json.loads(site(f"/{month}/targets.json"))["targets"]}


def of_package(site, month):
    """The table of all months in the whole data set."""
    with ZipFile(BytesIO(site("/data/dataset.zip"))) as packed:
        rows = csv_rows(packed.read("standings.csv"))
    return {row["target"]: {name: row[name] for name in STANDING} for row in rows if row["month"] == month}


def same(row):
    return row


def of_heat(site, month):
    """The chart of all months, as its file: the last column is the month's light."""
    names = {row["name"]: code for code, row in api(site, month).items()}
    rows = csv_rows(site(f"/{month}/charts/months-and-targets.csv"))
    head = month_words(read_month(month))
    return {names[row["目标"]]: {"said light": row[head].split("、")[0]} for row in rows}


def of_courses(site, month):
    """Each target's own chart, as its file: the last figure reported and its month."""
    found = {}
    for code in api(site, month):
        rows = csv_rows(site(f"/{month}/targets/{code}/charts/course.csv"))
        told = [(row["月份"], row["实报"]) for row in rows if row["实报"]]
        found[code] = {"latest": told[-1] if told else None}
    return found


def last_reported(row):
    if row["latest_value"] is None:
        return {"latest": None}
    return {"latest": (month_words(read_month(row["latest_month"])), row["latest_value"])}


CHARTS = [
    Face("chart of months", of_heat, lambda row: {"said light": str(Light(row["light"]).label)}),
    Face("charts of targets", of_courses, last_reported),
]
FACES = [
    Face("list", of_list, lambda row: {name: row[name] for name in STANDING if name not in {"value_high", "due"}}),
    Face(
        "page's JSON",
        lambda site, month: {r["code"]: r for r in json.loads(site(f"/{month}/targets.json"))["targets"]},
        same,
    ),
    Face("page's CSV", of_csv("/{month}/targets.csv"), csv_text),
    Face("page's CSV in English", of_csv("/en/{month}/targets.csv"), csv_text),
    Face("API's CSV", of_csv("/api/v1/targets.csv?month={month}"), csv_text),
    Face("page's workbook", of_workbook("/{month}/targets.xlsx"), cells),
    Face("API's workbook", of_workbook("/api/v1/targets.xlsx?month={month}"), cells),
    Face("data set", of_package, lambda row: csv_text({name: row[name] for name in STANDING})),
    of_page("", "zh-hans"),
    of_page("/en", "en"),
    *CHARTS,
]
FILES = [
    face for face in FACES if not face.name.startswith(("list", "API"))
]  # what a folder of files holds of each month


@pytest.fixture
def site(db, client):
    """The site with its sample year, by the address of an answer."""
    load_year()

    def get(address):
        response = client.get(address)
        assert response.status_code == 200, address
        return response.content

    return get


def differences(faces, living, site):
    """How many values were compared, and those of `site` that differ from the API of the `living` one."""
    compared, differing = 0, []
    for month in MONTHS:
        rows = api(living, month)
        for face in faces:
            shown = face.read(site, month)
            assert shown.keys() == rows.keys(), (face.name, month)
            for code, row in rows.items():
                for name, value in face.write(row).items():
                    compared += 1
                    if shown[code][name] != value:
                        differing.append((face.name, month, code, name, shown[code][name], value))
    return compared, differing


@pytest.mark.crawl
def test_every_figure_is_the_same_on_every_face_in_every_month(site):
    assert len(api(site, "2021-12")) == 25
    compared, differing = differences(FACES, site, site)
    assert differing == []
    assert compared > 80_000


def closings(site, month):
    """The API's rows of what was closed, to which their other faces are held."""
    return {row["target"]: row for row in json.loads(site(f"/api/v1/closings.json?month={month}"))["closings"]}


def closings_of_csv(data):
    return {row["target"]: row for row in csv_rows(data)}


def closings_of_pages(site, language):
    """What the table of the year's close says: outcome, figure, kind of reason."""
    html = site("/en/closing/" if language == "en" else "/closing/").decode()
    cells = r'href="[^"]*/targets/([\w-]+)/#closing">.*?</th>' + 3 * r"\s*<td[^>]*>(.*?)</td>"
    return {code: [words_of(cell) for cell in texts] for code, *texts in re.findall(cells, html, re.S)}


def closed_row(row, target, language):
    """What that table says of a row of the API."""
    stated, computed = Outcome(row["outcome"]), Outcome(row["computed"])
    unit = target["unit_en"] if language == "en" else target["unit"]
    by_figures = "" if stated == computed else f" {gettext('by the figures')}{gettext(': ')}{computed.label}"
    return [
        f"{stated.symbol} {stated.label}{by_figures}",
        "–" if row["value"] is None else with_unit(Decimal(row["value"]), unit),
        str(ClosingReason(row["reason_kind"]).label) if row["reason_kind"] else "–",
    ]


@pytest.mark.crawl
def test_what_was_closed_is_the_same_on_every_face(site):
    rows, targets = closings(site, "2021-12"), api(site, "2021-12")
    assert len(rows) == 17
    assert closings(site, "2021-11") == {}
    texts = {
        code: {name: str(value).lower() if value in (True, False) else value for name, value in row.items()}
        for code, row in rows.items()
    }
    flat = {code: csv_text(row) for code, row in texts.items()}
    assert closings_of_csv(site("/api/v1/closings.csv?month=2021-12")) == flat
    with ZipFile(BytesIO(site("/data/dataset.zip"))) as packed:
        assert closings_of_csv(packed.read("closings.csv")) == flat
    sheet = load_workbook(BytesIO(site("/api/v1/closings.xlsx?month=2021-12")))["closings"]
    head, *lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    book = {line[1]: dict(zip(head, line, strict=True)) for line in lines}
    for code, row in rows.items():
        assert book[code]["value"] == (None if row["value"] is None else float(row["value"]))
        assert (book[code]["outcome"], book[code]["statement"]) == (row["outcome"], row["statement"])
        assert json.loads(site(f"/api/v1/targets/{code}.json"))["closings"] == [row]
    for language in ("zh-hans", "en"):
        with override(language):
            assert closings_of_pages(site, language) == {
                code: closed_row(row, targets[code], language) for code, row in rows.items()
            }


@pytest.fixture
def small(area, department, lin, wang, client):
    """A year of four targets: kept up and corrected, behind and filed late, a rate, and one never reported."""
    steady, slow, rate = (
        make_target(area, lead=department, **given)
        for given in ({"name": "甲"}, {"name": "乙"}, {"name": "丙", "kind": "RATE", "unit": "%", "unit_en": "%"})
    )
    make_target(area, name="丁")
    for number in range(1, 13):
        make_entry(steady, number, str(4 * number), lin, wang)
        make_entry(slow, number, str(number), lin, wang, datetime(2021, number, 27, tzinfo=UTC))
    make_entry(steady, 6, "25.5", lin, wang, correction_reason="重复计算")
    for number in (3, 6, 9, 12):
        make_entry(rate, number, str(36 + number / 2), lin, wang)
    return lambda address: client.get(address).content


@pytest.mark.crawl
def test_every_figure_is_the_same_in_the_copy_as_files(small, tmp_path):
    folder = tmp_path / "site"
    call_command("export_site", str(folder), stdout=StringIO())

    def files(address):
        path = address.partition("?")[0].replace("/2021-12/", "/").lstrip("/")
        if path.startswith("api/v1/targets.json"):
            return small(address)  # of earlier months the copy has the pages' own files
        file = folder / path
        return (file / "index.html" if file.is_dir() else file).read_bytes()

    compared, differing = differences(FILES, small, files)
    assert differing == []
    assert compared > 8_000
