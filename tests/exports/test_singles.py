import pytest

from tests.exports.conftest import read_at
from tracker.exports.resources import RESOURCES
from tracker.exports.singles import SINGLES, single


def test_a_target_comes_with_its_record(record):
    told = single(read_at(), "targets", "HD-2021-01")
    assert told["month"] == "2021-12"
    assert told["target"]["code"] == "HD-2021-01"
    assert [row["id"][-1] for row in told["entries"]] == ["1", "1", "2", "1"]
    assert [row["id"] for row in told["revisions"]] == ["HD-2021-01:r1"]


def test_an_area_and_a_department_come_with_their_targets(record):
    area = single(read_at(), "areas", "HD-2021-A0")
    assert (area["area"]["targets"], [row["code"] for row in area["targets"]]) == (2, ["HD-2021-01", "HD-2021-03"])
    department = single(read_at(), "departments", "swj")
    assert [row["code"] for row in department["targets"]] == ["HD-2021-02"]
    assert single(read_at(), "departments", "zzj")["targets"] == []


def test_an_earlier_month_is_told_as_it_stood(record):
    told = single(read_at(5), "targets", "HD-2021-01")
    assert (told["target"]["latest_value"], told["target"]["value"]) == ("8.5", "40")
    assert (len(told["entries"]), told["revisions"]) == (1, [])


@pytest.mark.parametrize("name", SINGLES)
def test_what_is_told_of_one_is_what_its_list_says(record, name):
    source, resource = read_at(), RESOURCES[name]
    for row in resource.rows(resource.things(source.page), source):
        assert single(source, name, row["code"])[SINGLES[name].name] == row


@pytest.mark.parametrize("name", SINGLES)
def test_the_codes_are_those_of_the_list(record, name):
    source, resource = read_at(), RESOURCES[name]
    rows = resource.rows(resource.things(source.page), source)
    assert SINGLES[name].codes(source.page)["enum"] == [row["code"] for row in rows]
    assert single(source, name, "none") is None
