"""The report, phrase by phrase."""

import re

import pytest

from tests.factories import make_entry, make_target
from tests.views.conftest import words


@pytest.fixture
def phrased(world):
    for target, section, phrase in ((world.target, "三(三)", "新建5G基站40座"), (world.silent, "三(四)", "未报一项")):
        type(target).objects.filter(pk=target.pk).update(section=section, phrase=phrase)
    return world


def test_each_promise_stands_in_its_section_with_phrase_light_and_link(read, phrased):
    html = read("/en/2021-06/report/")
    headings = re.findall(r'<h2 id="section-\d+">([^<]*)</h2>', html)
    assert headings == ["三(三)", "三(四)", "–"]
    row = re.search(r'<li id="HD-2021-01">(.*?)</li>', html, re.S)[1]
    assert "<mark>新建5G基站40座</mark>" in row
    assert 'href="/en/2021-06/targets/HD-2021-01/"' in row
    assert "● On pace 50% done by June 2021, 50% expected." in words(row)


def test_it_says_that_the_text_itself_is_not_there(read, phrased):
    assert "The text of the report has not been loaded here" in read("/en/report/")
    assert "本站尚未载入报告全文" in read("/report/")


def test_a_target_leads_to_its_place_in_the_report(read, phrased):
    assert 'href="/en/2021-06/report/#HD-2021-01"' in read("/en/2021-06/targets/HD-2021-01/")


@pytest.mark.parametrize("rows", [1, 30])
def test_the_report_asks_five_queries_whatever_its_size(
    read, report, area, department, lin, wang, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_entry(make_target(area, lead=department), 3, "9", lin, wang)
    with django_assert_num_queries(5):  # edition, report, three of the ledger
        read("/en/2021-03/report/")
