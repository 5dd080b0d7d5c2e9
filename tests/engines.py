"""Every public page on the database that DATABASE_URL names, as JSON; test_engines.py runs it as a process."""

import json
import os
import re
import sys
from io import StringIO

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.test import Client

MONTHS = ("2021-02", "2021-06", "2021-12")
RANDOM = r"[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
MOMENT = re.compile(RANDOM + r"|20(?!21)\d\d-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(\+\d\d:\d\d)?")


def addresses() -> list[str]:
    from tracker.exports.resources import RESOURCES
    from tracker.models import Area, Department, Target

    paths = ["/", "/targets/", "/targets/?sort=-gap", "/targets/?sort=light&words=园", "/departments/", "/method/"]
    paths += [f"/areas/{code}/" for code in Area.objects.values_list("code", flat=True)]
    paths += [f"/targets/{code}/" for code in Target.objects.values_list("code", flat=True)]
    paths += [f"/departments/{code}/" for code in Department.objects.values_list("code", flat=True)]
    shown = [f"{path}{'&' if '?' in path else '?'}month={month}" for path in paths for month in MONTHS]
    shown += [f"/en{path}" for path in paths]
    lists = [f"/api/v1/{name}.{kind}" for name in RESOURCES for kind in ("json", "csv")]
    shown += [f"{path}?month={month}" for path in lists for month in MONTHS]
    shown += [f"/{month}/targets.csv?sort=-gap" for month in MONTHS]
    return [*shown, "/api/v1/openapi.json", "/feeds/all.atom", "/en/feeds/all.atom", "/sitemap.xml", "/data/"]


def main() -> None:
    """Print {"vendor": …, "pages": {address: body}}; moments and random keys of this run are blanked."""
    for command in (["migrate", "-v0"], ["load_targets"], ["load_sample"]):
        call_command(*command, stdout=StringIO())
    client, pages = Client(HTTP_HOST="localhost"), {}
    for address in addresses():
        answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
        pages[address] = MOMENT.sub("…", answer.content.decode())
    json.dump({"vendor": connection.vendor, "pages": pages}, sys.stdout)


if __name__ == "__main__":
    main()
