"""A department's month as one grid: every target a row, saved while it is typed, handed in as a whole."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tracker.actions.entries import Content
from tracker.actions.errors import Conflict
from tracker.actions.months import Line, RowErrors, file_month
from tracker.forms.months import RowForm
from tracker.models import Entry
from tracker.queries.desk import DeskRow
from tracker.queries.standings import policy_of
from tracker.rules.reporting import due_date
from tracker.rules.words import plain
from tracker.rules.workflow import EDITABLE, HANDED_IN, REPORTING
from tracker.views.grid import GridRow, Sheet, sent_codes, sheet_of, texts_of
from tracker.views.person import person


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def month(request: HttpRequest, month_key: str) -> HttpResponse:
    """`/desk/months/<month>/`"""
    sheet = sheet_of(person(request), month_key)
    if request.method != "POST":
        return _page(request, sheet, {})
    match request.POST.get("do"):
        case "fill":
            return _fill(request, sheet)
        case "submit":
            return _submit(request, sheet)
        case _:
            return _save(request, sheet)


def _fill(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Put the last figure into each empty box, to be looked at before it is saved."""
    data, filled = request.POST.copy(), 0
    for form in sheet.forms(request.POST):
        if not form.is_filled and form.row.before is not None:
            data[form.add_prefix("value")] = plain(form.row.before)
            filled += 1
    words = ngettext(
        "%(n)s empty box was filled with its last figure.",
        "%(n)s empty boxes were filled with their last figures.",
        filled,
    )
    messages.info(request, words % {"n": filled})
    messages.info(request, _("Nothing is saved yet."))
    return _page(request, sheet, {form.row.target.code: GridRow(form.row, form) for form in sheet.forms(data)})


