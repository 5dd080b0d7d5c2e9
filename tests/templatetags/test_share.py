import pytest
from django.template import Context, Template

from tests.views.conftest import words
from tracker.templatetags.share import absolute, badge_code, card_code


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "https://tracker.example.gov.cn"


def test_full_addresses_begin_with_the_sites():
    assert absolute("/targets/") == "https://tracker.example.gov.cn/targets/"


def test_code_of_a_badge_is_a_picture_that_leads_to_its_page():
    assert badge_code("/targets/x/", "/badges/targets/x.svg", "学位") == (
        '<a href="https://tracker.example.gov.cn/targets/x/">'
        '<img src="https://tracker.example.gov.cn/badges/targets/x.svg" alt="学位"></a>'
    )


def test_a_name_stays_a_name_in_the_code():
    assert 'title="&quot;&gt;&lt;script&gt;"' in card_code("/embed/x/", '"><script>')


@pytest.mark.parametrize(("kind", "code"), [("target", "HD-2021-01"), ("area", "HD-2021-A0")])
def test_part_shows_the_badge_and_the_code_of_both(kind, code):
    text = f'{{% include "parts/share.html" with kind="{kind}" code="{code}" name="学位" %}}'
    html = Template(text).render(Context({}))
    assert f'src="/badges/{kind}s/{code}.svg"' in html
    assert f"https://tracker.example.gov.cn/embed/{kind}s/{code}/&quot;" in html
    assert f"https://tracker.example.gov.cn/{kind}s/{code}/&quot;" in html
    assert html.count("readonly") == html.count("<label for=") == 2
    assert "&lt;iframe" in html
    assert "<iframe" not in html
    assert "经主办单位允许" in words(html)
