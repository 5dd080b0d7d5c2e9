"""What people come for, from the first page to the last, in both languages, on a telephone and on a desk."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit

screens = pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 360)])
languages = pytest.mark.parametrize("language", ["zh-hans", "en"])
NAMES = {
    "zh-hans": ("品质提升与城市更新", "新建5G基站", "建设社区体育园", "示例督查室", "座", "个"),
    "en": (
        *("Urban renewal", "New 5G base stations", "Community sports parks", "Sample supervision office"),
        *("stations", "parks"),
    ),
}
FILED = {"zh-hans": 7, "en": 9}


@screens
def test_newcomer_reads_down_to_who_accepted_a_figure_and_when(visit, language, width):
    area, target, _other, office, unit, _unit = NAMES[language]
    with visit(language, width) as reader:
        page = reader.page
        reader.open("/")
        expect(page.locator("#headline")).to_be_in_viewport()
        expect(page.locator(".notice-sample")).to_contain_text(reader.words("Sample data"))
        page.locator("h3").get_by_role("link", name=area).click()
        reader.is_at("/areas/HD-2021-A3/")
        expect(page.locator("h1")).to_have_text(area)
        page.get_by_role("link", name=target, exact=True).first.click()
        reader.is_at("/targets/HD-2021-07/")
        expect(page.locator("h1")).to_have_text(target)
        verdict = page.locator(".verdict")
        expect(verdict.locator(".figure")).to_have_text(f"43 {unit}")
        expect(verdict.locator(".light")).to_contain_text(reader.words("Done"))
        latest = page.locator(".records > li").first
        expect(latest).to_contain_text(f"43 {unit}")
        expect(latest).to_contain_text(office)
        expect(latest).to_contain_text(re.compile(r"202[12]-\d\d-\d\d \d\d:\d\d"))
        page.locator(".month-picker summary").click()
        page.locator(".month-picker ol a").nth(5).click()
        reader.is_at("/2021-06/targets/HD-2021-07/")
        expect(verdict.locator(".light")).to_contain_text(reader.words("On pace"))
        expect(verdict.locator(".figure")).to_have_text(f"20 {unit}")
        page.get_by_role("link", name="English" if language == "zh-hans" else "中文", exact=True).click()
        other = "en" if language == "zh-hans" else "zh-hans"
        expect(page.locator("h1")).to_have_text(NAMES[other][1])
        reader.is_at_in(other, "/2021-06/targets/HD-2021-07/")
        assert reader.take_troubles() == []
        assert reader.overflow() == ""


def writes(lin: Visit, row: Locator, key: str, figure: str, text: str) -> None:
    """林 finds the month, saves a draft, comes back to it and submits it."""
    lin.is_at("/desk/")
    lin.page.locator("#month").select_option(key)
    lin.press("Show")
    row.get_by_role("link", name=lin.words("Write"), exact=True).click()
    lin.is_at(f"/desk/entries/HD-2021-23/{key}/")
    lin.page.get_by_label(lin.words("Cumulative figure to date")).fill(figure)
    lin.page.get_by_label(lin.words("Progress"), exact=True).fill(text)
    lin.press("Save as draft")
    lin.is_told("Draft saved.")
    lin.open(f"/desk/?month={key}")
    row.get_by_role("link", name=lin.words("Go on"), exact=True).click()
    expect(lin.page.locator("#id_value")).to_have_value(figure)
    lin.press("Submit for review")
    lin.is_told("Submitted.")


def sends_back(wang: Visit, waiting: Locator, text: str) -> None:
    """王 opens what waits, forgets the reason, gives it."""
    waiting.get_by_role("link").click()
    expect(wang.page.locator("main")).to_contain_text(text)
    wang.press("Send back")
    expect(wang.page.locator(".errorlist")).to_contain_text(wang.words("Say what has to be changed."))
    wang.page.locator("#id_reason").fill("请写明地点")
    wang.press("Send back")
    wang.is_told("Sent back.")


def sends_again(lin: Visit, row: Locator, key: str, text: str) -> None:
    """林 reads why and sends it again."""
    lin.open(f"/desk/?month={key}")
    expect(row).to_contain_text(lin.words("Sent back"))
    row.get_by_role("link", name=lin.words("Go on"), exact=True).click()
    expect(lin.page.locator(".box.warn[role=status]")).to_contain_text("请写明地点")
    lin.page.get_by_label(lin.words("Progress"), exact=True).fill(text)
    lin.press("Submit for review")
    lin.is_told("Submitted.")


def accepts(wang: Visit, waiting: Locator, figure: str) -> None:
    """王 sees what would change and accepts."""
    wang.open("/desk/")
    waiting.get_by_role("link").click()
    expect(wang.page.locator(".compare")).to_contain_text(figure)
    wang.press("Accept")
    wang.is_told("Accepted: the public page shows it now.")


@screens
def test_figure_goes_from_draft_over_return_to_the_public_page(visit, language, width):
    _area, _target, name, _office, _unit, unit = NAMES[language]
    number = FILED[language]
    key, figure = f"2021-{number:02}", f"0.{number:02}1"
    text, public = f"已开工一处({key})", f"/targets/HD-2021-23/?month={key}"
    with visit(language, width) as lin, visit(language, width) as wang, visit(language, width) as reader:
        main = reader.page.locator("main")
        row = lin.page.locator(".desk-row", has_text=name)
        waiting = wang.page.locator(".desk-row", has_text=name).filter(has_text=f"{figure} {unit}")
        reader.open(public)
        expect(main.locator(".verdict .light")).to_be_visible()
        expect(main).not_to_contain_text(f"{figure} {unit}")

        lin.sign_in("lin")
        writes(lin, row, key, figure, text)
        wang.sign_in("wang")
        sends_back(wang, waiting, text)
        reader.open(public)
        expect(main.locator(".verdict .light")).to_be_visible()
        expect(main).not_to_contain_text(text)

        sends_again(lin, row, key, f"{text},在卫国道")
        accepts(wang, waiting, f"{figure} {unit}")
        reader.open(public)
        expect(main.locator(".verdict .figure")).to_have_text(f"{figure} {unit}")
        expect(main.locator(".records > li").first).to_contain_text(f"{text},在卫国道")
        expect(main.locator(".records > li").first).to_contain_text("王")
        for person in (lin, wang, reader):
            assert person.take_troubles(422) == []
            assert person.overflow() == ""


@pytest.mark.parametrize(("language", "width", "code"), [("zh-hans", 1280, "HD-2021-18"), ("en", 360, "HD-2021-23")])
def test_the_close_goes_from_its_department_over_a_supervisor_to_the_public(visit, language, width, code):
    public, said = f"/targets/{code}/", f"年底核查({code})"
    with visit(language, width) as lin, visit(language, width) as wang, visit(language, width) as reader:
        lin.sign_in("lin")
        lin.open("/desk/closings/")
        lin.page.locator("tr", has_text=code).get_by_role("link", name=lin.words("Write")).click()
        lin.is_at(f"/desk/closings/{code}/write/")
        lin.press("Hand in")
        expect(lin.page.locator(".errorlist").first).to_be_visible()
        lin.page.locator("#id_statement").fill(said)
        lin.page.locator("#id_reason_kind").select_option("LAGGING")
        lin.press("Hand in")
        lin.is_told("Handed in: a supervisor decides on it.")
        reader.open("/closing/")
        expect(reader.page.locator(f"table.list a[href$='/targets/{code}/#closing']")).to_have_count(0)

        wang.sign_in("wang")
        wang.open("/desk/closings/")
        wang.page.locator("tr", has_text=code).get_by_role("link", name=wang.words("Look and decide")).click()
        expect(wang.page.locator("main")).to_contain_text(said)
        wang.press("Accept for good")
        wang.is_told("Accepted: the target is closed and public.")

        reader.open("/closing/")
        reader.page.locator(f"table.list a[href$='/targets/{code}/#closing']").click()
        reader.is_at(f"{public}#closing")
        closed = reader.page.locator("#closing + .records")
        expect(closed).to_contain_text(said)
        expect(closed).to_contain_text(reader.words("Work lagged behind"))
        expect(closed).to_contain_text("王")
        reader.open(f"/2021-11{public}")
        expect(reader.page.locator("#closing")).to_have_count(0)
        for person in (lin, wang, reader):
            assert person.take_troubles(422) == []
            assert person.overflow() == ""


@screens
def test_changed_target_needs_a_reason_and_becomes_a_public_revision(visit, language, width):
    target, unit = {"zh-hans": ("提升改造菜市场", "个"), "en": ("Food markets upgraded", "markets")}[language]
    value = {"zh-hans": "4", "en": "6"}[language]
    with visit(language, width) as chen:
        page = chen.page
        chen.sign_in("chen", "/admin/login/")
        chen.follow("Change a target")
        page.locator("#searchbar").fill("市场")
        page.locator("#searchbar").press("Enter")
        page.get_by_role("link", name=target).first.click()
        field = page.locator("#id_value")
        field.fill(value)
        page.locator("[name=_save]").first.click()
        expect(page.locator(".errorlist").first).to_be_visible()
        expect(field).to_have_value(value)
        page.locator("#id_reason").fill(f"上级下达新指标{value}")
        page.locator("#id_document").fill("区政府常务会议纪要")
        page.locator("[name^=decided_on]").first.fill("2021-11-02")
        page.locator("[name=_save]").first.click()
        expect(page.locator(".messagelist")).to_be_visible()
        chen.open("/targets/HD-2021-10/")
        revision = page.locator("li", has_text=f"上级下达新指标{value}").last
        expect(revision.locator("ins")).to_have_text(f"{value} {unit}")
        expect(revision).to_contain_text("区政府常务会议纪要")
        expect(revision).to_contain_text("2021-11-02")
        expect(page.locator(".verdict .of")).to_contain_text(f"{value} {unit}")
        assert chen.take_troubles() == []
        assert chen.overflow() == ""


@languages
def test_what_became_of_the_school_places_and_who_says_so_takes_three_taps(visit, language):
    word, name, filed, accepted = {
        "zh-hans": ("义务教育学位", "新增义务教育学位", "示例乙局 · 赵", "示例督查室 · 王"),
        "en": (
            "school places",
            "New compulsory-school places",
            "Sample bureau B · 赵",
            "Sample supervision office · 王",
        ),
    }[language]
    with visit(language, 360) as citizen:
        page, taps = citizen.page, 0

        def tap(what: Locator) -> None:
            nonlocal taps
            what.click()
            taps += 1

        citizen.open("/")
        tap(page.locator("#find"))
        page.keyboard.type(word)
        tap(page.locator("form.find button"))
        tap(page.get_by_role("link", name=name).first)
        expect(page.locator("h1")).to_have_text(name)
        assert taps == 3
        verdict = page.locator(".verdict")
        expect(verdict.locator(".big .figure")).to_contain_text("1,080")
        expect(verdict.locator(".light")).to_contain_text(citizen.words("Done"))
        for said in (filed, accepted, "新增义务教育学位1080个", "1,080 ÷ 1,080"):
            expect(verdict).to_contain_text(said)
        assert citizen.take_troubles() == []
        assert citizen.overflow() == ""
        citizen.open("/")
        page.locator(".standing").get_by_role("link", name=name, exact=True).click()
        expect(page.locator(".said")).to_contain_text(accepted)
