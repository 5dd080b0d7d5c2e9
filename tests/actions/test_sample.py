"""Taking the sample out: each thing a sample person can have done, and what real people did with it since."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group

from tracker.actions import entries, evidence, links, loading, people, records, reviews, revisions, sample, workflow
from tracker.choices import Decision, EntryState, RevisionKind, Role, TargetState
from tracker.models import AuditRecord, Department, Edition, Entry, Evidence, PlanPoint, Review, Revision, Target, User

AT = datetime(2021, 6, 24, 1, 0, tzinfo=UTC)
JUNE = date(2021, 6, 1)
GROUND = revisions.Ground("工期调整。", "〔2021〕6号", date(2021, 6, 21))
pytestmark = pytest.mark.django_db


def enrol(login: str, role: Role, department: Department | None, by: User | None) -> User:
    """A person; a sample one when `by` is, or when nobody is and the login says so."""
    is_sample = by.is_sample if by else login.startswith("sample")
    user = User(username=login, department=department, is_sample=is_sample)
    records.keep(thing=user, by=by or (user if is_sample else None), at=AT)
    links.relate(thing=user, name="groups", to=[Group.objects.get(name=role)], by=user if is_sample else None, at=AT)
    return user


@pytest.fixture
def report(db):
    return loading.load_report(file=settings.BASE_DIR / "fixtures" / "hedong_2021.json", at=AT)


@pytest.fixture
def target(report) -> Target:
    return Target.objects.get(code="HD-2021-07")


@pytest.fixture
def bureau(report) -> Department:
    return Department.objects.get(code="gxj")


@pytest.fixture
def supervisor(report) -> User:
    return enrol("supervisor", Role.SUPERVISOR, None, None)


@pytest.fixture
def reporter(bureau) -> User:
    return enrol("reporter", Role.REPORTER, bureau, None)


@pytest.fixture
def sample_chen(report) -> User:
    return enrol("sample-chen", Role.ADMINISTRATOR, None, None)


@pytest.fixture
def sample_bureau(sample_chen) -> Department:
    department = Department(code="sample-a", name="示例甲局", name_en="Sample bureau A", is_sample=True)
    return records.keep(thing=department, by=sample_chen, at=AT)


@pytest.fixture
def sample_lin(sample_bureau, sample_chen) -> User:
    return enrol("sample-lin", Role.REPORTER, sample_bureau, sample_chen)


@pytest.fixture
def sample_wang(sample_chen) -> User:
    return enrol("sample-wang", Role.SUPERVISOR, None, sample_chen)


def file(target: Target, by: User, month: date = JUNE) -> Entry:
    """An entry of `by`, handed in."""
    given = {"target": target, "month": month, "by": by, "at": AT}
    content = entries.Content(Decimal(40), claims_completion=True)
    entry = entries.save_draft(**given, content=content, row_version=0)
    link = {"url": "https://example.org/", "title": "", "is_public": True}
    seen = evidence.attach_link(**given, **link, row_version=entry.row_version)
    return entries.submit(entry=entry, by=by, at=AT, row_version=seen)


def fresh(thing):
    thing.refresh_from_db()
    return thing


def test_nothing_to_clear_changes_nothing(report):
    assert not sample.is_present()
    assert sample.clear(at=AT) is None
    assert Edition.objects.get().number == 1


def test_what_was_there_is_counted(target, sample_bureau, sample_lin, sample_wang):
    workflow.assign(target=target, lead=sample_bureau, by=sample_wang, at=AT)
    file(target, sample_lin)
    assert sample.is_present()
    assert sample.clear(at=AT) == sample.Removed(entries=1, revisions=0, people=3, departments=1)
    assert not sample.is_present()
    assert not Evidence.objects.exists()
    assert list(AuditRecord.objects.values_list("action", flat=True)) == ["load_report"]


def test_a_target_goes_back_to_where_it_was(target, sample_bureau, sample_lin, sample_wang):
    stood = Target.objects.filter(pk=target.pk).values().get()
    workflow.assign(target=target, lead=sample_bureau, by=sample_wang, at=AT)
    target = workflow.acknowledge(target=target, by=sample_lin, at=AT)
    terms = revisions.Terms(Decimal(30), None, date(2022, 3, 1), sample_bureau)
    target = revisions.revise(target=target, terms=terms, ground=GROUND, by=sample_wang, at=AT, row_version=3)
    revisions.suspend(target=target, ground=GROUND, by=sample_wang, at=AT, row_version=4)
    assert sample.clear(at=AT).revisions == 2
    assert Target.objects.filter(pk=target.pk).values().get() == stood


def test_a_real_change_of_a_field_stays_though_the_sample_changed_it_before_and_after(target, sample_chen):
    for name, by in (("一", sample_chen), ("二", None), ("三", sample_chen)):
        target.name = name
        target.name_en = name
        records.keep(thing=target, by=by, at=AT)
    target.name_en = "Real"
    records.keep(thing=target, by=None, at=AT)
    sample.clear(at=AT)
    assert (fresh(target).name, target.name_en) == ("二", "Real")


def test_a_code_changed_by_the_sample_is_changed_back(bureau, sample_chen):
    bureau.code, bureau.name = "other", "改名"
    records.keep(thing=bureau, by=sample_chen, at=AT)
    bureau.order = 77
    records.keep(thing=bureau, by=sample_chen, at=AT)
    sample.clear(at=AT)
    assert (fresh(bureau).code, bureau.name, bureau.order) == ("gxj", "区工业和信息化局", 4)


def test_rows_the_sample_added_go_and_rows_it_removed_return(target, sample_chen):
    kept = records.keep(thing=PlanPoint(target=target, month=JUNE, share=Decimal("0.4")), by=None, at=AT)
    stood = list(PlanPoint.objects.values()), Department.objects.filter(code="sjj").values().get()
    records.remove(thing=PlanPoint.objects.get(pk=kept.pk), by=sample_chen, at=AT)
    records.remove(thing=Department.objects.get(code="sjj"), by=sample_chen, at=AT)
    point = PlanPoint(target=target, month=date(2021, 7, 1), share=Decimal("0.5"))
    records.keep(thing=point, by=sample_chen, at=AT)
    point.month = date(2021, 8, 1)
    records.keep(thing=point, by=sample_chen, at=AT)
    sample.clear(at=AT)
    assert (list(PlanPoint.objects.values()), Department.objects.filter(code="sjj").values().get()) == stood


def test_a_row_added_by_the_sample_stays_when_real_work_hangs_on_it(sample_chen):
    department = records.keep(thing=Department(code="new", name="新局", name_en="New"), by=sample_chen, at=AT)
    user = records.keep(thing=User(username="real", department=department), by=None, at=AT)
    records.keep(thing=Department(code="idle", name="闲局", name_en="Idle"), by=sample_chen, at=AT)
    sample.clear(at=AT)
    assert fresh(user).department == department
    assert not Department.objects.filter(code="idle").exists()


def test_a_removed_row_whose_place_was_taken_does_not_return(target, sample_chen):
    point = records.keep(thing=PlanPoint(target=target, month=JUNE, share=Decimal("0.4")), by=None, at=AT)
    records.remove(thing=point, by=sample_chen, at=AT)
    records.keep(thing=PlanPoint(target=target, month=JUNE, share=Decimal("0.6")), by=None, at=AT)
    sample.clear(at=AT)
    assert PlanPoint.objects.get().share == Decimal("0.6")


def test_a_removed_row_without_its_ground_does_not_return(target, sample_chen):
    point = records.keep(thing=PlanPoint(target=target, month=JUNE, share=Decimal("0.4")), by=None, at=AT)
    records.remove(thing=point, by=sample_chen, at=AT)
    records.remove(thing=target, by=None, at=AT)
    sample.clear(at=AT)
    assert not PlanPoint.objects.exists()


def test_what_no_longer_fits_a_real_change_is_left(target, sample_chen):
    target.due = date(2022, 3, 1)
    records.keep(thing=target, by=sample_chen, at=AT)
    target.start = date(2022, 1, 1)
    records.keep(thing=target, by=None, at=AT)
    sample.clear(at=AT)
    assert (fresh(target).start, target.due) == (date(2022, 1, 1), date(2022, 3, 1))


def test_policies_are_put_back(report, sample_chen):
    report.policy.due_day = 20
    records.keep(thing=report.policy, by=sample_chen, at=AT)
    sample.clear(at=AT)
    assert fresh(report.policy).due_day == 25


def test_links_made_by_the_sample_go_and_real_ones_stay(target, bureau, sample_bureau, sample_chen):
    first, second, third = Department.objects.filter(code__in=["zwb", "tjj", "wjw"]).order_by("code")
    links.relate(thing=target, name="cooperating", to=[first, second], by=None, at=AT)
    links.relate(thing=target, name="cooperating", to=[first, bureau, sample_bureau], by=sample_chen, at=AT)
    links.relate(thing=target, name="cooperating", to=[first, bureau, sample_bureau, third], by=None, at=AT)
    sample.clear(at=AT)
    assert set(target.cooperating.all()) == {first, second, third}


def test_roles_given_by_the_sample_go(reporter, sample_chen):
    groups = Group.objects.filter(name__in=[Role.REPORTER, Role.ADMINISTRATOR])
    links.relate(thing=reporter, name="groups", to=groups, by=sample_chen, at=AT)
    sample.clear(at=AT)
    assert [group.name for group in reporter.groups.all()] == [Role.REPORTER]


def test_a_password_given_by_the_sample_is_locked_unless_changed_since(reporter, supervisor, sample_chen):
    people.set_password(person=reporter, password="known-to-strangers", by=sample_chen, at=AT)
    people.set_password(person=supervisor, password="known-to-strangers", by=sample_chen, at=AT)
    people.set_password(person=supervisor, password="my-own-again", by=supervisor, at=AT)
    sample.clear(at=AT)
    assert not fresh(reporter).has_usable_password()
    assert fresh(supervisor).check_password("my-own-again")


def real_entry(target: Target, bureau: Department, reporter: User, supervisor: User) -> Entry:
    """A real entry of a really assigned target, handed in."""
    target = workflow.assign(target=target, lead=bureau, by=supervisor, at=AT)
    return file(workflow.acknowledge(target=target, by=reporter, at=AT), reporter)


def test_a_real_entry_stays_as_it_is(target, bureau, reporter, supervisor, sample_lin):
    entry = real_entry(target, bureau, reporter, supervisor)
    entry = reviews.accept(entry=entry, by=supervisor, at=AT, row_version=entry.row_version)
    sample.clear(at=AT)
    assert fresh(entry).state == EntryState.ACCEPTED
    assert fresh(target).state == TargetState.COMPLETED
    assert Review.objects.count() == Evidence.objects.count() == 1


def test_an_entry_decided_on_by_a_sample_supervisor_is_sample(target, bureau, reporter, supervisor, sample_wang):
    entry = real_entry(target, bureau, reporter, supervisor)
    reviews.accept(entry=entry, by=sample_wang, at=AT, row_version=entry.row_version)
    assert sample.clear(at=AT).entries == 1
    assert not Entry.objects.exists()
    assert fresh(target).state == TargetState.COMPLETION_CLAIMED


def test_only_the_decision_goes_when_a_real_one_followed(target, bureau, reporter, supervisor, sample_wang):
    entry = real_entry(target, bureau, reporter, supervisor)
    entry = reviews.send_back(entry=entry, reason="why", by=sample_wang, at=AT, row_version=entry.row_version)
    entry = entries.submit(entry=entry, by=reporter, at=AT, row_version=entry.row_version)
    reviews.accept(entry=entry, by=supervisor, at=AT, row_version=entry.row_version)
    sample.clear(at=AT)
    assert fresh(entry).state == EntryState.ACCEPTED
    assert Review.objects.get().decision == Decision.ACCEPT


def test_a_sample_target_completed_by_a_real_supervisor_is_unassigned(
    target, supervisor, sample_bureau, sample_lin, sample_wang
):
    target = workflow.assign(target=target, lead=sample_bureau, by=sample_wang, at=AT)
    entry = file(workflow.acknowledge(target=target, by=sample_lin, at=AT), sample_lin)
    reviews.accept(entry=entry, by=supervisor, at=AT, row_version=entry.row_version)
    sample.clear(at=AT)
    assert (fresh(target).state, target.lead) == (TargetState.DRAFT, None)
    assert not Entry.objects.exists()


def test_a_target_given_on_to_a_real_department_stays_assigned(target, bureau, supervisor, sample_bureau, sample_wang):
    target = workflow.assign(target=target, lead=sample_bureau, by=sample_wang, at=AT)
    terms = revisions.Terms(target.value, None, target.due, bureau)
    revisions.revise(target=target, terms=terms, ground=GROUND, by=supervisor, at=AT, row_version=target.row_version)
    sample.clear(at=AT)
    assert (fresh(target).state, target.lead) == (TargetState.ASSIGNED, bureau)
    assert Revision.objects.values_list("lead_before__code", "lead_after__code").get() == (None, "gxj")


def test_what_real_people_gave_to_a_sample_department_is_let_go(target, bureau, reporter, supervisor, sample_bureau):
    workflow.assign(target=target, lead=sample_bureau, by=supervisor, at=AT)
    other = Target.objects.get(code="HD-2021-08")
    other = workflow.assign(target=other, lead=sample_bureau, by=supervisor, at=AT)
    revisions.suspend(target=other, ground=GROUND, by=supervisor, at=AT, row_version=other.row_version)
    reporter.department = sample_bureau
    records.keep(thing=reporter, by=None, at=AT)
    sample.clear(at=AT)
    assert (fresh(target).state, target.lead) == (TargetState.DRAFT, None)
    assert (fresh(other).state, other.lead) == (TargetState.SUSPENDED, None)
    assert fresh(reporter).department is None
    revision = Revision.objects.get()
    assert (revision.kind, revision.lead_before, revision.lead_after) == (RevisionKind.SUSPENDED, None, None)


def attach(target: Target, by: User, name: str) -> None:
    """A file of `by` with June's entry."""
    paper = evidence.Paper(b"%PDF-" + name.encode(), name, "application/pdf")
    given = {"target": target, "month": JUNE, "by": by, "at": AT}
    evidence.attach_file(**given, paper=paper, is_public=True, row_version=0)


