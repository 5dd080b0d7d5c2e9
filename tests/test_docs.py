"""The documents tell the truth: numbers, examples, settings and commands in them are those of the code."""

import ast
import http.client
import json
import os
import re
import shlex
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, fields
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands
from django.http import HttpRequest
from django.urls import reverse

from hedong import env
from tests.factories import make_facts, month
from tests.sample import load_year
from tracker.actions.uploads import KEPT_UNFILED
from tracker.admin.reports import PRESETS
from tracker.choices import Comparison, Doubt, Kind, Light, Outcome, Slip
from tracker.forms import lines
from tracker.forms import rows as file_rows
from tracker.management import sample_plan
from tracker.models import Entry, Report, Target
from tracker.models import Policy as PolicyRow
from tracker.queries.standings import standings
from tracker.rules import evidence
from tracker.rules.doubts import JUMP_OVER
from tracker.rules.facts import Policy
from tracker.rules.forecast import LEAST_POINTS
from tracker.rules.lights import judge
from tracker.rules.objections import DAYS
from tracker.rules.outcomes import NEARLY
from tracker.rules.scores import Weights, quality, score
from tracker.rules.words import percent

ROOT = Path(__file__).parents[1]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def table(name: str, heading: str) -> list[dict[str, str]]:
    """The rows of the table whose header begins with `heading`, each by its column's name."""
    lines = iter(text(name).splitlines())
    header = next(line for line in lines if line.startswith(f"| {heading} |"))
    names = cells(header)
    next(lines)
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append(dict(zip(names, cells(line), strict=True)))
    return rows


def cells(line: str) -> list[str]:
    return [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]


# docs/rules.md


def test_the_thresholds_are_those_of_the_code():
    written = {row["Name"]: Decimal(row["Default"]) for row in table("docs/rules.md", "Name")}
    assert written == {field.name: Decimal(field.default) for field in fields(Policy)}


def test_the_presets_are_those_of_the_administration():
    written = {row["Preset"]: row["Yellow / red"] for row in table("docs/rules.md", "Preset")}
    assert written == {str(name): f"{yellow}/{red}" for name, (yellow, red) in PRESETS.items()}


def test_the_lights_are_all_named_with_their_shapes():
    lights = table("docs/rules.md", "Light")
    assert [(row["Light"], row["中文"], row["Shape"]) for row in lights] == [
        (light.value, str(light.label), light.symbol) for light in Light
    ]
    assert {row["Light"] for row in table("docs/rules.md", "#")} == set(Light.values)


def test_the_outcomes_are_all_named():
    assert [(row["Outcome"], row["中文"]) for row in table("docs/rules.md", "Outcome")] == [
        (outcome.value, str(outcome.label)) for outcome in Outcome
    ]


def test_forecast_and_nearly_kept_begin_where_the_rules_say():
    rules = text("docs/rules.md")
    assert f"at least {LEAST_POINTS} accepted figures" in rules
    (row,) = [row for row in table("docs/rules.md", "Outcome") if row["Outcome"] == Outcome.NEARLY_KEPT]
    assert row["When"] == f"c from {NEARLY * 100} %"


def test_the_doubts_and_slips_are_all_named():
    assert {row["Doubt"] for row in table("docs/rules.md", "Doubt")} == set(Doubt.values)
    assert {row["Slip"] for row in table("docs/rules.md", "Slip")} == set(Slip.values)
    assert f"more than {JUMP_OVER} times" in text("docs/rules.md")


