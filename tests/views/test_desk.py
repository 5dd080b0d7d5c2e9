import pytest
from django.urls import reverse

from tests.factories import AT, draft_entry, make_department, make_entry, make_person, make_target, submit_entry
from tests.views.conftest import inline, words
from tracker.actions.reviews import send_back
from tracker.choices import Role, TargetState
from tracker.models import AuditRecord, Policy, Target

ADDRESSES = ["/desk/", "/desk/entries/HD-2021-01/2021-06/", "/desk/reviews/1/", "/desk/targets/HD-2021-01/acknowledge/"]
ADDRESSES += ["/desk/password/", "/desk/months/2021-06/", "/desk/reviews/", "/desk/targets/HD-2021-01/close/"]
ADDRESSES += ["/desk/audit/", "/desk/reminders/", "/desk/targets/HD-2021-01/request/"]
ADDRESSES += ["/desk/whistles/", "/desk/whistles/raise/"]


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_stranger_is_asked_to_sign_in_first(client, world, prefix, address):
    response = client.get(prefix + address)
    assert response.status_code == 302
    assert response.url == f"{prefix}/login/?next={prefix}{address}"


def test_sign_in_leads_to_where_one_was_going(client, world):
    sent = {"username": "lin", "password": "lin", "next": "/desk/entries/HD-2021-01/2021-07/"}
    assert client.post("/login/", sent).url == "/desk/entries/HD-2021-01/2021-07/"
    assert client.get("/desk/").status_code == 200


