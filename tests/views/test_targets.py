import re
from datetime import date
from decimal import Decimal

import pytest
from django.utils.timezone import localdate, now

from tests.factories import (
    AT,
    draft_entry,
    make_area,
    make_department,
    make_entry,
    make_report,
    make_target,
    month,
    submit_entry,
)
from tests.views.conftest import words
from tracker.actions.revisions import Ground, Terms, revise
from tracker.models import Target
from tracker.tables.targets import DEFAULT_COLUMNS

CODES = re.compile(r'<span class="code">([\w-]+)</span>')


@pytest.fixture
def five(report, area, department, other_department, lin, wang):
    """Five targets of two areas and departments: 01 on pace, 02 yellow, 03 red, 04 a rate held, 05 silent."""
    second = make_area(report)
    for index, (where, figure) in enumerate([(second, "20"), (second, "12.5"), (area, "1")]):
        target = make_target(where, lead=department, name=f"甲{index}", name_en=f"Alpha {index}")
        make_entry(target, 6, figure, lin, wang)
    rate = make_target(area, lead=department, kind="RATE", unit="%", unit_en="%", name="增速", name_en="Growth")
    make_entry(rate, 6, "41", lin, wang)
    make_target(area, lead=other_department, name="无声", name_en="Silent")
    return report


def listed(html):
    return [code[-2:] for code in CODES.findall(html)]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({}, "01 02 03 04 05"),
        ({"area": "HD-2021-A1"}, "01 02"),
        ({"department": "swj"}, "05"),
        ({"light": "FAR_BEHIND"}, "03"),
        ({"light": "DONE"}, ""),
        ({"kind": "RATE"}, "04"),
        ({"words": "alpha -02"}, "02"),
        ({"words": "甲"}, "01 02 03"),
        ({"area": "HD-2021-A0", "light": "NO_DATA", "kind": "CUMULATIVE", "words": "Silent"}, "05"),
        ({"sort": "light"}, "03 02 05 01 04"),
        ({"sort": "-done"}, "01 02 03 04 05"),
        ({"sort": "gap", "department": "jyj"}, "01 02 03 04"),
        ({"sort": "-gap", "department": "jyj"}, "03 02 01 04"),
        ({"sort": "nothing"}, "01 02 03 04 05"),
    ],
)
def test_the_address_is_the_view(read, five, query, codes):
    html = read("/en/targets/", month="2021-06", **query)
    assert listed(html) == codes.split()
    assert f"{len(codes.split())} of 5 targets." in words(html)


def test_no_target_found_is_said(read, five):
    assert "No target fits these filters." in read("/en/targets/", words="nothing of the kind")


def test_light_is_that_of_the_month_read(read, five):
    assert listed(read("/en/targets/", month="2021-06", light="ON_PACE")) == ["01", "04"]
    assert listed(read("/en/targets/", month="2021-05", light="NO_DATA")) == ["01", "02", "03", "04", "05"]


@pytest.mark.parametrize("value", ["nothing", "'", "<script>alert(1)", "9" * 3000, "١", "a\x00b"], ids=range(6))
@pytest.mark.parametrize(("prefix", "says"), [("", "选择一个有效的选项"), ("/en", "Select a valid choice")])
def test_value_no_filter_knows_is_named_and_nothing_breaks(client, five, prefix, says, value):
    for name in ("area", "department", "light", "kind"):
        response = client.get(f"{prefix}/targets/", {name: value, "month": "2021-06"})
        html = response.content.decode()
        assert response.status_code == 200
        assert html.count("errorlist") == 1
        assert says in html or "\x00" in value
        assert "<script>alert" not in html
        assert listed(html) == ["01", "02", "03", "04", "05"]


def test_words_may_be_anything(client, five):
    for value in ("%", "_", "'", "\\", "a" * 5000, "😀", "\x00", "٢"):
        assert client.get("/targets/", {"words": value}).status_code == 200


def test_filter_and_sorting_keep_the_month(read, five):
    html = read("/en/2021-06/targets/", area="HD-2021-A1")
    assert '<form class="find" method="get" action="/en/2021-06/targets/"' in html
    assert '<input type="hidden" name="area" value="HD-2021-A1">' in html
    assert re.search(r'<th scope="col" class="col-light"><a href="([^"]+)"', html)[1].startswith("?")
    assert "area=HD-2021-A1" in re.search(r'<th scope="col" class="col-light"><a href="([^"]+)"', html)[1]


