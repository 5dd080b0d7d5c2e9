from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.factories import AT, make_entry, make_target, month
from tracker.actions.departments import rename
from tracker.actions.requests import Wish, ask
from tracker.actions.revisions import Ground, revise, terms_of
from tracker.actions.whistles import Need, raise_whistle
from tracker.choices import RequestKind, Slip
from tracker.models import AuditRecord, Entry, FormerName, Reminder, Revision, Upload

KINDS = ["entry", "review", "revision", "auditrecord", "changerequest", "reminder", "upload", "formername", "whistle"]


@pytest.fixture
def rows(target, lin, wang, admin, other_department):
    """One row of each kind that is only looked at."""
    entry = make_entry(target, 3, "9", lin, wang, progress="开工九座", evidence_url="https://example.org/a")
    target.refresh_from_db()
    ground = Ground("上级调整", "第3号纪要", date(2021, 4, 2))
    target.value += 5
    revise(target=target, terms=terms_of(target), ground=ground, by=admin, at=AT, row_version=target.row_version)
    rename(department=target.lead, name="甲", name_en="A", by=admin, at=AT)
    sent = {"target": target, "department": target.lead, "month": month(5), "at": AT}
    upload = {"department": target.lead, "month": month(5), "by": lin, "at": AT}
    wish = Wish(RequestKind.SUSPEND, None, None, "停建", "第3号请示", "做了一半")
    need = Need("场地未交", (other_department,), date(2021, 12, 1))
    return {
        "whistle": raise_whistle(target=target, need=need, key=uuid4(), by=lin, at=AT),
        "changerequest": ask(target=target, wish=wish, key=uuid4(), by=lin, at=AT),
        "reminder": Reminder.objects.create(**sent, slip=Slip.RED, word="请尽快报送", sent_on=AT.date(), by=wang),
        "upload": Upload.objects.create(**upload, name="五月.xlsx", sha256="ab" * 32, file="uploads/x"),
        "formername": FormerName.objects.get(),
        "entry": entry,
        "review": entry.reviews.get(),
        "revision": Revision.objects.get(),
        "auditrecord": AuditRecord.objects.get(action="revise_changed"),
    }


@pytest.mark.parametrize("name", KINDS)
def test_row_is_shown_and_cannot_be_written(desk, rows, name):
    row = rows[name]
    address = reverse(f"admin:tracker_{name}_change", args=[row.pk])
    page = desk.get(address)
    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
    assert desk.post(address, {"reason": "x"}).status_code == 403
    assert desk.post(reverse(f"admin:tracker_{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    assert desk.get(reverse(f"admin:tracker_{name}_add")).status_code == 403


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("entry", "https://example.org/a"),
        ("review", "9 座"),
        ("revision", "40 → 45"),
        ("auditrecord", "40 → 45"),
        ("changerequest", "第3号请示"),
        ("reminder", "请尽快报送"),
        ("upload", "五月.xlsx"),
        ("formername", "区教育局"),
        ("whistle", "场地未交"),
        ("whistle", "区商务局: 待报到"),
    ],
)
def test_row_tells_what_it_holds(desk, rows, name, word):
    assert word in desk.get(reverse(f"admin:tracker_{name}_change", args=[rows[name].pk])).content.decode()


def test_revision_and_audit_lists_tell_the_change(desk, rows):
    assert "40 → 45" in desk.get(reverse("admin:tracker_revision_changelist")).content.decode()
    assert rows["auditrecord"].subject_key in desk.get(reverse("admin:tracker_auditrecord_changelist")).content.decode()


@pytest.fixture
def grow(rows, area, department, other_department, lin, wang, admin):
    """More of every kind."""
    wish = Wish(RequestKind.SUSPEND, None, None, "停建", "第3号请示", "做了一半")

    def make(size):
        for number in range(size):
            target = make_target(area, lead=department)
            ask(target=target, wish=wish, key=uuid4(), by=lin, at=AT)
            need = Need("场地未交", (other_department,), date(2021, 12, 1))
            raise_whistle(target=target, need=need, key=uuid4(), by=lin, at=AT)
            sent = {"department": department, "month": month(5), "at": AT, "by": lin}
            Reminder.objects.create(**sent, target=target, slip=Slip.RED, sent_on=AT.date())
            Upload.objects.create(**sent, name=f"{number}.xlsx", sha256="ab" * 32, file="uploads/x")
            rename(department=department, name=f"局{number}", name_en=f"{number}", by=admin, at=AT)
            make_entry(target, number % 12 + 1, "9", lin, wang)
            target.value += 5
            ground = Ground("上级调整", "第3号纪要", date(2021, 4, 2))
            revise(
                target=target, terms=terms_of(target), ground=ground, by=admin, at=AT, row_version=target.row_version
            )

    return make


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        *(("entry", 6), ("review", 6), ("revision", 5), ("auditrecord", 5)),
        *(("changerequest", 6), ("reminder", 6), ("upload", 6), ("formername", 5)),
        ("whistle", 6),
    ],
)
@pytest.mark.parametrize("size", [1, 20])
def test_lists_ask_the_same_queries_whatever_their_size(desk, grow, name, queries, size, django_assert_num_queries):
    grow(size)
    with django_assert_num_queries(queries):
        desk.get(reverse(f"admin:tracker_{name}_changelist"))


def test_audit_is_filtered_by_action_and_kind_in_words(desk, rows, english):
    page = desk.get("/en/admin/tracker/auditrecord/", {"action": "revise_changed", "subject": "target"})
    assert list(page.context["cl"].result_list) == [rows["auditrecord"]]
    assert "sent back" in page.content.decode()
    assert "plan point" in page.content.decode()


def test_list_of_entries_has_no_bulk_action(desk, rows):
    sent = {"action": "delete_selected", "_selected_action": [rows["entry"].pk], "post": "yes"}
    desk.post(reverse("admin:tracker_entry_changelist"), sent)
    assert Entry.objects.exists()
