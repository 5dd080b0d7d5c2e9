"""The house rules of docs/architecture.md, held by reading the source: floors, purity, who writes, lengths, tests."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
APP = ROOT / "tracker"
TEMPLATES = ROOT / "templates"

FLOORS = [
    {"choices"},
    {"rules", "reading"},
    {"models"},
    {"queries"},
    {"permissions"},
    {"actions"},
    {"charts", "tables", "forms", "exports", "templatetags"},
    {"frame"},
    {"views", "api", "admin", "management", "context"},
    {"urls"},
]
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
FACES = FLOORS[6]
OUTSIDE = {"apps", "migrations", "locale", "static"}  # Django's own doors: they belong to no floor
TESTED = ("rules", "reading", "models", "queries", "actions", "charts", "tables", "forms", "exports", "views", "api")
TESTED += ("admin", "frame")
WRITERS = {"models", "actions", "admin", "management", "migrations"}
WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
TIMERS = {"time", "time.time", "time.monotonic", "time.perf_counter", "monotonic", "perf_counter"}
FILES = {"open", "input", "print", "read_text", "read_bytes", "write_text", "write_bytes"}
DRAWERS = {"utils", "services", "helpers", "common", "mixins"}
COMPUTING = {"bisect", "collections", "dataclasses", "datetime", "decimal", "difflib", "enum", "fractions", "functools"}
COMPUTING |= {"heapq", "itertools", "math", "operator", "re", "statistics", "string", "types", "typing", "unicodedata"}
UNPACKING = {"html", "io", "struct", "xml", "zipfile", "zlib"}  # bytes to text is no access to files
FILE_LINES, FUNCTION_LINES, PAGE_LINES, PART_LINES = 300, 40, 120, 40


def room_of(file: Path) -> str:
    return file.relative_to(APP).parts[0].removesuffix(".py")


SOURCES = sorted(file for file in APP.rglob("*.py") if "__pycache__" not in file.parts)
HOUSE = [file for file in SOURCES if room_of(file) in FLOOR]
PAGES = sorted(TEMPLATES.rglob("*.html"))
TREES = {file: ast.parse(file.read_text(encoding="utf-8")) for file in SOURCES}


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


each_source = pytest.mark.parametrize("file", SOURCES, ids=name)
each_house_file = pytest.mark.parametrize("file", HOUSE, ids=name)
each_template = pytest.mark.parametrize("file", PAGES, ids=name)


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and full name of everything imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: import by the full name"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def calls(tree: ast.AST) -> Iterator[tuple[int, str, bool]]:
    """Line, last name and whether it is a method, of everything called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.lineno, node.func.attr, True
            elif isinstance(node.func, ast.Name):
                yield node.lineno, node.func.id, False


def clock_reads(tree: ast.AST) -> list[int]:
    """Lines that ask what time it is; `localdate(moment)` only converts."""
    asked = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            last = called.rpartition(".")[2]
            converts = last in {"localdate", "localtime"} and (node.args or node.keywords)
            if (last in {"now", "today", "utcnow", "localdate", "localtime"} and not converts) or called in TIMERS:
                asked.append(node.lineno)
    return asked


def may_import(room: str, other: str) -> bool:
    """Whether a room may import another: only downward, never sideways, and faces know no action."""
    if room == other:
        return True
    if room in FACES and other == "actions":
        return False
    return FLOOR[other] < FLOOR[room]


def test_every_room_has_its_floor():
    rooms = {room_of(file) for file in SOURCES} - {"__init__"} - OUTSIDE
    assert rooms <= FLOOR.keys()


@each_house_file
def test_imports_point_downward(file):
    room = room_of(file)
    ours = [(line, full.split(".")[1]) for line, full in imports(TREES[file]) if full.startswith("tracker.")]
    assert [(line, other) for line, other in ours if other not in OUTSIDE and not may_import(room, other)] == []


@each_house_file
def test_the_app_does_not_know_the_project(file):
    assert [full for _line, full in imports(TREES[file]) if full.split(".")[0] == "hedong"] == []


@each_source
def test_imports_stand_at_the_top_of_the_module(file):
    tree = TREES[file]
    top = {id(node) for node in tree.body}
    for node in tree.body:
        if isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}:
            top |= {id(inner) for inner in node.body}
    found = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert found == [
        node.lineno for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom) and id(node) in top
    ]


@pytest.mark.parametrize("file", [file for file in HOUSE if room_of(file) in {"rules", "reading"}], ids=name)
def test_rules_and_reading_are_pure(file):
    allowed = {"tracker", *COMPUTING} | ({"django.utils.translation"} if file.stem == "words" else set())
    allowed |= UNPACKING if file.stem == "documents" else set()
    foreign = [
        full
        for _line, full in imports(TREES[file])
        if full.split(".")[0] not in allowed and full.rpartition(".")[0] not in allowed
    ]
    assert foreign == []
    assert [(line, called) for line, called, _method in calls(TREES[file]) if called in FILES] == []


@pytest.mark.parametrize(
    "file", [file for file in HOUSE if room_of(file) not in {"views", "admin", "management", "api"}], ids=name
)
def test_the_clock_is_read_at_the_door_only(file):
    assert clock_reads(TREES[file]) == []


@pytest.mark.parametrize("file", [file for file in HOUSE if room_of(file) not in WRITERS], ids=name)
def test_only_models_actions_admin_and_management_write(file):
    assert [(line, called) for line, called, method in calls(TREES[file]) if method and called in WRITES] == []


@each_source
def test_no_signal_is_sent_or_heard(file):
    assert [
        full for _line, full in imports(TREES[file]) if "signals" in full or full == "django.dispatch.receiver"
    ] == []


def test_no_file_is_a_drawer_for_odds_and_ends():
    folders = [ROOT / "tracker", ROOT / "hedong", ROOT / "tests"]
    names = {path for folder in folders for path in folder.rglob("*") if path.stem in DRAWERS}
    assert names == set()


@each_source
def test_a_file_is_read_in_one_sitting(file):
    if room_of(file) != "migrations":
        assert len(file.read_text(encoding="utf-8").splitlines()) <= FILE_LINES


@each_source
def test_a_function_fits_on_a_screen(file):
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(TREES[file])
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= FUNCTION_LINES
    }
    assert long == {}


@each_source
def test_a_module_says_what_it_is_for(file):
    if file.stem != "__init__" and "migrations" not in file.parts:
        assert ast.get_docstring(TREES[file])


@each_template
def test_a_template_is_short(file):
    is_part = "parts" in file.relative_to(TEMPLATES).parts
    assert len(file.read_text(encoding="utf-8").splitlines()) <= (PART_LINES if is_part else PAGE_LINES)


@pytest.mark.parametrize("file", [file for file in PAGES if "parts" in file.relative_to(TEMPLATES).parts], ids=name)
def test_a_part_opens_with_what_it_takes(file):
    opening = re.match(
        r"\s*(\{#.+?#\}|\{% comment .*?%\}.+?\{% endcomment %\})", file.read_text(encoding="utf-8"), re.S
    )
    assert opening


@each_template
def test_a_template_has_no_inline_script_or_style(file):
    text = file.read_text(encoding="utf-8")
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", text) == []
    assert [tag for tag in re.findall(r"<script[^>]*>", text) if "src=" not in tag] == []


MODULES = [file for file in HOUSE if room_of(file) in TESTED and file.stem != "__init__" and file.parent.parent == APP]


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_each_module_has_its_test(file):
    assert (ROOT / "tests" / room_of(file) / f"test_{file.stem}.py").is_file()