def test_month_picker_keeps_the_filter(read, five):
    html = read("/en/targets/", area="HD-2021-A1", sort="-gap")
    picker = re.search(r'<nav class="month-picker".*?</nav>', html, re.S)[0]
    links = re.findall(r'href="([^"]+)"', picker)
    assert "/en/2021-06/targets/?area=HD-2021-A1&amp;sort=-gap" in links
    assert all(link.endswith("?area=HD-2021-A1&amp;sort=-gap") for link in links)


@pytest.mark.parametrize(("sort", "said", "following"), [("gap", "ascending", "-gap"), ("-gap", "descending", "gap")])
def test_sorted_column_says_so_and_turns_round(read, five, sort, said, following):
    html = read("/en/targets/", sort=sort)
    head = re.search(r'<th scope="col" class="col-gap"[^>]*>.*?</th>', html, re.S)[0]
    assert f'aria-sort="{said}"' in head
    assert f"sort={following}" in head
    assert html.count("aria-sort") == 1


@pytest.mark.parametrize("rows", [1, 30])
def test_table_asks_six_queries_whatever_its_size(
    read, report, area, department, lin, wang, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_entry(make_target(make_area(report), lead=department), 3, "9", lin, wang)
    with django_assert_num_queries(6):
        assert len(listed(read("/en/targets/"))) == rows


@pytest.mark.parametrize("rows", [1, 30])
def test_filtered_table_asks_six_queries_whatever_its_size(
    read, report, area, department, lin, wang, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_entry(make_target(area, lead=department), 3, "9", lin, wang)
    with django_assert_num_queries(6):
        assert len(listed(read("/en/targets/", department="jyj", sort="light"))) == rows


# One target


@pytest.mark.parametrize(
    ("figure", "number", "light", "said"),
    [
        ("50", 6, "On pace", "50% done by June 2021, 50% expected."),
        ("49", 6, "Slightly behind", "49% done by June 2021, 50% expected: behind by 1 percentage points."),
        ("20", 6, "Slightly behind", "20% done by June 2021, 50% expected: behind by 30 percentage points."),
        ("19", 6, "Far behind", "19% done by June 2021, 50% expected: behind by 31 percentage points."),
    ],
)
def test_readers_check_holds_on_the_page(read, area, department, lin, wang, figure, number, light, said):
    target = make_target(area, lead=department, value=Decimal(100))
    make_entry(target, number, figure, lin, wang)
    html = read(f"/en/targets/{target.code}/", month=f"2021-{number:02}")
    verdict = words(re.search(r'<section class="verdict.*?</section>', html, re.S)[0])
    assert f" {light} " in verdict
    assert said in verdict
    assert f"Done share: {figure} ÷ 100 = {figure}%" in verdict
    assert "Expected share: 6 ÷ 12 months = 50%" in verdict


def test_eleven_twelfths_in_november_are_on_pace(read, area, department, lin, wang):
    target = make_target(area, lead=department, value=Decimal(12))
    make_entry(target, 11, "11", lin, wang)
    html = read(f"/en/targets/{target.code}/", month="2021-11")
    verdict = words(re.search(r'<section class="verdict.*?</section>', html, re.S)[0])
    assert " On pace " in verdict
    assert "Gap: 91.7% − 91.7% = 0 percentage points" in verdict


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("code", ["none", "HD-2021-99"])
def test_unknown_target_is_not_found(client, world, prefix, code):
    assert client.get(f"{prefix}/targets/{code}/").status_code == 404


def test_target_of_another_report_is_found_at_the_months_of_its_year(client, world):
    other = make_target(make_area(make_report(2020)))
    answer = client.get(f"/targets/{other.code}/")
    assert (answer.status_code, answer.url) == (302, f"/2020-12/targets/{other.code}/")


def test_months_stand_as_a_strip_up_to_the_one_read(read, world):
    strip = re.search(r'<ol class="strip">(.*?)</ol>', read("/en/targets/HD-2021-01/", month="2021-07"), re.S)[1]
    assert strip.count("<li") == 7
    assert words(strip).startswith("Jan ○ Not reported Feb ○ Not reported")
    assert words(strip).endswith("Jun ● On pace 50% filed late Jul ▲ Slightly behind 50%")
    assert 'href="/en/2021-02/targets/HD-2021-01/"' in strip


def test_a_lag_that_was_made_good_stays_told(read, world, lin, wang):
    make_entry(world.target, 5, "1", lin, wang)
    html = read("/en/2021-06/targets/HD-2021-01/")
    strip = re.search(r'<ol class="strip">(.*?)</ol>', html, re.S)[1]
    assert "May ■ Far behind 2.5% filed late caught up later Jun ● On pace" in words(strip)
    assert "Behind in May 2021, caught up in June 2021." in words(html)


def test_who_says_so_stands_beside_the_figure(read, world, lin, wang):
    make_entry(world.target, 7, "22", lin, wang, evidence_url="https://a.gov.cn/x", evidence_title="清单")
    Target.objects.filter(pk=world.target.pk).update(section="三(三)", phrase="新建5G基站40座")
    html = read("/en/targets/HD-2021-01/")
    said = words(re.search(r'<div class="said">(.*?)</div>', html, re.S)[1])
    for word in (
        "22 stations, to the end of July 2021",
        "Education Bureau · 林 · 2021-07-01",
        "王 · 2021-07-01",
        "清单",
    ):
        assert word in said
    assert "the report, 三(三) 新建5G基站40座" in said
    assert 'href="#entry-2021-07-1"' in html
    assert '<li id="entry-2021-07-1">' in html


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("HD-2021-02", "no lead department is named, and no figure has been accepted."),
        ("HD-2021-04", "Education Bureau leads it"),
    ],
)
def test_where_nobody_says_anything_it_is_said(read, world, area, department, code, says):
    make_target(area, lead=department)
    assert says in words(read(f"/en/targets/{code}/"))


