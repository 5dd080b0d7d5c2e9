from urllib.parse import quote

import pytest

from tests.factories import make_area, make_report, make_target, month
from tests.views.conftest import PUBLIC, words

BAD = [
    "2030-01",
    "2020-12",
    "2022-01",
    "2021-13",
    "2021-00",
    "abc",
    "2021-6",
    "2021-06-01",
    "２０２１-06",
    "٢٠٢١-٠٦",
    "0",
]
BAD += ["2021-06" * 4000, "<b>x</b>", "2021/06", "\x00", "-", "2021_06"]


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_month_that_cannot_be_shown_is_refused_with_what_to_write(client, world, text):
    for prefix, says in (
        ("", ["可查看2021年1月至2021年12月", "2021-06"]),
        ("/en", ["January 2021 to December 2021", "2021-06"]),
    ):
        response = client.get(f"{prefix}/?month={quote(text)}")
        assert response.status_code == 400
        assert says[1] in words(response)
        assert text[:21] == text or text[:21] not in words(response)
        assert "<b>x" not in response.content.decode()


def test_refusal_names_the_months_there_are(client, world):
    said = words(client.get("/en/?month=abc"))
    assert "There is no month “abc” here. Months from January 2021 to December 2021 can be shown" in said
    said = words(client.get("/?month=abc"))
    assert "abc" in said
    assert "2021年1月" in said
    assert "2021年12月" in said


@pytest.mark.parametrize("address", PUBLIC)
def test_every_page_refuses_a_bad_month(client, world, address):
    assert client.get(address, {"month": "2021-13"}).status_code == 400
    assert client.get(f"/en{address}", {"month": "2030-01"}).status_code == 400


@pytest.mark.parametrize("text", ["", " ", " 2021-06 "])
def test_empty_month_is_the_usual_one_and_spaces_do_not_matter(client, world, text):
    assert client.get("/", {"month": text}).status_code == 200


@pytest.mark.parametrize("number", range(1, 13))
def test_every_closed_month_can_be_shown(client, world, number):
    assert f"{number}月" in words(client.get(f"/?month=2021-{number:02}"))


def test_before_the_first_month_is_over_nothing_is_due(client, db):
    area = make_area(make_report(2099))
    target = make_target(area, start=month(1, 2099), due=month(12, 2099))
    for address in ("/en/", f"/en/areas/{area.code}/", "/en/targets/", f"/en/targets/{target.code}/", "/en/method/"):
        said = words(client.get(address))
        assert "Not due yet" in said or address == "/en/method/"
        assert "December 2098" in said
    assert client.get("/api/v1/targets.json").json()["month"] == "2098-12"
    assert "December 2098 to December 2098" in words(client.get("/en/?month=2099-01"))
