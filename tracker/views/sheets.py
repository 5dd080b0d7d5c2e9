"""The month as a file: downloaded, sent in, looked at, filed as a whole."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.actions.entries import Content
from tracker.actions.errors import Conflict
from tracker.actions.months import Line, RowErrors
from tracker.actions.uploads import file_upload, keep_upload
from tracker.choices import Act, SheetColumn
from tracker.exports.sheets import csv_with_errors, month_csv, month_workbook, workbook_with_errors
from tracker.forms.cells import shown
from tracker.forms.lines import MONTH, Lines, read_lines
from tracker.forms.rows import decode
from tracker.forms.sheets import Comparison, SheetRow, compare
from tracker.forms.task_rows import TaskSheetRow
from tracker.forms.uploads import UploadForm
from tracker.models import Report, Upload
from tracker.permissions import may
from tracker.queries.desk import desk_rows
from tracker.queries.edition import edition
from tracker.queries.uploads import progress
from tracker.views.grid import sheet_of
from tracker.views.lookup import found_for
from tracker.views.months import said
from tracker.views.person import person

TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}


@never_cache
@login_required
@require_safe
def sheet_file(request: HttpRequest, month_key: str, kind: str) -> HttpResponse:
    """`/desk/months/<month>/workbook.xlsx` and `.csv`: the month to fill in."""
    asked = sheet_of(person(request), month_key)
    sample = [" ".join(dict.fromkeys((_("Sample data"), "演示数据")))] if edition().is_sample else []
    name = f"{asked.department.title}-{asked.month:%Y-%m}"
    title = " · ".join([f"{asked.month:%Y-%m}", asked.department.title, *sample])
    write = month_workbook if kind == "xlsx" else month_csv
    return download(write([(row, shown(row)) for row in asked.rows], title), f"{name}.{kind}")


@never_cache
@login_required
@require_POST
def sheet_upload(request: HttpRequest, month_key: str) -> HttpResponse:
    """`/desk/months/<month>/file/`: send a file in. It is kept when it can be read, and shown before it is filed."""
    by = person(request)
    month = sheet_of(by, month_key).month
    form = UploadForm(request.POST, request.FILES, layout=MONTH, month=month)
    if not form.is_valid():
        return _not_taken(request, form)
    sent = form.cleaned_data["file"]
    upload = keep_upload(name=sent.name, data=sent.data, month=month, by=by, at=timezone.now())
    return redirect("sheet", upload.key)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, key: str) -> HttpResponse:
    """`/desk/uploads/<key>/`: what the file would change, and filing it."""
    upload = _upload(request, key)
    try:
        _data, _lines, comparison = _compared(upload)
    except ValidationError as error:
        return _unreadable(request, upload, error)
    if request.method != "POST":
        return _page(request, upload, comparison)
    if upload.filed_at is not None:
        return _already(request, upload)
    if request.POST.get("digest") != comparison.digest:
        return _page(request, upload, comparison, status=409)
    return _file(request, upload, comparison, is_submitted=request.POST.get("do") == "submit")


def _file(request: HttpRequest, upload: Upload, comparison: Comparison, *, is_submitted: bool) -> HttpResponse:
    if comparison.wrong or (is_submitted and comparison.lacking):
        return _page(request, upload, comparison, status=422)
    rows = comparison.submitted if is_submitted else []
    rows = rows + [row for row in comparison.saved if row not in rows]
    lines = [line for row in rows if (line := _line(row, is_submitted=is_submitted))]
    if not lines:
        messages.info(request, _("The file says what stands already. Nothing was changed."))
        return redirect("month", month_key=f"{upload.month:%Y-%m}")
    at = timezone.now()
    try:
        filed = file_upload(upload=upload, lines=lines, by=person(request), at=at)
    except RowErrors as errors:
        has_moved = any(isinstance(error, Conflict) for error in errors.by_code.values())
        refused = [f"{code}: {error}" for code, error in errors.by_code.items() if not isinstance(error, Conflict)]
        _data, _lines, comparison = _compared(upload)
        return _page(request, upload, comparison, status=409 if has_moved else 422, refused=refused)
    if filed.filed_at != at:
        return _already(request, upload)
    _say(request, lines)
    return redirect("month", month_key=f"{upload.month:%Y-%m}")


def _say(request: HttpRequest, lines: list[Line]) -> None:
    handed_in = sum(line.is_submitted for line in lines)
    for count, saved in ((handed_in, False), (len(lines) - handed_in, True)):
        if count:
            messages.success(request, said(count, "", saved=saved))


def _already(request: HttpRequest, upload: Upload) -> HttpResponse:
    messages.info(request, _("This file was filed before. Nothing was changed."))
    return redirect("month", month_key=f"{upload.month:%Y-%m}")


def _line(row: SheetRow, *, is_submitted: bool) -> Line | None:
    if row.row is None or row.content is None:
        return None
    desk_row, content = row.row, Content(**row.content)
    is_handed_in = is_submitted and row.is_submitted
    return Line(desk_row.target, desk_row.month, content, desk_row.row_version, is_handed_in)


@never_cache
@login_required
@require_safe
def sheet_errors(request: HttpRequest, key: str) -> HttpResponse:
    """`/desk/uploads/<key>/errors`: the file as it was sent in, with a column that says what is wrong."""
    upload = _upload(request, key)
    try:
        data, lines, comparison = _compared(upload)
    except ValidationError as error:
        return _unreadable(request, upload, error)
    return with_remarks(upload.name, data, lines, [*comparison.wrong, *comparison.lacking])


def with_remarks(name: str, data: bytes, lines: Lines[Any], rows: Sequence[SheetRow | TaskSheetRow]) -> HttpResponse:
    """The file as it was sent in, with the remarks on these rows in a column; 404 when there are none."""
    errors = {
        row.line.number: "\n".join(f"{column.label}{_(': ')}{error}" for column, error in row.remarks) for row in rows
    }
    if not errors:
        raise Http404
    if lines.separator:
        return download(csv_with_errors(decode(data), lines.separator, lines.header, errors), name)
    return download(workbook_with_errors(data, lines.sheet, lines.header, errors), name)


@never_cache
@login_required
@require_safe
def sheet_progress(request: HttpRequest, key: str) -> JsonResponse:
    """`/desk/uploads/<key>/progress`: how far the filing has come, for the script that shows it."""
    upload = get_object_or_404(Upload, key=key)
    if not may(person(request), upload.act, upload):
        raise Http404
    done, total = progress(upload) or (0, 0)
    return JsonResponse({"done": done, "total": total})


def _upload(request: HttpRequest, key: str) -> Upload:
    return found_for(Upload.objects.select_related("department", "by"), Act.USE_UPLOAD, person(request), key=key)


def _compared(upload: Upload) -> tuple[bytes, Lines[SheetColumn], Comparison]:
    """The file read again beside today's rows; 404 once it is gone, ValidationError once it cannot be read."""
    report, on, data = Report.objects.current().first(), timezone.localdate(), content_of(upload)
    if report is None:
        raise Http404
    lines = read_lines(upload.name, data, MONTH)
    return data, lines, compare(lines, desk_rows(upload.department, report, upload.month, on))


