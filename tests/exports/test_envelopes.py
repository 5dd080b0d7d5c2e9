import pytest

from tests.exports.conftest import read_at
from tests.factories import make_target
from tracker.exports.envelopes import envelope, licence, listing, publisher
from tracker.exports.targets import TARGETS


def test_an_answer_says_what_it_is_made_from(target, settings):
    settings.DATA_LICENCE, settings.DATA_LICENCE_URL = "政府数据许可", "https://a.gov.cn/licence"
    assert envelope(read_at(6, is_sample=True)) == {
        "month": "2021-06",
        "sample": True,
        "notice": "演示数据",
        "edition": 7,
        "published_at": "2021-07-01T01:00:00+00:00",
        "report": "HD-2021",
        "as_of": "2021-06-30",
        "licence": {"name": "政府数据许可", "url": "https://a.gov.cn/licence"},
        "source": "http://127.0.0.1:8000/data/",
    }
    assert envelope(read_at())["notice"] is None


def test_the_usual_licence_is_named_with_its_address():
    assert licence() == {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}


def test_the_organiser_answers_for_the_data_but_never_for_a_demonstration(target, settings):
    assert publisher(read_at()) == "天津市河东区"
    settings.IDENTITY = settings.IDENTITY | {"organiser": "区政府办公室"}
    assert publisher(read_at()) == "区政府办公室"
    assert publisher(read_at(is_sample=True)) == "天津市河东区"


@pytest.mark.parametrize(
    ("page", "per_page", "codes", "pages", "following", "before"),
    [
        (1, 1000, "01 02 03 04 05", 1, None, None),
        (1, 2, "01 02", 3, "/2", None),
        (2, 2, "03 04", 3, "/3", "/1"),
        (3, 2, "05", 3, None, "/2"),
        (4, 2, "", 3, None, "/3"),
        (99, 2, "", 3, None, "/3"),
        (1, 5, "01 02 03 04 05", 1, None, None),
    ],
)
def test_a_list_comes_by_pages(area, page, per_page, codes, pages, following, before):
    for _ in range(5):
        make_target(area)
    source = read_at()
    told = listing(source, TARGETS, TARGETS.things(source.page), lambda number: f"/{number}", page, per_page)
    assert [row["code"][-2:] for row in told["targets"]] == codes.split()
    assert (told["total"], told["page"], told["per_page"], told["pages"]) == (5, page, per_page, pages)
    assert (told["next"], told["prev"]) == (following, before)


def test_an_empty_list_has_one_page(target):
    told = listing(read_at(), TARGETS, [], str)
    assert (told["total"], told["pages"], told["next"], told["prev"], told["targets"]) == (0, 1, None, None, [])
