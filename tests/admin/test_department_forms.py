import pytest
from django.urls import reverse

from tests.admin.conftest import typed
from tests.factories import AT, make_department, make_entry, make_target
from tracker.choices import TargetState
from tracker.models import AuditRecord, Department, FormerName, Target


def test_another_name_leaves_the_old_one_to_old_records(change, target, department, lin, wang):
    entry = make_entry(target, 3, "9", lin, wang)
    assert change(department, name="区教育和体育局").status_code == 302
    entry = type(entry).objects.get(pk=entry.pk)
    assert entry.department.title == "区教育和体育局"
    assert entry.department.title_at(entry.submitted_at) == "区教育局"
    deeds = list(AuditRecord.objects.filter(subject="department").values_list("action", "before", "after"))
    assert deeds == [("rename", {"name": "区教育局"}, {"name": "区教育和体育局"})]


def test_a_corrected_mistake_stands_in_old_records_too(change, department):
    change(department, name="区教育处", is_mistake="on")
    department = Department.objects.get(pk=department.pk)
    assert department.title_at(AT) == department.title == "区教育处"
    assert not FormerName.objects.exists()
    assert AuditRecord.objects.get().action == "change"


def test_other_columns_changed_on_the_same_occasion_are_kept(change, department):
    change(department, name="甲", order="7")
    department.refresh_from_db()
    assert (department.name, department.order) == ("甲", 7)
    deeds = AuditRecord.objects.filter(subject="department").values_list("action", "after")
    assert list(deeds) == [("rename", {"name": "甲"}), ("change", {"order": 7})]


def test_the_tick_alone_changes_nothing(change, department):
    assert change(department, is_mistake="on").status_code == 302
    assert not AuditRecord.objects.exists()


def test_renaming_twice_by_a_double_click_is_once(desk, department):
    address = reverse("admin:tracker_department_change", args=[department.pk])
    sent = typed(desk.get(address), name="甲")
    assert [desk.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert FormerName.objects.count() == 1


def test_two_who_rename_notice_one_another(desk, department):
    address = reverse("admin:tracker_department_change", args=[department.pk])
    opened = desk.get(address)
    desk.post(address, typed(opened, name="甲"))
    response = desk.post(address, typed(opened, name="乙"))
    assert response.status_code == 409
    assert (Department.objects.get().name, FormerName.objects.count()) == ("甲", 1)


def test_a_name_taken_is_an_error_of_its_field(change, department, other_department):
    response = change(department, name=other_department.name)
    assert list(response.context["adminform"].form.errors) == ["name"]
    assert not FormerName.objects.exists()


def test_page_tells_the_former_names(desk, change, department, english):
    change(department, name_en="Schools Bureau")
    text = desk.get(f"/en/admin/tracker/department/{department.pk}/change/").content.decode()
    assert "Education Bureau (–" in text
    assert "Education Bureau (–" not in desk.get("/en/admin/tracker/department/add/").content.decode()


@pytest.fixture
def gone(other_department):
    """A department merged into another."""
    return make_department("gone", "区旧局", successor=other_department)


@pytest.mark.parametrize("address", ["target_add", "user_add"])
def test_a_merged_department_is_not_offered(desk, report, gone, other_department, address):
    text = desk.get(reverse(f"admin:tracker_{address}")).content.decode()
    assert "区商务局" in text
    assert "区旧局" not in text


def test_a_merged_department_cannot_be_chosen(change, target, gone, lin):
    ground = {"reason": "x", "document": "y", "decided_on": "2021-06-18"}
    assert "lead" in change(target, lead=gone.pk, **ground).context["adminform"].form.errors
    assert "cooperating" in change(target, cooperating=[gone.pk]).context["adminform"].form.errors
    assert "department" in change(lin, department=gone.pk).context["adminform"].form.errors


def test_what_a_target_struck_off_has_stays(change, area, gone, other_department):
    target = make_target(area, lead=gone, state=TargetState.CLOSED)
    target.cooperating.set([gone])
    assert change(target, data_source="统计局").status_code == 302
    target = Target.objects.get()
    assert (target.lead, list(target.cooperating.all()), target.data_source) == (gone, [gone], "统计局")
