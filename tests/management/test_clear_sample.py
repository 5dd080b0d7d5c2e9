"""`manage.py clear_sample`: as if the sample had never been, and real work as if it had been alone."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command

from tracker.actions import entries, records, reviews, revisions, workflow
from tracker.choices import Role, TargetState
from tracker.models import AuditRecord, Department, Edition, Entry, Revision, Target, User

AT = datetime(2021, 10, 8, 1, 0, tzinfo=UTC)
GROUND = revisions.Ground("机构职能调整。", "区政府办〔2021〕9号", date(2021, 10, 8))


pytestmark = pytest.mark.django_db


def run() -> str:
    out = StringIO()
    call_command("clear_sample", stdout=out)
    return out.getvalue()


def dump() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for the edition and the sessions."""
    models = [model for model in apps.get_models(include_auto_created=True) if model not in (Edition, Session)]
    return {model._meta.label: sorted(model._base_manager.values_list(), key=repr) for model in models}


@pytest.fixture(scope="module")
def before(targets_loaded) -> dict[str, list[tuple[object, ...]]]:
    """What stood before the sample came."""
    stood = dump()
    call_command("load_sample", stdout=StringIO())
    return stood


def test_nothing_is_left(before, apart):
    loaded, edition = dump(), Edition.objects.get()
    assert loaded["tracker.Entry"] != before["tracker.Entry"]
    assert loaded["tracker.PlanPoint"] != before["tracker.PlanPoint"]
    assert loaded["tracker.WhistleCall"] != before["tracker.WhistleCall"]
    assert "245" in run()
    assert dump() == before
    assert Edition.objects.get().number == edition.number + 1
    assert Edition.objects.get().published_at > edition.published_at


def test_a_second_run_finds_nothing(before, apart):
    run()
    edition = Edition.objects.get().number
    assert run().count("\n") == 1
    assert Edition.objects.get().number == edition


def test_sample_sessions_end_and_real_ones_go_on(before, apart):
    real = User.objects.create(username="real")
    keys = {}
    for person in (real, User.objects.get(username="lin")):
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session.save()
        keys[person.username] = session.session_key
    run()
    assert set(Session.objects.values_list("pk", flat=True)) == {keys["real"]}


def person(login: str, department: Department | None, role: Role) -> User:
    user = records.keep(thing=User(username=login, department=department), by=None, at=AT)
    user.groups.add(Group.objects.get(name=role))
    return user


def test_real_work_survives(before, apart):
    bureau = Department.objects.get(code="mzj")
    supervisor = person("real-supervisor", None, Role.SUPERVISOR)
    reporter = person("real-reporter", bureau, Role.REPORTER)
    target = Target.objects.get(code="HD-2021-14")
    terms = revisions.Terms(target.value, None, target.due, bureau)
    target = revisions.revise(
        target=target, terms=terms, ground=GROUND, by=supervisor, at=AT, row_version=target.row_version
    )
    workflow.acknowledge(target=target, by=reporter, at=AT)
    entry = entries.save_draft(
        target=target, month=date(2021, 9, 1), content=entries.Content(Decimal(1)), by=reporter, at=AT, row_version=0
    )
    entry = entries.submit(entry=entry, by=reporter, at=AT, row_version=entry.row_version)
    reviews.accept(entry=entry, by=supervisor, at=AT, row_version=entry.row_version)
    policy = target.report.policy
    policy.behind_over = Decimal(10)
    records.keep(thing=policy, by=supervisor, at=AT)
    chain = list(AuditRecord.objects.filter(is_sample=False).order_by("number").values())

    run()

    target.refresh_from_db()
    policy.refresh_from_db()
    assert (target.lead, target.state) == (bureau, TargetState.IN_PROGRESS)
    assert Entry.objects.get().value == 1
    assert Entry.objects.get().reviews.count() == 1
    assert Revision.objects.get().lead_before is None
    assert policy.behind_over == 10
    assert list(AuditRecord.objects.order_by("number").values()) == chain
    assert len(chain) == 9
    others = Target.objects.exclude(pk=target.pk)
    assert set(others.values_list("state", "lead", "row_version")) == {("DRAFT", None, 1)}