def _save(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Save each touched row by itself: one row's trouble does not hold up the others."""
    forms = [form for form in sheet.forms(request.POST) if form.is_touched]
    failed: dict[str, GridRow] = {}
    for form in forms:
        code = form.row.target.code
        if why := _why_shut(form.row):
            failed[code] = _closed(form, why)
            continue
        if not form.is_valid():
            failed[code] = GridRow(form.row, form)
            continue
        try:
            file_month(lines=[_line(form, is_submitted=False)], by=sheet.by, at=timezone.now())
        except RowErrors as errors:
            failed[code] = _refused(form, errors)
    if "application/json" in request.headers.get("Accept", ""):
        return _answer(sheet.fresh(), request.POST, forms, failed)
    if failed or sheet.given_away(sent_codes(request.POST)):
        return _page(request, sheet.fresh(), failed)
    messages.success(request, said(len(forms), _("Nothing had changed."), saved=True))
    return redirect("month", month_key=f"{sheet.month:%Y-%m}")


def _submit(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Hand in every row that has a figure: all of them, or none."""
    forms = sheet.forms(request.POST, is_submitted=True)
    failed = {form.row.target.code: GridRow(form.row, form) for form in forms if form.is_touched or form.is_filled}
    closed = {
        form.row.target.code: _closed(form, why) for form in forms if form.is_touched and (why := _why_shut(form.row))
    }
    if closed:
        failed |= closed
        return _page(request, sheet, failed)
    as_returned = [form for form in forms if form.row.is_as_returned and not form.is_touched]
    filled = [
        form for form in forms if form.is_filled and form not in as_returned and (form.row.is_open or form.is_touched)
    ]
    touched = [form for form in forms if form.is_touched and not form.is_filled]
    if not all([form.is_valid() for form in (*filled, *touched)]):  # noqa: C419 - every row is asked
        return _page(request, sheet, failed)
    lines = [_line(form, is_submitted=form.is_filled) for form in (*filled, *touched)]
    try:
        file_month(lines=lines, by=sheet.by, at=timezone.now())
    except RowErrors as errors:
        failed |= {form.row.target.code: _refused(form, errors) for form in (*filled, *touched)}
        return _page(request, sheet.fresh(), failed)
    messages.success(request, said(len(filled), _("No row has a figure yet: nothing was submitted."), saved=False))
    if as_returned:
        messages.info(
            request,
            _("Left out, because nothing was changed since it was sent back: %(names)s")
            % {"names": _(", ").join(form.row.target.title for form in as_returned)},
        )
    left = sum(1 for row in sheet.fresh().rows if row.is_to_do)
    if left:
        words = ngettext("%(n)s row is still to be filed.", "%(n)s rows are still to be filed.", left) % {"n": left}
        messages.info(request, words)
    return redirect("month", month_key=f"{sheet.month:%Y-%m}")


def said(count: int, nothing: str, *, saved: bool) -> str:
    """How many rows were saved or handed in."""
    if not count:
        return nothing
    if saved:
        return ngettext("%(n)s row saved as a draft.", "%(n)s rows saved as drafts.", count) % {"n": count}
    return ngettext("%(n)s row submitted.", "%(n)s rows submitted.", count) % {"n": count}


def _words(data: QueryDict, code: str) -> list[str]:
    """What was written in a row, field by field."""
    skipped = {f"{code}-row_version", f"{code}-seen"}
    texts = ((key, str(text)) for key, text in data.items() if key.startswith(f"{code}-") and key not in skipped)
    return [text for _key, text in texts if text]


def _line(form: RowForm, *, is_submitted: bool) -> Line:
    fields = {name: value for name, value in form.cleaned_data.items() if name not in {"row_version", "seen"}}
    row = form.row
    return Line(row.target, row.month, Content(**fields), form.cleaned_data["row_version"], is_submitted)


def _refused(form: RowForm, errors: RowErrors) -> GridRow:
    """The row with what kept it from being saved, if anything did: a sentence, or what somebody else saved."""
    error = errors.by_code.get(form.row.target.code)
    if isinstance(error, Conflict):
        stands = Entry.objects.select_related("saved_by", "target").get(pk=error.current.pk)
        if stands.state in EDITABLE:
            return GridRow(form.row, form, stands=stands)
        return GridRow(form.row, None, stands=stands, typed=texts_of(form))
    return GridRow(form.row, form, str(error or ""))


def _closed(form: RowForm, why: str) -> GridRow:
    """A row that cannot be written any more, with what was typed."""
    return GridRow(form.row, None, why, typed=texts_of(form))


def _why_shut(row: DeskRow) -> str:
    """Why nothing can be written; empty for what only waits for its review: the action tells whose doing that was."""
    waits = row.draft is not None and row.draft.state in HANDED_IN and row.target.state in REPORTING
    return "" if waits else row.why_closed


def _page(request: HttpRequest, sheet: Sheet, failed: dict[str, GridRow]) -> HttpResponse:
    """The grid; rows in `failed` keep what was typed, and carry the newest version so that saving is a choice."""
    shown, data = [], request.POST.copy()
    for row in sheet.rows:
        kept = failed.get(row.target.code)
        if kept and kept.form and kept.stands:
            data[kept.form.add_prefix("row_version")] = str(row.row_version)
            kept.form.data = data
        shown.append(kept or GridRow(row, RowForm.of(row) if row.is_in_grid else None))
    gone = [(code, _words(request.POST, code)) for code in sheet.given_away(sent_codes(request.POST))]
    is_wrong = any(each.error or (each.form and each.form.is_bound and each.form.errors) for each in shown)
    has_moved = bool(gone) or any(each.stands for each in shown)
    limit = due_date(sheet.month, policy_of(sheet.report).due_day)
    context: dict[str, Any] = {
        "month": sheet.month,
        "rows": shown,
        "open": sum(1 for each in shown if each.form),
        "limit": limit,
        "days_left": (limit - sheet.on).days,
        "is_wrong": is_wrong,
        "has_moved": has_moved,
        "gone": gone,
        "is_refused": request.POST.get("do") == "submit" and (is_wrong or has_moved),
        "is_filed": not any(row.is_to_do for row in sheet.rows),
    }
    status = 409 if has_moved else 422 if is_wrong else 200
    return render(request, "desk/month.html", context, status=status)


def _answer(sheet: Sheet, sent: QueryDict, forms: list[RowForm], failed: dict[str, GridRow]) -> JsonResponse:
    """What became of each row, for the script that saves while a person types."""
    rows = {row.target.code: row for row in sheet.rows}
    answers = {}
    for form in forms:
        code = form.row.target.code
        now, trouble = RowForm.of(rows[code]), failed.get(code)
        answer: dict[str, Any] = {
            "row_version": rows[code].row_version,
            "seen": now.fingerprint(),
            "doubts": [str(doubt.label) for doubt in form.doubts],
        }
        if trouble is None:
            answer["state"] = "saved"
        elif trouble.form is None:
            texts = [trouble.error, *(f"{label}: {text}" for label, text in trouble.theirs)]
            answer |= {"state": "closed", "text": " ".join(filter(None, texts))}
        elif trouble.stands is not None:
            stands = trouble.stands
            answer |= {"state": "conflict", "by": stands.saved_by.title, "theirs": trouble.theirs}
            answer |= {"values": {name: str(now[name].value() or "") for name in now.written}}
        else:
            answer |= {"state": "wrong", "errors": form.errors.get_json_data(), "text": trouble.error}
        answers[code] = answer
    for code in sheet.given_away(sent_codes(sent)):
        answers[code] = {"state": "closed", "text": _("This target is not your department's any more.")}
    return JsonResponse({"at": f"{timezone.localtime():%H:%M:%S}", "rows": answers})
