"""Other people's ids, everywhere the site takes one: nothing opens, nothing changes, nothing of theirs is said.

Every address of the desk that takes an id is tried by everybody whose business it is not, and so are ids smuggled into
forms, the grid, the reviews' ticks, reminders and the month's file.
"""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils.html import escape

from tests.factories import AT, draft_closing, draft_entry, make_department, make_person, month
from tracker.actions.entries import submit, withdraw
from tracker.actions.whistles import Need, raise_whistle
from tracker.choices import RequestKind, Role
from tracker.models import AuditRecord, ChangeRequest, Evidence, Upload

SECRET, BLOCK, CLOSE = "绝密进展", "内部堵点", "未定的结语"
FILE, WHY, UPLOAD = "内部名单.pdf", "请示理由甲", "我局七月.xlsx"
SECRETS = [SECRET, BLOCK, CLOSE, FILE, WHY, UPLOAD, "98.765"]
# For everybody: they say what was accepted and nothing else.
PUBLIC = {"target", "trail", "area", "department", "report_picture", "area_picture", "target_picture"}
PUBLIC |= {"api_target", "api_area", "api_department", "feed_target", "feed_area", "feed_department"}
PUBLIC |= {"bulletin", "bulletin_file", "assessment", "assessment_file"}
METHODS = ("get", "post", "head", "put", "delete")


@pytest.fixture
def theirs(target, lin, settings, tmp_path):
    """Things nobody else may see: a draft with a file, a request, a whistle, a file of the month, a table sent in."""
    settings.MEDIA_ROOT = tmp_path
    entry = draft_entry(target, 7, "98.765", lin, progress=SECRET)
    evidence = Evidence(entry=entry, name=FILE, content_type="application/pdf", sha256="a" * 64, is_public=True)
    evidence.file.save("x", ContentFile(b"%PDF-1.4"), save=False)
    evidence.save()
    change = ChangeRequest.objects.create(
        target=target,
        kind=RequestKind.SUSPEND,
        reason=WHY,
        document="请示1号",
        progress=SECRET,
        department=target.lead,
        asked_by=lin,
        asked_at=AT,
    )
    upload = Upload(department=target.lead, month=month(7), name=UPLOAD, sha256="b" * 64, by=lin, at=AT)
    upload.file.save("x", ContentFile(b""), save=False)
    upload.save()
    need = Need(BLOCK, (make_department("friend"),), date(2100, 1, 1))
    whistle = raise_whistle(target=target, need=need, key=uuid4(), by=lin, at=AT)
    table = Upload(report=target.report, name=UPLOAD, sha256="c" * 64, by=lin, at=AT)
    table.file.save("x", ContentFile(b""), save=False)
    table.save()
    closing = draft_closing(target, lin, statement=CLOSE)
    rows = {
        "closing": closing,
        "entry": entry,
        "evidence": evidence,
        "change": change,
        "upload": upload,
        "table": table,
    }
    return rows | {"target": target, "whistle": whistle}


def addresses(theirs) -> dict[str, str]:
    """Each address of the site that takes an id, with one of theirs."""
    code, seven = theirs["target"].code, "2021-07"
    return {
        "entry": reverse("entry", args=[code, seven]),
        "withdraw": reverse("withdraw", args=[code, seven]),
        "acknowledge": reverse("acknowledge", args=[code]),
        "close": reverse("close", args=[code]),
        "request_change": reverse("request_change", args=[code]),
        "request_decide": reverse("request_decide", args=[theirs["change"].key]),
        "request_withdraw": reverse("request_withdraw", args=[theirs["change"].key]),
        "review": reverse("review", args=[theirs["entry"].pk]),
        "evidence": reverse("evidence", args=[theirs["evidence"].key]),
        "evidence_file": reverse("evidence_file", args=[theirs["evidence"].key, "pdf"]),
        "whistle": reverse("whistle", args=[theirs["whistle"].key]),
        "withdraw_whistle": reverse("withdraw_whistle", args=[theirs["whistle"].key]),
        "sign_call": reverse("sign_call", args=[theirs["whistle"].key, "friend"]),
        "answer_call": reverse("answer_call", args=[theirs["whistle"].key, "friend"]),
        "rate_call": reverse("rate_call", args=[theirs["whistle"].key, "friend"]),
        "sheet": reverse("sheet", args=[theirs["upload"].key]),
        "sheet_errors": reverse("sheet_errors", args=[theirs["upload"].key]),
        "sheet_progress": reverse("sheet_progress", args=[theirs["upload"].key]),
        "closing_write": reverse("closing_write", args=[code]),
        "closing_decide": reverse("closing_decide", args=[theirs["closing"].key]),
        "closing_withdraw": reverse("closing_withdraw", args=[theirs["closing"].key]),
        "task_sheet": reverse("task_sheet", args=[theirs["table"].key]),
        "task_errors": reverse("task_errors", args=[theirs["table"].key]),
    }


OF_THE_OFFICE = {"intake_text", "intake_progress", "intake_publish", "candidate"}  # swept in views/test_intake.py
OF_A_MONTH = {"month", "sheet_file", "sheet_upload"}  # an address of one's own department: ids come in its form
# Issued papers and what was objected to them; drafts are swept in test_permissions.py
OF_EVERY_DEPARTMENT = {"paper", "paper_copy", "object_to", "objection"}


