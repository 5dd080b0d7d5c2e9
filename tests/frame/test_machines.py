import json
from urllib.parse import quote

from django.http import HttpResponse

from tracker.frame.machines import file_answer, json_answer, open_to_all, problem


def test_json_is_readable_and_open_to_every_site():
    answer = json_answer({"a": "一"})
    assert json.loads(answer.content) == {"a": "一"}
    assert "一" in answer.content.decode()
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_a_file_has_its_type_and_its_name():
    answer = file_answer(b"x", "csv", "targets-2021-06.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="targets-2021-06.csv"'
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_name_in_chinese_reaches_the_reader():
    answer = file_answer(b"x", "docx", "通报-演示数据.docx")
    assert answer.headers["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('通报-演示数据.docx')}"


def test_a_problem_says_what_is_wrong_with_each_parameter():
    answer = problem(400, "month: write YYYY-MM", {"month": "write YYYY-MM"})
    assert answer.status_code == 400
    assert json.loads(answer.content) == {
        "error": "month: write YYYY-MM",
        "errors": [{"parameter": "month", "message": "write YYYY-MM"}],
    }
    assert json.loads(problem(404, "nothing").content) == {"error": "nothing", "errors": []}


def test_a_question_beforehand_is_told_what_may_be_asked():
    answer = open_to_all(HttpResponse(status=204))
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert answer.headers["Access-Control-Allow-Headers"] == "Accept, If-None-Match"
    assert answer.headers["Access-Control-Max-Age"] == "86400"
    assert "Access-Control-Allow-Methods" not in open_to_all(HttpResponse()).headers
