"""The task table at the doors: down, changed in a spreadsheet, up, looked at, filed; for those who may."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from openpyxl import load_workbook

from tests.factories import check_chain, make_area, make_entry, make_person, make_report, make_target, trail
from tests.forms.hostile import HOSTILE
from tests.forms.task_tables import column_of, row_of
from tests.views.conftest import inline, words
from tracker.choices import Role, TargetState
from tracker.choices import TaskColumn as C
from tracker.models import Revision, Target, Upload, User

TABLE = "/en/desk/tasks/"
GROUND = {"all-reason": "上级调整任务", "all-document": "区政府第5号纪要", "all-decided_on": "2021-05-20"}
PREVIEW_QUERIES, DOOR_QUERIES = 10, 6


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def desk(client: Client, report, target, wang):
    """王 at the desk, reading English: `take` downloads the table, `send` loads it back changed, `file` files it."""
    client.force_login(wang)

    def take():
        return load_workbook(BytesIO(client.get(f"{TABLE}workbook.xlsx").content))

    def send(book, name="表.xlsx"):
        target_file = BytesIO()
        book.save(target_file)
        return client.post(TABLE, {"file": SimpleUploadedFile(name, target_file.getvalue())})

    def look(changes, book=None):
        """The preview of a table with these cells changed: `{(code, column): value}`."""
        book = book or take()
        sheet = book.worksheets[0]
        for (code, column), value in changes.items():
            sheet.cell(row_of(sheet, code), column_of(sheet, column)).value = value
        answer = send(book)
        assert answer.status_code == 302, words(answer)
        return client.get(answer.url)

    def file(page, **given):
        sent = {"digest": page.context["comparison"].digest} | given
        return client.post(page.request["PATH_INFO"], sent, follow=True)

    return SimpleNamespace(client=client, take=take, send=send, look=look, file=file)


def changed_cells(page):
    return [(row.code, cell.column, cell.stands, cell.text) for row, _own in page.context["told"] for cell in row.cells]


def test_an_untouched_table_changes_nothing(desk, area, department, other_department, lin, wang):
    full = make_target(area, lead=department, definition="=甲\r\n乙 ", data_source="统计局", phrase="5G基站")
    full.cooperating.set([other_department])
    make_target(area, comparison="BETWEEN", value=1, value_high=2)
    make_target(area, comparison="ABOUT", value=5, tolerance="0.5")
    make_entry(make_target(area, lead=department), 3, "9", lin, wang)
    page = desk.look({})
    assert page.context["told"] == []
    assert "There is nothing to file." in words(page)
    before = trail()
    assert "Nothing was changed" in words(desk.file(page))
    assert trail() == before
    chinese = desk.client.get("/desk/tasks/workbook.xlsx").content
    sent = desk.client.post(TABLE, {"file": SimpleUploadedFile("表.xlsx", chinese)})
    assert desk.client.get(sent.url).context["told"] == []


def test_twenty_changed_figures_are_previewed_asked_for_and_filed_once(desk, area, department):
    targets = [make_target(area, lead=department) for _number in range(20)]
    page = desk.look({(each.code, C.VALUE): 41 + place for place, each in enumerate(targets)})
    assert changed_cells(page) == [(each.code, C.VALUE, "40", str(41 + place)) for place, each in enumerate(targets)]
    assert words(page).count("public revision") >= 20
    refused = desk.file(page)
    assert refused.status_code == 422
    assert "Say why the promise is changed." in words(refused)
    assert not Revision.objects.exists()
    filed = desk.file(page, **GROUND)
    assert "Targets changed: 20, of these by public revision: 20." in words(filed)
    assert [revision.value_after for revision in Revision.objects.order_by("pk")] == [41 + n for n in range(20)]
    assert set(Revision.objects.values_list("reason", "document", "decided_on")) == {
        ("上级调整任务", "区政府第5号纪要", date(2021, 5, 20))
    }
    before = trail()
    assert "This file was filed before." in words(desk.file(page, **GROUND))
    assert (trail(), Revision.objects.count()) == (before, 20)
    check_chain()


def test_a_target_may_have_a_ground_of_its_own(desk, target, area, department):
    other = make_target(area, lead=department)
    page = desk.look({(target.code, C.DUE): "2021-11", (other.code, C.VALUE): 50})
    desk.file(page, **GROUND, **{f"{other.code}-reason": "市里下达新数"})
    assert Target.objects.get(pk=target.pk).due == date(2021, 11, 1)
    assert set(Revision.objects.values_list("target", "reason", "document")) == {
        (target.pk, "上级调整任务", "区政府第5号纪要"),
        (other.pk, "市里下达新数", "区政府第5号纪要"),
    }


def test_a_ground_that_does_not_fit_is_said_beside_it_and_what_was_typed_stays(desk, target):
    page = desk.look({(target.code, C.VALUE): 50})
    refused = desk.file(page, **GROUND | {"all-decided_on": "2020-01-01"})
    assert refused.status_code == 422
    assert "cannot be changed before it was made, on 2021-01-13" in words(refused)
    assert 'value="区政府第5号纪要"' in refused.content.decode()
    assert not Revision.objects.exists()


def test_harmless_changes_need_no_ground_and_are_on_the_record(desk, target, other_department):
    changes = {C.NAME: "新建基站", C.ORDER: 7, C.DATA_SOURCE: "通信管理局", C.COOPERATING: other_department.name}
    page = desk.look({(target.code, column): value for column, value in changes.items()})
    assert "Ground of the revisions" not in words(page)
    assert "Targets changed: 1, of these by public revision: 0." in words(desk.file(page))
    kept = Target.objects.get()
    assert (kept.name, kept.order, kept.data_source) == ("新建基站", 7, "通信管理局")
    assert list(kept.cooperating.all()) == [other_department]
    assert not Revision.objects.exists()
    assert trail()[-3:] == [f"change {kept.code}", f"change {kept.code}", f"file_upload {Upload.objects.get().pk}"]


def test_a_first_lead_is_a_revision_and_assigns_the_target(desk, area, other_department):
    draft = make_target(area)
    desk.file(desk.look({(draft.code, C.LEAD): other_department.name}), **GROUND)
    draft.refresh_from_db()
    assert (draft.lead, draft.state) == (other_department, TargetState.ASSIGNED)
    assert Revision.objects.get().lead_after == other_department


def test_a_deleted_row_deletes_nothing_and_is_counted(desk, target, area):
    other = make_target(area)
    book = desk.take()
    sheet = book.worksheets[0]
    sheet.delete_rows(row_of(sheet, target.code))
    page = desk.look({(other.code, C.NAME): "别的"}, book)
    assert "1 target of the report is not in the file. Nothing changes for it, and it is not deleted." in words(page)
    desk.file(page)
    assert Target.objects.count() == 2


def test_a_row_of_a_new_code_becomes_a_target(desk, area, department):
    book = desk.take()
    sheet = book.worksheets[0]
    new = {
        C.CODE: "HD-2021-99",
        C.NAME: "新增项目",
        C.NAME_EN: "New project",
        C.AREA: area.name,
        C.ORDER: 9,
        C.KIND: "CUMULATIVE",
        C.COMPARISON: "at least",
        C.VALUE: 12,
        C.UNIT: "个",
        C.UNIT_EN: "items",
        C.LEAD: department.name,
        C.START: "2021-02",
        C.DUE: date(2021, 11, 1),
        C.CADENCE: "Quarterly",
    }
    for column, value in new.items():
        sheet.cell(4, column_of(sheet, column)).value = value
    page = desk.look({}, book)
    assert "New target" in words(page)
    assert "Targets added: 1." in words(desk.file(page))
    made = Target.objects.get(code="HD-2021-99")
    assert (made.value, made.start, made.due, made.cadence) == (12, date(2021, 2, 1), date(2021, 11, 1), "QUARTER")
    assert (made.lead, made.state, made.area) == (department, TargetState.ASSIGNED, area)
    again = desk.look({}, book)
    assert (again.context["told"], again.context["comparison"].wrong) == ([], [])


def test_all_errors_are_shown_at_once_beside_row_and_column_and_nothing_is_filed(desk, target, area, department):
    other = make_target(area, lead=department)
    wrong = {(target.code, C.VALUE): "12万", (target.code, C.DUE): "年底", (other.code, C.KIND): "别的"}
    page = desk.look(wrong | {(other.code, C.VALUE): 7})
    told = [(row.line.number, column) for row in page.context["comparison"].wrong for column, _text in row.remarks]
    assert told == [(3, C.VALUE), (3, C.DUE), (4, C.KIND)]
    assert "File these changes" not in words(page)
    assert desk.file(page, **GROUND).status_code == 422
    assert not Revision.objects.exists()
    returned = load_workbook(BytesIO(desk.client.get(page.request["PATH_INFO"] + "errors").content)).worksheets[0]
    column = next(cell.column for cell in returned[2] if cell.value == "Errors")
    assert "Target figure: Write the figure in digits only" in returned.cell(3, column).value


def test_a_table_without_errors_has_none_to_come_back_with(desk, target):
    page = desk.look({(target.code, C.VALUE): 50})
    assert desk.client.get(page.request["PATH_INFO"] + "errors").status_code == 404


def test_a_cell_that_moved_on_shows_both_values_and_stays_without_a_tick(desk, target):
    book = desk.take()
    desk.file(desk.look({(target.code, C.NAME): "别人改的", (target.code, C.SECTION): "别处"}), **GROUND)
    page = desk.look({(target.code, C.NAME): "我改的", (target.code, C.UNIT): "个"}, book)
    told = words(page)
    assert "Now it is “别人改的”; your file says “我改的”." in told
    assert changed_cells(page) == [(target.code, C.NAME, "别人改的", "我改的"), (target.code, C.UNIT, "座", "个")]
    desk.file(page)
    kept = Target.objects.get()
    assert (kept.name, kept.unit, kept.section) == ("别人改的", "个", "别处")


def test_a_disputed_cell_is_written_once_it_is_ticked(desk, target):
    book = desk.take()
    desk.file(desk.look({(target.code, C.VALUE): 50}), **GROUND)
    page = desk.look({(target.code, C.VALUE): 60}, book)
    ticked = {"mine": f"{target.code} value"}
    refused = desk.file(page, **ticked)
    assert refused.status_code == 422
    assert f'value="{target.code} value" checked' in refused.content.decode()
    desk.file(page, **ticked, **GROUND)
    assert [int(each.value_after) for each in Revision.objects.order_by("pk")] == [50, 60]


def test_targets_that_moved_on_since_the_preview_are_shown_anew(desk, target):
    page = desk.look({(target.code, C.VALUE): 50})
    Target.objects.update(name="别人改的", row_version=9)
    answer = desk.file(page, **GROUND)
    assert answer.status_code == 409
    assert "Targets have changed since you looked" in words(answer)
    assert 'value="区政府第5号纪要"' in answer.content.decode()
    assert not Revision.objects.exists()
    desk.file(answer, **GROUND)
    assert Target.objects.get().value == 50


def test_all_or_nothing_what_an_action_refuses_is_said_with_its_code(desk, target, area, department, monkeypatch):
    other = make_target(area, lead=department)
    page = desk.look({(target.code, C.VALUE): 50, (other.code, C.VALUE): 60})
    real = Target.full_clean

    def clean(self, *given, **more):
        if self.pk == other.pk:
            self.value = Decimal(-1)
        real(self, *given, **more)

    monkeypatch.setattr(Target, "full_clean", clean)
    answer = desk.file(page, **GROUND)
    assert answer.status_code == 422
    assert f"{other.code}: The target figure must be above 0." in words(answer)
    assert (Revision.objects.count(), Target.objects.get(pk=target.pk).value) == (0, 40)


def test_what_is_judged_by_accepted_figures_is_locked(desk, target, lin, wang):
    make_entry(target, 3, "9", lin, wang)
    book = desk.take()
    sheet = book.worksheets[0]
    locked = {C.CODE, C.KIND, C.COMPARISON, C.TOLERANCE, C.UNIT, C.UNIT_EN, C.START, C.STAMP}
    assert {column for column in C if sheet.cell(3, column_of(sheet, column)).protection.locked} == locked
    page = desk.look({(target.code, C.UNIT): "万座"}, book)
    assert "Figures of this target were accepted by this measure" in words(page)


@pytest.mark.parametrize("name", ["billion laughs", "macros", "password, new kind", "a page of the web"])
def test_a_hostile_file_is_refused_and_not_kept(desk, name):
    answer = desk.client.post(TABLE, {"file": SimpleUploadedFile("m.xlsx", HOSTILE[name][0]())})
    assert answer.status_code == 422
    assert HOSTILE[name][1] in words(answer)
    assert not Upload.objects.exists()


def test_no_file_and_a_month_s_file_are_refused_with_what_to_do(desk):
    assert "Choose a file first." in words(desk.client.post(TABLE))
    month = SimpleUploadedFile("m.csv", b"Code,Figure to date\nHD-2021-01,1\n")
    assert "“Stamp of the download (do not change)” is missing" in words(desk.client.post(TABLE, {"file": month}))


def test_the_table_is_for_supervisors_and_administrators(client, desk, target, lin, admin, settings):
    page = desk.look({(target.code, C.NAME): "新名"})
    address = page.request["PATH_INFO"]
    client.force_login(admin)
    assert client.get(address).status_code == 200
    client.force_login(lin)
    for closed in (TABLE, f"{TABLE}workbook.xlsx", address, f"{address}errors", f"{TABLE}{uuid4()}/"):
        assert client.get(closed).status_code == 404
    assert client.post(TABLE).status_code == client.post(address).status_code == 404
    assert "desk/tasks/" not in client.get("/desk/").content.decode()
    client.logout()
    assert "/login/" in client.get(TABLE).url


def test_a_month_s_upload_is_no_task_table(desk, lin, department):
    month = Upload(department=department, month=date(2021, 6, 1), name="六月.csv", by=lin, at="2021-07-01T00:00Z")
    month.file.save("x", ContentFile(b"Code,Figure to date\n"), save=False)
    month.save()
    assert desk.client.get(f"{TABLE}{month.key}/").status_code == 404
    with transaction.atomic(), pytest.raises(IntegrityError, match="upload_is_a_month_or_a_task_table"):
        Upload.objects.filter(pk=month.pk).update(month=None)


def test_a_table_that_is_gone_or_damaged_is_said_not_to_be_taken(desk, target):
    address = desk.look({(target.code, C.NAME): "新名"}).request["PATH_INFO"]
    upload = Upload.objects.get()
    upload.file.storage.delete(upload.file.name)
    assert desk.client.get(address).status_code == 404
    upload.file.storage.save(upload.file.name, ContentFile(b"damaged"))
    for page in ("", "errors"):
        answer = desk.client.get(address + page)
        assert (answer.status_code, "The file was not taken" in words(answer)) == (422, True)


def test_a_filed_table_leads_back_and_the_door_lists_it(desk, target, wang):
    page = desk.look({(target.code, C.NAME): "新名"})
    assert "Not filed yet" in words(desk.client.get(TABLE))
    desk.file(page)
    door = words(desk.client.get(TABLE))
    assert "表.xlsx" in door
    assert "Filed on" in door
    assert desk.client.get(page.request["PATH_INFO"]).url == TABLE


def test_sample_data_is_said_so_in_the_file(desk, target):
    desk.file(desk.look({(target.code, C.NAME): "新名"}))
    assert "演示数据" not in str(desk.take().worksheets[0]["A1"].value)
    User.objects.update(is_sample=True)
    answer = desk.client.get(f"{TABLE}workbook.xlsx")
    assert "Sample" in load_workbook(BytesIO(answer.content)).worksheets[0]["A1"].value
    assert "HD-2021" in answer["Content-Disposition"]


def test_progress_is_told_to_who_files(desk, target, lin, client):
    address = f"/desk/uploads/{desk.look({(target.code, C.NAME): '新名'}).request['PATH_INFO'].split('/')[-2]}/progress"
    assert desk.client.get(address).json() == {"done": 0, "total": 0}
    client.force_login(lin)
    assert client.get(address).status_code == 404


def test_the_pages_ask_the_same_however_long_the_table(desk, area, department, django_assert_num_queries):
    for count in (1, 30):
        targets = [make_target(area, lead=department) for _number in range(count)]
        address = desk.look({(each.code, C.VALUE): 90 + place for place, each in enumerate(targets)})
        with django_assert_num_queries(PREVIEW_QUERIES):
            page = desk.client.get(address.request["PATH_INFO"])
        assert inline(page.content.decode()) == []
        with django_assert_num_queries(DOOR_QUERIES):
            desk.client.get(TABLE)


def test_without_a_report_there_is_no_table(client, db):
    make_area(make_report())
    client.force_login(make_person("w", "王", None, Role.SUPERVISOR))
    assert client.get(TABLE).status_code == 404
