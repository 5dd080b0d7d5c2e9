"""The site as visitors and officials see it. `world` is a small report with something of everything."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from tests.factories import make_area, make_entry, make_target
from tracker.models import User

# Address: its title in Chinese (empty: the translation of the English one) and in English
PUBLIC = {
    "/": ("2021年政府工作报告", "Government Work Report 2021"),
    "/areas/HD-2021-A0/": ("领域0", "Area 0"),
    "/areas/HD-2021-A1/": ("领域1", "Area 1"),
    "/targets/": ("", "Targets"),
    "/targets/HD-2021-01/": ("新建5G基站", "New 5G base stations"),
    "/departments/": ("", "Departments"),
    "/departments/jyj/": ("区教育局", "Education Bureau"),
    "/charts/": ("", "Charts"),
    "/closing/": ("", "Year's close"),
    "/years/": ("", "Years"),
    "/method/": ("", "How targets are judged"),
    "/permissions/": ("", "Who may do what"),
    "/bulletins/": ("", "Bulletins and assessments"),
    "/data/": ("", "Open data"),
    "/data/api/": ("", "The API in words"),
}
BOTH = [(prefix + address, index) for address in PUBLIC for index, prefix in enumerate(("", "/en"))]


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Each test begins with nothing kept: its editions count from 0 again."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def world(report, area, target, other_department, lin, wang) -> SimpleNamespace:
    """A target half done in June, one never reported, a rate, and an area without any."""
    empty = make_area(report)
    entry = make_entry(target, 6, "20", lin, wang, progress="做了一半")
    silent = make_target(area, name="未报目标", name_en="Silent target")
    rate = make_target(area, kind="RATE", unit="%", unit_en="%", name="增速", name_en="Growth")
    return SimpleNamespace(report=report, area=area, empty=empty, target=target, entry=entry, silent=silent, rate=rate)


@pytest.fixture
def read(client: Client) -> Callable[..., str]:
    """The text of a page that answers 200."""

    def get(address: str, **query: Any) -> str:
        response = client.get(address, query)
        assert response.status_code == 200
        return response.content.decode()

    return get


@pytest.fixture
def enter(client: Client) -> Callable[[User], Client]:
    """Sign a person in."""

    def sign_in(person: User) -> Client:
        client.force_login(person)
        return client

    return sign_in


def words(response: HttpResponse | str) -> str:
    """What a reader sees of a page: its text without tags and with single spaces."""
    html = response if isinstance(response, str) else response.content.decode()
    html = re.sub(r"<(script|svg|select|style)\b.*?</\1>", " ", html, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def title(response: HttpResponse) -> str:
    """What stands in the browser's tab, before the site's name."""
    found = re.search(r"<title>(.*?) · [^<]*</title>", response.content.decode())
    assert found
    return unescape(found[1])


def inline(html: str) -> list[str]:
    """Every style or script that stands in the page itself."""
    data = ("application/json", "application/ld+json")
    scripts = [
        tag for tag in re.findall(r"<script[^>]*>", html) if "src=" not in tag and not any(d in tag for d in data)
    ]
    return scripts + re.findall(r"<style|\sstyle\s*=|<[^>]*\son[a-z]+\s*=|javascript:", html)
