"""The folder of an export: whole or not at all, and never over somebody else's files."""

import fcntl
import json
import os

import pytest

from tracker.management.site_folder import MARK, Refused, new_folder


def export(target, files, **facts):
    """An export of these files."""
    with new_folder(target) as folder:
        for name, content in files.items():
            folder.write(name, content)
        folder.mark({"edition": 1} | facts)
    return folder


def held(target):
    """Every file with its content."""
    return {str(file.relative_to(target)): file.read_bytes() for file in target.rglob("*") if file.is_file()}


@pytest.mark.parametrize("is_there", [True, False])
def test_files_are_written_under_their_names(tmp_path, is_there):
    target = tmp_path / "a" / "site"
    if is_there:
        target.mkdir(parents=True)
    folder = export(target, {"index.html": b"home", "en/x/index.html": b"x"})
    assert held(target).keys() == {"index.html", "en/x/index.html", MARK}
    assert json.loads((target / MARK).read_text()) == {"edition": 1, "files": 2}
    assert (folder.files, folder.size) == (3, sum(len(content) for content in held(target).values()))
    assert [each.name for each in target.parent.iterdir()] == ["site"]


def test_an_export_is_replaced_and_what_it_had_more_is_gone(tmp_path):
    export(tmp_path / "site", {"old/index.html": b"old", "index.html": b"one"})
    export(tmp_path / "site", {"index.html": b"two"})
    assert held(tmp_path / "site").keys() == {"index.html", MARK}
    assert (tmp_path / "site" / "index.html").read_bytes() == b"two"


def test_a_file_that_stays_the_same_keeps_its_date(tmp_path):
    target = tmp_path / "site"
    export(target, {"a.html": b"same", "b.html": b"one"})
    for name in ("a.html", "b.html"):
        os.utime(target / name, (1e9, 1e9))
    export(target, {"a.html": b"same", "b.html": b"two"})
    assert (target / "a.html").stat().st_mtime == 1e9
    assert (target / "b.html").stat().st_mtime > 1e9


@pytest.mark.parametrize("mark", [None, "", "[]", '{"files": 1}', "{"])
def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path, mark):
    target = tmp_path / "site"
    target.mkdir()
    (target / "thesis.txt").write_text("years of work")
    if mark is not None:
        (target / MARK).write_text(mark)
    before = held(target)
    with pytest.raises(Refused, match="site"):
        export(target, {"index.html": b""})
    assert held(target) == before
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "site").write_text("text")
    with pytest.raises(Refused):
        export(tmp_path / "site", {})
    assert (tmp_path / "site").read_text() == "text"


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, SystemExit])
def test_an_interrupted_export_leaves_the_old_one_whole(tmp_path, error):
    export(tmp_path / "site", {"index.html": b"old"})
    before = held(tmp_path / "site")
    with pytest.raises(error), new_folder(tmp_path / "site") as folder:
        folder.write("index.html", b"new")
        raise error
    assert held(tmp_path / "site") == before
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


def test_the_old_export_stands_until_the_new_one_is_whole(tmp_path):
    export(tmp_path / "site", {"index.html": b"old"})
    with new_folder(tmp_path / "site") as folder:
        folder.write("index.html", b"new")
        assert (tmp_path / "site" / "index.html").read_bytes() == b"old"
    assert (tmp_path / "site" / "index.html").read_bytes() == b"new"


def test_what_a_killed_run_left_is_cleared_away(tmp_path):
    export(tmp_path / "site", {"index.html": b"old"})
    left = tmp_path / ".site.new"
    (left / "half").mkdir(parents=True)
    (left / "half.html").write_bytes(b"half")
    export(tmp_path / "site", {"index.html": b"new"})
    assert held(tmp_path / "site").keys() == {"index.html", MARK}
    assert not left.exists()


def test_a_run_killed_between_its_last_two_steps_has_lost_nothing(tmp_path):
    export(tmp_path / "site", {"index.html": b"old"})
    (tmp_path / "site").rename(tmp_path / ".site.old")
    with pytest.raises(ValueError, match="stop"), new_folder(tmp_path / "site"):
        raise ValueError("stop")
    assert (tmp_path / "site" / "index.html").read_bytes() == b"old"


def test_two_exports_at_once_do_not_mix(tmp_path):
    running = tmp_path / ".site.new"
    running.mkdir()
    (running / "index.html").write_bytes(b"half")
    handle = os.open(running, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        with pytest.raises(Refused):
            export(tmp_path / "site", {})
    finally:
        os.close(handle)
    assert (running / "index.html").read_bytes() == b"half"


def test_a_link_to_a_folder_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    export(tmp_path / "site", {"index.html": b"x"})
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "real" / "index.html").read_bytes() == b"x"
