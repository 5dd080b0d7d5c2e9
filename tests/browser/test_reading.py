"""Reading for all: size of type, large print, room for a finger, lines of a readable length, headings in order."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

PAGES = [
    *("/", "/2021-06/targets/?light=FAR_BEHIND", "/targets/HD-2021-16/", "/2021-09/areas/HD-2021-A4/", "/departments/"),
    *("/departments/sample-a/", "/2021-06/changes/", "/report/", "/method/", "/data/"),
]
# What can be pressed and stands by itself: a link inside a sentence flows with it and is as high as its line. A link
# may be stretched over the row it stands in; then the row is what is pressed.
SMALL = """(least) => [...document.querySelectorAll("a, button, summary, select, input, label")].filter((e) => {
  const stretched = getComputedStyle(e, "::after").position === "absolute" && e.closest("li, .panel");
  const box = (stretched || e).getBoundingClientRect(), style = getComputedStyle(e);
  if (!box.width || !box.height || style.display === "inline" || style.opacity === "0") return false;
  if (e.closest(".visually-hidden, [hidden]") || e.matches(".skip") || style.position === "absolute") return false;
  if (e.matches("input[type=checkbox], input[type=radio]")) return !e.closest("label");
  if (e.matches("label") && !e.querySelector("input")) return false;
  return box.height < least - 0.5;
}).map((e) => `${Math.round(e.getBoundingClientRect().height)} ${e.outerHTML.slice(0, 100)}`)"""
TIGHT = """() => [...document.querySelectorAll("main p, main li, main dd")].filter((e) => {
  const style = getComputedStyle(e);
  return e.innerText && style.display !== "none" && parseFloat(style.lineHeight) / parseFloat(style.fontSize) < 1.59;
}).map((e) => e.outerHTML.slice(0, 100))"""
LONG = """() => [...document.querySelectorAll(
  "main p:not(.counts), main dd, main figcaption, .records li > *")].filter((e) => {
  const range = document.createRange(); range.selectNodeContents(e);
  return range.getBoundingClientRect().width > 40.5 * parseFloat(getComputedStyle(e).fontSize);
}).map((e) => e.outerHTML.slice(0, 100))"""
LEVELS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(
  (e) => e.getBoundingClientRect().height).map((e) => Number(e.tagName[1]))"""
FOCUS = """() => { const e = document.activeElement; return e === document.body ? "" :
  `${e.closest(".interactive, svg") ? "inside " : ""}${[...document.querySelectorAll("*")].indexOf(e)}`; }"""


def told(faults):
    """Each fault of each page once, a line each."""
    return "\n".join(f"{address}: {fault}" for address, found in faults.items() for fault in dict.fromkeys(found))


def root_size(visit):
    return visit.page.evaluate("() => getComputedStyle(document.documentElement).fontSize")


def test_the_size_of_the_type_is_remembered_without_a_cookie(visit):
    with visit("zh-hans") as reader:
        reader.open("/")
        assert root_size(reader) == "18px"
        for value, size in (("2", "24px"), ("3", "30px")):
            reader.page.locator(f".reading label:has(#size-{value})").click()
            assert root_size(reader) == size
        reader.open("/targets/")
        assert root_size(reader) == "30px"
        expect(reader.page.locator("#size-3")).to_be_checked()
        assert reader.page.context.cookies() == []
        reader.page.locator(".reading label:has(#size-1)").click()
        reader.page.locator(".reading label:has(#large-print)").click()
        reader.open("/method/")
        assert root_size(reader) == "24px"
        assert reader.take_troubles() == []


def test_the_size_of_the_type_can_be_set_without_a_script(visit):
    with visit("en", java_script_enabled=False) as reader:
        reader.open("/")
        reader.page.locator("#size-3").focus()
        reader.page.keyboard.press("Space")
        expect(reader.page.locator("html")).to_have_css("font-size", "30px")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_can_be_pressed_and_read(visit, language):
    faults = {}
    with visit(language, 360) as reader:
        for address in PAGES:
            reader.open(address)
            page = reader.page
            found = page.evaluate(SMALL, 44) + page.evaluate(TIGHT)
            page.set_viewport_size({"width": 1280, "height": 900})
            found += page.evaluate(SMALL, 44) + page.evaluate(TIGHT) + page.evaluate(LONG)
            page.set_viewport_size({"width": 360, "height": 900})
            levels = page.evaluate(LEVELS)
            skipped = [(one, other) for one, other in pairwise(levels) if other > one + 1]
            if levels.count(1) != 1 or levels[0] != 1 or skipped:
                found.append(f"headings {levels}")
            if found:
                faults[address] = found
    assert not faults, "\n".join(
        f"{address}: {fault}" for address, found in faults.items() for fault in dict.fromkeys(found)
    )


def test_in_large_print_there_is_more_room_and_nothing_scrolls_sideways(visit):
    faults = {}
    with visit("zh-hans", 320) as reader:
        reader.page.add_init_script("localStorage.setItem('large', '1'); localStorage.setItem('size', '3')")
        for address in PAGES:
            reader.open(address)
            found = reader.page.evaluate(SMALL, 60) + [wide for wide in [reader.overflow()] if wide]
            if found:
                faults[address] = found
    assert not faults, "\n".join(
        f"{address}: {fault}" for address, found in faults.items() for fault in dict.fromkeys(found)
    )


@pytest.mark.parametrize("address", ["/", "/targets/HD-2021-08/"])
def test_the_keyboard_goes_through_every_chart_and_out_again(visit, address):
    with visit("zh-hans") as reader:
        page = reader.page
        reader.open(address)
        for place in page.locator("figure.chart .interactive").all():
            place.evaluate("place => place.parentElement.scrollIntoView()")
        page.locator("body").evaluate("() => { window.scrollTo(0, 0); document.activeElement.blur(); }")
        stops = []
        for _press in range(400):
            page.keyboard.press("Tab")
            stops.append(page.evaluate(FOCUS))
            if stops[-1] == "" or stops.count(stops[-1]) > 1:
                break
        inside = [stop for stop in stops if "inside" in stop]
        assert (stops[-1] == "" or stops[-1] == stops[0], inside) == (True, [])
        assert len(stops) > 40
