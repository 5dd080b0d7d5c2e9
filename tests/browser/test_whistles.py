"""A subdistrict calls two departments: both report in, one late; both answer and are rated; no text becomes public."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit, apart
from tracker.models import Whistle

NAMES = {
    "zh-hans": ("示例甲局", "示例戊局", "设施用地未腾退"),
    "en": ("Sample bureau A", "Sample bureau E", "The site is not cleared"),
}
TARGET = "HD-2021-24"


def whistles(zheng: Visit, text: str, departments: tuple[str, ...]) -> None:
    """郑 forgets whom to call, is told, and calls two departments."""
    page = zheng.page
    zheng.follow("Whistle for departments")
    page.locator("#id_target").select_option(TARGET)
    page.locator("#id_problem").fill(text)
    page.locator("#id_needed_by").fill(f"{localdate() + timedelta(days=9)}")
    zheng.press("Whistle")
    expect(page.locator(".errorlist")).to_contain_text(zheng.words("Tick the departments you need."))
    expect(page.locator("#id_problem")).to_have_value(text)
    for name in departments:
        page.get_by_label(name, exact=True).check()
    zheng.press("Whistle")
    zheng.is_told("The departments are called.")


def days_pass(text: str) -> None:
    """As if the whistle had been raised five days ago: more than the two that are given."""

    def turn_back() -> None:
        [whistle] = Whistle.objects.filter(problem=text)
        Whistle.objects.filter(pk=whistle.pk).update(raised_at=whistle.raised_at - timedelta(days=5))

    apart(turn_back)


def opens(person: Visit, login: str, text: str) -> None:
    """Sign in and find the whistle on the desk."""
    person.sign_in(login)
    row = person.page.locator("#whistles ~ ul .desk-row", has_text=text)
    row.get_by_role("link").click()
    expect(person.page.locator("main")).to_contain_text(text)


def reports_in(person: Visit, own: Locator, department: str) -> None:
    own.get_by_role("button", name=f"{person.words('Report in')} · {department}", exact=True).click()
    person.is_told("You have reported in. Please answer once something was done.")


def answers(person: Visit, answer: str) -> None:
    person.press("Send the answer")
    expect(person.page.locator(".errorlist")).to_contain_text(person.words("Say what was done."))
    person.page.get_by_label(person.words("Answer"), exact=True).fill(answer)
    person.press("Send the answer")
    person.is_told("Your answer is with the department that whistled.")


def rates(zheng: Visit, own: Locator, department: str, rating: str, solved: str) -> None:
    own.get_by_label(zheng.words(solved), exact=True).check()
    own.get_by_label(zheng.words(rating), exact=True).check()
    own.get_by_role("button", name=f"{zheng.words('Rate')} · {department}", exact=True).click()
    zheng.is_told("Your rating is recorded.")


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 360), ("en", 1280)])
def test_a_subdistrict_calls_two_departments_and_rates_them(visit, language, width):
    first, second, problem = NAMES[language]
    text = f"{problem} ({language})"
    with visit(language, width) as zheng, visit(language, width) as lin, visit(language, width) as wu:
        zheng.sign_in("zheng")
        whistles(zheng, text, (first, second))
        story = zheng.page.url
        calls = {
            code: [person.page.locator(f"#call-{code}") for person in (zheng, lin, wu)]
            for code in ("sample-a", "sample-e")
        }

        opens(lin, "lin", text)
        reports_in(lin, calls["sample-a"][1], first)
        answers(lin, "已派人现场清理")
        days_pass(text)
        opens(wu, "wu", text)
        reports_in(wu, calls["sample-e"][2], second)
        expect(calls["sample-e"][2]).to_contain_text(wu.words("Reported in late"))
        answers(wu, "已协调产权单位")

        zheng.page.goto(story)
        expect(calls["sample-e"][0]).to_contain_text(zheng.words("Reported in late"))
        rates(zheng, calls["sample-a"][0], first, "5 · very satisfied", "Yes, it is solved")
        rates(zheng, calls["sample-e"][0], second, "2 · dissatisfied", "No, it is not")
        expect(zheng.page.locator(".lead .pill")).to_have_text(zheng.words("All answers rated"))
        zheng.open("/desk/")
        expect(zheng.page.locator("main")).not_to_contain_text(text)

        zheng.open("/method/")
        expect(zheng.page.locator("main")).not_to_contain_text(problem)
        for person in (zheng, lin, wu):
            assert person.take_troubles(422) == []
            assert person.overflow() == ""


def test_without_a_script_a_department_reports_in(visit):
    text = "无脚本也能报到"
    with visit() as zheng, visit(java_script_enabled=False) as zhao:
        zheng.sign_in("zheng")
        whistles(zheng, text, ("示例乙局",))
        opens(zhao, "zhao", text)
        reports_in(zhao, zhao.page.locator("#call-sample-b"), "示例乙局")
        answers(zhao, "已清理")
        expect(zhao.page.locator("#call-sample-b")).to_contain_text("待评价")
