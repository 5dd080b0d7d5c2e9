"""Addresses written from where a page stands: each leads where it led, and nothing else changes."""

import re
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.exports.site import addresses, file_of, relative, rewritten, style_addresses

RELATIVE = {
    ("/", "/"): "./",
    ("/", "/targets/"): "targets/",
    ("/targets/", "/"): "../",
    ("/targets/", "/targets/"): "./",
    ("/targets/x/", "/targets/y/"): "../y/",
    ("/2021-06/targets/x/", "/targets/?light=DONE&sort=-gap#top"): "../../../targets/?light=DONE&sort=-gap#top",
    ("/en/", "/static/a.css"): "../static/a.css",
    ("/targets/", "/targets.json"): "../targets.json",
    ("/404.html", "/targets/"): "targets/",
    ("/a/b.html", "/a/c.html"): "c.html",
    ("/a/", "/a/x:y/"): "./x:y/",
    ("/a/b/", "/a/b"): "../b",
}


@pytest.mark.parametrize(("given", "written"), RELATIVE.items(), ids=map(" ".join, RELATIVE))
def test_an_address_is_written_from_its_page(given, written):
    assert relative(*given) == written


segments = st.lists(st.text("ab.:-_", min_size=1).filter(lambda part: part not in {".", ".."}), max_size=4)
paths = st.builds(lambda parts, last: "/".join(["", *parts, last]), segments, st.sampled_from(["", "a.html", "b"]))


@given(paths, paths, st.sampled_from(["", "?q=/a/../b", "#here", "?a=1#b?c"]))
def test_a_browser_finds_the_address_it_was_written_for(place, path, rest):
    written = relative(place, path + rest)
    assert not written.startswith("/")
    for root in ("https://a.cn", "https://a.cn/some/column"):
        assert urljoin(root + place, written) == root + path + rest


FILES = {
    "/": "index.html",
    "/en/": "en/index.html",
    "/2021-06/targets/HD-2021-01/": "2021-06/targets/HD-2021-01/index.html",
    "/targets/?light=DONE#top": "targets/index.html",
    "/og/2021-06/report.png": "og/2021-06/report.png",
    "/a%20b/c.json": "a b/c.json",
}


@pytest.mark.parametrize(("address", "name"), FILES.items(), ids=FILES)
def test_a_page_is_the_index_of_its_folder_and_a_file_keeps_its_name(address, name):
    assert file_of(address) == name


@pytest.mark.parametrize("address", ["/targets", "/a/../b.html", "/%2e%2e/b.html", "//a.html", "a.html", "/a/./b.html"])
def test_what_no_server_would_find_or_lies_outside_is_no_file(address):
    with pytest.raises(ValueError, match=re.escape(address)):
        file_of(address)


PAGE = """<!doctype html><link rel="stylesheet" href="/a.css"><meta content='x'>
<a class="b" href="/t/?a=1&amp;b=2" data-kind="/k">1 < 2 href="/no"</a><img src='/p.png' alt="a > b" width=1>
<textarea>&lt;a href="/text"&gt;</textarea><script type="application/json">{"href": "\\u003Ca href=/x>"}</script>
<form action=""><input value="/value"></form>"""


def test_addresses_are_found_in_tags_alone():
    assert addresses(PAGE) == [
        ("href", "/a.css"),
        ("content", "x"),
        ("href", "/t/?a=1&b=2"),
        ("data-kind", "/k"),
        ("src", "/p.png"),
        ("action", ""),
    ]


def test_what_is_left_stays_letter_for_letter():
    assert rewritten(PAGE, lambda _name, _address: None) == PAGE
    assert rewritten(PAGE, lambda _name, address: address) == PAGE


def test_only_the_address_changes_and_is_escaped():
    new = rewritten(PAGE, lambda _name, address: f"..{address}" if address.startswith("/t") else None)
    assert new == PAGE.replace("/t/?a=1&amp;b=2", "../t/?a=1&amp;b=2")


def test_a_stylesheet_names_what_it_loads():
    css = """a { background: url("../a.svg") } b { background: url( b.png ), url('c.woff2') }
    c { background: url(data:image/png;base64,x); fill: url(#d) }"""
    assert style_addresses(css) == ["../a.svg", "b.png", "c.woff2"]
