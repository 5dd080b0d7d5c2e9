import pytest

from tests.exports.conftest import FORMULA, read_at
from tests.factories import make_entry
from tracker.exports.entries import ENTRIES, EVIDENCE
from tracker.models import Entry


def rows(resource=ENTRIES, number=12):
    source = read_at(number)
    return resource.rows(resource.things(source.page), source)


def test_accepted_entries_are_there_in_all_versions_and_nothing_else(record):
    assert [row["id"] for row in rows()] == [
        *("HD-2021-01:2021-03:1", "HD-2021-01:2021-06:1", "HD-2021-01:2021-06:2", "HD-2021-01:2021-07:1"),
        "HD-2021-02:2021-06:1",
    ]
    assert "绝密" not in str(rows())
    assert "98.765" not in str(rows())


def test_an_entry_says_what_was_filed_by_whom_and_when(record):
    march, first, second, uncounted, rate = rows()
    assert march["progress"] == FORMULA
    assert (first["value"], first["superseded"], first["late"], first["version"]) == ("19", True, True, 1)
    assert (second["value"], second["superseded"], second["late"]) == ("20", False, False)
    assert second["correction_reason"] == "+重复计算"
    assert (uncounted["value"], uncounted["not_counted"], uncounted["explanation"]) == (None, True, "未统计")
    assert rate["value"] == "-1.25"
    assert (first["department"], first["department_name"]) == ("jyj", "区教育局")  # its name when it filed
    assert (first["filed_by"], first["accepted_by"]) == ("林", "王")
    assert first["filed_at"] == "2021-07-01T09:00:00+08:00"


def test_login_names_are_not_told(record, lin, wang):
    text = str(rows())
    assert "'lin'" not in text
    assert "'wang'" not in text


def test_public_evidence_is_listed_and_the_rest_only_counted(record):
    march, first, *_others = rows()
    assert march["evidence"] == [
        {"id": march["evidence"][0]["id"], "title": "清单", "url": "https://a.gov.cn/x", "sha256": None}
    ]
    key = record.paper.key
    assert first["evidence"] == [
        {
            "id": str(key),
            "title": "验收.pdf",
            "url": f"http://127.0.0.1:8000/evidence/{key}.pdf",
            "sha256": "a" * 64,
        }
    ]
    assert (march["evidence_withheld"], first["evidence_withheld"]) == (0, 1)
    assert "internal.cn" not in str(rows())


def test_evidence_is_a_table_of_its_own(record):
    link, paper = rows(EVIDENCE)
    assert (link["entry"], link["size"], link["sha256"]) == ("HD-2021-01:2021-03:1", None, None)
    assert (paper["entry"], paper["size"]) == ("HD-2021-01:2021-06:1", 8)


def test_a_file_without_an_ending_has_the_address_of_old(record):
    type(record.paper).objects.filter(pk=record.paper.pk).update(name="没有后缀")
    assert rows(EVIDENCE)[1]["url"] == f"http://127.0.0.1:8000/evidence/{record.paper.key}/"


def test_later_months_do_not_show_earlier(record):
    assert [row["id"] for row in rows(number=5)] == ["HD-2021-01:2021-03:1"]
    assert len(rows(EVIDENCE, 5)) == 1


def test_completion_is_told(target, lin, wang):
    make_entry(target, 6, "40", lin, wang, claims_completion=True)
    assert [row["completion"] for row in rows()] == [True]


@pytest.mark.parametrize("number", [1, 12])
def test_entries_take_three_queries_whatever_their_number(target, lin, wang, number, django_assert_num_queries):
    for month in range(1, number + 1):
        make_entry(target, month, str(month), lin, wang, evidence_url="https://a.cn/x")
    assert Entry.objects.count() == number
    for resource in (ENTRIES, EVIDENCE):
        source = read_at()
        with django_assert_num_queries(3):  # the entries, evidence, former names of departments
            assert len(resource.rows(resource.things(source.page), source)) == number
