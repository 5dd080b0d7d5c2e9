import pytest
from django.urls import reverse

from tests.factories import AT, draft_entry, make_entry, make_person, make_target, month, submit_entry
from tests.views.conftest import inline, words
from tracker.actions.entries import send_back
from tracker.choices import EntryState, Role, TargetState
from tracker.models import AuditRecord, Entry, Target

WRITTEN = {
    "value": "20",
    "progress": "做了",
    "problems": "难在征地",
    "next_steps": "再做",
    "evidence_title": "清单",
    "evidence_url": "https://a.gov.cn/1",
}


def page(target, number=6, prefix=""):
    return f"{prefix}/desk/entries/{target.code}/2021-{number:02}/"


@pytest.fixture
def desk(enter, lin, target):
    """林's browser."""
    return enter(lin)


def send(client, target, do="save", number=6, prefix="", **typed):
    return client.post(page(target, number, prefix), {"row_version": "0", "do": do} | typed)


def test_draft_is_saved_with_everything_written(desk, target, lin):
    response = send(desk, target, **WRITTEN)
    assert response.url == "/desk/"
    entry = Entry.objects.get()
    assert (entry.state, entry.value, entry.saved_by, entry.department) == (EntryState.DRAFT, 20, lin, target.lead)
    assert (entry.progress, entry.problems, entry.next_steps) == ("做了", "难在征地", "再做")
    assert [(proof.url, proof.title) for proof in entry.evidence.all()] == [("https://a.gov.cn/1", "清单")]
    assert "草稿" in words(desk.get("/desk/"))


def test_draft_needs_nothing(desk, target):
    assert send(desk, target).status_code == 302
    assert Entry.objects.get().value is None


def test_draft_opens_with_what_was_written(desk, target):
    send(desk, target, **WRITTEN)
    html = desk.get(page(target)).content.decode()
    for name, value in WRITTEN.items():
        assert f'name="{name}"' in html
        assert value in html
    assert '<input type="hidden" name="row_version" value="1"' in html


def test_entry_is_submitted_at_once(desk, target, lin):
    assert send(desk, target, "submit", **WRITTEN).status_code == 302
    entry = Entry.objects.get()
    assert (entry.state, entry.submitted_by) == (EntryState.SUBMITTED, lin)
    assert "已提交" in words(desk.get("/desk/"))


def test_submitted_entry_is_shown_and_not_edited(desk, target):
    send(desk, target, "submit", **WRITTEN)
    html = desk.get(page(target, prefix="/en")).content.decode()
    assert "waiting for the supervisors" in html
    assert "难在征地" in html
    assert 'name="value"' not in html


@pytest.mark.parametrize("do", ["save", "submit"])
def test_pressed_twice_is_one_entry(desk, target, do):
    for _press in range(2):
        assert send(desk, target, do, **WRITTEN).status_code == 302
    entry = Entry.objects.get()
    assert entry.row_version == {"save": 1, "submit": 2}[do]
    assert AuditRecord.objects.count() == {"save": 1, "submit": 2}[do]


BAD = ["12万", "1e3", "1_000", "1,08", "١٢", "NaN", "=1+1", "0.12345", "999999999999", "六"]


@pytest.mark.parametrize("value", BAD)
@pytest.mark.parametrize("do", ["save", "submit"])
def test_figure_not_understood_loses_nothing_typed(desk, target, do, value):
    response = send(desk, target, do, **WRITTEN | {"value": value})
    html = response.content.decode()
    assert response.status_code == 422
    for text in (value, "做了", "难在征地", "再做", "清单", "https://a.gov.cn/1"):
        assert text in html
    assert 'role="alert"' in html
    assert not Entry.objects.exists()