# The table as a view of one's own


def facets(html):
    """Each facet's choices with their counts, and which is chosen."""
    found = re.findall(
        r'data-facet="(\w+)" data-value="([^"]+)"( aria-current="true")?>.*?<span class="number">(\d+)', html
    )
    return {(name, value): (int(number), bool(chosen)) for name, value, chosen, number in found}


def test_facets_count_what_each_would_find(read, five):
    found = facets(read("/en/2021-06/targets/", area="HD-2021-A0"))
    assert found["light", "FAR_BEHIND"] == (1, False)
    assert found["light", "NO_DATA"] == (1, False)
    assert ("light", "BEHIND") not in found
    assert found["area", "HD-2021-A0"] == (3, True)
    assert found["area", "HD-2021-A1"] == (2, False)
    assert found["department", "swj"] == (1, False)
    assert found["kind", "RATE"] == (1, False)


def test_each_facet_leads_to_what_it_counts_and_back(read, client, five):
    html = read("/en/2021-06/targets/", area="HD-2021-A0")
    for link, number in re.findall(r'<a href="(\?[^"]*)" data-facet[^>]*>.*?<span class="number">(\d+)', html):
        there = client.get(f"/en/2021-06/targets/{link.replace('&amp;', '&')}").content.decode()
        if "area=" in link:
            assert f"{number} of 5 targets." in words(there)
    assert '<a href="?" data-facet="area" data-value="HD-2021-A0" aria-current="true">' in html


def shown(html):
    return re.findall(r'<th scope="col" class="col-(\w+)"(?! hidden)', html)


def test_columns_are_the_readers_choice(read, five):
    assert shown(read("/en/targets/")) == ["name", *DEFAULT_COLUMNS]
    html = read("/en/targets/", columns=["light", "months", "outcome"], light="FAR_BEHIND")
    assert shown(html) == ["name", "light", "months", "outcome"]
    assert '<input type="checkbox" name="columns" value="months" checked>' in html
    assert '<input type="hidden" name="light" value="FAR_BEHIND">' in html
    assert shown(read("/en/targets/", columns="nothing")) == ["name"]


def test_rows_carry_what_a_script_needs_where_nobody_answers(read, five):
    row = re.search(r'<tr [^>]*data-words="[^"]*hd-2021-03[^"]*"[^>]*>', read("/en/2021-06/targets/"))[0]
    for word in (
        'data-light="FAR_BEHIND"',
        'data-area="HD-2021-A0"',
        'data-department="jyj"',
        'data-kind="CUMULATIVE"',
    ):
        assert word in row
    assert 'data-sort-gap="47.5"' in row


