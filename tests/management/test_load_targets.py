"""`manage.py load_targets`: once, whole, and a clear line whatever happens."""

import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tracker.models import AuditRecord, Department, Edition, Report, Target

FIXTURE = settings.BASE_DIR / "fixtures" / "hedong_2021.json"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(english):
    """The lines are compared in English."""


def run(*args: str) -> str:
    out = StringIO()
    call_command("load_targets", *args, stdout=out)
    return out.getvalue()


def test_the_report_of_2021_is_loaded():
    assert run() == "HD-2021 loaded: 25 targets, 6 areas, 41 departments.\n"
    assert Target.objects.filter(lead=None, state="DRAFT").count() == 25
    assert AuditRecord.objects.get().action == "load_report"


def test_loading_again_changes_nothing():
    run()
    Target.objects.filter(code="HD-2021-07").update(name="改过的名字")
    assert run() == "hedong_2021.json: already loaded, nothing changed.\n"
    assert Target.objects.get(code="HD-2021-07").name == "改过的名字"
    assert Edition.objects.get().number == 1


def test_a_file_of_ones_own_is_loaded(tmp_path):
    rows = [row for row in json.loads(FIXTURE.read_text()) if row["model"] != "tracker.target"]
    file = tmp_path / "own.json"
    file.write_text(json.dumps(rows))
    assert run(str(file)) == "HD-2021 loaded: 0 targets, 6 areas, 41 departments.\n"


def with_row(**fields: object) -> str:
    """The fixture with its last target changed."""
    rows = json.loads(FIXTURE.read_text())
    rows[-1]["fields"] |= fields
    return json.dumps(rows)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("nothing of the kind", "is not a fixture of a report"),
        ("[", "is not a fixture of a report"),
        ("5", "is not a fixture of a report"),
        ("{}", "does not hold a valid report: own.json: no report"),
        ("[]", "does not hold a valid report: own.json: no report"),
        ('[{"model": "tracker.nothing", "fields": {}}]', "is not a fixture of a report"),
        ('[{"fields": {}}]', "is not a fixture of a report"),
        (with_row(kind="GUESS"), "does not hold a valid report"),
        (with_row(value="-1"), "does not hold a valid report"),
        (with_row(value="many"), "is not a fixture of a report"),
        (with_row(code="HD-2021-24"), "does not hold a valid report"),
        (with_row(area=["HD-2021-A9"]), "is not a fixture of a report"),
    ],
)
def test_an_unfit_file_writes_nothing_and_says_why(tmp_path, content, line):
    file = tmp_path / "own.json"
    file.write_text(content)
    with pytest.raises(CommandError, match=line) as error:
        run(str(file))
    assert "\n" not in str(error.value)
    assert not Report.objects.exists()
    assert not Department.objects.exists()
    assert not AuditRecord.objects.exists()


def test_bytes_that_are_no_text_are_refused(tmp_path):
    file = tmp_path / "own.json"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="is not a fixture of a report"):
        run(str(file))


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        run(str(tmp_path / "none.json"))
    with pytest.raises(CommandError, match="cannot be read: Is a directory"):
        run(str(tmp_path))
