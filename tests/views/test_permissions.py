"""The table of rights that everybody can read is the one that decides."""

import re
from html import unescape

import pytest
from django.utils.translation import gettext, override

from tests.views.conftest import inline, words
from tracker.choices import Act, Capacity
from tracker.permissions import ALWAYS, ANY_CLOSING, ANY_ENTRY, ANY_ISSUE, ANY_REQUEST, ANY_TARGET, ANY_WHISTLE, MATRIX

BOTH = pytest.mark.parametrize(("prefix", "language"), [("", "zh-hans"), ("/en", "en")])


def cells(html: str, tag: str) -> list[str]:
    return [unescape(words(cell)) for cell in re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", html, re.S)]


def said(states) -> set[str]:
    """What a cell says of these states, whatever their order."""
    if states == ALWAYS:
        return {gettext("always")}
    if states in (ANY_ENTRY, ANY_TARGET, ANY_REQUEST, ANY_WHISTLE, ANY_CLOSING, ANY_ISSUE):
        return {gettext("in any state")}
    return {str(state.label) for state in states} or {"–"}


@BOTH
def test_every_cell_says_what_the_matrix_says(read, target, prefix, language):
    html = read(f"{prefix}/permissions/")
    head, *rows = re.findall(r"<tr>(.*?)</tr>", html, re.S)
    with override(language):
        assert cells(head, "th")[1:] == [str(each.label) for each in Capacity]
        assert [cells(row, "th") for row in rows] == [[str(act.label)] for act in Act]
        for act, row in zip(Act, rows, strict=True):
            for capacity, cell in zip(Capacity, cells(row, "td"), strict=True):
                assert set(cell.split(gettext(", "))) == said(MATRIX[act].get(capacity, frozenset())), (act, capacity)


@BOTH
def test_every_row_and_column_has_its_head(read, target, prefix, language):
    html = read(f"{prefix}/permissions/")
    assert html.count('<th scope="col"') == len(Capacity) + 1
    assert html.count('<th scope="row"') == len(Act)
    assert html.count("data-label=") == len(Act) * len(Capacity)
    assert inline(html) == []


def test_states_stand_in_the_order_they_follow_one_another(read, target):
    row = re.search(rf'id="{Act.WITHDRAW.lower()}".*?</tr>', read("/en/permissions/"), re.S)
    assert row
    assert "Awaiting sign-off, Awaiting review" in words(row[0])


def test_method_page_leads_here(read, target):
    assert 'href="/en/permissions/"' in read("/en/method/")


def test_page_is_kept_until_something_changes(client, target):
    answer = client.get("/permissions/")
    assert client.get("/permissions/", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert not answer.cookies
