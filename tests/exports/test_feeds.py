from datetime import timedelta
from xml.etree import ElementTree

import pytest

from tests.exports.conftest import read_at
from tests.factories import AT, make_entry, make_target
from tracker.exports.feeds import NEWEST, feed_bytes
from tracker.queries.publications import publications

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(*, is_sample=False, title="标题"):
    source = read_at(is_sample=is_sample)
    told = publications(source.page.report, source.page.month)
    data = feed_bytes(source, "feeds/all", title, "https://a/", "https://a/feeds/all.atom", told)
    return ElementTree.fromstring(data)


def text(element, name):
    return element.findtext(f"{ATOM}{name}")


def test_a_feed_is_what_readers_of_feeds_need(record):
    root = feed()
    assert root.tag == f"{ATOM}feed"
    assert text(root, "id") == "tag:127.0.0.1,2021:feeds/all"
    assert text(root, "title") == "标题"
    assert text(root, "updated") == "2021-11-08T09:00:00+08:00"
    assert root.find(f"{ATOM}author").findtext(f"{ATOM}name") == "天津市河东区"
    assert {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")} == {
        "alternate": "https://a/",
        "self": "https://a/feeds/all.atom",
    }
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-hans"


def test_an_entry_has_an_id_that_stays_and_a_whole_address(record):
    entries = feed().findall(f"{ATOM}entry")
    assert [text(each, "id").removeprefix("tag:127.0.0.1,2021:") for each in entries][:3] == [
        *("HD-2021-02:close", "HD-2021-01:r1", "HD-2021-01:2021-07:1"),
    ]
    assert {each.find(f"{ATOM}link").get("href").rpartition("/targets/")[0] for each in entries} == {
        "http://127.0.0.1:8000"
    }
    assert [text(each, "updated") for each in entries] == sorted([text(each, "updated") for each in entries])[::-1]


def test_an_entry_says_what_became_public(record, english):
    entries = {text(each, "id").partition(":HD")[2]: each for each in feed().findall(f"{ATOM}entry")}
    revised, uncounted = entries["-2021-01:r1"], entries["-2021-01:2021-07:1"]
    corrected, first = entries["-2021-01:2021-06:2"], entries["-2021-01:2021-06:1"]
    assert text(revised, "title") == "Promise revised: New 5G base stations, from August 2021"
    assert text(revised, "summary").split("<br>")[1:] == [
        *("Figure: 40 stations → 36 stations", "Due month: December 2021 → November 2021", "上级调整"),
    ]
    assert text(uncounted, "title") == "Figure accepted: New 5G base stations, not counted (July 2021)"
    assert text(corrected, "title") == "Figure corrected: New 5G base stations, 20 stations (June 2021)"
    assert "Why corrected: +重复计算" in text(corrected, "summary")
    assert "filed by Education Bureau" in text(first, "summary")  # as it was called then
    assert "It was filed late." in text(first, "summary")
    assert "It was filed late." not in text(corrected, "summary")


def test_a_new_lead_is_told(record):
    record.target.revisions.update(lead_after=record.rate.lead)
    (revised,) = [each for each in feed().findall(f"{ATOM}entry") if text(each, "id").endswith("01:r1")]
    assert "区教育局 → 区商务局" in text(revised, "summary")


@pytest.mark.parametrize("written", ["<script>alert(1)</script>", "a\x00b\x08c\x0b\ufffe", "&amp;", "]]>"])
def test_whatever_an_official_wrote_the_feed_stays_a_feed(target, lin, wang, written):
    make_entry(target, 6, "20", lin, wang, progress=written.replace("\x00", ""))
    (entry,) = feed(title=written).findall(f"{ATOM}entry")
    assert "<script" not in text(entry, "summary")
    assert text(entry, "title").startswith("数据审核通过：新建5G基站")


def test_sample_data_is_called_so_in_every_title(record):
    root = feed(is_sample=True)
    titles = [text(root, "title"), *(text(each, "title") for each in root.findall(f"{ATOM}entry"))]
    assert len(titles) == 9
    assert all(title.startswith("演示数据 · ") for title in titles)


def test_an_empty_feed_was_changed_when_the_report_was_adopted(target):
    root = feed()
    assert root.findall(f"{ATOM}entry") == []
    assert text(root, "updated") == "2021-01-13T00:00:00+00:00"


def test_only_the_newest_are_told(area, department, lin, wang):
    for number in range(NEWEST + 1):
        make_entry(make_target(area, lead=department), 1, "9", lin, wang, at=AT + timedelta(hours=number))
    entries = feed().findall(f"{ATOM}entry")
    assert len(entries) == NEWEST == 50
    assert text(entries[-1], "id").endswith("HD-2021-02:2021-01:1")


@pytest.mark.parametrize("number", [1, 30])
def test_a_feed_takes_five_queries_whatever_it_holds(area, department, lin, wang, number, django_assert_num_queries):
    for _ in range(number):
        make_entry(make_target(area, lead=department), 3, "9", lin, wang)
    with django_assert_num_queries(5):  # the report, entries, revisions, closings, former names
        assert len(feed().findall(f"{ATOM}entry")) == number


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_address_leads_to_the_place_on_the_page(record, client, prefix):
    root = ElementTree.fromstring(client.get(f"{prefix}/feeds/all.atom").content)
    addresses = [each.find(f"{ATOM}link").get("href") for each in root.findall(f"{ATOM}entry")]
    assert len(set(addresses)) == 8
    for address in addresses:
        page, _mark, anchor = address.removeprefix("http://127.0.0.1:8000").partition("#")
        assert f'id="{anchor}"' in client.get(page).content.decode()
