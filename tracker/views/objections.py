"""Objections at the desk: made by a department, answered by the office."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tracker.actions.errors import ActionError, Conflict
from tracker.actions.objections import answer_objection, make_objection
from tracker.choices import Act, IssueKind
from tracker.forms.issues import AnswerForm, ObjectionForm
from tracker.models import Issue, Objection
from tracker.permissions import may
from tracker.rules.months import read_month
from tracker.views.lookup import found_for
from tracker.views.person import person


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def object_to(request: HttpRequest, period: str) -> HttpResponse:
    """`/desk/papers/assessment/2021-09/object/`: a department says what is wrong with its score."""
    by = person(request)
    month = read_month(period)
    rows = Issue.objects.with_people().filter(kind=IssueKind.ASSESSMENT).order_by("-report__year")
    issue = found_for(rows, Act.OBJECT, by, month=month)
    form = ObjectionForm(request.POST or None, initial={"key": uuid4()})
    waiting = None
    if form.is_valid():
        try:
            made = make_objection(issue=issue, by=by, at=timezone.now(), **form.cleaned_data)
        except Conflict as conflict:
            waiting = conflict.current
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your objection is with the office."))
            return redirect("objection", key=made.key)
    context = {"issue": issue, "form": form, "waiting": waiting}
    status = 409 if waiting else 422 if form.is_bound else 200
    return render(request, "desk/object_to.html", context, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest, key: UUID) -> HttpResponse:
    """`/desk/objections/<key>/`: read by whoever reads the assessment at the desk, answered by a supervisor."""
    by = person(request)
    found = Objection.objects.with_people().filter(key=key).first()
    if found is None or not may(by, Act.READ_ISSUE, found.issue):
        raise Http404
    form = AnswerForm(request.POST or None, initial={"row_version": found.row_version})
    if request.method != "POST":
        return _page(request, found, form)
    if not by.is_supervisor:
        raise Http404
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        answer_objection(objection=found, by=by, at=timezone.now(), **form.cleaned_data)
    except Conflict:
        found.refresh_from_db()
        return _page(request, found, form, status=409)
    except ActionError as error:
        form.add_error(None, str(error))
        return _page(request, found, form, status=422)
    messages.success(request, _("Answered: it stands beside the score."))
    return redirect("objection", key=key)


def _page(request: HttpRequest, found: Objection, form: AnswerForm, *, status: int = 200) -> HttpResponse:
    context = {
        "objection": found,
        "form": form,
        "may_answer": may(request.user, Act.ANSWER_OBJECTION, found),
        "has_moved_on": status == 409,
    }
    return render(request, "desk/objection.html", context, status=status)
