import pytest

from tests.factories import make_area, make_entry, make_report, make_target


def test_a_target_is_told_with_its_record(client, record):
    read = client.get("/api/v1/targets/HD-2021-01.json").json()
    assert read["target"]["code"] == "HD-2021-01"
    assert len(read["entries"]) == 4
    assert [row["id"] for row in read["revisions"]] == ["HD-2021-01:r1"]
    assert read["licence"]["name"] == "CC BY 4.0"
    assert list(client.get("/api/v1/areas/HD-2021-A1.json").json())[-2:] == ["area", "targets"]
    assert list(client.get("/api/v1/departments/swj.json").json())[-2:] == ["department", "targets"]


def test_an_earlier_month_is_told_as_it_stood(client, record):
    read = client.get("/api/v1/targets/HD-2021-01.json?month=2021-05").json()
    assert (read["month"], read["target"]["latest_value"], len(read["entries"])) == ("2021-05", "8.5", 1)


@pytest.mark.parametrize("path", ["targets/none", "areas/none", "departments/none", "targets/jyj", "areas/HD-2021-01"])
def test_what_is_not_there_is_said_so(client, record, path):
    response = client.get(f"/api/v1/{path}.json")
    assert response.status_code == 404
    assert response.json()["error"] == f"there is nothing with the code {path.partition('/')[2]} here"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_another_reports_target_is_told_at_the_end_of_its_own_year(client, target):
    other = make_target(make_area(make_report(2020)))
    told = client.get(f"/api/v1/targets/{other.code}.json").json()
    assert (told["report"], told["month"]) == ("HD-2020", "2020-12")


@pytest.mark.parametrize("rows", [1, 12])
def test_a_target_asks_eleven_queries_whatever_was_reported(client, target, lin, wang, rows, django_assert_num_queries):
    for number in range(1, rows + 1):
        make_entry(target, number, str(number), lin, wang, evidence_url="https://a.cn/x")
    with django_assert_num_queries(11):
        assert len(client.get("/api/v1/targets/HD-2021-01.json").json()["entries"]) == rows


@pytest.mark.parametrize(("path", "queries"), [("areas/HD-2021-A0", 7), ("departments/jyj", 7)])
@pytest.mark.parametrize("rows", [1, 30])
def test_an_area_and_a_department_ask_seven_whatever_they_hold(
    client, area, department, path, queries, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_target(area, lead=department)
    with django_assert_num_queries(queries):
        assert len(client.get(f"/api/v1/{path}.json").json()["targets"]) == rows
