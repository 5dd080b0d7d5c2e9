"""Whether the process lives, and whether it can serve."""

import shutil

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

LEAST_FREE_BYTES = 64 * 1024 * 1024


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """`/healthz`: the process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """`/readyz`: 200 when database, migrations and disk are fit to serve, else 503; each is named."""
    checks = {"database": True, "migrations": False, "disk": False}
    try:
        executor = MigrationExecutor(connection)
        checks["migrations"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        checks["database"] = False
    checks["disk"] = shutil.disk_usage(settings.VAR_DIR).free >= LEAST_FREE_BYTES
    ready = all(checks.values())
    return JsonResponse({"status": "ok" if ready else "unavailable", **checks}, status=200 if ready else 503)
