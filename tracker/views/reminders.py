"""Reminders by a supervisor's hand: what is missing or behind, looked at and then sent with a word."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tracker.actions.errors import ActionError
from tracker.actions.reminders import mail, remind
from tracker.forms.reminders import RemindForm
from tracker.models import Department, Reminder
from tracker.queries.reminders import OpenSlip, last_sent, open_slips
from tracker.views.person import person


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    """`/desk/reminders/`: all that is open, or `?department=`, `?target=`, `?month=` of it, ticked to be confirmed."""
    by = person(request)
    if not by.is_supervisor:
        raise Http404
    slips = _asked(request)
    if request.method != "POST":
        return _page(request, slips, RemindForm(slips=slips, initial={"key": uuid4()}))
    form = RemindForm(request.POST, slips=slips)
    if not form.is_valid():
        return _page(request, slips, form, status=422)
    at, fields = timezone.now(), form.cleaned_data
    try:
        sent = remind(chosen=fields["chosen"], word=fields["word"], key=fields["key"], by=by, at=at)
    except ActionError as error:
        form.add_error("chosen", str(error))
        return _page(request, _asked(request), form, status=422)
    _tell(request, sent)
    return redirect(request.get_full_path())


def _asked(request: HttpRequest) -> list[OpenSlip]:
    """The open slips of the address."""
    department, target, month = (request.GET.get(name, "") for name in ("department", "target", "month"))
    return [
        slip
        for slip in open_slips(timezone.localdate())
        if department in {"", slip.lead.code}
        and target in {"", slip.target.code}
        and month in {"", f"{slip.month:%Y-%m}"}
    ]


def _tell(request: HttpRequest, sent: list[Reminder]) -> None:
    """Mail what was sent, and say what became of it."""
    departments = {reminder.department for reminder in sent}
    post = mail(on=timezone.localdate(), at=timezone.now(), by=person(request), departments=departments)
    words = ngettext("%(n)s reminder stands at the desk.", "%(n)s reminders stand at the desks.", len(sent))
    messages.success(request, words % {"n": len(sent)})
    for found, sentence in (
        (post.sent, _("Mailed to: %(names)s")),
        (post.without_address, _("Nobody there has an e-mail address, so no mail went to: %(names)s")),
        (post.failed, _("The mail did not go, and is tried again with the next daily run: %(names)s")),
    ):
        if found:
            level = messages.SUCCESS if found is post.sent else messages.WARNING
            messages.add_message(request, level, sentence % {"names": _names(found)})


def _names(departments: list[Department]) -> str:
    return _(", ").join(department.title for department in departments)


def _page(request: HttpRequest, slips: list[OpenSlip], form: RemindForm, status: int = 200) -> HttpResponse:
    ticked: set[Any] = set(form.data.getlist("chosen")) if form.is_bound else set()  # type: ignore[attr-defined]
    is_narrowed = any(request.GET.get(name) for name in ("department", "target", "month"))
    sent = last_sent(slips)
    if not form.is_bound and is_narrowed:
        ticked = {slip.name for slip in slips if sent.get(slip.name) != timezone.localdate()}
    context = {"rows": [(slip, slip.name in ticked, sent.get(slip.name)) for slip in slips], "form": form}
    return render(request, "desk/reminders.html", context, status=status)
