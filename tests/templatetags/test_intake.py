from decimal import Decimal

from django.test import RequestFactory

from tests.texts import accept, of, take_in
from tracker.templatetags.intake import listing, told


def test_a_passage_tells_the_figure_read_and_then_the_one_decided(report, admin):
    text = take_in(report, admin)
    stations = of(text, "新建5G基站60座")
    assert told(stations) == "不低于 60 座"
    assert told(accept(stations, admin, value=Decimal(61))) == "不低于 61 座"
    assert told(of(text, "打造1-2个社区食堂品牌")) == "区间 1–2 个"
    assert told(text.candidates.filter(tense="OTHER").first()) == ""
    assert told(text.candidates.filter(is_sentence=True).first()) == ""


def test_the_list_shown_is_kept_in_addresses():
    request = RequestFactory().get("/", {"what": "others", "state": "WAITING", "x": "y"})
    assert listing({"request": request}) == "?what=others&state=WAITING"
    assert listing({"request": request}, state="") == "?what=others"
    assert listing({"request": RequestFactory().get("/")}) == ""
