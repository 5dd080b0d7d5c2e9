"""Charts: drawn when looked at, whole without script, readable at any size, saved as files, and on paper."""

import re

import pytest
from playwright.sync_api import expect

PLOTLY = re.compile(r"/plotly[^/]*\.js$")
SMALLEST = """() => Math.min(...[...document.querySelectorAll("svg.plot text, .panel, .heat td, .chart-keys li")].map(
  (each) => parseFloat(getComputedStyle(each).fontSize) * (each.getCTM?.().d ?? 1)))"""


def loads(reader):
    return [url for url in reader.requested if PLOTLY.search(url)]


def look_at(reader, name):
    """Scroll to a chart and wait until the library has drawn it."""
    reader.page.locator(f"#{name}").scroll_into_view_if_needed()
    expect(reader.page.locator(f"#{name} [data-drawn=true] .main-svg").first).to_be_visible()
    expect(reader.page.locator(f"#{name} .drawing")).to_be_hidden()


def hold_back(reader, name):
    """Let a chart's figure come late."""

    def late(route):
        reader.page.wait_for_timeout(800)
        route.continue_()

    reader.page.route(f"**/charts/{name}.json", late)


def test_chart_library_and_figures_are_loaded_when_a_chart_comes_into_view(visit):
    with visit("en") as reader:
        reader.open("/")
        reader.page.wait_for_load_state("networkidle")
        assert loads(reader) == []
        expect(reader.page.locator("[data-drawn=true]")).to_have_count(0)
        for name in ("lights-by-area", "burn-up"):
            look_at(reader, name)
        assert len(loads(reader)) == 1
        assert len([url for url in reader.requested if url.endswith(".json")]) == 2
        assert reader.page.locator(".interactive :is(a, button, input, [tabindex])").count() == 0
        assert reader.take_troubles() == []


def test_the_first_chart_is_drawn_first_even_when_its_figure_comes_last(visit):
    with visit("en") as reader:
        hold_back(reader, "lights-by-area")
        reader.open("/")
        look_at(reader, "burn-up")
        assert reader.page.locator("#lights-by-area [data-drawn=true]").count() == 1
        assert reader.take_troubles() == []


def test_a_figure_that_does_not_come_leaves_the_drawing_and_is_no_fault_of_the_page(visit):
    with visit("en") as reader:
        hold_back(reader, "lights-by-area")
        reader.page.route("**/charts/burn-up.json", lambda route: route.fulfill(status=503))
        reader.open("/")
        reader.page.locator("#burn-up").scroll_into_view_if_needed()
        look_at(reader, "lights-by-area")
        expect(reader.page.locator("#burn-up .interactive[data-drawn=false]")).to_be_hidden()
        expect(reader.page.locator("#burn-up .drawing")).to_be_visible()
        assert reader.take_troubles(503) == []


def test_drawn_chart_follows_the_screens_colours_and_the_readers_type(visit):
    with visit("en") as reader:
        reader.open("/targets/HD-2021-08/")
        look_at(reader, "course")
        reported = reader.page.locator("#course [data-drawn=true] .scatterlayer .js-line").first
        expect(reported).to_have_css("stroke", "rgb(29, 79, 124)")
        reader.page.emulate_media(color_scheme="dark")
        expect(reported).to_have_css("stroke", "rgb(143, 192, 236)")
        month = reader.page.locator("#course .interactive .xtick text").first
        expect(month).to_have_css("font-size", re.compile(r"14\.6\d*px"))  # 13/16 of 18 px
        reader.page.locator("label", has_text="A++").click()
        expect(month).to_have_css("font-size", re.compile(r"24\.3\d*px"))  # of 30 px
        assert reader.take_troubles() == []


def test_chart_without_room_stays_a_drawing_until_there_is(visit):
    with visit("en", 360) as reader:
        reader.open("/charts/")
        look_at(reader, "burn-up")
        bars = reader.page.locator("#lights-by-area")
        bars.scroll_into_view_if_needed()
        expect(bars.locator(".interactive[data-drawn=false]")).to_be_hidden()
        expect(bars.locator(".drawing")).to_be_visible()
        reader.page.set_viewport_size({"width": 1280, "height": 900})
        look_at(reader, "lights-by-area")
        reader.page.set_viewport_size({"width": 360, "height": 900})
        expect(bars.locator(".drawing")).to_be_visible()
        assert reader.take_troubles() == []


