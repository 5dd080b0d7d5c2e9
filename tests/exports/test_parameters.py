from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exports.conftest import read_at
from tracker.exports.parameters import FILTERS, MONTH, PAGE, PER_PAGE, Refused, narrowed, of_list, read_all, remedy
from tracker.exports.resources import RESOURCES

PARAMETERS = {
    "targets": "month area department light kind words page per_page",
    "entries": "month target area department since until page per_page",
    "revisions": "month target page per_page",
    "closings": "month target outcome page per_page",
    "publications": "month target since kind page per_page",
    "areas": "month page per_page",
    "departments": "month page per_page",
    "report": "month page per_page",
}


def asked(name, *, number=12, **query):
    """The ids of what a list holds when asked so."""
    source, resource = read_at(number), RESOURCES[name]
    values, wrong = read_all({key: [text] for key, text in query.items()}, of_list(name, "json"), source.page)
    assert wrong == {}
    rows = resource.rows(narrowed(resource.things(source.page), name, values), source)
    return [row[resource.key[0]] for row in rows]


@pytest.mark.parametrize("name", RESOURCES)
def test_each_list_declares_what_it_can_be_asked_by(name):
    assert [each.name for each in of_list(name, "json")] == PARAMETERS[name].split()
    assert [each.name for each in of_list(name, "csv")] == PARAMETERS[name].replace("page per_page", "").split()


@pytest.mark.parametrize(
    ("name", "query", "ids"),
    [
        ("targets", {"area": "HD-2021-A1"}, "HD-2021-02"),
        ("targets", {"department": "swj"}, "HD-2021-02"),
        ("targets", {"department": "zzj"}, ""),
        ("targets", {"light": "SUSPENDED"}, "HD-2021-02"),
        ("targets", {"kind": "CUMULATIVE"}, "HD-2021-01 HD-2021-03"),
        ("targets", {"words": "silent 未报"}, "HD-2021-03"),
        ("targets", {"words": " ", "kind": "RATE"}, "HD-2021-02"),
        ("entries", {"target": "HD-2021-02"}, "HD-2021-02:2021-06:1"),
        ("entries", {"area": "HD-2021-A1"}, "HD-2021-02:2021-06:1"),
        ("entries", {"department": "swj"}, "HD-2021-02:2021-06:1"),
        ("entries", {"since": "2021-07"}, "HD-2021-01:2021-07:1"),
        ("entries", {"until": "2021-03"}, "HD-2021-01:2021-03:1"),
        ("entries", {"since": "2021-06", "until": "2021-06", "target": "HD-2021-02"}, "HD-2021-02:2021-06:1"),
        ("entries", {"since": "2021-07", "until": "2021-06"}, ""),
        ("revisions", {"target": "HD-2021-02"}, "HD-2021-02:r1"),
        ("closings", {"target": "HD-2021-02"}, "HD-2021-02:close"),
        ("closings", {"target": "HD-2021-01"}, ""),
        ("closings", {"outcome": "MISSED"}, "HD-2021-02:close"),
        ("closings", {"outcome": "CHANGED"}, ""),
        ("publications", {"since": "2021-08-21"}, "HD-2021-02:close HD-2021-01:r1"),
        ("publications", {"since": "2021-11-09"}, ""),
        ("publications", {"kind": "CLOSED"}, "HD-2021-02:close"),
        ("publications", {"kind": "CORRECTION"}, "HD-2021-01:2021-06:2"),
        ("publications", {"target": "HD-2021-02", "kind": "REVISION"}, "HD-2021-02:r1"),
    ],
)
def test_each_filter_narrows(record, name, query, ids):
    assert asked(name, **query) == ids.split()


def test_every_filter_is_tried():
    tried = {"area", "department", "light", "kind", "words", "target", "outcome", "since", "until"}
    assert {each.name for filters in FILTERS.values() for each in filters} == tried


NUL, LONG = "\x00", "9" * 10_000


@pytest.mark.parametrize("text", ["", "0", "-1", "1.0", "+1", "01", "٣", "1 ", " 1", "1e3", NUL, LONG, "1_0", "1001"])
def test_a_page_is_a_whole_number_of_digits(target, text):
    with pytest.raises(Refused, match=r"^write a whole number from 1 to 1000$"):
        PER_PAGE.read(text, read_at().page)


@pytest.mark.parametrize("text", ["1", "9", "1000"])
def test_a_whole_number_is_read(target, text):
    assert PER_PAGE.read(text, read_at().page) == int(text)
    assert PAGE.read("1000000", read_at().page) == 1_000_000


@pytest.mark.parametrize("text", ["", "2021-13", "2022-01", "2020-12", "2021-6", "٢٠٢١-٠٦", NUL, LONG, "2021-06-01"])
def test_a_month_is_one_that_can_be_read(target, text):
    with pytest.raises(Refused, match=r"^write YYYY-MM, from 2021-01 to 2021-12$"):
        MONTH.read(text, read_at().page)


@pytest.mark.parametrize("text", ["", "2021-02-30", "2021-06", "20210601", "2021-W01-1", "٢٠٢١-٠٦-٠١", NUL, LONG])
def test_a_day_is_one_of_the_calendar(target, text):
    (since,) = [each for each in FILTERS["publications"] if each.name == "since"]
    with pytest.raises(Refused, match=r"^write a day as YYYY-MM-DD$"):
        since.read(text, read_at().page)
    assert since.read("2021-06-30", read_at().page) == date(2021, 6, 30)


@pytest.mark.parametrize("text", ["", NUL, "a\x00b", "a\tb", "a\n", "a" * 101, LONG])
def test_words_are_short_and_without_control_characters(target, text):
    (words,) = [each for each in FILTERS["targets"] if each.name == "words"]
    with pytest.raises(Refused, match=r"^write 1 to 100 characters"):
        words.read(text, read_at().page)


@pytest.mark.parametrize("text", ["", "none", NUL, LONG, "swj", "jyj "])
def test_a_code_is_one_there_is(target, text):
    (department,) = [each for each in FILTERS["targets"] if each.name == "department"]
    with pytest.raises(Refused, match=r"^write one of jyj$"):
        department.read(text, read_at().page)
    assert department.read("jyj", read_at().page) == "jyj"


def test_of_many_values_some_are_named_and_of_none_that_there_is_none():
    assert remedy({"type": "string", "enum": [str(n) for n in range(30)]}).endswith("10, 11, …")
    assert remedy({"type": "string", "enum": []}) == "write one of nothing, there is none"


def test_each_bad_parameter_is_named(target):
    given = {"month": ["x"], "page": ["1", "2"], "colour": ["red"], "light": ["DONE"], "z" * 5000: [""]}
    values, wrong = read_all(given, of_list("targets", "json"), read_at().page)
    assert values == {"light": "DONE"}
    assert wrong == {
        "month": "write YYYY-MM, from 2021-01 to 2021-12",
        "page": "write it once",
        "colour": "there is no such parameter here; there are: " + ", ".join(PARAMETERS["targets"].split()),
        "z" * 40: "there is no such parameter here; there are: " + ", ".join(PARAMETERS["targets"].split()),
    }
    assert read_all({"x": []}, (), read_at().page)[1] == {"x": "there is no such parameter here; there are: none"}


@given(st.text())
def test_any_text_is_read_or_refused(text):
    for name, filters in FILTERS.items():
        for each in filters:
            if each.name in {"light", "kind", "words", "outcome"} or (name, each.name) == ("publications", "since"):
                try:
                    each.read(text, None)
                except Refused as refused:
                    assert str(refused).startswith("write ")
