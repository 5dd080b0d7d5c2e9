"""A month of sixty rows: by the keyboard in the grid, by the workbook, and one by one. All three file the same."""

import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from django.utils import translation
from playwright.sync_api import expect

from tests.browser.conftest import apart
from tests.factories import make_person, make_target
from tracker.choices import EntryState, Role, SheetColumn
from tracker.management.sample_plan import PASSWORD
from tracker.models import Area, Department, Entry, Target, User

ROWS = 60
FIGURES = {number: f"{number}.5" if number % 7 == 0 else str(number) for number in range(1, ROWS + 1)}
SILENT = 13  # this row's figure was not counted
WHY = "统计口径尚未下达"
COMPARED = ("value", "is_uncounted", "progress", "problems", "next_steps", "explanation", "claims_completion")
COMPARED += ("correction_reason", "state", "version", "department_id", "saved_by_id", "submitted_by_id")


def add_department() -> None:
    """A department with sixty targets and one reporter."""
    department = Department.objects.create(code="sixty", name="六十局", name_en="Bureau of sixty")
    person = make_person("sixty", "六", department, Role.REPORTER)
    person.set_password(PASSWORD)
    person.save()
    area = Area.objects.get(code="HD-2021-A3")
    for number in range(1, ROWS + 1):
        make_target(
            area, code=f"HD-2021-60{number:02}", order=100 + number, name=f"第{number}项", value=100, lead=department
        )


@pytest.fixture(scope="module")
def sixty(site, django_db_blocker):
    """The site with a department of sixty targets."""
    with django_db_blocker.unblock():
        apart(add_department)
    return site


def filed(month: int) -> dict[str, tuple]:
    """What was filed for a month, by target."""
    found: dict[str, tuple] = {}

    def read() -> None:
        rows = Entry.objects.filter(department__code="sixty", month=date(2021, month, 1)).select_related("target")
        found.update({row.target.code: tuple(getattr(row, name) for name in COMPARED) for row in rows})

    apart(read)
    return found


def figure_of(number: int) -> str:
    return "未统计" if number == SILENT else FIGURES[number]


def test_sixty_rows_by_keyboard_by_workbook_and_one_by_one_are_the_same(visit, sixty, tmp_path):
    with visit() as official:
        began = time.monotonic()
        official.sign_in("sixty")
        by_keyboard(official)
        assert time.monotonic() - began < 600
        by_workbook(official, tmp_path)
        assert official.take_troubles() == []
    apart(one_by_one)
    keyboard, workbook, singly = filed(1), filed(2), filed(3)
    assert len(keyboard) == ROWS
    assert keyboard == workbook == singly
    assert {row[0] for row in keyboard.values()} >= {Decimal("7.5"), Decimal(60), None}
    assert {row[COMPARED.index("state")] for row in keyboard.values()} == {EntryState.SUBMITTED}


def by_keyboard(official) -> None:
    """No mouse after the page is open: figures down the column, texts across, the button by Tab."""
    page = official.page
    official.open("/desk/months/2021-01/")
    press = page.keyboard.press
    page.locator("[name='HD-2021-6001-value']").focus()
    for number in range(1, ROWS + 1):
        page.keyboard.type(figure_of(number))
        press("Tab")
        page.keyboard.type(f"进展{number}")
        if number == SILENT:
            press("Tab")
            press("Enter")  # opens the row's further boxes
            press("Tab")
            page.keyboard.type(WHY)
            for _box in range(3):
                press("Shift+Tab")
        else:
            press("Shift+Tab")
        expect(page.locator(f"[name='HD-2021-60{number:02}-value']")).to_be_focused()
        press("Enter")
    expect(page.locator("[name='HD-2021-6060-value']")).to_be_focused()
    expect(page.locator(".grid-row.kept")).to_have_count(ROWS)
    submit = page.locator("button[value=submit]")
    for _step in range(12):
        press("Tab")
        if submit.evaluate("(button) => button === document.activeElement"):
            break
    press("Enter")
    expect(page.locator(".messages")).to_be_visible()
    expect(page.locator(".grid-row input[data-column]")).to_have_count(0)


def by_workbook(official, folder) -> None:
    """Download the month, fill it in, send it back, look, submit."""
    page = official.page
    official.open("/desk/months/2021-02/")
    with page.expect_download() as download:
        page.locator("a[href$='workbook.xlsx']").click()
    file = folder / "二月.xlsx"
    file.write_bytes(Path(download.value.path()).read_bytes())
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    column: dict[str, int] = {}
    with translation.override("zh-hans"):
        labels = {str(each.label): each for each in SheetColumn}
    for row in sheet.iter_rows():
        found = {labels[str(cell.value)]: cell.column for cell in row if str(cell.value) in labels}
        if len(found) > len(column):
            column = found
        code = sheet.cell(row[0].row, column.get(SheetColumn.CODE, 1)).value
        if str(code).startswith("HD-2021-60"):
            number = int(str(code)[-2:])
            text = figure_of(number)
            sheet.cell(row[0].row, column[SheetColumn.VALUE]).value = text if number == SILENT else float(text)
            sheet.cell(row[0].row, column[SheetColumn.PROGRESS]).value = f"进展{number}"
            if number == SILENT:
                sheet.cell(row[0].row, column[SheetColumn.EXPLANATION]).value = WHY
    book.save(file)
    page.locator("#sheet-file").set_input_files(file)
    page.locator("form[enctype] button").click()
    expect(page.locator("h1")).to_contain_text("2021年2月")
    page.locator("button[value=submit]").click()
    expect(page.locator(".messages")).to_be_visible()


def one_by_one() -> None:
    """Each on its own page, as a browser without JavaScript sends it."""
    client = Client()
    client.force_login(User.objects.get(username="sixty"))
    for target in Target.objects.filter(lead__code="sixty"):
        number = int(target.code[-2:])
        fields = {"value": figure_of(number), "progress": f"进展{number}", "row_version": "0", "do": "submit"}
        fields |= {"explanation": WHY} if number == SILENT else {}
        assert client.post(f"/desk/entries/{target.code}/2021-03/", fields).status_code == 302