def test_every_address_that_takes_an_id_is_swept(theirs):
    resolver = get_resolver()
    taking = {
        pattern.name
        for pattern in [each for outer in resolver.url_patterns for each in getattr(outer, "url_patterns", [outer])]
        if getattr(pattern, "name", None) and pattern.pattern.regex.groupindex
    }
    assert taking - PUBLIC - OF_A_MONTH - OF_THE_OFFICE - OF_EVERY_DEPARTMENT == addresses(theirs).keys()


@pytest.fixture
def strangers(db):
    """Everybody whose business it is not, each in a browser of their own; None is nobody signed in."""
    other = make_department("elsewhere", "别的局", "Elsewhere")
    people = [
        make_person("reporter", "外", other, Role.REPORTER),
        make_person("chief", "外", other, Role.HEAD),
        make_person("nothing", "外", other),
        make_person("lost", "外", None, Role.REPORTER, Role.HEAD),
        make_person("boss", "陈", None, Role.ADMINISTRATOR),
    ]
    clients = {}
    for person in people:
        clients[person.username] = Client()
        clients[person.username].force_login(person)
    return clients | {"": Client()}


def test_nobodys_business_opens_nothing_and_says_nothing(theirs, strangers):
    """Supervisors may not open drafts; the administrator reads requests but never entries or files."""
    watcher = Client()
    watcher.force_login(make_person("watcher", "王", None, Role.SUPERVISOR))
    everybody = strangers | {"watcher": watcher}
    shared = ("request_decide", "close", "whistle", "task_sheet", "task_errors")
    may_read = {(who, name) for who in ("boss", "watcher") for name in shared}
    requests, before = 0, AuditRecord.objects.count()
    for who, client in everybody.items():
        for name, address in addresses(theirs).items():
            for prefix in ("", "/en"):
                for method in METHODS:
                    if (who, name) in may_read:
                        continue
                    response = getattr(client, method)(prefix + address)
                    requests += 1
                    text = b"".join(response).decode(errors="replace")
                    assert response.status_code in {302, 403, 404, 405}, (who, name, method, response.status_code)
                    assert response.status_code != 302 or "/login/" in response.url, (who, name, method)
                    assert [secret for secret in SECRETS if secret in text] == [], (who, name, method)
    assert requests >= 700
    assert AuditRecord.objects.count() == before


def test_strange_ids_in_forms_are_not_there(theirs, strangers):
    code, client = theirs["target"].code, strangers["reporter"]
    before = AuditRecord.objects.count()
    grid = {f"{code}-row_version": "1", f"{code}-seen": "", f"{code}-value": "1", f"{code}-progress": ""}
    for do in ("save", "submit", "fill"):
        for accept in ("text/html", "application/json"):
            response = client.post("/desk/months/2021-07/", grid | {"do": do}, headers={"accept": accept})
            assert response.status_code == 404
            assert [secret for secret in SECRETS if secret in response.content.decode()] == []
    watcher = Client()
    watcher.force_login(make_person("watcher", "王", None, Role.SUPERVISOR))
    response = watcher.post("/desk/reviews/", {"entry": [f"{theirs['entry'].pk}:1"]})
    assert response.status_code in {404, 409}
    assert [secret for secret in SECRETS if secret in response.content.decode()] == []
    assert AuditRecord.objects.count() == before


@pytest.mark.parametrize("code", ["HD-2021-01", "HD-2021-77", "HD-2020-01"])
def test_strange_code_in_a_file_reads_like_one_that_does_not_exist(theirs, strangers, code):
    client = strangers["reporter"]
    content = f"Code,Figure to date\n{code},5\n".encode()
    sent = client.post("/en/desk/months/2021-07/file/", {"file": SimpleUploadedFile("七月.csv", content)}, follow=True)
    text = "\n".join(clean(sent))  # a form's token may hold any letters
    assert sent.status_code == 200
    assert "5G" not in text
    assert [secret for secret in SECRETS if secret in text] == []
    assert code in text
    assert escape("Your department has no target with this code. Take the code from the month's workbook.") in text


@pytest.mark.parametrize(
    "name",
    [
        *("request_decide", "whistle", "evidence", "evidence_file", "sheet", "sheet_errors", "sheet_progress"),
        "task_sheet",
    ],
)
def test_an_id_that_does_not_exist_reads_the_same(theirs, strangers, name):
    client = strangers["reporter"]
    foreign, nowhere = client.get(addresses(theirs)[name]), client.get(without_its_id(addresses(theirs)[name]))
    assert foreign.status_code == nowhere.status_code == 404
    assert clean(foreign) == clean(nowhere)


def without_its_id(address):
    """The address with the id of nothing in place of the one it has."""
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", str(uuid4()), address)


def clean(response):
    """A page without what differs between any two answers: its own address and its form's token."""
    address = response.wsgi_request.path
    lines = response.content.decode().replace(address, "").splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line]


def test_entry_taken_back_is_the_departments_own_again(theirs, lin, wang, client, target):

    entry = submit(entry=theirs["entry"], by=lin, at=AT, row_version=1)
    client.force_login(wang)
    assert client.get(f"/desk/reviews/{entry.pk}/").status_code == 200
    withdraw(entry=entry, by=lin, at=AT, row_version=2)
    response = client.get(f"/desk/reviews/{entry.pk}/")
    assert response.status_code == 404
    assert SECRET not in response.content.decode()