@pytest.mark.parametrize(("prefix", "says"), [("", "数字"), ("/en", "Write the figure in digits only")])
def test_remedy_stands_beside_the_field_in_the_readers_language(desk, target, prefix, says):
    html = send(desk, target, prefix=prefix, value="12万").content.decode()
    field = html.split('<div class="field figure-field wrong">')[1].split("</div>")[0]
    assert says in words(field)
    assert 'aria-invalid="true"' in field


def test_figure_is_needed_to_submit_and_zero_is_one(desk, target):
    assert send(desk, target, "submit", progress="x").status_code == 422
    assert send(desk, target, "submit", value="0").status_code == 302
    assert Entry.objects.get().value == 0


def test_chinese_digits_of_full_width_are_understood(desk, target):
    send(desk, target, value="１，０８０．５")
    assert str(Entry.objects.get().value) in {"1080.5", "1080.5000"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "a.cn"])
def test_evidence_that_is_no_address_is_refused_and_kept(desk, target, url):
    response = send(desk, target, **WRITTEN | {"evidence_url": url})
    html = response.content.decode()
    assert response.status_code == 422
    assert f'value="{url}"' in html
    assert "<details open>" in html


@pytest.mark.parametrize(
    "typed", [{"row_version": ""}, {"row_version": "x"}, {"progress": "a\x00b"}, {"value": "1\x002"}]
)
def test_form_that_was_tampered_with_breaks_nothing(desk, target, typed):
    assert send(desk, target, **WRITTEN | typed).status_code == 422
    assert not Entry.objects.exists()


@pytest.mark.parametrize("version", ["5", "99999999999999999999"])
def test_version_that_never_was_is_a_conflict(desk, target, version):
    send(desk, target, value="1")
    assert send(desk, target, **WRITTEN | {"row_version": version}).status_code == 409


# Who may


def test_target_of_another_department_does_not_exist(enter, target, zhao):
    client = enter(zhao)
    assert client.get(page(target)).status_code == 404
    assert send(client, target, value="3").status_code == 404
    assert not Entry.objects.exists()


@pytest.mark.parametrize("name", ["wang", "admin"])
def test_supervisors_and_administrators_do_not_file(enter, request, target, name):
    client = enter(request.getfixturevalue(name))
    assert client.get(page(target)).status_code == 404
    assert send(client, target, value="3").status_code == 404


def test_colleague_of_the_same_department_goes_on(enter, desk, target, department):
    send(desk, target, **WRITTEN)
    client = enter(make_person("colleague", "何", department, Role.REPORTER))
    assert "难在征地" in client.get(page(target)).content.decode()
    assert send(client, target, "submit", **WRITTEN | {"row_version": "1"}).status_code == 302
    assert Entry.objects.get().submitted_by.username == "colleague"


def test_suspended_target_is_not_reported_on(desk, target):
    Target.objects.update(state=TargetState.SUSPENDED)
    assert desk.get(page(target)).status_code == 404


@pytest.mark.parametrize("key", ["2020-12", "2022-01", "2021-13", "2021-00", "٢٠٢١-٠٦", "0000-01"])
def test_month_that_is_not_open_does_not_exist(desk, target, key):
    assert desk.get(f"/desk/entries/{target.code}/{key}/").status_code == 404


def test_month_before_the_work_starts_is_not_open(desk, area, department):
    late = make_target(area, lead=department, start=month(9))
    assert desk.get(page(late, 8)).status_code == 404
    assert desk.get(page(late, 9)).status_code == 200


# Sent back, corrected


def test_returned_entry_shows_its_reason_and_is_sent_again(desk, target, lin, wang):
    entry = submit_entry(target, 6, "20", lin, progress="做了")
    send_back(entry=entry, reason="请附清单", by=wang, at=AT, row_version=entry.row_version)
    html = desk.get(page(target)).content.decode()
    assert "请附清单" in html
    assert "王" in html
    assert "做了" in html
    response = send(desk, target, "submit", value="21", progress="附上清单", row_version="3")
    assert response.status_code == 302
    entry.refresh_from_db()
    assert (entry.state, entry.value, entry.version) == (EntryState.SUBMITTED, 21, 1)
    assert entry.reviews.get().reason == "请附清单"


