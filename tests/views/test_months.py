"""The grid: what it shows, what it saves, and that neither a colleague nor a double click loses anything."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from tests.factories import AT, draft_entry, make_department, make_entry, make_person, make_target, submit_entry
from tests.views.conftest import words
from tracker.actions.entries import Content, save_draft
from tracker.actions.reviews import send_back
from tracker.actions.revisions import Ground, revise, terms_of
from tracker.choices import EntryState, Role, TargetState
from tracker.models import AuditRecord, Entry, Target

JSON = {"accept": "application/json"}
JULY = "/desk/months/2021-07/"


@pytest.fixture
def desk(enter, lin):
    """林's browser."""
    return enter(lin)


@pytest.fixture
def pair(target, area, department):
    """Two targets of 林's department."""
    return [target, make_target(area, lead=department, name="建公园", name_en="Build parks")]


def held(page):
    """Every field of the grid as a browser would send it back."""
    html = page.content.decode()
    fields = {}
    for tag in re.findall(r"<input[^>]*>", html):
        name, value = re.search(r'name="(HD[^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and 'type="checkbox"' not in tag:
            fields[name[1]] = value[1] if value else ""
    for name, text in re.findall(r'<textarea name="(HD[^"]+)"[^>]*>\n?(.*?)</textarea>', html, re.S):
        fields[name] = text
    return fields


def send(client, address=JULY, do="save", json=False, **typed):
    """Open the grid, type, press; `HD_2021_01_value` is the box of HD-2021-01."""
    fields = held(client.get(address)) | {
        name.replace("_", "-", 2).replace("_", "-", 1): text for name, text in typed.items()
    }
    return client.post(address, fields | {"do": do}, headers=JSON if json else {})


def test_row_shows_what_a_figure_is_compared_with(desk, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    said = words(desk.get("/en" + JULY))
    assert "New 5G base stations HD-2021-01" in said
    assert "40 stations" in said
    assert "58.3%" in said  # 7 of 12 months
    assert "20 stations June 2021" in said


def test_touched_rows_are_saved_and_others_left_alone(desk, pair, lin):
    assert send(desk, HD_2021_01_value="１，２３４").status_code == 302
    entry = Entry.objects.get()
    assert (entry.target, entry.value, entry.state, entry.saved_by) == (pair[0], 1234, EntryState.DRAFT, lin)


def test_empty_zero_and_not_counted_are_three_different_things(desk, pair, target, area, department):
    make_target(area, lead=department)
    send(desk, HD_2021_01_value="0", HD_2021_02_value="未统计", HD_2021_03_value="")
    kept = {entry.target.code: (entry.value, entry.is_uncounted) for entry in Entry.objects.all()}
    assert kept == {"HD-2021-01": (0, False), "HD-2021-02": (None, True)}


def test_all_rows_with_a_figure_are_submitted_at_once(desk, pair):
    response = send(desk, do="submit", HD_2021_01_value="20", HD_2021_02_value="3", HD_2021_02_progress="三个")
    assert response.url == JULY
    assert set(Entry.objects.values_list("state", "value")) == {(EntryState.SUBMITTED, 20), (EntryState.SUBMITTED, 3)}
    said = words(desk.get("/en" + JULY))
    assert "2 rows submitted." in said or "2 行" in said


def test_one_wrong_row_holds_all_back_and_each_fault_is_named(desk, pair):
    response = send(desk, "/en" + JULY, do="submit", HD_2021_01_value="12万", HD_2021_02_value="-3")
    said = words(response)
    assert response.status_code == 422
    assert "Write the figure in digits only" in said
    assert "The figure cannot be below zero." in said
    assert 'value="12万"' in response.content.decode()
    assert not Entry.objects.exists()


def test_unusual_figure_is_asked_about_and_never_refused(desk, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    response = send(desk, "/en" + JULY, do="submit", HD_2021_01_value="7")
    assert response.status_code == 422
    assert "lower than the one before" in words(response)
    assert send(desk, do="submit", HD_2021_01_value="7", HD_2021_01_explanation="重复计算").status_code == 302
    assert Entry.objects.get(month="2021-07-01").explanation == "重复计算"


def test_row_in_order_is_saved_though_another_is_not(desk, pair):
    response = send(desk, HD_2021_01_value="5", HD_2021_02_value="1e3")
    assert response.status_code == 422
    assert Entry.objects.get().value == 5
    assert 'value="1e3"' in response.content.decode()


def test_colleagues_row_is_not_overwritten_and_both_figures_are_shown(desk, target, lin, department):
    sun = make_person("sun", "孙", department, Role.REPORTER)
    fields = held(desk.get(JULY))
    save_draft(target=target, month=AT.date().replace(day=1), content=Content(9), by=sun, at=AT, row_version=0)
    response = desk.post("/en" + JULY, fields | {"HD-2021-01-value": "7", "do": "save"})
    said = words(response)
    assert response.status_code == 409
    assert "孙 saved at" in said
    assert "Cumulative figure to date: 9" in said
    assert 'value="7"' in response.content.decode()
    assert Entry.objects.get().value == 9
    again = desk.post(JULY, held(response) | {"do": "save"})
    assert again.status_code == 302
    assert Entry.objects.get().value == 7


def test_untouched_row_a_colleague_changed_is_no_conflict(desk, pair, department):
    sun = make_person("sun", "孙", department, Role.REPORTER)
    fields = held(desk.get(JULY))
    save_draft(target=pair[0], month=AT.date().replace(day=1), content=Content(9), by=sun, at=AT, row_version=0)
    assert desk.post(JULY, fields | {"HD-2021-02-value": "7", "do": "save"}).status_code == 302
    assert set(Entry.objects.values_list("value", flat=True)) == {9, 7}


def test_row_a_colleague_handed_in_meanwhile_is_a_conflict_and_keeps_what_was_typed(desk, target, department):
    sun = make_person("sun", "孙", department, Role.REPORTER)
    fields = held(desk.get(JULY))
    submit_entry(target, 7, "9", sun)
    response = desk.post("/en" + JULY, fields | {"HD-2021-01-value": "7", "do": "submit"})
    assert response.status_code == 409
    assert "Cumulative figure to date: 9" in words(response)
    assert "What you wrote: Cumulative figure to date: 7" in words(response)
    assert held(response) == {}  # nothing to press again: it waits for its review
    assert Entry.objects.get().value == 9


def test_row_accepted_meanwhile_shows_both_and_a_way_to_correct(desk, target, lin, wang):
    fields = held(desk.get(JULY))
    make_entry(target, 7, "9", lin, wang)
    response = desk.post("/en" + JULY, fields | {"HD-2021-01-value": "7", "do": "save"})
    assert response.status_code == 409
    assert "What you wrote: Cumulative figure to date: 7" in words(response)
    assert "/en/desk/entries/HD-2021-01/2021-07/" in response.content.decode()


@pytest.mark.parametrize("do", ["save", "submit"])
def test_row_suspended_meanwhile_does_not_hold_up_the_others(desk, pair, do):
    fields = held(desk.get(JULY)) | {"HD-2021-01-value": "7", "HD-2021-02-value": "3", "do": do}
    Target.objects.filter(pk=pair[0].pk).update(state=TargetState.SUSPENDED)
    response = desk.post("/en" + JULY, fields)
    said = words(response)
    assert response.status_code == 422
    assert "This target takes no figures now: it is “Suspended”." in said
    assert "What you wrote: Cumulative figure to date: 7" in said
    if do == "save":
        assert Entry.objects.get().target == pair[1]
    else:
        assert not Entry.objects.exists()
        assert 'value="3"' in response.content.decode()


def test_script_is_told_that_a_row_was_closed(desk, pair):
    fields = held(desk.get(JULY)) | {"HD-2021-01-value": "7", "HD-2021-02-value": "3", "do": "save"}
    Target.objects.filter(pk=pair[0].pk).update(state=TargetState.SUSPENDED)
    rows = desk.post("/en" + JULY, fields, headers=JSON).json()["rows"]
    assert rows["HD-2021-01"]["state"] == "closed"
    assert "takes no figures now" in rows["HD-2021-01"]["text"]
    assert rows["HD-2021-02"]["state"] == "saved"


def test_row_given_to_another_department_meanwhile_is_said_with_what_was_written(desk, pair, wang, other_department):
    fields = held(desk.get(JULY)) | {"HD-2021-01-value": "7", "HD-2021-02-value": "3", "do": "save"}
    terms = replace(terms_of(pair[0]), lead=other_department)
    ground = Ground("职能划转", "通知", AT.date())
    revise(target=pair[0], terms=terms, ground=ground, by=wang, at=AT, row_version=pair[0].row_version)
    response = desk.post("/en" + JULY, fields)
    assert response.status_code == 409
    assert "HD-2021-01: This target is not your department's any more. What you wrote: 7" in words(response)
    assert Entry.objects.get().target == pair[1]
    rows = desk.post("/en" + JULY, fields, headers=JSON).json()["rows"]
    assert rows["HD-2021-01"]["state"] == "closed"


def test_pressed_twice_is_submitted_once(desk, target):
    fields = held(desk.get(JULY)) | {"HD-2021-01-value": "7", "do": "submit"}
    for _press in range(2):
        assert desk.post(JULY, fields).status_code == 302
    assert Entry.objects.get().row_version == 2
    assert AuditRecord.objects.filter(action="submit").count() == 1


def test_last_figures_fill_empty_boxes_and_nothing_is_saved(desk, pair, lin, wang):
    make_entry(pair[0], 6, "20", lin, wang)
    response = send(desk, "/en" + JULY, do="fill", HD_2021_02_progress="写了一半")
    html = response.content.decode()
    assert response.status_code == 200
    assert 'name="HD-2021-01-value" value="20"' in html
    assert "写了一半" in html
    assert "1 empty box was filled with its last figure. Nothing is saved yet." in words(response)
    assert not Entry.objects.filter(month="2021-07-01").exists()


# While typing


def test_each_row_is_answered_for_itself(desk, pair, target):
    rows = send(desk, json=True, HD_2021_01_value="5", HD_2021_02_value="NaN").json()["rows"]
    assert rows["HD-2021-01"]["state"] == "saved"
    assert rows["HD-2021-01"]["row_version"] == 1
    assert rows["HD-2021-02"]["state"] == "wrong"
    assert rows["HD-2021-02"]["errors"]["value"][0]["message"]
    assert Entry.objects.get().value == 5


def test_answer_lets_the_next_save_follow(desk, target):
    fields = held(desk.get(JULY)) | {"HD-2021-01-value": "5", "do": "save"}
    told = desk.post(JULY, fields, headers=JSON).json()["rows"]["HD-2021-01"]
    fields |= {"HD-2021-01-row_version": told["row_version"], "HD-2021-01-seen": told["seen"]}
    assert desk.post(JULY, fields, headers=JSON).json()["rows"] == {}
    told = desk.post(JULY, fields | {"HD-2021-01-value": "6"}, headers=JSON).json()["rows"]["HD-2021-01"]
    assert (told["state"], told["row_version"]) == ("saved", 2)


def test_conflict_is_answered_with_what_stands(desk, target, department):
    sun = make_person("sun", "孙", department, Role.REPORTER)
    fields = held(desk.get(JULY)) | {"HD-2021-01-value": "7", "do": "save"}
    save_draft(target=target, month=AT.date().replace(day=1), content=Content(9), by=sun, at=AT, row_version=0)
    told = desk.post("/en" + JULY, fields, headers=JSON).json()["rows"]["HD-2021-01"]
    assert (told["state"], told["by"], told["row_version"]) == ("conflict", "孙", 1)
    assert told["theirs"] == [["Cumulative figure to date", "9"]]
    assert told["values"]["value"] == "9"


def test_doubts_are_told_while_typing(desk, target):
    told = send(desk, "/en" + JULY, json=True, HD_2021_01_value="50").json()["rows"]["HD-2021-01"]
    assert told["doubts"] == ["The figure is above the target: over 100%."]


# Who may, and which months


@pytest.mark.parametrize("key", ["2020-12", "2021-13", "2022-01", "2030-01"])
def test_months_outside_the_report_are_not_there(desk, target, key):
    assert desk.get(f"/desk/months/{key}/").status_code == 404


def test_grid_is_for_reporters(enter, target, wang, admin):
    for person in (wang, admin):
        assert enter(person).get(JULY).status_code == 404


def test_another_departments_row_is_not_there(enter, zhao, desk, target):
    fields = held(desk.get(JULY))
    response = enter(zhao).post(JULY, fields | {"HD-2021-01-value": "7", "do": "save"})
    assert response.status_code == 404
    assert "5G" not in words(response)
    assert not Entry.objects.exists()


def test_accepted_and_suspended_rows_are_shown_and_not_written(desk, pair, lin, wang):
    make_entry(pair[0], 7, "20", lin, wang)
    pair[1].state = TargetState.SUSPENDED
    pair[1].save()
    page = desk.get("/en" + JULY)
    assert held(page) == {}
    assert "Accepted" in words(page)
    assert "Suspended" in words(page)


@pytest.mark.parametrize("number", [1, 30])
def test_grid_takes_the_same_queries_with_1_row_and_with_30(
    desk, area, department, lin, number, django_assert_num_queries
):
    for _each in range(number):
        draft_entry(make_target(area, lead=department), 7, "3", lin)
    with django_assert_num_queries(10):
        assert desk.get(JULY).status_code == 200


def test_department_without_targets_is_told_so(enter, report, target):
    person = make_person("new", "新", make_department("xin"), Role.REPORTER)
    assert "No target is led by your department." in words(
        enter(person).get("/en" + reverse("month", args=["2021-07"]))
    )


def test_targets_own_unit_may_stand_behind_the_figure(desk, target):
    send(desk, HD_2021_01_value="12 座")
    assert Entry.objects.get().value == 12
    assert send(desk, HD_2021_01_value="13 米").status_code == 422


# What was sent back


def returned(target, lin, wang):
    entry = submit_entry(target, 7, "9", lin)
    return send_back(entry=entry, reason="请附验收单", by=wang, at=AT, row_version=entry.row_version)


def test_row_sent_back_says_why_and_is_not_handed_in_again_unchanged(desk, pair, lin, wang):
    entry = returned(pair[0], lin, wang)
    assert "Sent back 07-01 09:00 请附验收单" in words(desk.get("/en" + JULY))
    response = send(desk, "/en" + JULY, do="submit", HD_2021_02_value="3")
    assert response.status_code == 302
    said = words(desk.get("/en" + JULY))
    assert "1 row submitted." in said
    assert "Left out, because nothing was changed since it was sent back: New 5G base stations" in said
    entry.refresh_from_db()
    assert entry.state == EntryState.RETURNED
    send(desk, do="submit", HD_2021_01_value="8", HD_2021_01_explanation="已附验收单")
    entry.refresh_from_db()
    assert (entry.state, entry.value) == (EntryState.SUBMITTED, 8)


def test_row_sent_back_and_changed_as_a_draft_is_handed_in(desk, target, lin, wang):
    entry = returned(target, lin, wang)
    send(desk, HD_2021_01_progress="补了验收单")
    send(desk, do="submit")
    entry.refresh_from_db()
    assert entry.state == EntryState.SUBMITTED


def test_month_wholly_filed_says_so(desk, target, lin):
    assert "Everything of this month is filed." not in words(desk.get("/en" + JULY))
    submit_entry(target, 7, "9", lin)
    assert "Everything of this month is filed." in words(desk.get("/en" + JULY))


def test_refused_submission_says_that_nothing_went(desk, pair):
    response = send(desk, "/en" + JULY, do="submit", HD_2021_01_value="3", HD_2021_02_value="x")
    assert "Nothing was submitted, the rows in order neither." in words(response)
