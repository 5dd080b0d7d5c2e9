"""The task table at the desk: downloaded, loaded back changed, looked at, filed as a whole."""

from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tracker.actions.errors import Conflict
from tracker.actions.months import RowErrors
from tracker.actions.revisions import Ground
from tracker.actions.tasks import TaskLine
from tracker.actions.uploads import file_table, keep_table
from tracker.choices import Act, TaskColumn
from tracker.exports.tasks import task_workbook
from tracker.forms.grounds import Grounds, Revised
from tracker.forms.lines import TASKS, Lines, read_lines
from tracker.forms.task_rows import TaskSheetRow
from tracker.forms.task_sheets import TaskComparison, compare
from tracker.forms.tasks import Vocabulary, shown
from tracker.forms.uploads import UploadForm
from tracker.models import Report, Upload
from tracker.permissions import may
from tracker.queries.edition import edition
from tracker.queries.tasks import sent_tables
from tracker.queries.tasks import task_table as table_of
from tracker.views.lookup import found_for
from tracker.views.person import person
from tracker.views.sheets import content_of, download, with_remarks


class Looked(NamedTuple):
    """A file that was looked through: its bytes, its lines, and what they would change."""

    data: bytes
    lines: Lines[TaskColumn]
    comparison: TaskComparison


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def task_table(request: HttpRequest) -> HttpResponse:
    """`/desk/tasks/`: the way to the table and back. A file that can be read is kept, and shown before it is filed."""
    report = _report(request)
    if request.method != "POST":
        return _door(request, report)
    form = UploadForm(request.POST, request.FILES, layout=TASKS)
    if not form.is_valid():
        return _door(request, report, form)
    sent = form.cleaned_data["file"]
    upload = keep_table(name=sent.name, data=sent.data, report=report, by=person(request), at=timezone.now())
    return redirect("task_sheet", upload.key)


@never_cache
@login_required
@require_safe
def task_file(request: HttpRequest) -> HttpResponse:
    """`/desk/tasks/workbook.xlsx`: the table as it stands."""
    report = _report(request)
    table = table_of(report)
    words = Vocabulary(table)
    sample = [" ".join(dict.fromkeys((_("Sample data"), "演示数据")))] if edition().is_sample else []
    title = " · ".join([_("Task table"), report.title, *sample])
    rows = [(shown(row, words), row.is_fixed) for row in table.rows]
    name = "-".join([_("Task table"), report.code, *sample])
    return download(task_workbook(rows, words.offered, title), f"{name}.xlsx")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def task_sheet(request: HttpRequest, key: UUID) -> HttpResponse:
    """`/desk/tasks/<key>/`: what the file would change, and filing it."""
    upload = _upload(request, key)
    if upload.filed_at is not None:
        return _already(request, upload)
    try:
        comparison = _looked(upload, request.POST.getlist("mine")).comparison
    except ValidationError as error:
        return _unreadable(request, upload, error)
    is_sent = request.method == "POST"
    grounds = Grounds([row.code for row in comparison.told if row.has_terms], request.POST if is_sent else None)
    if not is_sent:
        return _page(request, upload, comparison, grounds)
    if request.POST.get("digest") != comparison.digest:
        return _page(request, upload, comparison, grounds, status=409)
    return _file(request, upload, comparison, grounds)


@never_cache
@login_required
@require_safe
def task_errors(request: HttpRequest, key: UUID) -> HttpResponse:
    """`/desk/tasks/<key>/errors`: the file as it was sent in, with a column that says what is wrong."""
    upload = _upload(request, key)
    try:
        looked = _looked(upload)
    except ValidationError as error:
        return _unreadable(request, upload, error)
    return with_remarks(upload.name, looked.data, looked.lines, looked.comparison.wrong)


def _report(request: HttpRequest) -> Report:
    """The report whose table it is; 404 for who may not use it, and while there is none."""
    report = Report.objects.current().first()
    if report is None or not may(person(request), Act.USE_TABLE):
        raise Http404
    return report