def test_entry_says_who_filed_it_and_who_accepted_it_and_when(read, world):
    said = words(read("/en/targets/HD-2021-01/"))
    assert "Filed by Education Bureau (林) on 2021-07-01 09:00." in said
    assert re.search(r"Accepted by 王 on 2021-07-01 09:00\.", said)
    assert "做了一半" in said
    assert "filed late" in said  # the first of July, due on the 25th of June


def test_corrected_figure_stays_beside_the_correction(read, world, lin, wang):
    make_entry(world.target, 6, "18", lin, wang, correction_reason="重复计算")
    records = re.search(r'<ol class="records">(.*?)</ol>', read("/en/targets/HD-2021-01/"), re.S)[1]
    said = words(records)
    assert said.index("18 stations") < said.index("20 stations")
    for word in ("correction, version 2", "corrected later", "重复计算"):
        assert word in said


def test_evidence_is_a_link_that_follows_nobody(read, world, lin, wang):
    make_entry(world.target, 7, "22", lin, wang, evidence_url="https://a.gov.cn/x", evidence_title="清单<b>")
    assert '<a href="https://a.gov.cn/x" rel="nofollow noopener">清单&lt;b&gt;</a>' in read("/targets/HD-2021-01/")


def test_revision_stays_public_with_its_reason(read, world, wang):
    world.target.refresh_from_db()
    terms = Terms(Decimal(36), None, month(11), make_department("x", "新局", "New Bureau"))
    ground = Ground("上级调整", "第12号会议纪要", date(2021, 5, 20))
    revise(target=world.target, terms=terms, ground=ground, by=wang, at=AT, row_version=world.target.row_version)
    said = words(read("/en/targets/HD-2021-01/", month="2021-06"))
    for word in ("40 stations → 36 stations", "December 2021 → November 2021", "Education Bureau → New Bureau"):
        assert word in said
    for word in ("上级调整", "第12号会议纪要", "2021-05-20", "originally 40 stations, December 2021"):
        assert word in said
    assert "第12号会议纪要" not in read("/en/targets/HD-2021-01/", month="2021-04")


def test_place_in_the_report_and_baseline_are_shown(read, world):
    Target.objects.filter(pk=world.target.pk).update(
        section="(三)2.",
        phrase="新建5G基站40座",
        baseline=Decimal(178),
        baseline_unit="处",
        baseline_period="2020",
        baseline_phrase="5G基站178处",
    )
    said = words(read("/targets/HD-2021-01/"))
    for word in ("(三)2.", "新建5G基站40座", "178 处 · 2020", "5G基站178处"):
        assert word in said


def test_target_nobody_leads_says_so(read, world):
    assert "to be announced" in read("/en/targets/HD-2021-02/")
    assert "No entry has been accepted up to this month." in read("/en/targets/HD-2021-02/")


def test_drafts_and_submitted_entries_are_not_public(read, world, lin):
    draft_entry(world.target, 7, "39", lin, progress="秘密草稿")
    submit_entry(world.target, 8, "39.5", lin, progress="秘密上报")
    for address in ("/", "/targets/", "/targets/HD-2021-01/", "/areas/HD-2021-A0/", "/departments/jyj/"):
        html = read(address)
        for secret in ("秘密", ">39<", "39.5", "39 座"):
            assert secret not in html


def test_cooperating_departments_are_named(read, world):
    world.target.cooperating.add(make_department("x", "配合局", "Helping Bureau"))
    assert "Helping Bureau" in read("/en/targets/HD-2021-01/")


@pytest.mark.parametrize("rows", [1, 12])
def test_target_asks_twelve_queries_whatever_was_reported(read, target, lin, wang, rows, django_assert_num_queries):
    for number in range(1, rows + 1):
        make_entry(target, number, str(number), lin, wang, evidence_url="https://a.cn/x")
    with django_assert_num_queries(12):
        assert read("/en/targets/HD-2021-01/").count("Filed by Education Bureau (") == rows


def test_change_decided_in_a_month_not_over_is_told(db, read, department, wang):
    today = localdate()
    target = make_target(make_area(make_report(today.year, adopted_on=date(today.year, 1, 1))), lead=department)
    terms = Terms(Decimal(50), None, target.due, department)
    ground = Ground("上级调整", "会议纪要", today)
    revise(target=target, terms=terms, ground=ground, by=wang, at=now(), row_version=target.row_version)
    said = words(read(f"/en/targets/{target.code}/"))
    assert "Changes decided, not in force yet" in said
    assert "40 stations → 50 stations" in said
    assert "promised: 40 stations" in said
