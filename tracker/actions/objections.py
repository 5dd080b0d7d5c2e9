"""Objections to an assessment: made by a department within seven days, answered by the office once."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tracker.actions.errors import ActionError, Conflict
from tracker.actions.trail import in_turn, record, snapshot
from tracker.choices import Act, IssueKind, ObjectionState
from tracker.models import Issue, Objection, User
from tracker.permissions import may
from tracker.rules.objections import DAYS, may_still_object


@in_turn
def make_objection(*, issue: Issue, text: str, key: UUID, by: User, at: datetime) -> Objection:
    """Object to the department's score; the same form (`key`) again objects no more.

    Raises Conflict with the objection that still waits: a department has one at a time.
    """
    issue = Issue.objects.with_people().get(pk=issue.pk)
    known = Objection.objects.filter(key=key).first()
    department = by.department
    is_theirs = known is None or (known.issue_id == issue.pk and known.department_id == by.department_id)
    if department is None or not is_theirs or not may(by, Act.OBJECT, issue):
        raise PermissionDenied
    if known:
        return known
    scored = {each["code"] for each in issue.data.get("departments", ())}
    if issue.kind != IssueKind.ASSESSMENT or department.code not in scored:
        raise ActionError(_("This paper has no score of your department."))
    if issue.issued_at is None or not may_still_object(localdate(issue.issued_at), localdate(at)):
        raise ActionError(
            _("Objections can be made within %(days)s days of the issue; that time is over.") % {"days": DAYS}
        )
    if waiting := Objection.objects.filter(issue=issue, department=department, state=ObjectionState.OPEN).first():
        raise Conflict(waiting)
    objection = Objection(
        key=key,
        issue=issue,
        department=department,
        text=text,
        made_by=by,
        made_at=at,
        is_sample=by.is_sample or issue.is_sample,
    )
    objection.full_clean()
    objection.save()
    record(action="object", thing=objection, before=None, by=by, at=at, after=snapshot(objection))
    return objection


@in_turn
def answer_objection(
    *, objection: Objection, state: ObjectionState, answer: str, by: User, at: datetime, row_version: int
) -> Objection:
    """Answer an objection: found right or not, and why. The same answer again changes nothing.

    The issued scores stay; the answer is printed beside them. Raises Conflict when it was answered otherwise meanwhile.
    """
    objection = Objection.objects.with_people().get(pk=objection.pk)
    if (objection.state, objection.answer, objection.answered_by_id) == (state, answer.strip(), by.pk):
        return objection
    if objection.row_version != row_version or objection.state != ObjectionState.OPEN:
        raise Conflict(objection)
    if not may(by, Act.ANSWER_OBJECTION, objection):
        raise PermissionDenied
    if not answer.strip():
        raise ActionError(_("Write the answer."))
    before = snapshot(objection)
    objection.state, objection.answer = state, answer.strip()
    objection.answered_by, objection.answered_at = by, at
    objection.row_version += 1
    objection.save()
    record(action="answer", thing=objection, before=before, by=by, at=at)
    return objection
