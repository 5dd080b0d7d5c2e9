"""`make` where it decides: who gets the sample logins, and with which Python. Stubs stand in for the programs."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def place(tmp_path):
    """The Makefile with everything made already; each program only says how it was called."""
    shutil.copy2(ROOT / "Makefile", tmp_path)
    for name in ("requirements.txt", "package-lock.json", "var/secret_key", ".venv/.ready", "node_modules/.ready"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    for name in ("python", "gunicorn"):
        program(tmp_path / ".venv" / "bin" / name, 'echo "$0 $@"')
    return tmp_path


def program(file: Path, lines: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{lines}\n")
    file.chmod(0o755)


def make(place: Path, *words: str, **settings: str) -> subprocess.CompletedProcess:
    dropped = {"HOST", "VAR_DIR", "MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return subprocess.run(
        ["make", *words], cwd=place, env=kept | settings, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    ("host", "is_loaded"),
    [
        *((host, True) for host in (None, "", "127.0.0.1", "127.1.2.3", "localhost")),
        *((host, False) for host in ("0.0.0.0", "192.168.1.5", "[::]", "tracker.example.gov.cn", "*")),
    ],
)
@pytest.mark.parametrize("is_word", [False, True])
def test_sample_logins_are_loaded_only_where_nobody_else_can_come(place, host, is_loaded, is_word):
    named = {} if host is None else {"HOST": host}
    words = [f"{name}={value}" for name, value in named.items()] if is_word else []
    done = make(place, "run", *words, **({} if is_word else named))
    assert done.returncode == 0, done.stderr
    assert ("manage.py load_sample --if-new" in done.stdout) is is_loaded
    assert done.stdout.splitlines()[-1].endswith("gunicorn -c hedong/gunicorn_conf.py hedong.wsgi")


def test_python_too_old_is_said_in_one_line_before_anything_is_made(place):
    shutil.rmtree(place / ".venv")
    program(place / "old" / "python3", '[ "$1" = --version ] && echo "Python 3.9.2" || exit 1')
    done = make(place, "setup", PATH=f"{place / 'old'}:{os.environ['PATH']}")
    assert done.returncode != 0
    assert "Python 3.11 or newer is needed; python3 here is: Python 3.9.2" in done.stdout.splitlines()
    assert not (place / ".venv").exists()