def _upload(request: HttpRequest, key: UUID) -> Upload:
    tables = Upload.objects.filter(report__isnull=False).select_related("report", "by")
    return found_for(tables, Act.USE_TABLE, person(request), key=key)


def _looked(upload: Upload, mine: Collection[str] = ()) -> Looked:
    """The file read again beside today's table; ValidationError once it cannot be read."""
    data = content_of(upload)
    lines = read_lines(upload.name, data, TASKS)
    report: Any = upload.report
    return Looked(data, lines, compare(lines, table_of(report), mine))


def _file(request: HttpRequest, upload: Upload, comparison: TaskComparison, grounds: Grounds) -> HttpResponse:
    report: Any = upload.report
    revised = [Revised(row.code, row.limit, row.decided_on) for row in comparison.filed if row.is_revision]
    is_grounded = grounds.check(revised, adopted=report.adopted_on, on=timezone.localdate())
    if comparison.wrong or not is_grounded:
        return _page(request, upload, comparison, grounds, status=422)
    lines = [_line(row, grounds) for row in comparison.filed]
    if not lines:
        messages.info(request, _("The file says what stands already. Nothing was changed."))
        return redirect("task_table")
    at = timezone.now()
    try:
        filed = file_table(upload=upload, lines=lines, by=person(request), at=at)
    except RowErrors as errors:
        has_moved = any(isinstance(error, Conflict) for error in errors.by_code.values())
        refused = [f"{code}: {error}" for code, error in errors.by_code.items() if not isinstance(error, Conflict)]
        comparison = _looked(upload, request.POST.getlist("mine")).comparison
        return _page(request, upload, comparison, grounds, status=409 if has_moved else 422, refused=refused)
    if filed.filed_at != at:
        return _already(request, upload)
    told = {"changed": sum(row.row is not None for row in comparison.filed), "revised": len(revised)}
    told["added"] = len(lines) - told["changed"]
    messages.success(
        request,
        _("Filed. Targets changed: %(changed)s, of these by public revision: %(revised)s. Targets added: %(added)s.")
        % told,
    )
    return redirect("task_table")


def _line(row: TaskSheetRow, grounds: Grounds) -> TaskLine:
    target: Any = row.target
    cooperating = row.cooperating if TaskColumn.COOPERATING in row.changes else None
    ground = Ground(**grounds.of(row.code)) if row.is_revision else None
    return TaskLine(target, row.changes, cooperating, ground, target.row_version)


def _already(request: HttpRequest, upload: Upload) -> HttpResponse:
    messages.info(request, _("This file was filed before. Nothing was changed."))
    return redirect("task_table")


def _door(request: HttpRequest, report: Report, form: UploadForm | None = None) -> HttpResponse:
    context = {"report": report, "form": form or UploadForm(layout=TASKS), "sent": sent_tables(report)}
    return render(request, "desk/task_table.html", context, status=422 if form else 200)


def _unreadable(request: HttpRequest, upload: Upload, error: ValidationError) -> HttpResponse:
    """A file that was taken once and is not any more: damaged on the disk, or kept before a limit was lowered."""
    report: Any = upload.report
    form = UploadForm({}, layout=TASKS)
    form.errors["file"] = form.error_class(error.messages)
    return _door(request, report, form)


def _page(
    request: HttpRequest,
    upload: Upload,
    comparison: TaskComparison,
    grounds: Grounds,
    *,
    status: int = 200,
    refused: list[str] | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "upload": upload,
        "comparison": comparison,
        "told": [(row, grounds.own.get(row.code)) for row in comparison.told],
        "grounds": grounds,
        "has_moved": status == 409,
        "refused": refused,
        "is_ungrounded": status == 422 and not comparison.wrong and not refused,
    }
    return render(request, "desk/task_sheet.html", context, status=status)