def test_accepted_figure_is_corrected_by_a_new_version_with_a_reason(desk, target, lin, wang):
    make_entry(target, 6, "20", lin, wang, progress="做了")
    html = desk.get(page(target, prefix="/en")).content.decode()
    assert "a new version beside the old one" in html
    assert 'name="correction_reason"' in html
    assert 'value="20"' in html
    assert send(desk, target, "submit", value="18").status_code == 422
    assert send(desk, target, "submit", value="18", correction_reason="重复计算").status_code == 302
    assert [(each.version, each.value, each.state) for each in Entry.objects.order_by("version")] == [
        (1, 20, EntryState.ACCEPTED),
        (2, 18, EntryState.SUBMITTED),
    ]


def test_second_correction_does_not_open_with_the_first_ones_reason(desk, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    make_entry(target, 6, "18", lin, wang, correction_reason="重复计算")
    html = desk.get(page(target)).content.decode()
    assert 'value="18"' in html
    assert "重复计算" not in html


# Two editors


@pytest.fixture
def conflict(desk, enter, target, department):
    """林 opened the empty form; her colleague saved in between; 林 sends hers."""
    colleague = make_person("colleague", "何", department, Role.REPORTER)
    draft_entry(target, 6, "0", colleague, progress="同事写的", claims_completion=True)
    return send(desk, target, prefix="/en", **WRITTEN)


def test_conflict_shows_both_and_saves_nothing(conflict):
    said = words(conflict)
    assert conflict.status_code == 409
    assert "This entry was saved elsewhere in between" in said
    assert "何 saved it" in said
    assert "Cumulative figure to date 20 0" in said
    assert "Progress 做了 同事写的" in said
    assert "Problems 难在征地 –" in said
    assert Entry.objects.get().progress == "同事写的"


def test_conflict_shows_ticks_as_ticks(conflict):
    row = words(conflict).split("I ask for its completion to be checked")[1]
    assert row.split()[:2] == ["–", "✓"]
    assert "True" not in row


def test_conflict_is_settled_by_a_choice(conflict, desk, target):
    html = conflict.content.decode()
    assert '<input type="hidden" name="row_version" value="1"' in html
    assert "难在征地" in html
    assert send(desk, target, **WRITTEN | {"row_version": "1"}).status_code == 302
    assert Entry.objects.get().progress == "做了"


def test_conflict_with_a_submitted_entry_offers_no_overwriting(desk, enter, target, department):
    submit_entry(target, 6, "15", make_person("colleague", "何", department, Role.REPORTER))
    response = send(desk, target, prefix="/en", **WRITTEN)
    assert response.status_code == 409
    assert "Look at what stands" in words(response)
    assert 'name="do"' not in response.content.decode()
    assert Entry.objects.get().value == 15


def test_conflict_with_an_accepted_entry_is_one_too(desk, target, lin, wang):
    draft_entry(target, 6, "15", lin)
    Entry.objects.all().update(row_version=7)
    response = send(desk, target, **WRITTEN | {"row_version": "3"})
    assert response.status_code == 409


@pytest.mark.parametrize("accepted", [False, True])
def test_pages_hold_no_script_and_are_never_kept(desk, target, lin, wang, accepted):
    if accepted:
        make_entry(target, 6, "20", lin, wang)
    response = desk.get(page(target))
    assert inline(response.content.decode()) == []
    assert "no-store" in response.headers["Cache-Control"]


def test_other_methods_are_refused(desk, target):
    assert desk.put(page(target)).status_code == 405
    assert desk.head(page(target)).status_code == 200


def test_address_is_the_one_the_desk_links_to(target):
    assert reverse("entry", args=[target.code, "2021-06"]) == page(target)