def test_the_limits_are_those_of_the_code():
    policy = PolicyRow()
    assert {row["Limit"]: int(row["Number"]) for row in table("docs/rules.md", "Limit")} == {
        "jump that asks for a reason, times the figure before": JUMP_OVER,
        "blue reminder, days before the due day": policy.remind_before,
        "red reminder again after days": policy.remind_again,
        "whistle, days to report in": policy.whistle_sign_days,
        "evidence, MB a file": evidence.FILE_BYTES // evidence.MB,
        "evidence, MB an entry": evidence.ENTRY_BYTES // evidence.MB,
        "evidence, items an entry": evidence.ENTRY_ITEMS,
        "month's file, bytes": lines.BYTES,
        "month's file, rows": file_rows.ROWS,
        "month's file, columns": file_rows.COLUMNS,
        "month's file not filed, days kept": KEPT_UNFILED.days,
        "wrong passwords before a rest": settings.AXES_FAILURE_LIMIT,
        "rest after wrong passwords, minutes": settings.AXES_COOLOFF_TIME.total_seconds() / 60,
    }


def test_the_points_of_a_score_are_those_of_the_code():
    written = {row["Part"]: int(row["Points"]) for row in table("docs/rules.md", "Part")}
    assert written == asdict(Weights())
    assert written == {name: PolicyRow._meta.get_field(f"score_{name}").default for name in written}
    assert sum(written.values()) == 100


@pytest.mark.parametrize("row", table("docs/rules.md", "Quality of"), ids=lambda row: row["Formula"])
def test_a_quality_comes_out_as_written(row):
    figures = {} if row["Figure in June"] == "–" else {6: row["Figure in June"]}
    facts = make_facts(Kind(row["Quality of"]), Comparison(row["Comparison"]), row["Target"], figures=figures)
    found = quality(judge(facts, Policy(), month(6)))
    assert found is not None
    assert percent(found) == row["Result"]


def test_the_days_to_object_and_what_is_left_out_are_as_written():
    rules = text("docs/rules.md")
    assert f"object to its score for {DAYS} days after the issue" in rules
    half = {"weights": Weights(), "on_time": 0, "decided": 0, "first_time": 0}
    left_out, counted = (score([Fraction(1, 2)], due=due, **half).total for due in (0, 3))
    assert f"half of what was expected is {left_out}, not {counted}" in rules


EXAMPLES = table("docs/rules.md", "Kind")


@pytest.mark.parametrize("row", EXAMPLES, ids=[f"{row['Kind']} {row['What it shows']}" for row in EXAMPLES])
def test_a_worked_example_comes_out_as_written(row):
    value, _, high = row["Target"].partition("–")
    value, _, tolerance = value.partition("±")
    figures = dict(pair.rstrip("!").split("=") for pair in row["Figures"].split())
    claims = [pair.split("=")[0] for pair in row["Figures"].split() if pair.endswith("!")]
    facts = make_facts(
        Kind(row["Kind"]),
        Comparison(row["Comparison"]),
        value,
        value_high=high or None,
        tolerance=tolerance or None,
        figures={int(number): figure for number, figure in figures.items()},
        completes=frozenset(map(int, claims)),
    )
    assert judge(facts, Policy(), month(int(row["Month"]))).light == row["Light"]


# docs/data.md


@pytest.mark.django_db
def test_the_table_of_targets_is_that_of_the_fixture():
    call_command("load_targets", verbosity=0)
    columns = ("No.", "Figure", "Unit", "Kind", "Comparison", "Section", "Phrase")
    written = [
        (*(row[name] for name in columns), row["Name"].split("<br>"), row["Baseline"].split(" ")[0])
        for row in table("docs/data.md", "No.")
    ]
    targets = Target.objects.order_by("order")
    assert written == [
        (
            *(target.code[-2:], figure(target), target.unit, target.kind, target.comparison),
            *(target.section, target.phrase, [target.name, target.name_en]),
            short(target.baseline) or "–",
        )
        for target in targets
    ]


def short(value: Decimal | None) -> str:
    """A figure without the zeros the database adds."""
    return "" if value is None else f"{value.normalize():f}"


def figure(target: Target) -> str:
    """A target's figure as the table writes it."""
    if target.value_high is not None:
        return f"{short(target.value)}–{short(target.value_high)}"
    return short(target.value) + (f" ± {short(target.tolerance)}" if target.tolerance is not None else "")


