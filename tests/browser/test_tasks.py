"""The task table in a supervisor's hands: downloaded, changed in a spreadsheet, loaded back, grounded, filed."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit, apart
from tests.browser.test_crawl import faults
from tests.forms.task_tables import column_of, row_of
from tracker.choices import TaskColumn as C
from tracker.models import Revision, Target

ROWS = {"zh-hans": ("HD-2021-18", "HD-2021-10"), "en": ("HD-2021-25", "HD-2021-23")}  # of its own, and not yet closed
TERMS = ("金额已由上级调整", "区政府第5号纪要", "2021-05-20")


def changed(file: Path, cells: dict[tuple[str, C], object]) -> Path:
    """The workbook with these cells changed, as a spreadsheet saves it."""
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    for (code, column), value in cells.items():
        sheet.cell(row_of(sheet, code), column_of(sheet, column)).value = value
    book.save(file)
    return file


def download(wang: Visit, file: Path) -> Path:
    with wang.page.expect_download() as got:
        wang.follow("Download for Excel")
    file.write_bytes(Path(got.value.path()).read_bytes())
    return file


def load(wang: Visit, file: Path) -> None:
    wang.page.locator("#task-file").set_input_files(file)
    wang.press("Look through the file")


def revised() -> list[tuple[str, str, date]]:
    """The reason, document and day of every revision made by a task table here."""
    found: list[tuple[str, str, date]] = []
    rows = Revision.objects.filter(reason=TERMS[0])
    apart(lambda: found.extend(rows.values_list("reason", "document", "decided_on")))
    return found


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_supervisor_changes_targets_by_the_table_and_gives_the_ground(visit, axe, tmp_path, language):
    figure, name = ROWS[language]
    with visit(language) as wang:
        page, found = wang.page, []
        wang.sign_in("wang")
        before = len(revised())
        wang.follow("Task table")
        wang.is_at("/desk/tasks/")
        file = download(wang, tmp_path / "table.xlsx")
        load(wang, changed(file, {(figure, C.VALUE): "12万"}))
        expect(page.locator("main")).to_contain_text(wang.words("To be put right first"))
        found += faults(wang, axe)
        wang.open("/desk/tasks/")
        load(wang, changed(file, {(figure, C.VALUE): 9.5, (name, C.DATA_SOURCE): "年报"}))
        expect(page.locator(".task-row")).to_have_count(2)
        wang.press("File these changes")
        expect(page.locator(".errorlist")).to_have_count(3)
        page.locator("details.own-ground summary").click()
        found += faults(wang, axe, 422)
        for field, text in zip(("reason", "document", "decided_on"), TERMS, strict=True):
            page.locator(f"#id_all-{field}").fill(text)
        wang.press("File these changes")
        wang.is_at("/desk/tasks/")
        expect(page.locator(".messages")).to_contain_text("1")
        assert len(revised()) == before + 1
        load(wang, changed(file, {(figure, C.VALUE): 9.75}))
        expect(page.locator(".task-row .box")).to_have_count(1)
        found += faults(wang, axe)
        wang.press("File these changes")
        wang.is_told("The file says what stands already. Nothing was changed.")
        found += faults(wang, axe)
        assert not found, "\n".join(found)
    sources: list[int] = []
    apart(lambda: sources.append(Target.objects.filter(data_source="年报").count()))
    assert sources[0] >= 1
