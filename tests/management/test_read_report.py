"""`manage.py read_report`: a table for people, JSON for programs, one line when a file cannot be read."""

import io
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

TEXT = "一、2026年重点工作\n新增民营企业2000家以上，打造1-2个品牌，推进光纤全覆盖，办好10件民生实事。\n"


@pytest.fixture(autouse=True)
def _english(english):
    """The lines are compared in English."""


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "report.txt"
    made.write_text(TEXT, encoding="utf-8")
    return made


def run(*args: str) -> str:
    out = StringIO()
    call_command("read_report", *args, stdout=out)
    return out.getvalue()


def test_json_has_every_candidate_with_its_fields(file):
    rows = json.loads(run(str(file), "--json"))
    firms = next(row for row in rows if row["value"] == "2000")
    assert firms == {
        "clause": "新增民营企业2000家以上",
        "start": 12,
        "end": 25,
        "section": "一、2026年重点工作",
        "subject": "新增民营企业",
        "value": "2000",
        "value_high": None,
        "unit": "家",
        "scale": "",
        "comparison": "at_least",
        "kind": "cumulative",
        "tense": "commitment",
        "reason": "heading",
        "confidence": 0.95,
    }
    assert all(TEXT[row["start"] : row["end"]] == row["clause"] for row in rows)


def test_json_spells_ranges_whole_sets_and_what_is_no_figure(file):
    rows = json.loads(run(str(file), "--json"))
    spelled = {(row["value"], row["value_high"], row["comparison"], row["kind"], row["tense"]) for row in rows}
    assert ("1", "2", "range", "cumulative", "commitment") in spelled
    assert (None, None, "all", "milestone", "commitment") in spelled
    assert [row["reason"] for row in rows if row["clause"] == "10件民生实事"] == ["programme"]


def test_the_table_lists_promises_under_their_section(file):
    lines = run(str(file)).splitlines()
    assert "Promised for the year: 3" in lines
    assert " 一、2026年重点工作" in lines
    assert any("新增民营企业" in line and "≥ 2000 家" in line for line in lines)
    assert any("1-2 个" in line for line in lines)
    assert any(line.startswith("Not a figure: ") for line in lines)


def test_a_text_may_be_piped_in(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert "Promised for the year: 3" in run("-")


def test_a_file_that_is_not_there_is_said_in_one_line(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        run(str(tmp_path / "none.txt"))


def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(tmp_path):
    file = tmp_path / "bad.txt"
    file.write_bytes("新建\0学校".encode())
    with pytest.raises(CommandError, match="NUL characters"):
        run(str(file))
