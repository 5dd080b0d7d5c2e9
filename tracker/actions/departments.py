"""What happens to a department besides plain changes of the row: it gets another name, or goes into another one."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _

from tracker.actions.errors import ActionError
from tracker.actions.links import relate
from tracker.actions.records import keep
from tracker.actions.revisions import Ground, check_ground, revise, terms_of
from tracker.actions.trail import in_turn, record, snapshot
from tracker.choices import Act, TargetState
from tracker.models import Department, FormerName, Target, User
from tracker.permissions import may


class InTheWay(ActionError):
    """Targets whose own history does not let the decision change their lead, each with why; nothing was written."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@in_turn
def rename(*, department: Department, name: str, name_en: str, by: User, at: datetime) -> Department:
    """Give a department another name; what was filed before keeps the old one. The same name changes nothing."""
    department = _locked(department, by)
    if (department.name, department.name_en) == (name, name_en):
        return department
    before = snapshot(department)
    former = FormerName(department=department, name=department.name, name_en=department.name_en, until=at)
    keep(thing=former, by=by, at=at)
    department.name, department.name_en = name, name_en
    department.save()
    record(action="rename", thing=department, before=before, by=by, at=at)
    return department


@in_turn
def merge(*, department: Department, into: Department, ground: Ground, by: User, at: datetime) -> Department:
    """Let another department take over: the targets led, by public revisions, the targets helped with, the people.

    What was filed stays under the old name; what is not finished goes on under the new department's people. Targets
    struck off stay where they are, since nothing is reported on them any more. Doing so again changes nothing.
    """
    department, into = _locked(department, by), _locked(into, by)
    if department.successor_id == into.pk:
        return department
    _check_fit(department, into)
    check_ground(ground, ground.decided_on)  # there may be no target that asks for reason and document
    live = Target.objects.exclude(state=TargetState.CLOSED)
    led = list(live.filter(lead=department))
    _hand_over(led, into, ground, by, at)
    keys = [target.pk for target in led]
    for target in live.filter(Q(cooperating=department) | Q(cooperating=into, pk__in=keys)).distinct():
        others = set(target.cooperating.all()) - {department, into}
        helping = others if target.lead_id == into.pk else others | {into}
        relate(thing=target, name="cooperating", to=helping, by=by, at=at)
    for person in User.objects.filter(department=department):
        person.department = into
        keep(thing=person, by=by, at=at)
    before = snapshot(department)
    department.successor = into
    department.save()
    after = snapshot(department) | {"reason": ground.reason, "document": ground.document}
    record(action="merge", thing=department, before=before, by=by, at=at, after=after)
    return department


def _locked(department: Department, by: User) -> Department:
    """The department as it stands, for those who may change it."""
    if not may(by, Act.ADMINISTER):
        raise PermissionDenied
    return Department.objects.select_related("successor").get(pk=department.pk)


def _check_fit(department: Department, into: Department) -> None:
    """Raise ActionError unless the one can go into the other."""
    if into.pk == department.pk:
        raise ActionError(_("A department cannot be merged into itself."))
    for each in (department, into):
        if each.successor:
            raise ActionError(
                _("%(department)s is merged into %(into)s.") % {"department": each, "into": each.successor}
            )
    if into.is_sample and not department.is_sample:
        raise ActionError(_("A sample department cannot take a real one over: it goes when the sample is removed."))


def _hand_over(targets: Iterable[Target], lead: Department, ground: Ground, by: User, at: datetime) -> None:
    """Change the lead of each target; raises InTheWay naming every one that does not let itself be changed."""
    reasons = []
    for target in targets:
        terms = replace(terms_of(target), lead=lead)
        try:
            revise(target=target, terms=terms, ground=ground, by=by, at=at, row_version=target.row_version)
        except ActionError as error:
            reasons.append(f"{target}: {error}")
    if reasons:
        raise InTheWay(reasons)
