"""A report on its way from text to targets, as an administrator goes it; and the next year's after it."""

import json
import os
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit, apart, empty, served
from tests.browser.test_crawl import faults
from tests.factories import make_person
from tests.texts import HILLSIDE, RIVERSIDE
from tracker.choices import Role
from tracker.management.sample_plan import PASSWORD
from tracker.models import Target

REPORT = os.environ.get("HEDONG_REPORT")  # the report of 2021, which is no part of this project
FIXTURE = Path(settings.BASE_DIR) / "fixtures" / "hedong_2021.json"
YEAR = 2021 if REPORT else 2022
TEXT = Path(REPORT).read_text(encoding="utf-8") if REPORT else RIVERSIDE
TOLERANCES = {"地区生产总值增长6%左右": "1"}  # of the composed report; in that of 2021 every 左右 has 5
COMPARED = ("area", "kind", "comparison", "value", "value_high", "tolerance", "unit", "start", "due", "cadence")
COMPOSED = [  # the promises of RIVERSIDE in its order
    ("总体", "RATE", "ABOUT", "6", None, "1", "%"),
    ("总体", "RATE", "AT_MOST", "3.8", None, None, "%"),
    ("(一)", "CUMULATIVE", "AT_LEAST", "60", None, None, "座"),
    ("(一)", "CUMULATIVE", "AT_LEAST", "5", None, None, "万平方米"),
    ("(二)", "CUMULATIVE", "AT_LEAST", "3", None, None, "家"),
    ("(二)", "CUMULATIVE", "AT_LEAST", "150", None, None, "张"),
    ("(二)", "CUMULATIVE", "BETWEEN", "1", "2", None, "个"),
    ("(二)", "MILESTONE", "ALL", "100", None, None, "%"),
]


def people() -> None:
    """An administrator and a supervisor on a site without any report."""
    for name, called, role in (("chen", "陈", Role.ADMINISTRATOR), ("wang", "王", Role.SUPERVISOR)):
        person = make_person(name, called, None, role)
        person.set_password(PASSWORD)
        person.save()


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, chromium, collected) -> Iterator[str]:
    """The address of a server without a report; the tests of this module go on from one another."""
    with django_db_blocker.unblock(), served(empty, people) as address:
        yield address


def number(value: Any) -> str | None:
    return None if value is None else str(Decimal(value).normalize() + 0)


def published(year: int) -> list[tuple]:
    """The targets of a year as they were made, in their order."""
    found: list[tuple] = []

    def read() -> None:
        for each in Target.objects.filter(report__year=year).select_related("area").order_by("order"):
            figures = [number(value) for value in (each.value, each.value_high, each.tolerance)]
            months = [f"{each.start}", f"{each.due}", each.cadence]
            found.append((each.area.section, each.kind, each.comparison, *figures, each.unit, *months))

    apart(read)
    return found


def expected() -> list[tuple]:
    """What has to come out: the fixture's targets, or those of the composed report."""
    if not REPORT:
        year = ("2022-01-01", "2022-12-01")
        rates = [(*row, *year, "QUARTER" if row[1] == "RATE" else "MONTH") for row in COMPOSED]
        return [(*row[:3], *(number(value) for value in row[3:6]), *row[6:]) for row in rates]
    rows = [row["fields"] for row in json.loads(FIXTURE.read_text(encoding="utf-8"))]
    sections = {row["code"]: row["section"] for row in rows if "code" in row and "order" in row and "kind" not in row}
    targets = [row for row in rows if "phrase" in row]
    figures = ("value", "value_high", "tolerance")
    return [
        (
            *(sections[row["area"][0]], row["kind"], row["comparison"]),
            *(number(row.get(name)) for name in figures),
            *(row["unit"], row["start"], row["due"], row.get("cadence", "MONTH")),
        )
        for row in targets
    ]


def brings_in(chen: Visit, text: str, **facts: str) -> None:
    """陈 pastes a report, having forgotten the day first."""
    chen.open("/desk/intake/")
    for name, value in facts.items():
        chen.page.locator(f"#id_{name}").fill(value)
    chen.page.locator("#id_pasted").fill(text)
    chen.page.locator("#id_adopted_on").fill("")
    chen.press("Read the report")
    expect(chen.page.locator(".errorlist").first).to_contain_text(chen.words("A new report needs this."))
    assert chen.take_troubles(422) == []
    chen.page.locator("#id_adopted_on").fill(f"{facts['year']}-01-12")
    chen.press("Read the report")
    chen.is_told("The report was read. Nothing becomes a target before you decide on it.")


def accepts_all(chen: Visit) -> int:
    """Every promise of the year accepted as it was read; where a tolerance is needed it is typed. How many."""
    done = 0
    accept = chen.page.get_by_role("button", name=re.compile(chen.words("Accept as read")))
    while accept.count():
        row = chen.page.locator(".passage", has=accept).first
        clause = row.locator(".clause").inner_text()
        accept.first.click()
        expect(chen.page.locator(".messages, .box.wrong").first).to_be_visible()
        if chen.page.locator(".box.wrong").count():
            chen.page.locator("#id_tolerance").fill(TOLERANCES.get(clause, "5"))
            chen.press("Keep the decision")
            expect(chen.page.locator(".messages")).to_be_visible()
        done += 1
    return done


