"""`manage.py load_sample`: a whole sample year, worked through the same actions as a real one."""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date, datetime
from operator import attrgetter
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.actions import (
    closings,
    entries,
    evidence,
    links,
    records,
    reviews,
    revisions,
    sample,
    trail,
    whistles,
    workflow,
)
from tracker.choices import TargetState
from tracker.management import sample_plan as plan
from tracker.management.sample_closings import CLOSINGS, closing_statement
from tracker.management.sample_papers import Going, papers, send_out
from tracker.management.sample_steps import Step, Verb, moment, steps
from tracker.management.sample_whistles import Part, SampleWhistle, WhistleStep, whistle_steps
from tracker.management.sample_words import content, link
from tracker.models import Closing, Department, Entry, PlanPoint, Report, Target, User, Whistle
from tracker.queries.closings import standing_of
from tracker.queries.edition import edition
from tracker.queries.entries import last_figure

FOUNDED = moment(date(2021, 1, 14), 9)


class Command(BaseCommand):
    help = "Load a sample year of invented progress for report HD-2021; clear_sample removes it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One switch."""
        parser.add_argument("--if-new", action="store_true", help="do nothing unless the targets were only just loaded")

    def handle(self, *args: Any, if_new: bool, **options: Any) -> None:
        """Load all or nothing, then print the logins."""
        if if_new and edition().number > 1:
            if sample.is_present():
                self.print_logins()
            return
        with transaction.atomic():
            _refuse_unless_fresh()
            stage = Stage()
            for each in _in_time():
                if isinstance(each, Going):
                    send_out(each, stage.report, stage.supervisor)
                else:
                    stage.play(each)
            trail.raise_edition(timezone.now())
        counts = {"entries": Entry.objects.filter(is_sample=True).count(), "targets": len(plan.COURSES)}
        self.stdout.write(_("Sample year loaded: %(entries)s entries for %(targets)s targets.") % counts)
        self.print_logins()

    def print_logins(self) -> None:
        """Who can sign in to try the site."""
        self.stdout.write(_("Sample logins:"))
        for person in (*plan.PEOPLE, plan.ADMINISTRATOR):
            department = next((desk.name for desk in plan.DESKS if desk.code == person.department), "")
            where = " ".join(filter(None, [person.name, department]))
            self.stdout.write(f"  {person.login:<6} {plan.PASSWORD}  {person.role.label}  {where}")


def _in_time() -> Iterator[Step | WhistleStep | Going]:
    """The year's acts and papers, earliest first."""
    every: list[Step | WhistleStep | Going] = [*steps(), *whistle_steps(), *papers()]
    yield from sorted(every, key=attrgetter("at"))


def _refuse_unless_fresh() -> None:
    """Sample progress never mixes with real work: raise CommandError where there is any of either."""
    if sample.is_present():
        raise CommandError(_("Sample data is present already; remove it first: manage.py clear_sample"))
    report = Report.objects.filter(code=plan.REPORT).first()
    if report is None:
        raise CommandError(
            _("Report %(code)s is not there; load it first: manage.py load_targets") % {"code": plan.REPORT}
        )
    codes = [course.code for course in plan.COURSES]
    untouched = report.targets.filter(state=TargetState.DRAFT, lead=None, entries=None, revisions=None)
    if untouched.filter(code__in=codes).count() < len(codes):
        raise CommandError(
            _("Somebody has worked on the targets of %(code)s; sample data would mix with it.") % {"code": plan.REPORT}
        )
    logins = [person.login for person in (*plan.PEOPLE, plan.ADMINISTRATOR)]
    taken = [
        *User.objects.filter(username__in=logins).values_list("username", flat=True),
        *Department.objects.filter(code__in=[desk.code for desk in plan.DESKS]).values_list("code", flat=True),
    ]
    if taken:
        raise CommandError(_("These names of the sample are taken: %(names)s") % {"names": ", ".join(taken)})