@pytest.mark.parametrize(
    ("address", "charts"),
    [("/2021-06/", 2), ("/2021-06/areas/HD-2021-A2/", 4), ("/targets/HD-2021-08/", 1)],
)
def test_without_script_every_chart_is_a_drawing_and_a_table(visit, address, charts):
    with visit("zh-hans", 360, java_script_enabled=False) as reader:
        reader.open(address)
        page = reader.page
        assert page.locator("figure.chart").count() == charts
        for figure in page.locator("figure.chart").all():
            expect(figure.locator(".drawing")).to_be_visible()
            assert figure.locator(".drawing").bounding_box()["height"] > 40
            for hidden in figure.locator(".interactive, [data-picture]").all():
                expect(hidden).to_be_hidden()
            for summary in figure.locator("summary").all():
                summary.click()
            expect(figure.locator("table")).to_be_visible()
            heads = figure.locator("thead th").count()
            for row in figure.locator("tbody tr").all():
                cells = [text.strip() for text in row.locator("th, td").all_inner_texts()]
                assert len(cells) == heads
                assert all(cells)
        assert loads(reader) == []


def test_type_of_drawings_is_never_small_and_nothing_leaves_the_page(visit):
    with visit("zh-hans", 360) as reader:
        for address in ("/charts/", "/areas/HD-2021-A3/", "/2021-08/targets/HD-2021-08/"):
            reader.open(address)
            assert reader.page.evaluate(SMALLEST) >= 12
            assert reader.overflow() == ""
            reader.page.evaluate("() => { document.documentElement.dataset.size = '3' }")
            assert reader.page.evaluate(SMALLEST) >= 20
            assert reader.overflow() == ""
            reader.page.evaluate("() => { document.documentElement.dataset.size = '1' }")


def test_chart_is_saved_as_picture_and_as_table(visit):
    with visit("en") as reader:
        reader.open("/2021-08/targets/HD-2021-08/")
        for name, begins in (("PNG", b"\x89PNG"), ("SVG", b"<svg"), ("CSV", b"\xef\xbb\xbfMonth")):
            with reader.page.expect_download() as saved:
                reader.page.locator("#course .files :is(a, button)", has_text=name).click()
            assert saved.value.suggested_filename.endswith(f".{name.lower()}")
            assert saved.value.path().read_bytes().startswith(begins)
        assert reader.take_troubles() == []


def test_colours_the_reader_forces_leave_the_drawing_in_place(visit):
    with visit("en", forced_colors="active") as reader:
        reader.open("/charts/")
        bars = reader.page.locator("#lights-by-area")
        bars.scroll_into_view_if_needed()
        expect(bars.locator(".drawing")).to_be_visible()
        text = reader.page.evaluate("() => getComputedStyle(document.body).color")
        expect(bars.locator(".drawing rect").first).to_have_css("stroke", text)
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


def test_drawn_charts_are_drawings_again_on_paper_and_bars_have_outlines(visit):
    with visit("zh-hans") as reader:
        page = reader.page
        reader.open("/charts/")
        look_at(reader, "lights-by-area")
        page.emulate_media(media="print", color_scheme="dark")
        expect(page.locator("#lights-by-area .drawing")).to_be_visible()
        expect(page.locator("#lights-by-area .interactive")).to_be_hidden()
        expect(page.locator("#lights-by-area rect.bar").first).to_have_css("stroke", "rgb(0, 0, 0)")
        square = page.locator("#months-and-targets td").first
        expect(square).to_have_css("color", "rgb(0, 0, 0)")
        expect(square).to_have_css("background-color", "rgba(0, 0, 0, 0)")


def test_long_table_can_be_scrolled_by_keyboard(visit):
    with visit("en", 360) as reader:
        reader.open("/targets/HD-2021-08/")
        reader.page.locator("#course summary").click()
        region = reader.page.locator("#course .scroll")
        region.focus()
        expect(region).to_be_focused()
        assert reader.overflow() == ""