def test_no_locating_phrase_is_longer_than_twenty_characters():
    phrases = [row["Phrase"] for heading in ("No.", "Phrase") for row in table("docs/data.md", heading)]
    assert len(phrases) > 25
    assert [phrase for phrase in phrases if not 0 < len(phrase) <= 20] == []


# docs/deploy.md

READERS = {
    "text",
    "boolean",
    "whole",
    "words",
    "hosts",
    "origins",
    "origin",
    "mail",
    "sender",
    "contact",
    "address",
    "script_name",
    "secret",
    "folder",
    "database",
    "cache",
}


def settings_read() -> dict[str, tuple[str, ast.Call]]:
    """Each variable the project reads: the source of its reading, and the call."""
    found = {}
    for file in sorted((ROOT / "hedong").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {f"env.{reader}" for reader in READERS}:
                name = ast.literal_eval(node.args[0])
                found[name] = (ast.unparse(node), node)
    return found


SETTINGS = settings_read()
WRITTEN = {row["Name"]: row for row in table("docs/deploy.md", "Name")}


def test_the_table_of_settings_has_every_variable_and_no_other():
    assert WRITTEN.keys() == SETTINGS.keys()


def test_nothing_reads_the_environment_past_the_one_reader():
    readers = {
        str(file.relative_to(ROOT))
        for folder in ("hedong", "tracker")
        for file in (ROOT / folder).rglob("*.py")
        if re.search(r"environ\b(?!\.(setdefault|Env)\b)|getenv", file.read_text(encoding="utf-8"))
    }
    assert readers == {"hedong/env.py"}


def test_a_default_written_as_a_value_is_the_one_in_the_code():
    written, read = {}, {}
    for name, (_source, call) in SETTINGS.items():
        default = [*call.args[1:2], *(word.value for word in call.keywords if word.arg == "default")]
        if default and isinstance(default[0], ast.Constant):
            written[name], read[name] = WRITTEN[name]["Default"], str(default[0].value).replace("False", "false")
    assert len(read) >= 8
    assert written == read


@pytest.mark.parametrize("name", [name for name, row in WRITTEN.items() if row["Example of a bad value"] != "–"])
def test_a_bad_value_stops_the_start_with_one_line(name, monkeypatch, tmp_path):
    monkeypatch.setenv(name, WRITTEN[name]["Example of a bad value"])
    with pytest.raises(SystemExit) as stopped:
        eval(SETTINGS[name][0], {"env": env, "VAR_DIR": tmp_path})
    message = str(stopped.value)
    assert message.startswith(f"{name}: ")
    assert "\n" not in message


UNITS = re.findall(r"`(/etc/systemd/system/[^`]+)`.*?```ini\n(.+?)^```", text("docs/deploy.md"), re.M | re.S)


def unit(written: str) -> dict[str, str]:
    """The settings of a systemd unit."""
    return dict(line.split("=", 1) for line in written.splitlines() if "=" in line)


def test_each_timer_starts_a_command_there_is_at_a_time_there_is():
    units = {place.rpartition("/")[2]: unit(written) for place, written in UNITS}
    service = units.pop("tracker@.service")
    assert service["ExecStart"].endswith(" manage.py %i")
    started = {}
    for timer in units.values():
        command = re.fullmatch(r"tracker@(\w+)\.service", timer["Unit"])
        assert command
        started[command[1]] = timer["OnCalendar"]
        if shutil.which("systemd-analyze"):
            tried = subprocess.run(
                ["systemd-analyze", "calendar", timer["OnCalendar"]], capture_output=True, check=False
            )
            assert tried.returncode == 0, tried.stderr
    assert started == {
        "send_reminders": "*-*-* 08:30:00 Asia/Shanghai",
        "issue_bulletin": "*-*-05 09:00:00 Asia/Shanghai",
        "issue_assessment": "*-01,04,07,10-10 09:00:00 Asia/Shanghai",
    }
    assert started.keys() <= get_commands().keys()


# README.md

TRIED = "HD-2021-22"
CHINESE, ENGLISH = text("README.md").split("\n---\n")


def commands(document: str) -> list[str]:
    """The lines of every block of shell commands."""
    blocks = re.findall(r"^```sh\n(.+?)^```", document, re.M | re.S)
    return [line for block in blocks for line in block.splitlines()]


def test_both_languages_give_the_same_commands_and_links():
    assert commands(CHINESE) == commands(ENGLISH)
    links = [
        {link for link in re.findall(r"\]\(([^)]+)\)", part) if not link.startswith("docs/screenshots/")}
        for part in (CHINESE, ENGLISH)
    ]
    assert links[0] == links[1]


@pytest.mark.parametrize(
    "document",
    ["README.md", "CONTRIBUTING.md", *(f"docs/{file.name}" for file in sorted((ROOT / "docs").glob("*.md")))],
)
def test_every_link_leads_to_a_file(document):
    folder = (ROOT / document).parent
    links = [link for link in re.findall(r"\]\(([^)#]+)", text(document)) if "://" not in link]
    assert [link for link in links if not (folder / link).is_file()] == []


@pytest.mark.parametrize(
    "command",
    sorted({line for name in ("README.md", "CONTRIBUTING.md", "docs/deploy.md") for line in commands(text(name))}),
)
def test_a_command_is_one_there_is(command):
    program, *words = shlex.split(command)
    if program == "make":
        tried = subprocess.run(["make", "-n", *words], cwd=ROOT, capture_output=True, text=True, check=False)
        assert tried.returncode == 0, tried.stderr
    else:
        assert program == ".venv/bin/python"
        assert words[0] in {"manage.py", "-c"}


def test_the_sample_logins_are_those_of_the_sample():
    people = {person.login: person for person in (*sample_plan.PEOPLE, sample_plan.ADMINISTRATOR)}
    desks = {desk.code: desk for desk in sample_plan.DESKS}
    for part in (CHINESE, ENGLISH):
        assert f"`{sample_plan.PASSWORD}`" in part
    chinese, english = table("README.md", "账号"), table("README.md", "Login")
    assert [row["账号"] for row in chinese] == [row["Login"] for row in english]
    assert {row["账号"] for row in chinese} == people.keys()
    for here, there in zip(chinese, english, strict=True):
        person = people[here["账号"]]
        desk = desks.get(person.department)
        assert (here["角色"], here["单位"]) == (str(person.role.label), desk.name if desk else "")
        assert (there["Role"], there["Department"]) == (person.role.name.title(), desk.name_en if desk else "")


@pytest.mark.django_db
def test_what_to_try_turns_the_light_from_red_to_blue(client):
    load_year()
    public, code, month_key = f"/targets/{TRIED}/", TRIED, "2021-12"
    assert public in CHINESE
    assert f"/en{public}" in ENGLISH
    assert light_of(code) == Light.FAR_BEHIND

    assert client.login(request=HttpRequest(), username="lin", password=sample_plan.PASSWORD)
    figures = {"value": "6", "progress": "六个都已验收。", "claims_completion": "on", "row_version": "0"}
    assert client.post(reverse("entry", args=[code, month_key]), figures | {"do": "submit"}).status_code == 302
    entry = Entry.objects.get(target__code=code, month=month(12))
    assert light_of(code) == Light.FAR_BEHIND

    client.logout()
    assert client.login(request=HttpRequest(), username="wang", password=sample_plan.PASSWORD)
    decision = {"row_version": str(entry.row_version), "do": "accept"}
    assert client.post(reverse("review", args=[entry.pk]), decision).status_code == 302
    assert light_of(code) == Light.DONE


def light_of(code: str) -> Light:
    listed = standings(Report.objects.get(code="HD-2021"), month(12))
    return next(each.verdict.light for each in listed if each.target.code == code)


# The commands, really run: a fresh copy of the project, its own environment, its own port

OWN = {*SETTINGS, "DJANGO_SETTINGS_MODULE", "VIRTUAL_ENV", "PYTHONPATH", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "HOST"}
NESTED = "INSIDE_MAKE_RUN_TEST"
OFFLINE = re.compile(r"No matching distribution|NewConnectionError|Temporary failure in name resolution|ProxyError")
SUPERUSER = {"DJANGO_SUPERUSER_PASSWORD": "only-for-this-test-1", "DJANGO_SUPERUSER_USERNAME": "first"}
SUPERUSER |= {"DJANGO_SUPERUSER_EMAIL": "first@example.org"}


@pytest.mark.xdist_group("run")
def test_the_commands_work_in_a_fresh_copy(tmp_path):
    if os.environ.get(NESTED):
        pytest.skip("needs to be outside of itself")
    place = fresh_copy(tmp_path / "copy")
    with running(place, seconds=400) as (port, _log):
        assert [get(port, path)[0] for path in ("/", "/en/", "/readyz", "/no-such-page/")] == [200, 200, 200, 404]
        status, before = get(port, "/api/v1/targets.json")
        assert status == 200
        assert len(json.loads(before)["targets"]) == 25
    began = time.monotonic()
    with running(place, seconds=60) as (port, log):
        assert time.monotonic() - began < 30
        assert "hedong_2021.json" in log.read_text(encoding="utf-8")
        assert get(port, "/api/v1/targets.json")[1] == before
    for command in dict.fromkeys([*commands(CHINESE), *commands(text("docs/deploy.md"))]):
        if command not in {"make run", "make run PORT=8001", "make test"}:
            carry_out(command, place)
    for database in ("db.sqlite3", "backup.sqlite3"):
        query = "SELECT username, is_superuser FROM tracker_user WHERE NOT is_sample"
        assert rows(place / "var" / database, query) == [("first", 1)]


def fresh_copy(place: Path) -> Path:
    """The project as a clone would have it, with what is not committed yet."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("needs git and a clone")
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, place / name)
    return place


def environment(**more: str) -> dict[str, str]:
    """The environment without what this test run has set for itself."""
    dropped = ("PYTEST_", "COV_", "COVERAGE_")
    kept = {name: value for name, value in os.environ.items() if name not in OWN and not name.startswith(dropped)}
    return kept | {NESTED: "1"} | more


@contextmanager
def running(place: Path, seconds: int) -> Iterator[tuple[int, Path]]:
    """`make run` in `place`, once it answers: its port and what it printed. Ended with all its processes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = place.parent / f"run-{port}.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            ["make", "run", f"PORT={port}"],
            cwd=place,
            env=environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait_for(server, port, log, seconds)
            yield port, log
        finally:
            end(server)


def wait_for(server: "subprocess.Popen[bytes]", port: int, log: Path, seconds: int) -> None:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if server.poll() is not None:
            said = log.read_text(encoding="utf-8")
            if OFFLINE.search(said):
                pytest.skip("needs the package index")
            pytest.fail(f"make run ended: {said}")
        with suppress(OSError, http.client.HTTPException):
            if get(port, "/healthz")[0] == 200:
                return
        time.sleep(0.5)
    pytest.fail(f"make run did not answer in {seconds} s: {log.read_text(encoding='utf-8')}")


def end(server: "subprocess.Popen[bytes]") -> None:
    """End the process group this test began, and only that."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(server.pid, sign)
        with suppress(subprocess.TimeoutExpired):
            server.wait(20)
            return


def get(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def carry_out(command: str, place: Path) -> None:
    """Run one command of the documents; what would ask for input is told beforehand."""
    interactive = command.endswith("createsuperuser")
    words = [*shlex.split(command), *(["--noinput"] if interactive else [])]
    done = subprocess.run(
        words,
        cwd=place,
        env=environment(**(SUPERUSER if interactive else {})),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"


def rows(database: Path, query: str) -> list[tuple[object, ...]]:
    """What a query finds in a SQLite file."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()