class Stage:
    """The sample people and departments, and the entries they have open."""

    def __init__(self) -> None:
        self.people: dict[str, User] = {}
        self.departments: dict[str, Department] = {}
        self.report = Report.objects.get(code=plan.REPORT)
        self.targets = {target.code: target for target in Target.objects.filter(report=self.report)}
        self.entries: dict[tuple[str, date], Entry] = {}
        self.whistles: dict[SampleWhistle, Whistle] = {}
        password = make_password(plan.PASSWORD)
        self._enrol(plan.ADMINISTRATOR, password)
        for order, desk in enumerate(plan.DESKS, start=201):
            self.departments[desk.code] = records.keep(
                thing=Department(
                    code=desk.code, name=desk.name, name_en=desk.name_en, kind=desk.kind, order=order, is_sample=True
                ),
                by=self.administrator,
                at=FOUNDED,
            )
        for person in plan.PEOPLE:
            self._enrol(person, password)

    @property
    def administrator(self) -> User:
        """Who founds the sample."""
        return self.people[plan.ADMINISTRATOR.login]

    @property
    def supervisor(self) -> User:
        """Who checks the sample entries."""
        return self.people[plan.SUPERVISOR]

    def _enrol(self, person: plan.Person, password: str) -> None:
        user = User(
            username=person.login,
            last_name=person.name,
            department=self.departments.get(person.department),
            password=password,
            date_joined=FOUNDED,
            is_sample=True,
        )
        self.people[person.login] = user
        records.keep(thing=user, by=self.administrator, at=FOUNDED)
        role = Group.objects.get(name=person.role)
        links.relate(thing=user, name="groups", to=[role], by=self.administrator, at=FOUNDED)

    def play(self, step: Step | WhistleStep) -> None:
        """Do one step of the plan."""
        if isinstance(step, WhistleStep):
            self._whistle(step)
            return
        target = self.targets[step.course.code]
        reporter = self.people[plan.REPORTER_OF[step.course.desk]]
        match step.verb:
            case Verb.ASSIGN:
                lead = self.departments[step.course.desk]
                workflow.assign(target=target, lead=lead, by=self.supervisor, at=step.at)
                others = [self.departments[code] for code in plan.COOPERATING.get(target.code, ())]
                links.relate(thing=target, name="cooperating", to=others, by=self.administrator, at=step.at)
            case Verb.ACKNOWLEDGE:
                workflow.acknowledge(target=target, by=reporter, at=step.at)
            case Verb.PLAN | Verb.REVISE | Verb.SUSPEND:
                self._change(step, target)
            case Verb.HAND_IN_CLOSING | Verb.ACCEPT_CLOSING:
                self._close(step, target, reporter)
            case _:
                self._file(step, target, reporter)

    def _whistle(self, step: WhistleStep) -> None:
        """Raise a whistle, or do a called department's part in it."""
        plan_of, called = step.whistle, step.called
        caller = self.people[plan.REPORTER_OF[plan_of.desk]]
        if called is None:
            self.whistles[plan_of] = whistles.raise_whistle(
                target=self.targets[plan_of.code],
                need=whistles.Need(
                    f"{plan.MARK}{plan_of.problem}",
                    tuple(self.departments[each.desk] for each in plan_of.called),
                    plan_of.needed,
                ),
                key=uuid5(NAMESPACE_URL, f"{plan_of.code} {plan_of.raised}"),
                by=caller,
                at=step.at,
            )
            return
        call = self.whistles[plan_of].calls.get(department=self.departments[called.desk])
        desk = self.people[plan.REPORTER_OF[called.desk]]
        match step.part:
            case Part.SIGN:
                whistles.sign(call=call, by=desk, at=step.at)
            case Part.ANSWER:
                whistles.answer(call=call, text=f"{plan.MARK}{called.answer}", by=desk, at=step.at)
            case _:
                opinion = whistles.Opinion(called.rating, called.is_solved, f"{plan.MARK}{called.word}")
                whistles.rate(call=call, opinion=opinion, by=caller, at=step.at)

    def _change(self, step: Step, target: Target) -> None:
        target = Target.objects.select_related("lead").get(pk=target.pk)
        if step.verb == Verb.PLAN:
            for month, share in plan.PLAN:
                point = PlanPoint(target=target, month=date(2021, month, 1), share=share)
                records.keep(thing=point, by=self.administrator, at=step.at)
            return
        if step.verb == Verb.SUSPEND:
            ground = revisions.Ground(plan.SUSPENDED_REASON, plan.SUSPENDED_BY, plan.SUSPENDED_ON)
            revisions.suspend(
                target=target, ground=ground, by=self.supervisor, at=step.at, row_version=target.row_version
            )
            return
        ground = revisions.Ground(plan.REVISED_REASON, plan.REVISED_BY, plan.REVISED_ON)
        terms = revisions.Terms(plan.REVISED_VALUE, None, plan.REVISED_DUE, target.lead)
        revisions.revise(
            target=target, terms=terms, ground=ground, by=self.supervisor, at=step.at, row_version=target.row_version
        )

    def _close(self, step: Step, target: Target, reporter: User) -> None:
        """Hand in what became of the target, or accept what was handed in."""
        if step.verb == Verb.ACCEPT_CLOSING:
            closing = Closing.objects.get(target=target)
            closings.accept(closing=closing, by=self.supervisor, at=step.at, row_version=closing.row_version)
            return
        fresh = Target.objects.select_related("report__policy").get(pk=target.pk)
        closings.hand_in(
            target=target,
            statement=closing_statement(CLOSINGS[target.code], standing_of(fresh, step.at.date())),
            key=uuid5(NAMESPACE_URL, target.code),
            by=reporter,
            at=step.at,
            row_version=0,
        )

    def _file(self, step: Step, target: Target, reporter: User) -> None:
        """Save, submit, accept or send back the month's entry."""
        key = (target.code, step.month)
        if step.verb == Verb.SAVE:
            old = self.entries.get(key)
            self.entries[key] = _write(step, target, reporter, old.row_version if old else 0)
            return
        self.entries[key] = _decide(step, self.entries[key], reporter, self.supervisor, step.at)


def _write(step: Step, target: Target, by: User, row_version: int) -> Entry:
    """The month's draft with the link that proves it."""
    last = last_figure(target, step.month)
    written = content(target, step.month, step.value, step.claims, step.reason, last.value if last else None)
    given: dict[str, Any] = {"target": target, "month": step.month, "by": by, "at": step.at}
    entry = entries.save_draft(**given, content=written, row_version=row_version)
    if proof := link(target, step.month, step.claims):
        url, title = proof
        entry.row_version = evidence.attach_link(
            **given, url=url, title=title, is_public=True, row_version=entry.row_version
        )
    return entry


def _decide(step: Step, entry: Entry, reporter: User, supervisor: User, at: datetime) -> Entry:
    seen = entry.row_version
    if step.verb == Verb.SUBMIT:
        return entries.submit(entry=entry, by=reporter, at=at, row_version=seen)
    if step.verb == Verb.ACCEPT:
        return reviews.accept(entry=entry, by=supervisor, at=at, row_version=seen)
    reason = f"{plan.MARK}{step.reason}"
    return reviews.send_back(entry=entry, reason=reason, by=supervisor, at=at, row_version=seen)
