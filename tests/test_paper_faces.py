"""One paper, four faces: its page, its Word document, its workbook and its data say the same, in both languages.

The data are read on their own here and written out as the other three have to show them; none of the program's own
laying out is asked.
"""

import json
import re
from decimal import Decimal
from html import unescape
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.db import transaction
from django.utils.translation import override
from openpyxl import load_workbook

from tests.sample import load_year
from tracker.choices import Bucket, Light, RevisionKind
from tracker.rules.months import read_month
from tracker.rules.words import month_words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORDS = {
    "zh": {"nobody": "牵头单位待公布", "comma": "、"},
    "en": {"nobody": "Lead department to be announced", "comma": ", "},
}


# The data


def written(data, language):
    """Every table of a bulletin, row by row, from its data alone."""
    rows = {row["code"]: row for row in data["targets"]}

    def name(code):
        return f"{code} {rows[code]['name'][language]}"

    def lead(row):
        return row["lead"]["name"][language] if row["lead"] else WORDS[language]["nobody"]

    def light(row):
        return f"{Light(row['light']).symbol} {Light(row['light']).label}"

    def latest(row):
        return f"{row['latest_words'][language]} ({month_of(row['latest']['month'])})" if row["latest"] else "–"

    def head(row):
        return [name(row["code"]), row["promise"][language]]

    tables = [
        [[str(Bucket(b["bucket"]).label), b["count"], b["percent"], signed(b["change"])] for b in data["buckets"]]
    ]
    tables.append(
        [[*head(rows[code]), latest(rows[code]), rows[code]["distance"], light(rows[code])] for code in data["lines"]]
    )
    for area in data["areas"]:
        chosen = [rows[code] for code in area["targets"] if code not in data["lines"]]
        tables.append([[*head(row), row["done"], row["expected"], light(row)] for row in chosen])
    tables.append(
        [[name(code), rows[code]["done"], rows[code]["expected"], lead(rows[code])] for code in data["doing_well"]]
    )
    for key in ("late", "missing"):
        tables.append(
            [
                [lead(each), name(each["target"]), WORDS[language]["comma"].join(map(month_of, each["months"]))]
                for each in data[key]
            ]
        )
    tables.append(
        [
            [name(e["target"]), change_of(e), e["reason"], f"{e['document']} ({e['decided_on']})"]
            for e in data["revisions"]
        ]
    )
    tables.append(
        [[name(e["target"]), month_of(e["month"]), e["before"], e["after"], e["reason"]] for e in data["corrections"]]
    )
    tables.append(
        [
            [*head(row), latest(row), row["done"], row["expected"], row["gap"], light(row), lead(row)]
            for row in data["targets"]
        ]
    )
    return [[[text_of(value) for value in row] for row in table] for table in tables if table]


def text_of(value):
    return "–" if value is None else str(value)


def signed(change):
    return f"{change:+}".replace("-", "−") if change else change


def month_of(key):
    return month_words(read_month(key))


def change_of(revision):
    if revision["kind"] != RevisionKind.CHANGED:
        return str(RevisionKind(revision["kind"]).label)
    assert revision["due_before"] == revision["due_after"]
    return f"{revision['value_before']} → {revision['value_after']}"


# The faces


def of_page(data):
    html = data.decode()
    (paper,) = re.findall(r'<article class="paper".*?</article>', html, re.S)
    tables = [
        [plain_cells(row) for row in re.findall(r"<tr>(.*?)</tr>", body, re.S)]
        for body in re.findall(r"<tbody>(.*?)</tbody>", paper, re.S)
    ]
    return tables, squeeze(re.sub(r"<table.*?</table>", " ", paper, flags=re.S))


def plain_cells(row):
    return [squeeze(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]


def squeeze(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def of_word(data):
    with ZipFile(BytesIO(data)) as parts:
        body = ElementTree.fromstring(parts.read("word/document.xml")).find(f"{W}body")
    *tables, _closing = body.findall(f"{W}tbl")
    rows = [[[said(cell) for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr")[1:]] for table in tables]
    return rows, " ".join(" ".join(map(said_by, body.findall(f"{W}p"))).split())


def said(cell):
    """A cell's own text; a bar in it is a table of its own and has none."""
    return "".join(said_by(each) for each in cell.findall(f"{W}p"))


def said_by(paragraph):
    return "".join(each.text or "" for each in paragraph.iter(f"{W}t"))


def of_workbook(data):
    cover, *sheets = load_workbook(BytesIO(data)).worksheets
    rows = [[[shown(cell) for cell in row] for row in sheet.iter_rows(min_row=2)] for sheet in sheets]
    text = " ".join(str(cell.value) for row in cover.iter_rows() for cell in row if cell.value)
    return rows, " ".join(text.split())


def shown(cell):
    """A cell as Excel shows it; a number has to be one, and its form gives decimals, sign and per cent."""
    if not isinstance(cell.value, int | float):
        return cell.value
    form = cell.number_format.split(";")[0]
    value = Decimal(str(cell.value)) * (100 if form.endswith("%") else 1)
    places = len(form.rstrip("%").partition(".")[2])
    digits = f"{abs(value):{',' if ',' in form else ''}.{places}f}"
    sign = "−" if value < 0 else "+" if form.startswith("+") and value > 0 else ""
    return f"{sign}{digits}{'%' if form.endswith('%') else ''}"


FACES = {"/": of_page, ".docx": of_word, ".xlsx": of_workbook}


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker):
    """The sample year; May's bulletin has a revision, a correction, and figures late and missing."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_year()
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("ending", FACES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_cell_and_number_of_a_bulletin_is_that_of_its_data(year, db, client, language, ending):
    place = f"{'/en' if language == 'en' else ''}/bulletins/2021-05"
    data = json.loads(client.get("/bulletins/2021-05.json").content)
    assert json.loads(client.get(f"{place}.json").content) == data
    response = client.get(place + ending)
    assert response.status_code == 200
    tables, text = FACES[ending](response.content)
    with override("zh-hans" if language == "zh" else "en"):
        expected = written(data, language)
        day = "2021年5月31日" if language == "zh" else "May 31, 2021"
    assert len(expected) == 11
    assert sum(len(table) for table in expected) > 60
    assert tables == expected
    for told in texts(data, language, day):
        assert told in text


def texts(data, language, day):
    """What stands in no table: the totals, why targets are behind and what is done, demands, seal and day."""
    totals = data["totals"]
    yield from (str(totals[name]) for name in ("total", "in_scope", "with_data", "with_share", "completion"))
    for row in (row for row in data["targets"] if row["code"] in data["behind"]):
        yield f"{row['code']} {row['name'][language]}"
        yield from (row["reason"][language], row["problems"], row["next_steps"])
    yield from (data["demands"], data["issuer"][language], day)
