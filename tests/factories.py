"""Small makers of what tests need. Rows get the least they must have; entries come about through the actions."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import Group
from django.utils.timezone import localdate

from tracker.actions.closings import Statement, hand_in
from tracker.actions.closings import accept as accept_closing
from tracker.actions.closings import save_draft as save_closing
from tracker.actions.entries import Content, save_draft, submit
from tracker.actions.evidence import attach_link
from tracker.actions.issues import Words, issue_paper
from tracker.actions.objections import make_objection
from tracker.actions.reviews import accept
from tracker.choices import Cadence, ClosingReason, Comparison, IssueKind, Kind, Outcome, Role, TargetState
from tracker.models import Area, AuditRecord, Closing, Department, Entry, Issue, Objection, Policy, Report, Target, User
from tracker.models.audit import GENESIS
from tracker.queries.closings import standing_of
from tracker.rules.closings import needs_reason
from tracker.rules.facts import Facts, Figure, PlanPoint

AT = datetime(2021, 7, 1, 1, 0, tzinfo=UTC)
CLOSING_AT = datetime(2022, 1, 10, 1, 0, tzinfo=UTC)


def month(number: int, year: int = 2021) -> date:
    """The first day of a month of the year under test."""
    return date(year, number, 1)


def make_facts(
    kind: Kind = Kind.CUMULATIVE,
    comparison: Comparison = Comparison.AT_LEAST,
    value: str = "100",
    *,
    figures: Mapping[int, str] | None = None,
    completes: frozenset[int] = frozenset(),
    plan: Mapping[int, str] | None = None,
    start: int = 1,
    due: int = 12,
    value_high: str | None = None,
    tolerance: str | None = None,
    baseline: str | None = None,
    cadence: Cadence = Cadence.MONTH,
    suspended: bool = False,
) -> Facts:
    """Facts of one year, months by number and figures as text: `figures={6: "50"}` is 50 by the end of June."""
    return Facts(
        kind=kind,
        comparison=comparison,
        value=Decimal(value),
        value_high=_decimal(value_high),
        tolerance=_decimal(tolerance),
        baseline=_decimal(baseline),
        start=month(start),
        due=month(due),
        cadence=cadence,
        plan=tuple(PlanPoint(month(number), Decimal(share)) for number, share in (plan or {}).items()),
        figures=tuple(
            Figure(month(number), Decimal(figure), number in completes) for number, figure in (figures or {}).items()
        ),
        suspended=suspended,
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def make_report(year: int = 2021, **given: Any) -> Report:
    """A report with Tianjin's thresholds."""
    fields: dict[str, Any] = {
        "code": f"HD-{year}",
        "title_zh": f"{year}年政府工作报告",
        "title_en": f"Government Work Report {year}",
        "place": "天津市河东区",
        "place_en": "Hedong District, Tianjin",
        "year": year,
        "adopted_on": date(year, 1, 13),
    }
    report = Report.objects.create(**fields | given)
    Policy.objects.create(report=report)
    return report


def make_area(report: Report, code: str = "", **given: Any) -> Area:
    """A task area, numbered after those there are."""
    order = report.areas.count()
    fields: dict[str, Any] = {
        "code": code or f"{report.code}-A{order}",
        "section": f"({order})",
        "name": f"领域{order}",
        "name_en": f"Area {order}",
        "order": order,
    }
    return Area.objects.create(report=report, **fields | given)


def make_department(code: str, name: str = "", name_en: str = "", **given: Any) -> Department:
    """A department, named by its code unless told otherwise."""
    return Department.objects.create(code=code, name=name or code, name_en=name_en or code.title(), **given)


def make_person(username: str, name: str, department: Department | None, *roles: Role, **given: Any) -> User:
    """A person with roles; the password is the user name."""
    person = User.objects.create_user(username, password=username, last_name=name, department=department, **given)
    person.groups.set([Group.objects.get_or_create(name=role.value)[0] for role in roles])
    return person


def unsaved_target(area: Area, **given: Any) -> Target:
    """40 stations from January to December, led and signed for when a lead is given; not yet in the database."""
    order = area.report.targets.count() + 1
    fields: dict[str, Any] = {
        "code": f"{area.report.code}-{order:02}",
        "order": order,
        "name": "新建5G基站",
        "name_en": "New 5G base stations",
        "kind": Kind.CUMULATIVE,
        "comparison": Comparison.AT_LEAST,
        "value": Decimal(40),
        "unit": "座",
        "unit_en": "stations",
        "start": month(1, area.report.year),
        "due": month(12, area.report.year),
        "state": TargetState.IN_PROGRESS if given.get("lead") else TargetState.DRAFT,
    }
    return Target(report=area.report, area=area, **fields | given)


