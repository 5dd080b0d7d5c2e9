from datetime import timedelta

import pytest

from tests.factories import AT, draft_entry, make_entry, make_person, make_target, submit_entry
from tests.views.conftest import inline, words
from tracker.actions.entries import submit, withdraw
from tracker.actions.reviews import send_back
from tracker.choices import EntryState, Role
from tracker.models import Edition, Entry, Policy, Review


@pytest.fixture
def waiting(target, lin):
    return submit_entry(target, 6, "20", lin, progress="做了", problems="难在征地")


@pytest.fixture
def desk(enter, wang):
    """王's browser."""
    return enter(wang)


def page(entry, prefix=""):
    return f"{prefix}/desk/reviews/{entry.pk}/"


def decide(client, entry, do, reason="", row_version="2", prefix=""):
    return client.post(page(entry, prefix), {"do": do, "reason": reason, "row_version": row_version})


def test_what_would_change_is_shown_before_deciding(desk, waiting):
    said = words(desk.get(page(waiting, "/en")))
    assert "Figure – 20 stations" in said
    assert "Light ○ Not reported ● On pace" in said
    assert "50% done by June 2021, 50% expected." in said
    assert "难在征地" in said


def test_accepted_entry_is_public_at_once(desk, waiting, client):
    before = client.get("/targets/HD-2021-01/")
    response = decide(desk, waiting, "accept")
    assert response.url == "/desk/"
    waiting.refresh_from_db()
    assert (waiting.state, waiting.reviewed_by.username) == (EntryState.ACCEPTED, "wang")
    after = client.get("/targets/HD-2021-01/", headers={"if-none-match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "难在征地" not in before.content.decode()
    assert "难在征地" in after.content.decode()
    assert "公开" in words(desk.get("/desk/"))


def test_sent_back_entry_has_its_reason_and_is_not_public(desk, waiting, client):
    assert decide(desk, waiting, "send_back", "请附清单").status_code == 302
    waiting.refresh_from_db()
    assert waiting.state == EntryState.RETURNED
    assert (Review.objects.get().reason, Review.objects.get().value) == ("请附清单", 20)
    assert "难在征地" not in client.get("/targets/HD-2021-01/").content.decode()


@pytest.mark.parametrize("reason", ["", "   "])
def test_sending_back_needs_a_reason(desk, waiting, reason):
    response = decide(desk, waiting, "send_back", reason, prefix="/en")
    assert response.status_code == 422
    assert "Say what has to be changed." in words(response)
    assert not Review.objects.exists()


@pytest.mark.parametrize("do", ["accept", "send_back"])
def test_pressed_twice_is_decided_once(desk, waiting, do):
    for _press in range(2):
        assert decide(desk, waiting, do, "请附清单").status_code == 302
    assert Review.objects.count() == 1


def test_earlier_decisions_stay_to_be_seen(desk, waiting, lin, wang, target):
    send_back(entry=waiting, reason="请附清单", by=wang, at=AT, row_version=waiting.row_version)
    Entry.objects.update(state=EntryState.SUBMITTED)
    assert "请附清单" in words(desk.get(page(waiting)))


def test_entry_changed_in_between_is_not_decided_on(desk, waiting, lin, wang):
    send_back(entry=waiting, reason="请附清单", by=wang, at=AT, row_version=2)
    Entry.objects.update(state=EntryState.SUBMITTED, value=99, row_version=5)
    response = decide(desk, waiting, "send_back", "我写的理由", prefix="/en")
    said = words(response)
    assert response.status_code == 409
    assert "This entry has changed since you opened it" in said
    assert "99 stations" in said
    assert "我写的理由" in said
    assert Review.objects.count() == 1


def test_entry_decided_by_a_colleague_is_a_conflict(desk, waiting, enter, wang):
    send_back(entry=waiting, reason="请附清单", by=wang, at=AT, row_version=2)
    client = enter(make_person("other", "他", None, Role.SUPERVISOR))
    response = decide(client, waiting, "accept", prefix="/en")
    assert response.status_code == 409
    assert "Sent back" in words(response)


# Who may


def test_reporters_open_no_review(enter, waiting, lin, zhao, admin):
    for person in (lin, zhao, admin):
        client = enter(person)
        assert client.get(page(waiting)).status_code == 404
        assert decide(client, waiting, "accept").status_code == 404
    waiting.refresh_from_db()
    assert waiting.state == EntryState.SUBMITTED


def test_nobody_decides_on_the_own_entry(enter, target, department):
    both = make_person("both", "双", department, Role.REPORTER, Role.SUPERVISOR)
    own = submit_entry(target, 6, "20", both)
    client = enter(both)
    response = client.get(page(own, "/en"))
    assert "it is your own" in words(response)
    assert 'value="accept"' not in response.content.decode()
    number = Edition.objects.get().number
    response = decide(client, own, "accept", prefix="/en")
    assert response.status_code == 403
    assert "Your account may not do this" in words(response)
    assert Edition.objects.get().number == number
    assert not Review.objects.exists()


def test_drafts_are_not_the_supervisors_business(desk, target, lin):
    assert desk.get(page(draft_entry(target, 6, "20", lin))).status_code == 404


@pytest.mark.parametrize(
    "address", ["/desk/reviews/999/", "/desk/reviews/0/", "/desk/reviews/99999999999999999999999/"]
)
def test_unknown_entry_is_not_found(desk, report, address):
    assert desk.get(address).status_code == 404


def test_decided_entry_can_be_looked_at(desk, target, lin, wang):
    html = desk.get(page(make_entry(target, 6, "20", lin, wang), "/en")).content.decode()
    assert "the entry has been decided on" in html
    assert 'name="do"' not in html


@pytest.mark.parametrize("version", ["", "x", "0", "-1"])
def test_decision_without_the_version_looked_at_is_refused(desk, waiting, version):
    assert decide(desk, waiting, "accept", row_version=version).status_code == 422
    waiting.refresh_from_db()
    assert waiting.state == EntryState.SUBMITTED


def test_page_holds_no_script_and_is_never_kept(desk, waiting):
    response = desk.get(page(waiting))
    assert inline(response.content.decode()) == []
    assert "no-store" in response.headers["Cache-Control"]
    assert desk.put(page(waiting)).status_code == 405


def test_correction_says_what_stands(desk, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    correction = submit_entry(target, 6, "8", lin, correction_reason="重复计算")
    said = words(desk.get(page(correction, "/en")))
    assert "correction, version 2" in said
    assert "Figure 20 stations 8 stations" in said
    assert "Light ● On pace ▲ Slightly behind" in said
    assert "重复计算" in said


# The department's head


@pytest.fixture
def head(target, department):
    Policy.objects.update(needs_sign_off=True)
    return make_person("head", "局长", department, Role.HEAD)


def test_head_signs_off_and_the_supervisor_accepts(enter, head, target, lin, wang):
    entry = submit_entry(target, 6, "20", lin)
    assert entry.state == EntryState.FOR_SIGN_OFF
    client = enter(head)
    assert 'value="sign_off"' in client.get(page(entry)).content.decode()
    assert decide(client, entry, "sign_off").url == "/desk/"
    entry.refresh_from_db()
    assert entry.state == EntryState.SUBMITTED
    client = enter(wang)
    assert "Signed off" in words(client.get(page(entry, "/en")))
    assert decide(client, entry, "accept", row_version="3").status_code == 302
    entry.refresh_from_db()
    assert entry.state == EntryState.ACCEPTED


def test_head_sends_back_with_a_reason(enter, head, target, lin):
    entry = submit_entry(target, 6, "20", lin)
    client = enter(head)
    assert decide(client, entry, "send_back").status_code == 422
    assert decide(client, entry, "send_back", "数字有误").status_code == 302
    entry.refresh_from_db()
    assert entry.state == EntryState.RETURNED


def test_supervisor_does_not_decide_before_the_sign_off(desk, head, target, lin):
    entry = submit_entry(target, 6, "20", lin)
    assert decide(desk, entry, "accept").status_code == 409
    entry.refresh_from_db()
    assert entry.state == EntryState.FOR_SIGN_OFF


# Many at once

ALL = "/desk/reviews/"


@pytest.fixture
def several(target, area, department, lin):
    """Three entries that wait."""
    others = [make_target(area, lead=department) for _each in range(2)]
    return [submit_entry(each, 6, "20", lin) for each in (target, *others)]


def ticks(entries):
    return {"entry": [f"{entry.pk}:{entry.row_version}" for entry in entries]}


def test_list_shows_what_each_would_change(desk, several, target):
    said = words(desk.get("/en" + ALL))
    assert "Awaiting your review · 3" in said
    assert "40 stations expected: 50% – 20 stations ○ Not reported ● On pace 0 Education Bureau" in said


def test_what_came_late_or_comes_again_is_marked(desk, several, lin, wang, target):
    said = words(desk.get("/en" + ALL))
    assert "filed late" in said  # June is due on the 25th of June, and all came on the 1st of July
    Entry.objects.update(first_submitted_at=AT - timedelta(days=10))
    send_back(entry=several[0], reason="请附清单", by=wang, at=AT, row_version=2)
    submit(entry=several[0], by=lin, at=AT, row_version=3)
    said = words(desk.get("/en" + ALL))
    assert "filed late" not in said
    assert said.count("sent back before") == 1


def test_correction_is_never_late(desk, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    submit_entry(target, 6, "8", lin, correction_reason="重复计算")
    assert "filed late" not in words(desk.get("/en" + ALL))


def test_ticked_entries_are_accepted_together_and_others_stay(desk, several):
    assert desk.post("/en" + ALL, ticks(several[:2])).url == "/en" + ALL
    assert [Entry.objects.get(pk=entry.pk).state for entry in several] == ["ACCEPTED", "ACCEPTED", "SUBMITTED"]
    said = words(desk.get("/en" + ALL))
    assert "2 entries accepted: the public page shows them now." in said


def test_when_one_has_moved_on_none_is_accepted_and_it_is_said(desk, several, zhao, area):
    theirs = submit_entry(make_target(area, lead=zhao.department), 6, "20", zhao)
    withdraw(entry=theirs, by=zhao, at=AT, row_version=theirs.row_version)
    response = desk.post("/en" + ALL, ticks([*several, theirs]))
    assert response.status_code == 409
    assert "these have changed since you opened the list. An entry was taken back" in words(response)
    assert response.content.decode().count(" checked>") == 3
    assert set(Entry.objects.values_list("state", flat=True)) == {EntryState.SUBMITTED, EntryState.DRAFT}


def test_accepted_twice_is_accepted_once(desk, several):
    for _press in range(2):
        assert desk.post(ALL, ticks(several)).status_code == 302
    assert Review.objects.count() == 3


def test_nothing_ticked_is_said(desk, several):
    response = desk.post("/en" + ALL, {})
    assert response.status_code == 422
    assert "Tick the entries you accept." in words(response)


@pytest.mark.parametrize("tick", ["999999:1", "x", "1:", "", "99999999999999999999:1"])
def test_ticks_of_nothing_are_refused(desk, several, tick):
    assert desk.post(ALL, {"entry": [tick]}).status_code in {404, 422}
    assert not Review.objects.exists()


def test_drafts_and_own_entries_cannot_be_ticked(enter, target, area, department, zhao):
    both = make_person("both", "双", department, Role.REPORTER, Role.SUPERVISOR)
    own = submit_entry(target, 6, "20", both)
    draft = draft_entry(make_target(area, lead=zhao.department, name="未交的"), 6, "20", zhao)
    client = enter(both)
    assert client.post(ALL, ticks([own])).status_code == 404
    response = client.post(ALL, ticks([draft]))
    assert response.status_code == 409
    assert draft.target.name not in response.content.decode()
    assert not Review.objects.exists()


def test_list_is_the_supervisors(enter, several, lin, admin):
    for person in (lin, admin):
        assert enter(person).get(ALL).status_code == 404
        assert enter(person).post(ALL, ticks(several)).status_code == 404
    assert not Review.objects.exists()


@pytest.mark.parametrize("rows", [1, 30])
def test_list_takes_the_same_queries_with_1_row_and_with_30(
    desk, area, department, lin, rows, django_assert_num_queries
):
    for _each in range(rows):
        submit_entry(make_target(area, lead=department), 6, "20", lin)
    with django_assert_num_queries(10):
        assert desk.get(ALL).content.decode().count('type="checkbox"') == rows


def test_head_signs_the_ticked_ones_off_together(enter, head, several_for_head):
    client = enter(head)
    assert f"/en{ALL}" in client.get("/en/desk/").content.decode()
    said = words(client.get("/en" + ALL))
    assert "To be signed off · 3" in said
    assert "40 stations expected: 50%" in said
    assert "Accept the ticked ones" not in said
    answer = client.post("/en" + ALL, ticks(several_for_head[:2]), follow=True)
    assert "2 entries signed off: they are with the supervisors now." in words(answer)
    states = [Entry.objects.get(pk=entry.pk).state for entry in several_for_head]
    assert states == ["SUBMITTED", "SUBMITTED", "FOR_SIGN_OFF"]


def test_when_one_has_moved_on_the_head_signs_none_off(enter, head, several_for_head, lin):
    withdraw(entry=several_for_head[2], by=lin, at=AT, row_version=2)
    client = enter(head)
    response = client.post("/en" + ALL, ticks(several_for_head))
    assert response.status_code == 409
    assert "Nothing was decided: these have changed" in words(response)
    assert not Entry.objects.filter(state=EntryState.SUBMITTED).exists()
    assert "Tick the entries you sign off." in words(client.post("/en" + ALL, {}))


def test_heads_list_is_the_own_departments(enter, head, several_for_head, zhao, area, other_department):
    make_person("their_head", "他局", other_department, Role.HEAD)
    theirs = submit_entry(make_target(area, lead=zhao.department, name_en="Foreign"), 6, "20", zhao)
    client = enter(head)
    assert "Foreign" not in words(client.get("/en" + ALL))
    response = client.post("/en" + ALL, ticks([*several_for_head, theirs]))
    assert response.status_code == 404
    assert not Review.objects.exists()
    assert not Entry.objects.filter(state=EntryState.SUBMITTED).exists()


@pytest.fixture
def several_for_head(head, target, area, department, lin):
    """Three entries that wait for the head."""
    return [submit_entry(each, 6, "20", lin) for each in (target, *(make_target(area, lead=department) for _ in "12"))]
