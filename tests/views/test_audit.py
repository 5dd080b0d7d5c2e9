"""The audit trail: whole for supervisors and administrators, a target's own for everybody."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import AT, draft_entry, make_entry, make_person, make_target, submit_entry
from tests.views.conftest import inline, title, words
from tracker.actions.reminders import remind_daily
from tracker.actions.reviews import send_back
from tracker.choices import Role
from tracker.models import AuditRecord, Edition

PUBLIC = "/en/targets/HD-2021-01/trail/"


def test_who_is_not_signed_in_is_asked_to(client, world):
    response = client.get("/en/desk/audit/")
    assert response.status_code == 302
    assert response.url == "/en/login/?next=/en/desk/audit/"


@pytest.mark.parametrize(("name", "status"), [("lin", 404), ("zhao", 404), ("wang", 200), ("admin", 200)])
def test_the_whole_trail_is_for_supervisors_and_administrators(enter, world, request, name, status):
    response = enter(request.getfixturevalue(name)).get("/desk/audit/")
    assert response.status_code == status


def test_the_trail_is_kept_by_no_cache(enter, world, wang):
    assert "no-store" in enter(wang).get("/desk/audit/").headers["Cache-Control"]


def test_nothing_is_written_here(enter, world, wang):
    assert enter(wang).post("/desk/audit/").status_code == 405


def test_each_line_tells_when_who_what_and_to_what(enter, world, wang):
    html = enter(wang).get("/en/desk/audit/").content.decode()
    said = words(html)
    assert "3 records." in said
    last = AuditRecord.objects.get(number=3)
    told = f"2021-07-01 09:00 王 wang accepted entry {last.subject_key}"
    assert told in said
    assert "state : Awaiting review → Accepted" in said.replace("state:", "state :")
    assert f"3 {last.hash[:16]}" in said
    assert said.index("accepted entry") < said.index("submitted entry") < said.index("draft saved entry")
    assert f'href="/en/targets/{world.target.code}/"' in html
    assert Edition.objects.get().head in html


def test_a_long_list_of_changes_is_folded(enter, world, wang):
    html = enter(wang).get("/en/desk/audit/?action=save_draft").content.decode()
    assert "<summary>" in html
    assert "做了一半" in html


def test_filters_narrow_the_list_and_stay_in_the_form(enter, world, wang):
    html = enter(wang).get("/en/desk/audit/", {"action": "accept", "person": "王", "words": "2021-06"}).content.decode()
    assert "1 record." in words(html)
    assert '<option value="accept" selected>' in html
    assert 'value="王"' in html
    assert "No record fits these filters." in words(enter(wang).get("/en/desk/audit/", {"words": "none"}))


def test_a_bad_filter_is_said_beside_it_and_kept(enter, world, wang):
    html = enter(wang).get("/en/desk/audit/", {"since": "2021-13-45"}).content.decode()
    assert "Write the day as year, month and day" in html
    assert 'value="2021-13-45"' in html


def test_sample_records_are_marked(enter, world, wang, department):
    mark = '<span class="pill">sample</span>'
    client = enter(wang)
    assert mark not in client.get("/en/desk/audit/").content.decode()
    make_entry(world.target, 7, "22", make_person("s", "样", department, Role.REPORTER, is_sample=True), wang)
    assert client.get("/en/desk/audit/").content.decode().count(mark) == 2
    assert client.get(PUBLIC).content.decode().count(mark) == 1


def test_what_stands_in_a_record_is_text(enter, target, lin, wang):
    draft_entry(target, 3, "9", lin, progress="<script>alert(1)</script>")
    html = enter(wang).get("/desk/audit/").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html
    assert inline(html) == []


def test_a_record_with_a_made_up_key_does_not_break_the_page(enter, world, wang):
    AuditRecord.objects.filter(number=1).update(subject_key="没有 这个", action="unheard_of", subject="target")
    assert "没有 这个" in words(enter(wang).get("/desk/audit/"))


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_asks_seven_queries_whatever_there_is(
    enter, area, department, lin, wang, rows, django_assert_num_queries
):
    for _ in range(rows):
        draft_entry(make_target(area, lead=department), 3, "9", lin)
    client = enter(wang)
    with django_assert_num_queries(7):
        assert client.get("/desk/audit/").content.decode().count("<time ") == rows


def test_a_reminder_names_its_target_and_leads_to_it(enter, target, lin, wang):
    remind_daily(on=date(2021, 6, 22), at=AT)
    html = enter(wang).get("/en/desk/audit/").content.decode()
    assert f'<a href="/en/targets/{target.code}/">{target.code} 2021-06 ' in html
    assert "month : – → June 2021" in words(html).replace("month:", "month :")


def test_fifty_stand_on_a_page_and_filters_go_along(enter, target, lin, wang):
    for number in range(1, 13):
        make_entry(target, number, str(number), lin, wang)
    for number in range(1, 9):
        make_entry(target, number, str(number), lin, wang, correction_reason="多报了")
    client = enter(wang)
    html = client.get("/en/desk/audit/", {"words": "2021"}).content.decode()
    assert html.count("<time ") == 50
    assert "Page 1 of 2" in html
    assert "Newer" not in html
    assert 'href="?words=2021&amp;page=2"' in html
    html = client.get("/en/desk/audit/", {"words": "2021", "page": "2"}).content.decode()
    assert html.count("<time ") == 10
    assert "Older" not in html
    assert client.get("/en/desk/audit/", {"page": "nonsense"}).status_code == 200


# A target's own trail, for everybody


def test_a_target_s_trail_is_told_to_everybody(client, world):
    response = client.get(PUBLIC)
    assert title(response) == "Audit trail of “New 5G base stations”"
    said = words(response)
    accepted = AuditRecord.objects.get(action="accept")
    assert "June 2021 accepted 20 stations" in said
    assert f"2021-07-01 09:00 · 王 · record 3 {accepted.hash}" in said
    assert Edition.objects.get().head in said
    assert inline(response.content.decode()) == []


def test_drafts_and_reasons_of_sending_back_never_appear(client, world, lin, wang):
    draft_entry(world.target, 7, "21", lin, progress="未定稿甲")
    entry = submit_entry(world.target, 8, "22", lin, progress="初稿乙")
    send_back(entry=entry, reason="退回理由丙", by=wang, at=AT, row_version=entry.row_version)
    said = words(client.get(PUBLIC))
    assert [
        word for word in ("未定稿甲", "初稿乙", "退回理由丙", "July 2021 ", "August 2021 ", "做了一半") if word in said
    ] == []


def test_the_page_of_a_target_leads_to_its_trail(client, world):
    assert f'href="{PUBLIC}"' in client.get("/en/targets/HD-2021-01/").content.decode()
    assert f'href="{PUBLIC}"' in client.get("/en/2021-06/targets/HD-2021-01/").content.decode()


def test_a_target_nothing_was_done_with_says_so(client, world):
    assert "Nothing is recorded of this target yet." in words(client.get(f"/en/targets/{world.silent.code}/trail/"))


def test_a_target_that_is_not_there_has_no_trail(client, world):
    assert client.get("/targets/none/trail/").status_code == 404


def test_the_trail_is_kept_until_something_changes_and_sets_no_cookie(
    client, world, lin, wang, django_assert_num_queries
):
    first = client.get(PUBLIC)
    assert not first.cookies
    with django_assert_num_queries(1):
        assert client.get(PUBLIC).content == first.content
    make_entry(world.target, 7, "30", lin, wang)
    assert "July 2021" in words(client.get(PUBLIC))


@pytest.mark.parametrize("size", [1, 10])
def test_the_trail_takes_eight_queries_whatever_was_done(client, target, lin, wang, size, django_assert_num_queries):
    for number in range(1, size + 1):
        make_entry(target, number, str(number), lin, wang)
    with django_assert_num_queries(8):
        assert client.get(reverse("trail", args=[target.code])).content.decode().count("<time ") == 2 * size
