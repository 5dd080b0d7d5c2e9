"""The month's grid under somebody's hands: saved while typing, pasted into, written by two, without a script."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

ADDRESS = "/desk/months/2021-12/"
OPEN = ("HD-2021-22", "HD-2021-24")  # nothing is written in these rows of 林's yet
PASTE = """(box, text) => {
  const data = new DataTransfer();
  data.setData("text", text);
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def box(page: Page, code: str, name: str = "value"):
    return page.locator(f"[name='{code}-{name}']")


@pytest.fixture(scope="module")
def drafts():
    """What this module writes; each test uses figures of its own, since they share a site."""
    return iter(range(1, 100))


def test_what_is_typed_is_saved_within_five_seconds_with_the_time_shown(visit, drafts):
    figure = f"0.{next(drafts):02}"
    with visit() as lin:
        lin.sign_in("lin")
        lin.open(ADDRESS)
        box(lin.page, OPEN[0]).fill(figure)
        typed = time.monotonic()
        row = lin.page.locator(f"[data-code='{OPEN[0]}']")
        expect(row.locator(".state")).to_contain_text(lin.words("Draft saved"))
        assert time.monotonic() - typed < 5
        expect(row.locator(".state")).to_have_text(re.compile(r"\d\d:\d\d:\d\d"))
        lin.open(ADDRESS)
        expect(box(lin.page, OPEN[0])).to_have_value(figure)
        assert lin.take_troubles() == []


def test_column_of_excel_is_pasted_and_what_cannot_be_read_is_named(visit, drafts):
    with visit("en") as lin:
        page = lin.page
        lin.sign_in("lin")
        lin.open(ADDRESS)
        box(page, OPEN[0]).evaluate(PASTE, "0.5\t第一行\r\n12万\t\r\n0.7\t\r\n")
        expect(box(page, OPEN[0])).to_have_value("0.5")
        expect(page.locator(f"[data-code='{OPEN[0]}'] .state")).to_contain_text("Draft saved")
        wrong = page.locator("tr.wrong")
        expect(wrong).to_have_count(1)
        expect(wrong.locator(".errorlist")).to_contain_text("Write the figure in digits only")
        expect(wrong.locator("[data-column=value]")).to_have_value("12万")
        page.on("dialog", lambda dialog: dialog.accept())
        lin.open("/desk/")
        assert lin.take_troubles() == []


def test_row_that_cannot_be_written_swallows_its_line_of_a_pasted_column(visit, drafts):
    """HD-2021-21 between the two is accepted: what is pasted stays beside the targets it stood beside in Excel."""
    with visit("en") as lin:
        page = lin.page
        lin.sign_in("lin")
        lin.open(ADDRESS)
        box(page, "HD-2021-18").evaluate(PASTE, "13\r\n15\r\n0.9\r\n")
        expect(box(page, "HD-2021-18")).to_have_value("13")
        expect(box(page, "HD-2021-22")).to_have_value("0.9")
        expect(page.locator(".pasted")).to_have_text(
            "Pasted. Boxes filled: 2 · Rows skipped, because they cannot be written: 1"
        )
        expect(page.locator(".grid-row.kept")).to_have_count(2)
        assert lin.take_troubles() == []


@pytest.mark.parametrize("choice", ["Use mine", "Use theirs"])
def test_two_windows_on_one_row_are_shown_to_one_another(visit, drafts, choice):
    mine, theirs = (f"0.{next(drafts):02}" for _window in range(2))
    with visit() as first, visit() as second:
        for window in (first, second):
            window.sign_in("lin")
            window.open(ADDRESS)
        box(second.page, OPEN[1]).fill(theirs)
        row = f"[data-code='{OPEN[1]}']"
        expect(second.page.locator(f"{row} .state")).to_contain_text(second.words("Draft saved"))
        box(first.page, OPEN[1]).fill(mine)
        told = first.page.locator(f"{row} .state")
        expect(told).to_contain_text(first.words("Saved by somebody else in between:"))
        expect(told).to_contain_text(theirs)
        expect(box(first.page, OPEN[1])).to_have_value(mine)
        first.press(choice)
        if choice == "Use mine":
            expect(told).to_contain_text(first.words("Draft saved"))
        kept = mine if choice == "Use mine" else theirs
        expect(box(first.page, OPEN[1])).to_have_value(kept)
        second.open(ADDRESS)
        expect(box(second.page, OPEN[1])).to_have_value(kept)
        assert first.take_troubles() + second.take_troubles() == []


def test_grid_works_without_a_script(visit, drafts):
    figure = f"0.{next(drafts):02}"
    with visit("en", java_script_enabled=False) as lin:
        lin.sign_in("lin")
        lin.open(ADDRESS)
        box(lin.page, OPEN[0]).fill(figure)
        lin.press("Save as draft")
        expect(lin.page.locator(".messages")).to_contain_text("1 row saved as a draft.")
        expect(box(lin.page, OPEN[0])).to_have_value(figure)


def test_signing_in_again_elsewhere_lets_typing_go_on(visit, drafts):
    figure = f"0.{next(drafts):02}"
    with visit() as lin:
        page = lin.page
        lin.sign_in("lin")
        lin.open(ADDRESS)
        lin.page.context.clear_cookies()
        box(page, OPEN[0]).fill(figure)
        expect(page.locator(".saved")).to_contain_text("登录已结束")
        other = page.context.new_page()
        other.goto(f"{lin.site}/login/")
        other.locator("#id_username").fill("lin")
        other.locator("#id_password").fill("hedong-2021")
        other.locator("#id_password").press("Enter")
        expect(other.locator("#id_password")).to_have_count(0)
        expect(page.locator(f"[data-code='{OPEN[0]}'] .state")).to_contain_text(
            lin.words("Draft saved"), timeout=20_000
        )
        assert lin.take_troubles(403) == []
