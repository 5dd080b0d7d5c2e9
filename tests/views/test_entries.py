import re
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils.html import escape

from tests.factories import AT, draft_entry, make_entry, make_person, make_target, month, submit_entry
from tests.views.conftest import inline, words
from tracker.actions.entries import submit
from tracker.actions.reviews import accept, send_back
from tracker.actions.revisions import Ground, revise, terms_of
from tracker.choices import EntryState, Role, TargetState
from tracker.models import AuditRecord, Entry, Policy, Target

WRITTEN = {
    "value": "20",
    "progress": "做了",
    "problems": "难在征地",
    "next_steps": "再做",
    "explanation": "已核实",
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
    assert entry.explanation == "已核实"
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


NOT_UNDERSTOOD = ["12万", "1e3", "1_000", "1,08", "١٢", "NaN", "=1+1", "0.12345", "999999999999", "六"]


@pytest.mark.parametrize("value", NOT_UNDERSTOOD)
@pytest.mark.parametrize("do", ["save", "submit"])
def test_figure_not_understood_loses_nothing_typed(desk, target, do, value):
    response = send(desk, target, do, **WRITTEN | {"value": value})
    html = response.content.decode()
    assert response.status_code == 422
    for text in (value, "做了", "难在征地", "再做", "已核实"):
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


# Whatever is typed

NOT_DIGITS, LONG, OTHER = "in digits only", "长" * 5001, "Write a full address"
FIGURES = ["1e3", "1E3", "1_000", "١٢", "१२", "12万", "1.2亿", "NaN", "inf", "-", "---", "=1+1", "@A1", "1,08", "10,80"]
FIGURES += [
    "1、080",
    "1。5",
    "6 5",
    "12米",
    "约20",
    "20%",
    "0x14",
    "½",
    "十二",
    "1/2",
    "1 000 00",
    "<b>1</b>",
    "'; DROP",
    "无",
]
BAD = [
    *(("value", {"value": value}, NOT_DIGITS) for value in FIGURES),
    ("value", {"value": "0.12345"}, "four decimals"),
    ("value", {"value": "100000000000"}, "eleven digits"),
    ("value", {"value": "9" * 5000}, "eleven digits"),
    ("value", {"value": "-1"}, "below zero"),
    ("value", {"do": "submit", "value": ""}, "Write the figure"),
    ("value", {"do": "submit", "value": "\u3000"}, "Write the figure"),
    ("explanation", {"do": "submit", "value": "41", "explanation": ""}, "over 100%"),
    ("explanation", {"do": "submit", "value": "4", "explanation": " "}, "lower than the one before"),
    ("explanation", {"do": "submit", "value": "16", "explanation": ""}, "three times"),
    ("explanation", {"do": "submit", "value": "未统计", "explanation": ""}, "No figure was counted"),
    ("claims_completion", {"value": "39", "claims_completion": "on"}, "reaches the target"),
    ("claims_completion", {"value": "未统计", "claims_completion": "on"}, "reaches the target"),
    *((name, {name: LONG}, "at most") for name in ("progress", "problems", "next_steps", "explanation")),
    *(
        ("link", {"link": url}, OTHER)
        for url in ("javascript:alert(1)", "ftp://a.cn", "a.cn", "//a.cn", "data:text/html,x", "https://", "公报")
    ),
    ("link", {"link": "https://a.cn/" + "x" * 500}, "at most 500"),
    ("link", {"link_title": "公报"}, "Write the address too"),
    ("link_title", {"link": "https://a.cn", "link_title": "长" * 201}, "at most 200"),
]


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(("field", "typed", "says"), BAD, ids=[str(number) for number in range(len(BAD))])
def test_bad_input_is_named_beside_its_field_and_kept(desk, target, lin, prefix, field, typed, says):
    submit_entry(target, 5, "5", lin)
    response = send(desk, target, prefix=prefix, **WRITTEN | typed)
    html = response.content.decode()
    assert response.status_code == 422
    [wrong] = [part.split("</div>")[0] for part in re.split(r'<div class="field[^"]* wrong">', html)[1:]]
    assert f'name="{field}"' in wrong
    assert 'class="errorlist"' in wrong
    assert prefix == "" or says in words(wrong)
    for text in (WRITTEN | typed).values():
        assert escape(text) in html
    assert not Entry.objects.filter(month=month(6)).exclude(value=None).exists()


def test_everything_wrong_is_named_at_once(desk, target):
    wrong = {"value": "12万", "progress": LONG, "link": "a.cn", "claims_completion": "on"}
    html = send(desk, target, **wrong).content.decode()
    assert html.count('class="errorlist"') == 3


@pytest.mark.parametrize(
    "typed", ["１，０８０", "1，080", "1,080", "1 080", "\u30001080\u3000", "1080.0", "+1080", "01080"]
)
def test_figures_are_understood_as_people_write_them(desk, target, typed):
    assert send(desk, target, value=typed).status_code == 302
    assert Entry.objects.get().value == 1080


# Unusual, or not counted


def test_an_unusual_figure_is_asked_about_beside_its_explanation_and_then_taken(desk, target, lin):
    submit_entry(target, 5, "20", lin)
    response = send(desk, target, "submit", prefix="/en", value="15")
    asked = response.content.decode().split("Why the figure is unusual", 1)[1]
    assert response.status_code == 422
    assert "<details open>" in response.content.decode()
    assert "lower than the one before" in asked
    assert send(desk, target, "submit", value="15", explanation="复核核减").status_code == 302
    assert Entry.objects.get(month=month(6)).explanation == "复核核减"


def test_a_draft_of_an_unusual_figure_is_saved_with_a_warning(desk, target):
    assert send(desk, target, prefix="/en", value="41").status_code == 302
    assert "Before you submit, say why: The figure is above the target: over 100%." in words(desk.get("/en/desk/"))
    html = desk.get(page(target, prefix="/en")).content.decode()
    assert "<details open>" in html
    assert "An unusual figure is not refused" in html


def test_an_ordinary_figure_is_not_asked_about(desk, target):
    send(desk, target, value="4")
    html = desk.get(page(target)).content.decode()
    assert "<details>" in html
    assert "<details open>" not in html


def test_what_was_not_counted_is_a_word_of_its_own(desk, target, lin, wang):
    assert send(desk, target, "submit", value="未统计", explanation="统计月未到").status_code == 302
    entry = Entry.objects.get()
    assert (entry.value, entry.is_uncounted) == (None, True)
    assert "not counted" in words(desk.get(page(target, prefix="/en")))
    accept(entry=entry, by=wang, at=AT, row_version=2)
    said = words(desk.get(f"/en/targets/{target.code}/?month=2021-06"))
    assert "June 2021 not counted" in said
    assert "Explanation 统计月未到" in said


# Taken back


def withdraw(client, target, version="2", prefix=""):
    return client.post(f"{page(target, prefix=prefix)}withdraw/", {"row_version": version})


def test_a_submitted_entry_is_taken_back_and_opens_again(desk, target):
    send(desk, target, "submit", **WRITTEN)
    assert "withdraw/" in desk.get(page(target)).content.decode()
    assert withdraw(desk, target).url == page(target)
    assert Entry.objects.get().state == EntryState.DRAFT
    assert 'name="value"' in desk.get(page(target)).content.decode()


def test_what_was_decided_on_meanwhile_is_said_and_not_taken_back(desk, target, wang):
    send(desk, target, "submit", **WRITTEN)
    accept(entry=Entry.objects.get(), by=wang, at=AT, row_version=2)
    response = withdraw(desk, target, prefix="/en")
    assert response.status_code == 409
    assert "It could not be taken back: it is now “Accepted”." in words(response)
    assert Entry.objects.get().state == EntryState.ACCEPTED


@pytest.mark.parametrize("version", ["", "x", "1", "-2", "9" * 5000, "２"])
def test_taking_back_another_version_is_a_conflict(desk, target, version):
    send(desk, target, "submit", **WRITTEN)
    assert withdraw(desk, target, version).status_code == (302 if version == "２" else 409)


@pytest.mark.parametrize("name", ["zhao", "wang", "admin"])
def test_nobody_else_takes_it_back(enter, desk, target, request, name):
    send(desk, target, "submit", **WRITTEN)
    assert withdraw(enter(request.getfixturevalue(name)), target).status_code == 404
    assert Entry.objects.get().state == EntryState.SUBMITTED


def test_there_is_nothing_to_take_back_where_nothing_is(desk, target):
    assert withdraw(desk, target).status_code == 404
    assert desk.get(f"{page(target)}withdraw/").status_code == 405


def test_what_waits_for_the_head_says_so(desk, target, department):
    Policy.objects.update(needs_sign_off=True)
    make_person("head", "局", department, Role.HEAD)
    send(desk, target, "submit", prefix="/en", **WRITTEN)
    assert "it waits for the head of your department" in words(desk.get("/en/desk/"))
    assert "waiting for the head of the department" in words(desk.get(page(target, prefix="/en")))
    assert withdraw(desk, target).status_code == 302


def test_without_a_head_the_page_says_what_to_do(desk, target):
    Policy.objects.update(needs_sign_off=True)
    response = send(desk, target, "submit", prefix="/en", **WRITTEN)
    assert response.status_code == 422
    assert "yours has none here" in words(response)


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
    assert send(desk, target, "submit", value="18", row_version="3").status_code == 422
    assert send(desk, target, "submit", value="18", row_version="3", correction_reason="重复计算").status_code == 302
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


def test_target_suspended_while_somebody_wrote_keeps_the_text_on_the_page(desk, target):
    Target.objects.filter(pk=target.pk).update(state=TargetState.SUSPENDED)
    response = send(desk, target, "submit", prefix="/en", **WRITTEN)
    assert response.status_code == 409
    said = words(response)
    assert "This target takes no figures now: it is “Suspended”." in said
    assert WRITTEN["progress"] in said
    assert not Entry.objects.exists()


def test_target_given_away_while_somebody_wrote_keeps_the_text_on_the_page(desk, target, wang, other_department):
    terms, ground = replace(terms_of(target), lead=other_department), Ground("职能划转", "通知", AT.date())
    revise(target=target, terms=terms, ground=ground, by=wang, at=AT, row_version=target.row_version)
    response = send(desk, target, "save", prefix="/en", **WRITTEN)
    assert response.status_code == 409
    assert "This target is not your department's any more." in words(response)
    assert WRITTEN["progress"] in words(response)
    assert desk.get(page(target)).status_code == 404


def test_why_it_was_sent_back_is_still_said_once_it_is_taken_back(desk, target, lin, wang):
    entry = submit_entry(target, 6, "20", lin)
    for reason in ("请附清单", "清单\n无公章"):
        entry = send_back(entry=entry, reason=reason, by=wang, at=AT, row_version=entry.row_version)
        entry = submit(entry=entry, by=lin, at=AT, row_version=entry.row_version)
    desk.post(page(target) + "withdraw/", {"row_version": entry.row_version})
    assert Entry.objects.get().state == EntryState.DRAFT
    said = words(desk.get(page(target)))
    assert "清单 无公章" in said
    assert "请附清单" not in said
