"""The close of the year at the desk: what each target still wants, writing a closing, deciding on it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tracker.actions.closings import NotAccepted, Statement, accept, accept_all, hand_in, save_draft, send_back
from tracker.actions.closings import withdraw as take_back
from tracker.actions.errors import ActionError, Conflict
from tracker.choices import Act, ClosingState
from tracker.forms.closings import ClosingForm
from tracker.forms.entries import ReviewForm
from tracker.forms.reviews import TickedForm
from tracker.models import Closing, Report, Target, User
from tracker.permissions import may
from tracker.queries.closings import ClosingRow, closing_of, closing_rows, figures_wait, is_theirs, standing_of
from tracker.views.lookup import found_for
from tracker.views.person import person

TYPED = tuple(Statement.__slots__)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def closings(request: HttpRequest) -> HttpResponse:
    """`/desk/closings/`: a supervisor sees every target and accepts the ticked ones, a department its own."""
    by = person(request)
    if not (by.is_supervisor or ((by.is_reporter or by.is_head) and by.department_id)):
        raise Http404
    if request.method != "POST":
        return _list(request, by, TickedForm())
    if not by.is_supervisor:
        raise Http404
    form = TickedForm(request.POST)
    form.fields["entry"].error_messages["required"] = _("Tick the closings you accept.")
    if not form.is_valid():
        return _list(request, by, form, status=422)
    ticked = form.cleaned_data["entry"]
    found = Closing.objects.with_people().in_bulk(ticked)
    if found.keys() != ticked.keys() or not all(may(by, Act.SEE_CLOSING, each) for each in found.values()):
        raise Http404
    try:
        accept_all(seen=[(found[pk], version) for pk, version in ticked.items()], by=by, at=timezone.now())
    except NotAccepted as error:
        return _list(request, by, form, refused=_told(error, found), status=409)
    words = ngettext("%(n)s closing accepted.", "%(n)s closings accepted.", len(ticked))
    messages.success(request, words % {"n": len(ticked)})
    return redirect(request.get_full_path())


def _told(error: NotAccepted, found: dict[int, Closing]) -> list[tuple[Target, str]]:
    """Each target that kept the others from being accepted, and why."""
    targets = {each.target.code: each.target for each in found.values()}
    moved = _("It has changed since you opened the list.")
    return [(targets[code], moved if isinstance(why, Conflict) else str(why)) for code, why in error.by_code.items()]


def _list(
    request: HttpRequest,
    by: User,
    form: TickedForm,
    refused: list[tuple[Target, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    reports = list(Report.objects.filter(targets__isnull=False).select_related("policy").distinct())
    if not reports:
        return render(request, "no_report.html", status=404)
    asked = request.GET.get("report")
    report = next((each for each in reports if each.code == asked), None if asked else reports[0])
    if report is None:
        raise Http404
    rows = closing_rows(report, timezone.localdate())
    shown = [row for row in rows if by.is_supervisor or is_theirs(row, by)]
    listed = sorted((_listed(by, row, form) for row in shown), key=lambda each: not each.is_to_do)
    context = {
        "report": report,
        "reports": reports,
        "rows": listed,
        "done": sum(not row.lacks for row in shown),
        "can_tick": any(each.may_accept for each in listed),
        "form": form,
        "refused": refused,
    }
    return render(request, "desk/closings.html", context, status=status)


@dataclass(frozen=True)
class ListedClosing:
    """A target as this person sees its close: `closing` is None where it is not theirs to read."""

    row: ClosingRow
    closing: Closing | None
    may_write: bool
    may_accept: bool
    is_ticked: bool

    @property
    def is_to_do(self) -> bool:
        """Whether it waits for this person."""
        return self.may_accept or self.may_write


def _listed(by: User, row: ClosingRow, form: TickedForm) -> ListedClosing:
    closing = row.closing or Closing(target=row.target)
    return ListedClosing(
        row,
        row.closing if row.closing and may(by, Act.SEE_CLOSING, row.closing) else None,
        row.computed is not None and may(by, Act.WRITE_CLOSING, closing),
        may(by, Act.ACCEPT_CLOSING, closing),
        closing.pk in form.ticked,
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def closing_write(request: HttpRequest, code: str) -> HttpResponse:
    """`/desk/closings/<code>/write/`: by the lead department; by a supervisor where no department leads."""
    by = person(request)
    target = get_object_or_404(Target.objects.select_related("report__policy", "area", "lead"), code=code)
    if not may(by, Act.WRITE_CLOSING, Closing(target=target)):
        raise Http404
    standing, closing = standing_of(target, timezone.localdate()), closing_of(target)
    computed = standing.outcome
    context: dict[str, Any] = {"target": target, "standing": standing, "closing": closing}
    if computed is None:
        return render(request, "desk/closing_early.html", context, status=422 if request.method == "POST" else 200)
    if request.method == "POST":
        return _save(request, by, context)
    if closing and not may(by, Act.WRITE_CLOSING, closing):
        return redirect("closing_decide", key=closing.key)
    initial = {"key": uuid4()} | ClosingForm.initial_of(closing, computed)
    return render(
        request, "desk/closing_write.html", context | {"form": ClosingForm(initial=initial, computed=computed)}
    )


def _save(request: HttpRequest, by: User, context: dict[str, Any]) -> HttpResponse:
    is_handed_in = request.POST.get("do") == "submit"
    form = ClosingForm(request.POST, computed=context["standing"].outcome, is_handed_in=is_handed_in)
    context["form"] = form
    if not form.is_valid():
        return render(request, "desk/closing_write.html", context, status=422)
    fields = form.cleaned_data
    write = hand_in if is_handed_in else save_draft
    try:
        closing = write(
            target=context["target"],
            statement=Statement(**{name: fields[name] for name in TYPED}),
            key=fields["key"],
            by=by,
            at=timezone.now(),
            row_version=fields["row_version"],
        )
    except Conflict:
        return _conflict(request, by, context)
    except ActionError as error:
        form.add_error(None, str(error))
        return render(request, "desk/closing_write.html", context, status=422)
    messages.success(request, _("Handed in: a supervisor decides on it.") if is_handed_in else _("Draft saved."))
    return (
        redirect("closing_decide", key=closing.key) if is_handed_in else redirect("closing_write", closing.target.code)
    )


def _conflict(request: HttpRequest, by: User, context: dict[str, Any]) -> HttpResponse:
    """Both texts side by side; the form carries the newest version so that saving again is a choice."""
    form, stands = context["form"], closing_of(context["target"])
    standing_form = ClosingForm(initial=ClosingForm.initial_of(stands, form.computed), computed=form.computed)
    pairs = [(form[name].label, _shown(form, name), _shown(standing_form, name)) for name in TYPED]
    form.data = request.POST.copy()
    form.data["row_version"] = str(stands.row_version if stands else 0)
    context |= {
        "closing": stands,
        "pairs": [pair for pair in pairs if pair[1] != pair[2]],
        "can_overwrite": stands is not None and may(by, Act.WRITE_CLOSING, stands),
    }
    return render(request, "desk/closing_write.html", context, status=409)


def _shown(form: ClosingForm, name: str) -> str:
    """What stands in a field, for reading."""
    value = form[name].value() or ""
    choices: Any = getattr(form.fields[name], "choices", ())
    return str(dict(choices).get(value, value))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def closing_decide(request: HttpRequest, key: UUID) -> HttpResponse:
    """`/desk/closings/<key>/`: read by those it concerns, accepted or sent back by a supervisor."""
    by = person(request)
    closing = _found(by, key)
    if request.method != "POST":
        return _page(request, by, closing, ReviewForm(initial={"row_version": closing.row_version}))
    if not may(by, Act.ACCEPT_CLOSING, closing) and (closing.state == ClosingState.SUBMITTED or not by.is_supervisor):
        raise Http404
    is_sent_back = request.POST.get("do") == "send_back"
    form = ReviewForm(request.POST, is_sent_back=is_sent_back)
    if not form.is_valid():
        return _page(request, by, closing, form, status=422)
    fields = form.cleaned_data
    seen: dict[str, Any] = {"by": by, "at": timezone.now(), "row_version": fields["row_version"]}
    try:
        if is_sent_back:
            send_back(closing=closing, reason=fields["reason"], **seen)
        else:
            accept(closing=closing, **seen)
    except Conflict:
        return _moved_on(request, by, key, form)
    except ActionError as error:
        form.add_error(None, str(error))
        return _page(request, by, closing, form, status=422)
    messages.success(request, _("Sent back.") if is_sent_back else _("Accepted: the target is closed and public."))
    return redirect("closing_decide", key=key) if not is_sent_back else redirect("closings")


def _moved_on(request: HttpRequest, by: User, key: UUID, form: ReviewForm) -> HttpResponse:
    """What stands now, with what was typed; the form carries the newest version so that deciding is a choice."""
    closing = closing_of(get_object_or_404(Target, closing__key=key))
    if closing is None or not may(by, Act.SEE_CLOSING, closing):  # taken back: a draft is the department's own
        messages.warning(request, _("It was taken back in between. Nothing was decided."))
        return redirect("closings")
    typed = request.POST.copy()
    typed["row_version"] = str(closing.row_version)
    form.data = typed
    return _page(request, by, closing, form, status=409)


@login_required
@require_POST
def closing_withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """`/desk/closings/<key>/withdraw/`"""
    by = person(request)
    closing = _found(by, key)
    if not may(by, Act.WRITE_CLOSING, Closing(target=closing.target)):
        raise Http404
    try:
        take_back(closing=closing, by=by, at=timezone.now())
    except Conflict:
        messages.warning(request, _("It was decided in between and can no longer be taken back."))
        return redirect("closing_decide", key=key)
    messages.success(request, _("Taken back: it is a draft again."))
    return redirect("closing_write", closing.target.code)


def _found(by: User, key: UUID) -> Closing:
    rows = Closing.objects.with_people().prefetch_related("department__former_names")
    return found_for(rows, Act.SEE_CLOSING, by, key=key)


def _page(request: HttpRequest, by: User, closing: Closing, form: ReviewForm, *, status: int = 200) -> HttpResponse:
    may_accept = may(by, Act.ACCEPT_CLOSING, closing)
    context = {
        "closing": closing,
        "target": closing.target,
        "standing": standing_of(closing.target, timezone.localdate()),
        "may_accept": may_accept,
        "may_write": may(by, Act.WRITE_CLOSING, closing),
        "may_withdraw": may(by, Act.WITHDRAW_CLOSING, closing),
        "figure_waits": may_accept and figures_wait(closing.target),
        "has_moved_on": status == 409,
        "form": form,
    }
    return render(request, "desk/closing_decide.html", context, status=status)
