"""A database that cannot be used stops every start with one line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMANDS = {
    "manage.py": ["manage.py", "migrate", "--verbosity", "0"],
    "gunicorn": ["-m", "gunicorn", "-c", "hedong/gunicorn_conf.py", "hedong.wsgi"],
}
GONE = {
    "postgresql": "postgres://postgres@127.0.0.1:1/x",
    "no folder": "sqlite:////nonexistent/dir/db.sqlite3",
    "no database": "sqlite:///{folder}/file.sqlite3",
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("address", GONE.values(), ids=GONE)
def test_start_without_a_database_says_so_in_one_line(tmp_path, command, address):
    (tmp_path / "static").mkdir()
    (tmp_path / "file.sqlite3").write_text("not a database\n" * 100)
    done = start(command, tmp_path, DATABASE_URL=address.format(folder=tmp_path))
    (line,) = done.stderr.splitlines()
    assert done.returncode == 1
    assert line.startswith("DATABASE_URL: the database cannot be used: ")
    assert line.endswith(" (see docs/deploy.md)")
    assert "couldn't get a connection" not in line


def test_command_that_needs_no_database_runs_without_one(tmp_path):
    done = start(["manage.py", "check"], tmp_path, DATABASE_URL=GONE["no folder"])
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n")


def test_other_mistakes_keep_their_own_words(tmp_path):
    done = start(["manage.py", "no_such_command"], tmp_path)
    assert done.returncode == 1
    assert "DATABASE_URL" not in done.stderr


def start(command, folder, **settings):
    """A process of its own with these settings, never on the port of another."""
    dropped = {"DATABASE_URL", "HOST", "REDIS_URL", "DJANGO_SETTINGS_MODULE"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    own = {"VAR_DIR": str(folder), "SECRET_KEY": "x" * 40, "PORT": "65111", "DJANGO_SETTINGS_MODULE": "hedong.settings"}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=kept | own | settings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
