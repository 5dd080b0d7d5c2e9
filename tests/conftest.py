"""The cast and the stage: 林 reports for the leading department, 王 supervises, 赵 is from another, 陈 administers."""

import os

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
os.environ["OPENPYXL_LXML"] = "False"  # which only the tests have installed; the site writes workbooks without it

import hypothesis
import pytest
from django.db import connection
from django.utils import translation

from tests.factories import make_area, make_department, make_person, make_report, make_target
from tracker.choices import Role
from tracker.models import Area, Department, Report, Target, User

# How quickly a busy machine makes up its examples says nothing about the code.
hypothesis.settings.register_profile(
    "suite", max_examples=150, deadline=None, database=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("suite")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """With REQUIRE_ALL=1 what this machine lacks is a failure, not a skip."""
    report = yield
    if os.environ.get("REQUIRE_ALL") == "1" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"REQUIRE_ALL=1, and this was skipped: {call.excinfo.value}"
    return report


def pytest_make_parametrize_id(val):
    """Bytes do not name a test: a workbook's change with the second it is made in, and each worker makes its own."""
    return "bytes" if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory) -> None:
    """A database file instead of memory: threads and a live server open connections of their own."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def _default_language():
    """Each test begins in the site's own language, whatever the one before it activated."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def english():
    """The reader reads English."""
    with translation.override("en"):
        yield


@pytest.fixture
def report(db) -> Report:
    return make_report()


@pytest.fixture
def area(report) -> Area:
    return make_area(report)


@pytest.fixture
def department(db) -> Department:
    """The department that leads `target`."""
    return make_department("jyj", "区教育局", "Education Bureau")


@pytest.fixture
def other_department(db) -> Department:
    return make_department("swj", "区商务局", "Commerce Bureau")


@pytest.fixture
def target(area, department) -> Target:
    """40 stations over the year, led by 林's department and signed for."""
    return make_target(area, lead=department)


@pytest.fixture
def lin(department) -> User:
    return make_person("lin", "林", department, Role.REPORTER)


@pytest.fixture
def zhao(other_department) -> User:
    return make_person("zhao", "赵", other_department, Role.REPORTER)


@pytest.fixture
def wang(db) -> User:
    return make_person("wang", "王", None, Role.SUPERVISOR)


@pytest.fixture
def admin(db) -> User:
    return make_person("chen", "陈", None, Role.ADMINISTRATOR)
