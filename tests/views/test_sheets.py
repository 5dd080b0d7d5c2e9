"""The month as a file at the doors: down, up, looked at, filed; for the department alone."""

from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories import (
    draft_entry,
    make_entry,
    make_person,
    make_target,
    submit_entry,
    trail,
)
from tests.forms.defects import defects, workbook
from tests.forms.hostile import HOSTILE
from tests.views.conftest import inline, words
from tracker.choices import EntryState, Role
from tracker.models import Entry, Upload, User

MONTH = "/desk/months/2021-06/"
HEADS = "Code,Figure to date,Progress,Why the figure is unusual,Why the accepted figure is corrected\n"
PREVIEW_QUERIES = 10
WRITTEN = ("value", "progress", "problems", "next_steps", "claims_completion", "is_uncounted", "explanation")


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def desk(client: Client, report, target, lin):
    """林 at the desk, sending files in English."""
    client.force_login(lin)

    def send(data, name="m.csv", address=f"/en{MONTH}file/"):
        content = data.encode() if isinstance(data, str) else data
        return client.post(address, {"file": SimpleUploadedFile(name, content)})

    def look(rows, **given):
        answer = send(HEADS + rows, **given)
        assert answer.status_code == 302, words(answer)
        return client.get(answer.url)

    def file(page, do="submit"):
        digest = page.context["comparison"].digest
        return client.post(page.request["PATH_INFO"], {"do": do, "digest": digest}, follow=True)

    return SimpleNamespace(client=client, send=send, look=look, file=file)


def test_the_month_is_downloaded_as_workbook_and_csv(desk, target, department):
    book = desk.client.get(f"{MONTH}workbook.xlsx")
    assert book["Content-Type"].endswith("spreadsheetml.sheet")
    assert "2021-06.xlsx" in book["Content-Disposition"]
    assert load_workbook(BytesIO(book.content)).worksheets[0]["A3"].value == target.code
    plain = desk.client.get(f"/en{MONTH}workbook.csv")
    assert plain.content.decode("utf-8-sig").splitlines()[0] == f"2021-06 · {department.name_en}"


def test_made_up_progress_is_marked_in_the_file(desk, target, lin):
    draft_entry(target, 6, "20", lin)
    assert "演示数据" not in desk.client.get(f"{MONTH}workbook.csv").content.decode()
    User.objects.update(is_sample=True)
    assert desk.client.get(f"{MONTH}workbook.csv").content.decode().count("演示数据") == 1
    assert "Sample data 演示数据" in desk.client.get(f"/en{MONTH}workbook.csv").content.decode()


@pytest.mark.parametrize("address", ["workbook.xlsx", "workbook.csv"])
@pytest.mark.parametrize("key", ["2020-12", "2022-01", "2021-13"])
def test_a_month_outside_the_year_has_no_file(desk, address, key):
    assert desk.client.get(f"/desk/months/{key}/{address}").status_code == 404


def test_the_files_are_for_a_departments_reporters(client, report, target, wang, admin, lin):
    upload_page = f"/desk/uploads/{uuid4()}/"
    assert client.get(f"{MONTH}workbook.xlsx").url.startswith("/login/")
    nobody = make_person("nobody", "无", None, Role.REPORTER)
    for person in (wang, admin, nobody):
        client.force_login(person)
        assert client.get(f"{MONTH}workbook.xlsx").status_code == 404
        assert client.post(f"{MONTH}file/").status_code == 404
        assert client.get(upload_page).status_code == 404