def make_target(area: Area, **given: Any) -> Target:
    """The target of `unsaved_target`, saved."""
    target = unsaved_target(area, **given)
    target.save()
    return target


def draft_entry(
    target: Target,
    number: int,
    value: str | None,
    by: User,
    at: datetime = AT,
    *,
    evidence_url: str = "",
    evidence_title: str = "",
    **content: Any,
) -> Entry:
    """The month's open version, saved as a draft that explains itself, with a public link as evidence if one is given.

    A value of None states that nothing was counted.
    """
    written = {"is_uncounted": value is None, "explanation": "情况属实"} | content
    newest = Entry.objects.filter(target=target, month=month(number)).order_by("version").last()
    entry = save_draft(
        target=target,
        month=month(number),
        content=Content(_decimal(value), **written),
        by=by,
        at=at,
        row_version=newest.row_version if newest else 0,
    )
    if evidence_url:
        given: dict[str, Any] = {"target": target, "month": month(number), "is_public": True, "by": by, "at": at}
        entry.row_version = attach_link(**given, url=evidence_url, title=evidence_title, row_version=entry.row_version)
    return entry


def submit_entry(target: Target, number: int, value: str | None, by: User, at: datetime = AT, **content: Any) -> Entry:
    """The month's open version, drafted and handed in."""
    entry = draft_entry(target, number, value, by, at, **content)
    return submit(entry=entry, by=by, at=at, row_version=entry.row_version)


def make_entry(
    target: Target, number: int, value: str | None, by: User, reviewer: User, at: datetime = AT, **content: Any
) -> Entry:
    """A figure drafted, handed in and accepted; a month that has one gets its next version."""
    entry = submit_entry(target, number, value, by, at, **content)
    return accept(entry=entry, by=reviewer, at=at, row_version=entry.row_version)


def draft_closing(target: Target, by: User, at: datetime = CLOSING_AT, **said: Any) -> Closing:
    """What became of the target, written and not handed in: as computed, unless `said` has it otherwise."""
    return save_closing(**_closing(target, by, at, said))


def submit_closing(target: Target, by: User, at: datetime = CLOSING_AT, **said: Any) -> Closing:
    """What became of the target, handed in."""
    return hand_in(**_closing(target, by, at, said))


def make_closing(target: Target, by: User, reviewer: User, at: datetime = CLOSING_AT, **said: Any) -> Closing:
    """What became of the target, handed in and accepted."""
    closing = submit_closing(target, by, at, **said)
    return accept_closing(closing=closing, by=reviewer, at=at, row_version=closing.row_version)


def _closing(target: Target, by: User, at: datetime, said: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments of an action that writes a closing; a target not kept in full lagged behind unless said otherwise."""
    there = Closing.objects.filter(target=target).first()
    computed = standing_of(Target.objects.get(pk=target.pk), localdate(at)).outcome or Outcome.CHANGED
    stated = said.get("outcome", computed)
    usual = {"outcome": computed, "statement": "年底核查完毕"}
    if needs_reason(stated):
        usual["reason_kind"] = ClosingReason.LAGGING
    if stated != computed:
        usual["difference_reason"] = "经现场核查认定"
    row_version = there.row_version if there else 0
    key = there.key if there else uuid4()
    return {
        "target": target,
        "statement": Statement(**usual | said),
        "key": key,
        "by": by,
        "at": at,
        "row_version": row_version,
    }


def send_out(
    report: Report,
    number: int,
    by: User | None,
    kind: IssueKind = IssueKind.BULLETIN,
    at: datetime = AT,
    *,
    words: tuple[str, str] = ("", ""),
    is_public: bool = False,
) -> Issue:
    """The paper of the period that ends with a month, issued with the office's words."""
    issue = Issue(report=report, kind=kind, month=month(number, report.year))
    return issue_paper(issue=issue, words=Words(*words), by=by, at=at, is_public=is_public)


def object_to(issue: Issue, by: User, text: str = "三月已按时报送", at: datetime = AT) -> Objection:
    """What a department holds against its score."""
    return make_objection(issue=issue, text=text, key=uuid4(), by=by, at=at)


def trail() -> list[str]:
    """What the audit chain says was done, in order: `submit HD-2021-01 2021-03 v1`."""
    return [f"{record.action} {record.subject_key}" for record in AuditRecord.objects.order_by("is_sample", "number")]


def check_chain(*, is_sample: bool = False) -> int:
    """Recompute every seal and link of a chain as a reader would; how many records it has."""
    previous = GENESIS
    records = list(AuditRecord.objects.filter(is_sample=is_sample).order_by("number"))
    for number, record in enumerate(records, start=1):
        assert (record.number, record.previous_hash, record.hash) == (number, previous, record.seal())
        previous = record.hash
    return len(records)
