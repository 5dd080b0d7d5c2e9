from datetime import UTC, datetime

import pytest

from tests.exports.conftest import read_at
from tests.factories import make_person
from tracker.exports.columns import LANGUAGES, Type, moment_text, person_name, said
from tracker.exports.resources import TABLES

EVERY = [(resource, column) for resource in TABLES.values() for column in resource.columns]
each_column = pytest.mark.parametrize(("resource", "column"), EVERY, ids=[f"{r.name}.{c.name}" for r, c in EVERY])


@each_column
def test_a_column_is_explained_in_both_languages(resource, column):
    texts = [said(column.about, language) for language in LANGUAGES]
    assert all(texts)
    assert texts[0] != texts[1]
    assert not texts[0].isascii()
    assert said(column.about) == " / ".join(texts)


@each_column
def test_what_it_refers_to_is_a_table_with_one_key(resource, column):
    if column.refers:
        assert len(TABLES[column.refers].key) == 1
        assert column.holds == Type.TEXT


@pytest.mark.parametrize("resource", TABLES.values(), ids=TABLES)
def test_names_are_there_once_and_the_key_is_among_them(resource):
    names = [column.name for column in resource.columns]
    assert len(set(names)) == len(names)
    assert set(resource.key) <= set(names)
    assert names[-1] == "notice"


@pytest.mark.parametrize("resource", TABLES.values(), ids=TABLES)
def test_every_value_is_what_its_column_says(record, resource):
    source = read_at()
    rows = resource.rows(resource.things(source.page), source)
    assert rows
    for row in rows:
        for column in resource.columns:
            value = row[column.name]
            if value is None:
                assert column.is_nullable, column.name
                continue
            kinds = {Type.COUNT: int, Type.FLAG: bool, Type.LIST: list}
            assert type(value) is kinds.get(column.holds, str), column.name
            assert column.choices is None or value in column.choices.values


@pytest.mark.parametrize("resource", TABLES.values(), ids=TABLES)
def test_every_row_has_a_key_of_its_own(record, resource):
    source = read_at()
    rows = resource.rows(resource.things(source.page), source)
    keys = {tuple(row[name] for name in resource.key) for row in rows}
    assert len(keys) == len(rows)


def test_rows_do_not_follow_the_readers_language(record, english):
    source = read_at()
    row = TABLES["entries"].rows(TABLES["entries"].things(source.page), source)[0]
    assert row["department_name"] == "区教育局"
    assert row["url"] == "http://127.0.0.1:8000/targets/HD-2021-01/#entry-2021-03-1"


@pytest.mark.parametrize("name", TABLES)
def test_sample_data_is_called_so_in_every_row(record, name):
    for is_sample, notice in ((True, "演示数据"), (False, None)):
        source = read_at(is_sample=is_sample)
        assert {row["notice"] for row in TABLES[name].rows(TABLES[name].things(source.page), source)} == {notice}


def test_addresses_are_whole_and_name_the_month_where_it_is_not_the_usual_one(target, settings):
    settings.SITE_URL = "https://a.gov.cn"
    assert read_at().link("target", "HD-2021-01") == "https://a.gov.cn/targets/HD-2021-01/"
    assert read_at(6).link("target", "HD-2021-01") == "https://a.gov.cn/2021-06/targets/HD-2021-01/"
    assert read_at(6).link("data") == "https://a.gov.cn/data/"
    assert TABLES["targets"].address("csv") == "https://a.gov.cn/api/v1/targets.csv"


def test_a_moment_is_told_by_the_sites_clock():
    assert moment_text(datetime(2021, 7, 1, 1, 2, 3, 4, tzinfo=UTC)) == "2021-07-01T09:02:03.000004+08:00"
    assert moment_text(None) is None


def test_a_login_name_is_never_told(db):
    assert person_name(make_person("secret-login", "", None)) is None
    assert person_name(make_person("lin", "林", None, first_name="一")) == "林一"
    assert person_name(None) is None
