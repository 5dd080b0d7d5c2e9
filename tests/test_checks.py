"""What must be whole before anything is handed on: migrations and translations."""

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[1]
LOCALE = Path("tracker/locale/zh_Hans/LC_MESSAGES")
CATALOG = polib.pofile(str(ROOT / LOCALE / "django.po"))
FOLDERS = ("hedong", "tracker", "templates")
SOURCES = sorted(file for file in (ROOT / "tracker").rglob("*.py") if "migrations" not in file.parts)
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|%s")


def key(entry: polib.POEntry) -> tuple[str, str, str]:
    """What a message is known by."""
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural


def texts(entry: polib.POEntry) -> list[str]:
    """Every translation of a message: one, or one for each plural form."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_message_is_translated():
    assert [entry.msgid for entry in CATALOG if not all(texts(entry))] == []


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_message_hides_where_the_collector_does_not_look(file):
    """Inside an f-string a message is not collected, and so would stay English."""
    known = {entry.msgid for entry in CATALOG}
    said = {
        call.args[0].value
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext"}
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }
    assert said <= known


def test_no_translation_is_fuzzy_or_obsolete():
    assert [entry.msgid for entry in CATALOG if entry.fuzzy or entry.obsolete] == []


def test_the_compiled_messages_are_those_of_the_catalog():
    compiled = polib.mofile(str(ROOT / LOCALE / "django.mo"))
    assert {key(entry): texts(entry) for entry in compiled} == {key(entry): texts(entry) for entry in CATALOG}


@pytest.mark.parametrize("entry", CATALOG, ids=lambda entry: entry.msgid[:40])
def test_a_translation_has_the_placeholders_of_its_message(entry):
    wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    assert [set(PLACEHOLDER.findall(text)) for text in texts(entry)] == [wanted] * len(texts(entry))


def test_the_catalog_holds_the_messages_of_the_source_and_no_others(tmp_path):
    if not shutil.which("xgettext"):
        pytest.skip("needs xgettext (GNU gettext)")
    for name in FOLDERS:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(ROOT / "manage.py", tmp_path)
    done = subprocess.run(
        [sys.executable, *makemessages()],
        cwd=tmp_path,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "hedong.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    fresh = {key(entry) for entry in polib.pofile(str(tmp_path / LOCALE / "django.po")) if not entry.obsolete}
    committed = {key(entry) for entry in CATALOG}
    assert {"missing": fresh - committed, "stale": committed - fresh} == {"missing": set(), "stale": set()}


def makemessages() -> list[str]:
    """The command CONTRIBUTING.md tells people to run, without the interpreter."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"^\S+/python (manage\.py makemessages .+)$", text, re.M)
    return shlex.split(line)
