"""The list for machines, version 1."""

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from tracker.exports.targets import row
from tracker.models import Report
from tracker.queries.edition import edition
from tracker.queries.standings import standings
from tracker.rules.months import last_closed, read_month


@csrf_exempt
@require_safe
def targets(request: HttpRequest) -> JsonResponse:
    """`/api/v1/targets.json?month=2021-06`: every target at the end of the month (default: the last closed one)."""
    report = Report.objects.current().first()
    if report is None:
        return _answer({"error": "no report is loaded"}, 404)
    last = last_closed(report.first_month, report.last_month, timezone.localdate())
    asked = request.GET.get("month")
    month = last if asked is None else read_month(asked)
    first = min(report.first_month, last)
    if month is None or not first <= month <= last:
        return _answer({"error": f"month: write YYYY-MM, from {first:%Y-%m} to {last:%Y-%m}"}, 400)
    facts = edition()
    return _answer(
        {
            "month": f"{month:%Y-%m}",
            "sample": facts.is_sample,
            "notice": "演示数据" if facts.is_sample else None,
            "edition": facts.number,
            "published_at": facts.published_at.isoformat() if facts.published_at else None,
            "report": report.code,
            "targets": [row(standing) for standing in standings(report, month)],
        },
        200,
    )


def _answer(content: dict[str, object], status: int) -> JsonResponse:
    response = JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