def test_the_samples_files_leave_the_disk_and_real_ones_stay(
    target, bureau, reporter, supervisor, sample_chen, django_capture_on_commit_callbacks
):
    guest = enrol("sample-guest", Role.REPORTER, bureau, sample_chen)
    workflow.assign(target=target, lead=bureau, by=supervisor, at=AT)
    attach(target, guest, "样例.pdf")
    attach(target, reporter, "真实.pdf")
    sampled, real = (Path(item.file.path) for item in Evidence.objects.order_by("pk"))
    with django_capture_on_commit_callbacks(execute=True):
        sample.clear(at=AT)
        assert sampled.exists()
    assert (sampled.exists(), real.exists()) == (False, True)
    assert Evidence.objects.get().name == "真实.pdf"


def test_the_real_chain_is_untouched_and_the_edition_rises(target, supervisor, sample_bureau, sample_wang):
    workflow.assign(target=target, lead=sample_bureau, by=sample_wang, at=AT)
    target.refresh_from_db()
    target.name = "改名"
    records.keep(thing=target, by=supervisor, at=AT)
    chain = list(AuditRecord.objects.filter(is_sample=False).values())
    edition = Edition.objects.get().number
    sample.clear(at=AT)
    assert list(AuditRecord.objects.values()) == chain
    assert Edition.objects.get().number == edition + 1
