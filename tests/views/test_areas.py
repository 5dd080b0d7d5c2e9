import pytest

from tests.factories import make_entry, make_target
from tests.views.conftest import words


@pytest.mark.parametrize("code", ["none", "HD-2021-A9"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_unknown_area_is_not_found(client, world, prefix, code):
    assert client.get(f"{prefix}/areas/{code}/").status_code == 404


@pytest.mark.parametrize(
    ("prefix", "says"), [("", "本领域无量化指标"), ("/en", "This area of the report holds no quantified target.")]
)
def test_area_without_target_says_so_and_never_zero_per_cent(read, world, prefix, says):
    html = read(f"{prefix}/areas/HD-2021-A1/")
    main = words(html.split("<main")[1].split("</main>")[0])
    assert says in main
    assert "%" not in main
    assert "<figure" not in html


def test_area_shows_its_targets_and_their_chart(read, world):
    html = read("/en/areas/HD-2021-A0/", month="2021-06")
    said = words(html)
    assert "20 / 40 stations" in said
    assert "50% done, 50% expected" in said
    assert 'id="bullets"' in html
    assert "Rates, caps and bands" in said
    assert "A figure is due and none has been accepted." in said


def test_area_of_lines_to_hold_only_has_no_bullets(read, report, area, department, lin, wang):
    rate = make_target(area, kind="RATE", unit="%", unit_en="%", lead=department)
    make_entry(rate, 6, "41", lin, wang)
    html = read("/en/areas/HD-2021-A0/", month="2021-06")
    assert 'id="bullets"' not in html
    assert 'id="lines-to-hold"' in html
    assert "41%, against 40%: held so far." in words(html)


def test_area_without_target_loads_no_chart_script(read, world):
    assert "charts.js" not in read("/en/areas/HD-2021-A1/")
    assert "charts.js" in read("/en/areas/HD-2021-A0/")


@pytest.mark.parametrize("rows", [1, 30])
def test_area_asks_six_queries_whatever_its_size(read, area, department, lin, wang, rows, django_assert_num_queries):
    for _ in range(rows):
        make_entry(make_target(area, lead=department), 3, "9", lin, wang)
    with django_assert_num_queries(6):
        read("/en/areas/HD-2021-A0/")
