import os
from datetime import date

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.utils.translation import override

from tests.factories import make_entry
from tracker.frame import answers
from tracker.frame.answers import answered, whole_address

TODAY = date(2022, 1, 1)


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def ask(rf, db):
    """Ask for an address; `made` counts how often an answer had to be made."""
    made = []

    def get(address="/x/", on=TODAY, status=200, headers=None, *, is_kept=True):
        def make():
            made.append(address)
            return HttpResponse(f"answer {len(made)}", status=status)

        return answered(rf.get(address, headers=headers or {}), on, make, is_kept=is_kept)

    get.made = made
    return get


def test_an_answer_is_made_once_and_labelled(ask, django_assert_num_queries):
    first = ask()
    with django_assert_num_queries(1):  # the edition
        again = ask()
    assert again.content == first.content == b"answer 1"
    assert again.headers["ETag"] == first.headers["ETag"]
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_who_still_has_it_gets_304(ask):
    etag = ask().headers["ETag"]
    answer = ask(headers={"if-none-match": etag})
    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", etag)
    assert len(ask.made) == 1


def test_address_language_day_and_edition_each_make_another_answer(ask, target, lin, wang):
    etags = {ask().headers["ETag"], ask("/y/").headers["ETag"], ask("/x/?a=1").headers["ETag"]}
    etags.add(ask(on=date(2022, 1, 2)).headers["ETag"])
    with override("en"):
        etags.add(ask().headers["ETag"])
    make_entry(target, 6, "20", lin, wang)
    etags.add(ask().headers["ETag"])
    assert len(etags) == len(ask.made) == 6


def test_what_is_not_kept_still_has_its_etag(ask):
    etags = {ask(is_kept=False).headers["ETag"] for _time in range(2)}
    assert len(ask.made) == 2
    assert len(etags) == 1
    assert ask(headers={"if-none-match": etags.pop()}, is_kept=False).status_code == 304
    assert not getattr(cache, "_cache", {})


@pytest.mark.parametrize("status", [400, 404])
def test_what_failed_is_neither_kept_nor_labelled(ask, status):
    assert "ETag" not in ask(status=status).headers
    assert ask(status=status).content == b"answer 2"


def test_the_edition_stands_on_the_request(rf, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    request = rf.get("/")
    answered(request, TODAY, HttpResponse)
    assert request.edition.number == 3


def test_a_whole_address_is_that_of_the_settings(rf, settings):
    settings.SITE_URL = "https://a.gov.cn"
    request = rf.get("/api/v1/targets.json?words=%E5%9B%AD&page=1", headers={"host": "evil.example"})
    assert whole_address(request) == "https://a.gov.cn/api/v1/targets.json?words=%E5%9B%AD&page=1"
    assert whole_address(request, page=2) == "https://a.gov.cn/api/v1/targets.json?words=%E5%9B%AD&page=2"
    assert whole_address(rf.get("/data/")) == "https://a.gov.cn/data/"


def test_release_changes_with_the_program_and_its_static_files(settings, tmp_path):
    for name in ("hedong/env.py", "tracker/static/tracker/js/charts.js", "templates/home.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    settings.BASE_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "var"
    settings.STATIC_ROOT.mkdir()
    seen = [answers._release()]
    for moment, name in enumerate(("hedong/env.py", "tracker/static/tracker/js/charts.js"), 1):
        os.utime(tmp_path / name, (4e9 + moment, 4e9 + moment))
        seen.append(answers._release())
    settings.PLOTLY_BUNDLE = "plotly/other.js"
    seen.append(answers._release())
    for name in answers.SAID:
        setattr(settings, name, f"another {name}")
        seen.append(answers._release())
    for written in ("{}", '{"paths": {}}'):
        (settings.STATIC_ROOT / "staticfiles.json").write_text(written)
        seen.append(answers._release())
    assert len(set(seen)) == len(seen)
    (settings.STATIC_ROOT / "staticfiles.json").write_text(written)
    assert answers._release() == seen[-1]