def decides_the_rest(chen: Visit) -> None:
    """The other lists, each in one click."""
    for what, msgid in (
        ("others", "Leave out all of this list still to be decided"),
        ("outcomes", "Leave out all of this list still to be decided"),
        ("visions", "Leave out all of this list still to be decided"),
        ("sentences", "List all of these still to be decided as promises"),
    ):
        chen.page.locator(f".choices-list a[href*='what={what}']").first.click()
        at_list(chen, what)
        button = chen.page.get_by_role("button", name=chen.words(msgid), exact=True)
        if button.count():
            button.click()
            expect(chen.page.locator(".messages")).to_be_visible()


def publishes(chen: Visit) -> None:
    chen.follow("Look at what would be published")
    chen.press("Publish the targets")
    expect(chen.page.locator(".messages")).to_be_visible()


def at_list(chen: Visit, what: str) -> None:
    expect(chen.page.locator(f".choices-list a[aria-current][href*='what={what}']").first).to_be_visible()


def selects(chen: Visit, words: str) -> None:
    """Words of the text selected as with a mouse."""
    chen.page.evaluate(
        """(words) => {
          for (const line of document.querySelectorAll(".report-text [data-start]")) {
            const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
            for (let node = walk.nextNode(); node; node = walk.nextNode()) {
              const at = node.data.indexOf(words);
              if (at >= 0) { document.getSelection().setBaseAndExtent(node, at, node, at + words.length); return; }
            }
          }
        }""",
        words,
    )


def passage(chen: Visit, words: str) -> Locator:
    return chen.page.locator(".passage", has_text=words)


def test_a_pasted_report_is_reviewed_published_and_equals_what_was_read_by_hand(visit, site, axe):
    with visit() as chen:
        chen.sign_in("chen")
        brings_in(chen, TEXT, title_zh=f"{YEAR}年政府工作报告", place="临河区", year=str(YEAR))
        assert accepts_all(chen) == len(expected())
        decides_the_rest(chen)
        expect(chen.page.locator("#left progress")).to_be_visible()
        publishes(chen)
        assert chen.take_troubles(422) == []
    assert published(YEAR) == expected()
    with visit(width=360) as citizen:
        citizen.open("/report/")
        page = citizen.page
        expect(page.locator("mark.target")).to_have_count(len(expected()))
        total = re.search(r"共 (\d+) 处，已逐一交代 (\d+) 处", page.locator("main").inner_text())
        assert total
        assert total[1] == total[2]
        page.get_by_role("link", name=citizen.words("What was left out"), exact=True).click()
        expect(page.locator("mark.left_out").first).to_be_visible()
        expect(page.locator("mark.target")).to_have_count(0)
        assert citizen.take_troubles() == []
        assert citizen.overflow() == ""


def test_another_district_s_report_goes_from_text_to_dashboard_beside_the_year_before(visit, site):
    with visit() as chen:
        chen.sign_in("chen")
        brings_in(chen, HILLSIDE, title_zh="青山区2023年政府工作报告", place="青山区", year="2023")
        selects(chen, "规范物业服务")
        expect(chen.page.locator("#id_phrase")).to_have_value("规范物业服务")
        chen.press("Mark this passage")
        expect(chen.page.locator(".in-place mark")).to_have_text("规范物业服务")
        chen.page.locator("input[name=state][value=LEFT_OUT]").check()
        chen.page.locator("#id_why").select_option("DUPLICATE")
        chen.press("Keep the decision")
        assert accepts_all(chen) == 7
        decides_the_rest(chen)
        chen.follow("Look at what would be published")
        expect(chen.page.locator("select option:checked", has_text="新增养老机构")).to_have_count(1)
        chen.press("Publish the targets")
        expect(chen.page.locator(".messages")).to_be_visible()
        assert chen.take_troubles(422) == []
    assert len(published(2023)) == 7
    with visit() as citizen:
        page = citizen.page
        citizen.open("/")
        expect(page.locator(".brand")).to_contain_text("青山区2023年政府工作报告")
        citizen.follow("Report")
        citizen.follow("All promises across the years")
        row = page.locator("tr", has_text="新增养老机构")
        expect(row).to_contain_text("3 家" if not REPORT else "2 家")
        expect(row).to_contain_text("5 家")
        row.get_by_role("link").first.click()
        citizen.is_at(f"/{YEAR}-12/targets/R-{YEAR}-{14 if REPORT else 5:02}/")
        expect(page.locator("#years + ul")).to_contain_text("2023")
        assert citizen.take_troubles() == []


def test_the_desk_and_the_public_pages_read_well_on_any_screen(visit, site, axe):
    with visit() as chen:
        chen.sign_in("chen")
        chen.open("/desk/intake/")
        found = faults(chen, axe)
        code = chen.page.locator(".desk-row .code").last.inner_text()
        chen.open(f"/desk/intake/{code}/?what=all")
        found += faults(chen, axe)
        chen.page.locator(".passage .actions a").first.click()
        found += faults(chen, axe)
        chen.open(f"/desk/intake/{code}/publish/")
        found += faults(chen, axe)
    with visit() as citizen:
        for address in ("/report/", "/report/?show=left_out", "/years/"):
            citizen.open(address)
            found += faults(citizen, axe)
    assert not found, "\n".join(found)


def test_without_scripts_a_report_is_decided_on_by_plain_forms(visit, site):
    with visit(java_script_enabled=False) as wang:
        wang.sign_in("wang")
        wang.open("/desk/intake/R-2023/?what=all")
        expect(wang.page.locator(".passage").first).to_be_visible()
        expect(wang.page.get_by_role("button", name=wang.words("Mark this passage"))).to_have_count(0)