@pytest.mark.parametrize("name", ["m.xlsx", "m.csv"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_untouched_file_sent_back_changes_nothing(desk, name, prefix, area, department, lin, wang):
    make_entry(make_target(area, lead=department), 6, "20", lin, wang, progress="=验收\r\n完成")
    submit_entry(make_target(area, lead=department), 6, None, lin, problems="-无")
    draft_entry(make_target(area, lead=department), 6, "40", lin, claims_completion=True)
    make_target(area, lead=department, state="SUSPENDED")
    data = desk.client.get(f"{prefix}{MONTH}workbook.{name[2:]}").content
    page = desk.client.get(desk.send(data, name).url)
    assert [count for _label, count in page.context["comparison"].summary] == [0, 0, 5, 0]
    before = trail()
    assert "Nothing was changed" in words(desk.file(page, "save"))
    assert trail() == before


def test_a_filled_in_workbook_is_looked_at_then_submitted(desk, target):
    book = load_workbook(BytesIO(desk.client.get(f"/en{MONTH}workbook.xlsx").content))
    sheet = book.worksheets[0]
    sheet["G3"], sheet["H3"] = 20, "开工"
    data = BytesIO()
    book.save(data)
    page = desk.client.get(desk.send(data.getvalue(), "六月.xlsx").url)
    assert "六月.xlsx" in words(page)
    assert "Submit 1 row" in words(page)
    assert not Entry.objects.exists()
    assert "1 row submitted." in words(desk.file(page))
    entry = Entry.objects.get()
    assert (entry.state, entry.value, entry.progress) == (EntryState.SUBMITTED, 20, "开工")
    assert Upload.objects.get().filed_at is not None


def test_a_file_makes_the_entries_that_the_pages_make(desk, area, department, lin):
    twins = [make_target(area, lead=department) for _number in range(3)]
    desk.file(desk.look(f"{twins[0].code},41.5,开工,超额,\n"))
    given = {"value": "41.5", "progress": "开工", "explanation": "超额", "row_version": "0"}
    desk.client.post(f"/en/desk/entries/{twins[1].code}/2021-06/", given | {"do": "submit"})
    grid = {f"{twins[2].code}-{name}": text for name, text in given.items()}
    desk.client.post(f"/en{MONTH}", grid | {"do": "submit"})
    made = [Entry.objects.get(target=twin) for twin in twins]
    kept = [{name: getattr(entry, name) for name in (*WRITTEN, "state", "row_version", "version")} for entry in made]
    assert kept[0] == kept[1] == kept[2]
    assert kept[0]["state"] == EntryState.SUBMITTED


def test_a_csv_in_gb18030_is_saved_as_drafts(desk, target):
    page = desk.client.get(desk.send((HEADS + f"{target.code},20,完成二十座,,\n").encode("gb18030")).url)
    assert "1 row saved as a draft." in words(desk.file(page, "save"))
    entry = Entry.objects.get()
    assert (entry.state, entry.progress) == (EntryState.DRAFT, "完成二十座")


def test_the_same_file_twice_changes_nothing_the_second_time(desk, target):
    desk.file(desk.look(f"{target.code},20,,,\n"))
    before = trail()
    page = desk.look(f"{target.code},20,,,\n")
    assert "There is nothing to file." in words(page)
    assert "Nothing was changed" in words(desk.file(page))
    assert [each.split()[0] for each in trail() if each not in before] == ["keep_upload"]


def test_pressing_twice_files_once_and_says_so(desk, target):
    page = desk.look(f"{target.code},20,,,\n")
    desk.file(page)
    before = trail()
    assert "This file was filed before." in words(desk.file(page))
    assert trail() == before


def test_rows_without_a_figure_are_saved_beside_those_submitted(desk, target, area, department):
    other = make_target(area, lead=department)
    said = words(desk.file(desk.look(f"{target.code},20,,,\n{other.code},,开工,,\n")))
    assert "1 row submitted." in said
    assert "1 row saved as a draft." in said
    assert set(Entry.objects.values_list("state", flat=True)) == {EntryState.SUBMITTED, EntryState.DRAFT}


def test_each_row_that_will_be_submitted_says_so_and_targets_left_out_are_counted(desk, target, area, department, lin):
    drafted, written, left = (make_target(area, lead=department) for _number in range(3))
    draft_entry(drafted, 6, "5", lin)
    page = desk.look(f"{target.code},20,,,\n{drafted.code},5,,情况属实,\n{written.code},,开工,,\n")
    said = words(page)
    assert "Submit 2 rows" in said
    assert said.count("will be submitted") == 2
    assert "1 target of your department is not in the file" in said
    desk.file(page)
    assert "will be submitted" not in words(desk.client.get(page.request["PATH_INFO"]))
    assert not Entry.objects.filter(target=left).exists()


def test_a_file_with_one_wrong_cell_is_not_filed_at_all(desk, target, area, department):
    other = make_target(area, lead=department)
    page = desk.look(f"{target.code},20,,,\n{other.code},12万,,,\n")
    assert "Write the figure in digits only" in words(page)
    assert 'name="do"' not in page.content.decode()
    assert desk.file(page).status_code == 422
    assert not Entry.objects.exists()


def test_what_lacks_a_reason_can_be_saved_and_not_submitted(desk, target):
    page = desk.look(f"{target.code},41,,,\n")
    assert "Needed before it can be submitted" in words(page)
    assert "Save 1 row as a draft" in words(page)
    assert desk.file(page).status_code == 422
    desk.file(page, "save")
    assert Entry.objects.get().state == EntryState.DRAFT


def test_a_month_that_moved_on_is_shown_anew_and_nothing_is_filed(desk, target, lin):
    page = desk.look(f"{target.code},20,,,\n")
    draft_entry(target, 6, "19", lin)
    answer = desk.file(page)
    assert answer.status_code == 409
    assert "has changed since you looked" in words(answer)
    assert Entry.objects.get().value == 19
    desk.file(answer)
    assert Entry.objects.get().value == 20


def test_what_an_action_refuses_is_said_with_its_code(desk, report, target):
    report.policy.needs_sign_off = True
    report.policy.save()
    answer = desk.file(desk.look(f"{target.code},20,,,\n"))
    assert answer.status_code == 422
    assert f"{target.code}: Figures are signed off" in words(answer)
    assert not Entry.objects.exists()


def test_another_departments_code_says_nothing_of_its_target(desk, area, other_department):
    foreign = make_target(area, lead=other_department, name="机密指标", name_en="Secret target")
    page = desk.look(f"{foreign.code},1,,,\nHD-2021-77,1,,,\n")
    first, second = (row.errors for row in page.context["comparison"].rows)
    assert first == second
    assert "Secret" not in page.content.decode()
    assert "机密" not in desk.client.get(page.request["PATH_INFO"].removeprefix("/en")).content.decode()


def test_a_hundred_defects_are_shown_in_either_language(desk, report, department, other_department, lin, wang):
    data, wrong = workbook(list(defects()), report, department, other_department, lin, wang)
    sent = desk.send(data, "m.xlsx")
    for prefix in ("", "/en"):
        page = desk.client.get(prefix + sent.url.removeprefix("/en"))
        assert page.status_code == 200
        assert {row.line.number for row in page.context["comparison"].wrong} == set(wrong)
        assert inline(page.content.decode()) == []
    returned = desk.client.get(sent.url + "errors")
    sheet = load_workbook(BytesIO(returned.content)).worksheets[0]
    column = next(cell.column for cell in sheet[2] if cell.value == "Errors")
    assert {row for row in wrong if sheet.cell(row, column).value} == set(wrong)
    assert (
        "holds a formula" in sheet.cell(next(n for n, each in wrong.items() if "formula" in each.words), column).value
    )


def test_a_csv_file_comes_back_with_its_errors(desk, target):
    page = desk.look(f"{target.code},x,,,\n")
    text = desk.client.get(page.request["PATH_INFO"] + "errors").content.decode("utf-8-sig")
    assert text.splitlines()[0].endswith(",Errors")
    assert "Figure to date: Write the figure in digits only" in text


def test_a_file_without_errors_has_none_to_come_back_with(desk, target):
    page = desk.look(f"{target.code},20,,,\n")
    assert desk.client.get(page.request["PATH_INFO"] + "errors").status_code == 404


@pytest.mark.parametrize("name", ["billion laughs", "macros", "password, new kind", "a page of the web"])
def test_a_hostile_file_is_refused_and_not_kept(desk, name):
    answer = desk.send(HOSTILE[name][0](), "m.xlsx")
    assert answer.status_code == 422
    assert HOSTILE[name][1] in words(answer)
    assert 'type="file"' in answer.content.decode()
    assert not Upload.objects.exists()


def test_no_file_at_all_is_asked_for(desk):
    answer = desk.client.post(f"/en{MONTH}file/")
    assert (answer.status_code, "Choose a file first." in words(answer)) == (422, True)


def test_a_file_for_another_month_is_refused(desk):
    data = desk.client.get("/en/desk/months/2021-05/workbook.xlsx").content
    assert "for May 2021, not for June 2021" in words(desk.send(data, "m.xlsx"))


def test_columns_that_are_not_read_are_named(desk, target):
    answer = desk.send(f"Code,Figure to date,Remark\n{target.code},1,x\n")
    assert "These columns are not read: Remark" in words(desk.client.get(answer.url))


def test_another_departments_upload_does_not_exist(desk, client, target, zhao, wang):
    address = desk.look(f"{target.code},20,,,\n").request["PATH_INFO"]
    for person in (zhao, wang):
        client.force_login(person)
        for page in ("", "errors", "progress"):
            assert client.get(address + page).status_code == 404
        assert client.post(address).status_code == 404


def test_a_file_that_is_gone_from_the_disk_is_not_found(desk, target):
    page = desk.look(f"{target.code},20,,,\n")
    upload = Upload.objects.get()
    upload.file.storage.delete(upload.file.name)
    assert desk.client.get(page.request["PATH_INFO"]).status_code == 404


@pytest.mark.parametrize("page", ["", "errors"])
def test_a_file_that_cannot_be_read_any_more_is_said_not_to_be_taken(desk, target, page):
    address = desk.look(f"{target.code},x,,,\n").request["PATH_INFO"]
    upload = Upload.objects.get()
    upload.file.storage.delete(upload.file.name)
    upload.file.storage.save(upload.file.name, ContentFile(b"damaged \0"))
    answer = desk.client.get(address + page)
    assert answer.status_code == 422
    assert "The file was not taken" in words(answer)
    assert "no CSV file" in words(answer)
    assert "Choose a file first" not in words(answer)
    assert desk.client.post(address, {"do": "submit"}).status_code == 422


def test_progress_is_told_as_numbers(desk, target):
    address = desk.look(f"{target.code},20,,,\n").request["PATH_INFO"] + "progress"
    assert desk.client.get(address).json() == {"done": 0, "total": 0}
    upload = Upload.objects.get()
    Path(f"{upload.file.path}.progress").write_text("12 60", encoding="ascii")
    assert desk.client.get(address).json() == {"done": 12, "total": 60}


def test_the_preview_asks_the_same_however_long_the_file(desk, area, department, lin, django_assert_num_queries):
    for count in (1, 11):
        targets = [make_target(area, lead=department) for _number in range(count)]
        for target in targets:
            draft_entry(target, 6, "20", lin)
        address = desk.look("".join(f"{target.code},21,,,\n" for target in targets)).request["PATH_INFO"]
        with django_assert_num_queries(PREVIEW_QUERIES):
            desk.client.get(address)


def test_a_filed_upload_says_when(desk, target):
    page = desk.look(f"{target.code},20,,,\n")
    desk.file(page)
    again = desk.client.get(page.request["PATH_INFO"])
    assert "This file was filed on" in words(again)
    assert 'name="do"' not in again.content.decode()


def test_the_upload_form_stands_on_the_months_page(desk):
    html = desk.client.get(MONTH).content.decode()
    assert reverse("sheet_upload", args=["2021-06"]) in html