def content_of(upload: Upload) -> bytes:
    """The file as it was sent in; 404 once it is gone."""
    try:
        with upload.file.open() as file:
            data: bytes = file.read()
    except OSError as error:
        raise Http404 from error
    return data


def _not_taken(request: HttpRequest, form: UploadForm) -> HttpResponse:
    return render(request, "desk/sheet_upload.html", {"form": form, "month": form.month}, status=422)


def _unreadable(request: HttpRequest, upload: Upload, error: ValidationError) -> HttpResponse:
    """A file that was taken once and is not any more: damaged on the disk, or kept before a limit was lowered."""
    form = UploadForm({}, layout=MONTH, month=upload.month)
    form.errors["file"] = form.error_class(error.messages)
    return _not_taken(request, form)


def _page(
    request: HttpRequest, upload: Upload, comparison: Comparison, status: int = 200, refused: list[str] | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "upload": upload,
        "month": upload.month,
        "comparison": comparison,
        "has_moved": status == 409,
        "refused": refused,
    }
    return render(request, "desk/sheet.html", context, status=status)


def download(data: bytes, name: str) -> HttpResponse:
    """A file of this name; its ending says what it is."""
    disposition = content_disposition_header(as_attachment=True, filename=name)
    content_type = TYPES[name.rpartition(".")[2].lower()]
    return HttpResponse(data, content_type=content_type, headers={"Content-Disposition": disposition or "attachment"})
