"""Charts: drawn when looked at, whole without script, and on paper."""

import re

import pytest
from playwright.sync_api import expect

PLOTLY = re.compile(r"/plotly[^/]*\.js$")


def loads(reader):
    return [url for url in reader.requested if PLOTLY.search(url)]


def test_chart_library_is_loaded_when_a_chart_comes_into_view(visit):
    with visit("en") as reader:
        reader.open("/")
        reader.page.wait_for_load_state("networkidle")
        assert loads(reader) == []
        expect(reader.page.locator("[data-drawn=true]")).to_have_count(0)
        for name in ("lights-by-area", "burn-up"):
            reader.page.locator(f"#{name}").scroll_into_view_if_needed()
            expect(reader.page.locator(f"#{name} [data-drawn=true] .main-svg").first).to_be_visible()
            expect(reader.page.locator(f"#{name} .drawing")).to_be_hidden()
        assert len(loads(reader)) == 1
        assert reader.take_troubles() == []


def test_drawn_chart_follows_the_screens_colours(visit):
    with visit("en") as reader:
        reader.open("/targets/HD-2021-08/")
        reader.page.locator("#course").scroll_into_view_if_needed()
        reported = reader.page.locator("#course [data-drawn=true] .scatterlayer .js-line").first
        expect(reported).to_have_css("stroke", "rgb(43, 98, 166)")
        reader.page.emulate_media(color_scheme="dark")
        expect(reported).to_have_css("stroke", "rgb(110, 163, 224)")
        assert reader.take_troubles() == []


@pytest.mark.parametrize(
    ("address", "charts"),
    [("/?month=2021-06", 2), ("/areas/HD-2021-A4/?month=2021-06", 1), ("/targets/HD-2021-08/", 1)],
)
def test_without_script_every_chart_is_a_drawing_and_a_table(visit, address, charts):
    with visit("zh-hans", 360, java_script_enabled=False) as reader:
        reader.open(address)
        page = reader.page
        assert page.locator("figure.chart").count() == charts
        for figure in page.locator("figure.chart").all():
            expect(figure.locator("svg.plot")).to_be_visible()
            assert figure.locator("svg.plot").bounding_box()["height"] > 40
            expect(figure.locator(".interactive")).to_be_hidden()
            figure.locator("summary").click()
            expect(figure.locator("table")).to_be_visible()
            heads = figure.locator("thead th").count()
            for row in figure.locator("tbody tr").all():
                cells = [text.strip() for text in row.locator("th, td").all_inner_texts()]
                assert len(cells) == heads
                assert all(cells)
        assert loads(reader) == []


@pytest.mark.parametrize("address", ["/", "/targets/HD-2021-07/", "/targets/"])
def test_on_paper_the_notice_stays_and_the_frame_goes(visit, address):
    with visit("zh-hans") as reader:
        page = reader.page
        reader.open(address)
        page.emulate_media(media="print")
        expect(page.locator(".top nav")).to_be_hidden()
        expect(page.locator(".notice-sample")).to_be_visible()
        for gone in page.locator(".month-picker, .filters, .interactive").all():
            expect(gone).to_be_hidden()
        for drawing in page.locator(".drawing").all():
            expect(drawing).to_be_visible()
        assert page.pdf(format="A4")[:5] == b"%PDF-"


def test_drawn_charts_are_drawings_again_on_paper(visit):
    with visit("zh-hans") as reader:
        page = reader.page
        reader.open("/targets/HD-2021-07/")
        page.locator("#course").scroll_into_view_if_needed()
        expect(page.locator("#course [data-drawn=true]")).to_be_visible()
        page.emulate_media(media="print")
        expect(page.locator("#course .drawing")).to_be_visible()
        expect(page.locator("#course .interactive")).to_be_hidden()


def test_long_table_can_be_scrolled_by_keyboard(visit):
    with visit("en", 360) as reader:
        reader.open("/targets/HD-2021-08/")
        reader.page.locator("#course summary").click()
        region = reader.page.locator("#course .scroll")
        region.focus()
        expect(region).to_be_focused()
        assert reader.overflow() == ""
