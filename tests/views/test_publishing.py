"""Publishing a report at the desk: looked at, linked to the year before, done once."""

import pytest

from tests.factories import make_report, make_target
from tests.texts import decide_all, of, take_in
from tests.views.conftest import words
from tracker.models import Target

HERE = "/desk/intake/HD-2022/publish/"


@pytest.fixture
def desk(enter, admin):
    return enter(admin)


@pytest.fixture
def text(admin, db):
    return take_in(make_report(2022), admin)


def test_while_something_waits_nothing_is_published(desk, text):
    assert "21 处尚未认定" in words(desk.get(HERE))
    answer = desk.post(HERE, {"do": "publish"})
    assert answer.status_code == 409
    assert not Target.objects.exists()


def test_what_is_published_is_what_the_public_sees(desk, text, admin, read):
    decide_all(text, admin)
    answer = desk.post(HERE, {"do": "publish"}, follow=True)
    assert "已发布 8 项目标" in words(answer)
    assert "新建5G基站" in read("/targets/")
    assert "8 项目标" in words(desk.get("/desk/intake/"))
    again = desk.post(HERE, {"do": "publish"}, follow=True)
    assert "没有待发布的目标" in words(again)
    assert Target.objects.count() == 8


def test_last_year_s_targets_are_suggested_and_linked_as_sent(desk, text, area, admin):
    before, ended = make_target(area), make_target(area, name="接收配套幼儿园", unit="所")
    decide_all(text, admin)
    stations = of(text, "新建5G基站60座")
    html = desk.get(HERE).content.decode()
    assert f'<option value="{before.code}" selected>' in html
    assert ended.name in html
    other = of(text, "新增养老机构3家")
    sent = {f"predecessor-{stations.pk}": "", f"predecessor-{other.pk}": before.code}
    looked = words(desk.post(HERE, sent | {"do": "look"}))
    assert not Target.objects.filter(report=text.report).exists()
    assert "延续 · 1" in looked
    desk.post(HERE, sent | {"do": "publish"})
    assert [each.name for each in before.successors.all()] == ["新增养老机构"]


def test_a_code_that_is_none_links_nothing(desk, text, admin, area):
    make_target(area)
    decide_all(text, admin)
    stations = of(text, "新建5G基站60座")
    desk.post(HERE, {f"predecessor-{stations.pk}": "HD-1999-01", "do": "publish"})
    assert not Target.objects.filter(predecessor__isnull=False).exists()


def test_supervisors_look_and_do_not_publish(enter, text, admin, wang):
    decide_all(text, admin)
    client = enter(wang)
    assert 'value="publish"' not in client.get(HERE).content.decode()
    assert client.post(HERE, {"do": "publish"}).status_code == 404


def test_it_is_shown_by_the_same_queries_whatever_its_size(desk, text, admin, area, django_assert_num_queries):
    decide_all(text, admin)
    for _ in range(30):
        make_target(area)
    with django_assert_num_queries(8):
        desk.get(HERE)
