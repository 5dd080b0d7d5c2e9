import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import RequestFactory

from tracker.views.kept import Kept, carried, is_foreign, kept

HERE = "http://testserver"
KEY = "00000000-0000-0000-0000-000000000007"


def post(address="/desk/x/?month=2021-06", fields=None, **headers):
    return RequestFactory().post(address, fields or {}, headers=headers)


def test_everything_typed_is_kept_in_its_order():
    form = kept(
        post(fields={"progress": "做了\r\n一半", "value": "20", "ticks": ["a", "b"], "do": "save", "empty": ""})
    )
    assert form.address == "/desk/x/?month=2021-06"
    assert form.pairs() == [
        *(("progress", "做了\r\n一半"), ("value", "20"), ("ticks", "a"), ("ticks", "b"), ("do", "save"), ("empty", "")),
    ]
    assert not form.is_partial


@pytest.mark.parametrize("name", ["password", "old_password", "new_password1", "usable_password"])
def test_passwords_and_the_token_are_not_kept(name):
    form = kept(post(fields={name: "hush", "csrfmiddlewaretoken": "t", "title": "x"}))
    assert form.pairs() == [("title", "x")]
    assert form.is_partial


def test_files_are_not_kept():
    form = kept(post(fields={"title": "清单", "file": SimpleUploadedFile("a.pdf", b"%PDF")}))
    assert form.pairs() == [("title", "清单")]
    assert form.is_partial


def test_reading_leaves_out_what_only_the_machine_wrote():
    names = ["do", "row_version", "form-0-row_version", "form-TOTAL_FORMS", "_save", "initial-x", "action", "form-0-id"]
    form = kept(post(fields={**dict.fromkeys(names, "1"), "form-0-value": "20", "action_plan": "再做", "blank": " "}))
    assert form.typed() == [("form-0-value", "20"), ("action_plan", "再做")]


def test_form_comes_through_the_sign_in_as_it_was():
    first = kept(post(fields={"progress": "a&b=c\r\n做了 +%", "ticks": ["a", "b"], "empty": ""}))
    again = carried(
        post("/login/", {"kept_address": first.address, "kept_fields": first.packed(), "kept_partial": "1"})
    )
    assert again == Kept(first.address, QueryDict(first.packed()), is_partial=True)
    assert again.pairs() == first.pairs()


def test_what_only_the_machine_wrote_on_our_own_pages_is_left_out_too():
    names = ["HD-2021-18-seen", "key", "digest", "target_version", "listed", "public", "remove"]
    assert kept(post(fields=dict.fromkeys(names, "59bb"))).typed() == []


@pytest.mark.parametrize(
    ("address", "fields", "expected"),
    [
        ("/desk/entries/HD-2021-01/2021-07/", {"value": "20"}, ("Cumulative figure to date", "20")),
        ("/desk/entries/HD-2021-01/2021-07/", {"link_public": "on"}, ("Everybody may see this address", "yes")),
        ("/desk/months/2021-07/", {"HD-2021-18-next_steps": "再做"}, ("HD-2021-18 Next steps", "再做")),
        ("/desk/targets/HD-2021-01/request/", {"reason": "延后"}, ("Reason", "延后")),
        ("/desk/whistles/raise/", {"problem": "场地未交"}, ("What blocks", "场地未交")),
        (f"/desk/whistles/{KEY}/jyj/answer/", {"answer": "已办"}, ("Answer", "已办")),
        (f"/desk/whistles/{KEY}/jyj/rate/", {"rating": "4"}, ("How satisfied are you?", "4 · satisfied")),
        ("/admin/tracker/target/1/change/", {"value": "20"}, ("value", "20")),
        ("/nowhere/", {"value": "20"}, ("value", "20")),
        ("/desk/months/2021-07/", {"HD-2021-18-x": "1"}, ("HD-2021-18-x", "1")),
    ],
)
def test_a_field_is_read_by_its_label_where_its_page_is_known(english, settings, address, fields, expected):
    assert kept(post(f"/en{address}", fields)).typed() == [expected]


def test_a_choice_is_read_in_its_words(english):
    [(label, choice)] = kept(post("/en/desk/targets/HD-2021-01/request/", {"kind": "SUSPEND"})).typed()
    assert label == "What do you ask for?"
    assert choice.startswith("Suspend")


def test_what_was_to_be_submitted_with_a_file_is_only_saved():
    paper = SimpleUploadedFile("a.pdf", b"%PDF")
    form = kept(post(fields={"do": "submit", "value": "20", "papers": paper}))
    assert form.is_saved_only
    assert form.pairs() == [("do", "save"), ("value", "20")]
    whole = kept(post(fields={"do": "submit", "value": "20"}))
    assert not whole.is_saved_only
    assert whole.pairs() == [("do", "submit"), ("value", "20")]
    refusing = kept(post(fields={"do": "refuse", "papers": paper}))
    assert refusing.pairs() == [("do", "refuse")]


@pytest.mark.parametrize(
    "address", ["", "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "desk/"]
)
def test_form_for_another_site_is_not_carried(address):
    assert carried(post("/login/", {"kept_address": address, "kept_fields": "a=1"})) is None


def test_form_of_more_fields_than_any_request_may_have_is_not_carried(settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    sent = {"kept_address": "/desk/", "kept_fields": "&".join(["a=1"] * 10)}
    assert len(carried(post("/login/", sent)).pairs()) == 10
    assert carried(post("/login/", sent | {"kept_fields": sent["kept_fields"] + "&a=1"})) is None


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, False),
        ({"Origin": HERE}, False),
        ({"Referer": f"{HERE}/desk/"}, False),
        ({"Origin": HERE, "Referer": "http://evil.example/"}, False),
        ({"Origin": "null"}, True),
        ({"Origin": "http://evil.example"}, True),
        ({"Origin": f"{HERE}.evil.example"}, True),
        ({"Origin": f"{HERE}:81"}, True),
        ({"Referer": "http://evil.example/testserver"}, True),
        ({"Referer": "http://["}, True),
    ],
)
def test_form_of_another_sites_page_is_known_by_what_the_browser_says(headers, expected):
    assert is_foreign(post(**headers)) is expected