@pytest.mark.parametrize("goal", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_sign_in_leads_nowhere_else(client, world, goal):
    assert client.post("/login/", {"username": "lin", "password": "lin", "next": goal}).url == "/desk/"


@pytest.mark.parametrize("password", ["", "wrong"])
def test_wrong_password_is_said_and_the_name_kept(client, world, password):
    response = client.post("/en/login/", {"username": "lin", "password": password})
    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert 'value="lin"' in response.content.decode()


def test_sign_out_needs_a_press(client, world, lin):
    client.force_login(lin)
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/").url == "/"
    assert client.get("/desk/").status_code == 302


def test_reporter_sees_the_departments_targets_only(enter, world, lin, zhao):
    said = words(enter(lin).get("/en/desk/?month=2021-06"))
    assert "New 5G base stations" in said
    assert "Silent target" not in said
    said = words(enter(zhao).get("/en/desk/"))
    assert "New 5G base stations" not in said
    assert "Everything is filed." in said


def test_month_still_to_file_is_named_with_its_day(enter, world, lin):
    said = words(enter(lin).get("/en/desk/?month=2021-09"))
    assert "1 to file for September 2021 0 sent back 1 targets with earlier months missing" in said
    assert "due on 2021-09-25, now late" in said
    assert "To file for September 2021 · 1" in said
    assert "Earlier months still missing · 1 New 5G base stations: January 2021" in said
    assert "last figure: 20 stations · June 2021" in said


def test_filed_month_has_nothing_to_do(enter, world, lin):
    said = words(enter(lin).get("/en/desk/?month=2021-06"))
    assert "To file for June 2021 · 0" in said
    assert "Earlier months still missing · 1" in said
    assert "Accepted" in said


@pytest.mark.parametrize(
    ("state", "button"), [("draft", "Go on"), ("submitted", "Look"), ("accepted", "Correct"), ("none", "Write")]
)
def test_button_says_what_comes_next(enter, target, lin, wang, state, button):
    {
        "draft": lambda: draft_entry(target, 6, "20", lin),
        "submitted": lambda: submit_entry(target, 6, "20", lin),
        "accepted": lambda: make_entry(target, 6, "20", lin, wang),
        "none": lambda: None,
    }[state]()
    html = enter(lin).get("/en/desk/?month=2021-06").content.decode()
    assert f'href="/en/desk/entries/HD-2021-01/2021-06/">{button}</a>' in html


@pytest.mark.parametrize("month", ["abc", "2021-13", "1999-01", "2999-12", "٢٠٢١-٠٦", "\x00"])
def test_desk_says_which_months_there_are(enter, world, lin, month):
    response = enter(lin).get("/en/desk/", {"month": month})
    assert response.status_code == 400
    assert "January 2021 to December 2021" in words(response)


def test_desk_opens_at_the_month_running_or_the_last(enter, world, lin):
    assert "2021年12月" in words(enter(lin).get("/desk/"))


def test_supervisor_sees_what_waits_oldest_first_and_not_the_own(enter, world, lin, wang, department):
    both = make_person("both", "双", department, Role.REPORTER, Role.SUPERVISOR)
    submit_entry(world.target, 7, "22", lin)
    submit_entry(world.target, 8, "25", both)
    html = enter(wang).get("/en/desk/").content.decode()
    assert "Awaiting your review · 2" in words(html)
    listed = html[html.index("Look at all with what they would change") :]
    assert listed.index("July 2021") < listed.index("August 2021")
    html = enter(both).get("/en/desk/").content.decode()
    assert "Awaiting your review · 0" in words(html)  # both are of the own department
    assert "To file for" in html


def test_struck_off_twice_is_struck_off_once(enter, world, wang):
    Target.objects.filter(pk=world.target.pk).update(state=TargetState.COMPLETED)
    client = enter(wang)
    for _press in range(2):
        assert client.post("/desk/targets/HD-2021-01/close/").url == "/desk/"
    assert AuditRecord.objects.filter(action="close").count() == 1


def test_sign_off_nobody_can_give_is_shown_to_the_supervisors(enter, world, lin, wang, department):
    Policy.objects.update(needs_sign_off=True)
    head = make_person("head", "局长", department, Role.HEAD)
    submit_entry(world.target, 7, "22", lin)
    client = enter(wang)
    assert "Waiting for a sign-off" not in words(client.get("/en/desk/"))
    head.is_active = False
    head.save()
    said = words(client.get("/en/desk/"))
    assert "Waiting for a sign-off nobody can give · 1" in said
    assert "Education Bureau · New 5G base stations · July 2021" in said


def test_days_left_and_what_is_new_stand_at_the_desk(enter, world, lin, wang):
    returned = submit_entry(world.target, 7, "22", lin)
    send_back(entry=returned, reason="请附清单", by=wang, at=AT, row_version=returned.row_version)
    said = words(enter(lin).get("/en/desk/?month=2021-07"))
    assert "1 sent back" in said
    assert "New 5G base stations · July 2021 Sent back 2021-07-01 09:00 请附清单" in said.split("What is new")[1]


def test_supervisor_sees_who_is_late_and_for_which_months(enter, world, wang):
    said = words(enter(wang).get("/en/desk/?month=2021-08"))
    assert "Late, up to August 2021 · 1 区教育局" not in said
    assert "Education Bureau New 5G base stations: January 2021–May 2021, July 2021–August 2021 Remind" in said


def test_striking_off_is_asked_before_it_is_done(enter, world, wang, lin):
    address = "/en/desk/targets/HD-2021-01/close/"
    client = enter(wang)
    assert client.get(address).status_code == 404
    Target.objects.filter(pk=world.target.pk).update(state=TargetState.COMPLETED)
    assert f'<a class="button" href="{address}">' in client.get("/en/desk/").content.decode()
    response = client.get(address)
    said = words(response)
    assert "Strike “New 5G base stations” off?" in said
    assert "Promised 40 stations Last accepted figure 20 stations · June 2021" in said
    assert "This cannot be undone" in said
    assert inline(response.content.decode()) == []
    assert Target.objects.get(pk=world.target.pk).state == TargetState.COMPLETED
    assert enter(lin).get(address).status_code == 404


def test_completed_target_is_struck_off_once(enter, world, wang, lin):
    Target.objects.filter(pk=world.target.pk).update(state=TargetState.COMPLETED)
    client = enter(wang)
    assert "Completed, to be struck off · 1" in words(client.get("/en/desk/"))
    assert client.post("/en/desk/targets/HD-2021-01/close/").url == "/en/desk/"
    assert "New 5G base stations was struck off." in words(client.get("/en/desk/"))
    world.target.refresh_from_db()
    assert world.target.state == TargetState.CLOSED
    assert enter(lin).post("/desk/targets/HD-2021-01/close/").status_code == 404
    assert "Struck off" in words(enter(lin).get("/en/desk/"))


def test_head_sees_what_waits_for_the_sign_off(enter, world, lin, department):
    Policy.objects.update(needs_sign_off=True)
    head = make_person("head", "局长", department, Role.HEAD)
    entry = submit_entry(world.target, 7, "22", lin)
    html = enter(head).get("/en/desk/").content.decode()
    assert (
        "To be signed off · 1 Look at all with what they would change New 5G base stations · July 2021 22 stations"
        in (words(html))
    )
    assert f"/en/desk/reviews/{entry.pk}/" in html


def test_desk_of_a_head_leads_to_no_page_of_the_reporters(enter, world, lin, department):
    Target.objects.filter(pk=world.target.pk).update(state=TargetState.ASSIGNED)
    client = enter(make_person("head", "局长", department, Role.HEAD))
    html = client.get("/en/desk/?month=2021-08").content.decode()
    assert "1 to file for August 2021" in words(html)
    assert "January 2021" in words(html)
    assert "/desk/months/" not in html
    assert "/desk/entries/" not in html
    html = enter(lin).get("/en/desk/?month=2021-08").content.decode()
    assert "/desk/months/2021-08/" in html
    assert "/desk/entries/HD-2021-01/2021-01/" in html


def test_nothing_waiting_is_said(enter, world, wang):
    assert "Nothing is waiting." in words(enter(wang).get("/en/desk/"))


def test_administrator_is_shown_the_way(enter, world, admin):
    html = enter(admin).get("/en/desk/").content.decode()
    assert "Your work is in the administration." in html
    assert 'href="/en/admin/"' in html


def test_person_without_a_role_is_told_whom_to_ask(enter, world, department):
    assert "Your account has no role yet." in words(enter(make_person("new", "新", department)).get("/en/desk/"))


def test_reporter_without_a_department_sees_nobodys_targets(enter, world):
    said = words(enter(make_person("lost", "失", None, Role.REPORTER)).get("/en/desk/"))
    assert "New 5G base stations" not in said
    assert "Silent target" not in said


def test_desk_before_any_report_is_loaded(enter, lin):
    assert enter(lin).get("/desk/").status_code == 404


def test_assigned_target_is_signed_for_once(enter, world, lin):
    Target.objects.filter(pk=world.target.pk).update(state=TargetState.ASSIGNED)
    client = enter(lin)
    assert "Sign for it" in words(client.get("/en/desk/"))
    for _press in range(2):
        assert client.post("/desk/targets/HD-2021-01/acknowledge/").url == "/desk/"
    world.target.refresh_from_db()
    assert (world.target.state, world.target.row_version) == (TargetState.IN_PROGRESS, 2)
    assert "Sign for it" not in words(client.get("/en/desk/"))


def test_others_do_not_sign(enter, world, zhao, wang):
    Target.objects.filter(pk=world.target.pk).update(state=TargetState.ASSIGNED)
    for person in (zhao, wang):
        assert enter(person).post(reverse("acknowledge", args=[world.target.code])).status_code == 404
    assert enter(zhao).get(reverse("acknowledge", args=[world.target.code])).status_code == 405


@pytest.mark.parametrize("name", ["lin", "wang", "admin"])
def test_desk_is_never_kept_and_holds_no_script(enter, world, request, name):
    response = enter(request.getfixturevalue(name)).get("/desk/")
    assert "no-store" in response.headers["Cache-Control"]
    assert inline(response.content.decode()) == []


@pytest.mark.parametrize("rows", [1, 30])
def test_reporters_desk_asks_twenty_five_queries_whatever_there_is(
    enter, area, department, lin, wang, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_entry(make_target(area, lead=department), 3, "9", lin, wang)
    client = enter(lin)
    with django_assert_num_queries(25):
        assert client.get("/desk/").content.decode().count("desk-row state-") == rows


@pytest.mark.parametrize("rows", [1, 30])
def test_supervisors_desk_asks_fifteen_queries_whatever_waits(enter, area, wang, rows, django_assert_num_queries):
    for index in range(rows):
        department = make_department(f"d{index}")
        reporter = make_person(f"p{index}", "", department, Role.REPORTER)
        submit_entry(make_target(area, lead=department), 3, "9", reporter)
    client = enter(wang)
    with django_assert_num_queries(15):
        assert f"待您审核 · {rows}" in words(client.get("/desk/"))
