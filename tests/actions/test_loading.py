"""A report's targets come in once, whole, and on the record."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.serializers.base import DeserializationError

from tests.factories import AT, check_chain, make_department, trail
from tracker.actions.loading import load_report
from tracker.models import Area, AuditRecord, Department, Policy, Report, Target
from tracker.queries.edition import edition

pytestmark = pytest.mark.django_db
FILE = Path(__file__).parents[2] / "fixtures" / "hedong_2021.json"
MODELS = (Report, Policy, Area, Department, Target)


def counts():
    return [model.objects.count() for model in MODELS]


@pytest.fixture
def altered(tmp_path):
    """A copy of the fixture with its rows changed."""

    def write(change):
        file = tmp_path / "altered.json"
        file.write_text(json.dumps(change(json.loads(FILE.read_text(encoding="utf-8")))), encoding="utf-8")
        return file

    return write


def test_a_report_is_loaded_whole_and_recorded_once():
    report = load_report(file=FILE, at=AT)
    assert report == Report.objects.get(code="HD-2021")
    assert counts() == [1, 1, 6, 41, 25]
    record = AuditRecord.objects.get()
    assert (record.subject_key, record.by, record.after["file"]) == ("HD-2021", "", "hedong_2021.json")
    assert record.after["sha256"] == sha256(FILE.read_bytes()).hexdigest()
    assert check_chain() == edition().number == 1


def test_loading_again_does_nothing_and_keeps_what_was_edited():
    load_report(file=FILE, at=AT)
    Target.objects.filter(code="HD-2021-07").update(name="改名")
    Department.objects.filter(code="jyj").update(name="区教委")
    Policy.objects.update(far_behind_over=20)
    assert load_report(file=FILE, at=AT) is None
    assert Target.objects.get(code="HD-2021-07").name == "改名"
    assert Department.objects.get(code="jyj").name == "区教委"
    assert Policy.objects.get().far_behind_over == 20
    assert counts() == [1, 1, 6, 41, 25]
    assert trail() == ["load_report HD-2021"]


def test_departments_already_there_are_kept_as_they_are():
    make_department("jyj", "区教委", "Education Commission", order=99)
    load_report(file=FILE, at=AT)
    kept = Department.objects.get(code="jyj")
    assert (kept.name, kept.order, Department.objects.count()) == ("区教委", 99, 41)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda rows: [*rows[:-1], _with(rows[-1], kind="WISH")], ValidationError),
        (lambda rows: [*rows[:-1], _with(rows[-1], start="2021-01-02")], ValidationError),
        (lambda rows: [*rows[:-1], _with(rows[-1], area=["HD-2021-A9"])], DeserializationError),
        (lambda rows: [row for row in rows if row["model"] == "tracker.department"], ValidationError),
    ],
    ids=["an unknown kind", "a start within a month", "an unknown area", "no report"],
)
def test_a_file_with_one_bad_row_leaves_nothing(altered, change, error):
    with pytest.raises(error):
        load_report(file=altered(change), at=AT)
    assert counts() == [0, 0, 0, 0, 0]
    assert trail() == []


def test_a_file_that_is_no_fixture_leaves_nothing(tmp_path):
    file = tmp_path / "broken.json"
    file.write_text("[{", encoding="utf-8")
    with pytest.raises(DeserializationError):
        load_report(file=file, at=AT)
    assert counts() == [0, 0, 0, 0, 0]


def _with(row, **fields):
    return {**row, "fields": row["fields"] | fields}
