"""The intake desk: reports' texts, and one of them with everything to decide on."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tracker.actions.candidates import add_candidate, decide_many
from tracker.actions.errors import ActionError
from tracker.actions.report_texts import add_text, remove_text
from tracker.choices import Act, CandidateState, Tense, Why
from tracker.forms.candidates import ManyForm, PassageForm
from tracker.forms.report_texts import ReportTextForm
from tracker.models import Candidate, ReportText, User
from tracker.permissions import may
from tracker.queries.coverage import coverage
from tracker.queries.uploads import reading_path, told_at
from tracker.views.person import person

# Which passages are listed: by the address, its label, and the columns that say so
LISTS: dict[str, tuple[Any, dict[str, Any]]] = {
    "promises": (gettext_lazy("Promised for the year"), {"tense": Tense.COMMITMENT, "is_sentence": False}),
    "sentences": (gettext_lazy("Sentences without a figure"), {"is_sentence": True}),
    "outcomes": (gettext_lazy("Already done"), {"tense": Tense.OUTCOME}),
    "visions": (gettext_lazy("Goals of several years"), {"tense": Tense.VISION}),
    "others": (gettext_lazy("Not a figure"), {"tense": Tense.OTHER}),
    "all": (gettext_lazy("All"), {}),
}
IN_ONE_GO = {"sentences", "outcomes", "visions", "others"}  # lists that may be decided on whole
WHOLE = 100_000  # characters of a text up to which all of it is shown


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest) -> HttpResponse:
    """`/desk/intake/`: the reports' texts, and bringing one in."""
    by = allowed(request)
    form = ReportTextForm(request.POST or None, request.FILES or None, initial={"key": uuid4()})
    is_valid = form.is_valid()
    key = form.cleaned_data.get("key") if form.is_bound else None
    if key and (known := ReportText.objects.filter(key=key).first()):
        return redirect("intake_text", code=known.report.code)  # a double click
    if is_valid:
        given = {name: form.cleaned_data[name] for name in ("report", "text", "name", "key")}
        try:
            text = add_text(**given, by=by, at=timezone.now())
        except ActionError as error:
            form.add_error(None, str(error))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("The report was read. Nothing becomes a target before you decide on it."))
            return redirect("intake_text", code=text.report.code)
    is_left = Q(candidates__is_plan=True) | Q(candidates__tense=Tense.COMMITMENT)
    texts = ReportText.objects.defer("text", "parts").select_related("report", "added_by")
    context = {
        "form": form,
        "texts": texts.annotate(
            waiting=Count("candidates", filter=is_left & Q(candidates__state=CandidateState.WAITING), distinct=True),
            made=Count("candidates__target", distinct=True),
        ),
        "may_decide": may(by, Act.TAKE_IN),
        "key": key or form.initial["key"],
    }
    return render(request, "desk/intake.html", context, status=422 if form.is_bound else 200)


@never_cache
@login_required
@require_safe
def intake_progress(request: HttpRequest, key: UUID) -> JsonResponse:
    """`/desk/intake/progress/<key>`: how far the reading has come, for the script that shows it."""
    allowed(request)
    done, total = told_at(reading_path(key)) or (0, 0)
    return JsonResponse({"done": done, "total": total})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def intake_text(request: HttpRequest, code: str) -> HttpResponse:
    """`/desk/intake/<report>/`: the text with its marks beside the list; several passages decided at once."""
    by = allowed(request)
    text = text_of_report(code)
    form = PassageForm(request.POST if request.POST.get("do") == "mark" else None, text=text)
    if request.method != "POST":
        return _page(request, text, form)
    try:
        answer = _done(request, by, text, form)
    except ActionError as error:
        messages.warning(request, str(error))
        return _page(request, text, form, status=409)
    return answer or _page(request, text, form, status=422)


def allowed(request: HttpRequest) -> User:
    """The person, who may read the intake and, to send anything, decide; 404 for everybody else."""
    by = person(request)
    if not may(by, Act.TAKE_IN if request.method == "POST" else Act.SEE_INTAKE):
        raise Http404
    return by


def text_of_report(code: str) -> ReportText:
    """The text of the report with this code, or 404."""
    text = ReportText.objects.select_related("report", "added_by").filter(report__code=code).first()
    if text is None:
        raise Http404
    return text


def _done(request: HttpRequest, by: User, text: ReportText, form: PassageForm) -> HttpResponse | None:
    """What was sent, done; None when the form says what is wrong."""
    at, do = timezone.now(), request.POST.get("do", "")
    here = f"{reverse('intake_text', args=[text.report.code])}?{request.GET.urlencode()}"
    if do == "remove":
        remove_text(text=text, by=by, at=at)
        messages.success(request, _("The text was taken out."))
        return redirect("intake")
    if do == "mark":
        if not form.is_valid():
            return None
        start, end = form.cleaned_data["place"]
        added = add_candidate(text=text, start=start, end=end, by=by, at=at)
        return redirect("candidate", code=text.report.code, pk=added.pk)
    scope, _colon, state = do.partition(":")
    many = ManyForm({"state": state, "why": request.POST.get("why", "")})
    if not many.is_valid():
        return None
    number = decide_many(text=text, chosen=_chosen(request, text, scope), by=by, at=at, **many.cleaned_data)
    messages.success(request, ngettext("%(n)s passage decided.", "%(n)s passages decided.", number) % {"n": number})
    return redirect(here)


def _chosen(request: HttpRequest, text: ReportText, scope: str) -> list[int]:
    """The passages ticked, or all of the list shown where that may be decided on whole."""
    what = _what(request)
    if scope == "all" and what in IN_ONE_GO:
        return list(_listed(text, what).values_list("pk", flat=True))
    return [int(each) for each in request.POST.getlist("chosen") if each.isascii() and each.isdigit()]


def _what(request: HttpRequest) -> str:
    asked = request.GET.get("what", "")
    return asked if asked in LISTS else "promises"


def _listed(text: ReportText, what: str) -> QuerySet[Candidate]:
    return text.candidates.filter(**LISTS[what][1])


def _page(request: HttpRequest, text: ReportText, form: PassageForm, status: int = 200) -> HttpResponse:
    laid_out, what, state = coverage(text), _what(request), request.GET.get("state", "")
    lists = {
        name: [
            each for each in laid_out.candidates if all(getattr(each, key) == value for key, value in columns.items())
        ]
        for name, (_label, columns) in LISTS.items()
    }
    rows = [each for each in lists[what] if state in {"", each.state}]
    shown = {each.start for each in rows}
    sections = [
        section
        for section in laid_out.sections
        if len(text.text) <= WHOLE or any(each.start in shown for each in section.candidates)
    ]
    context = {
        "text": text,
        "coverage": laid_out,
        "sections": sections,
        "rows": rows,
        "what": what,
        "asked": state,
        "lists": [(name, label, len(lists[name])) for name, (label, _columns) in LISTS.items()],
        "states": [(each, sum(row.state == each for row in lists[what])) for each in CandidateState],
        "whys": Why.choices,
        "in_one_go": what in IN_ONE_GO and any(each.state == CandidateState.WAITING for each in rows),
        "form": form,
        "may_decide": may(request.user, Act.TAKE_IN),
    }
    return render(request, "desk/intake_text.html", context, status=status)
