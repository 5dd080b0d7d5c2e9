"""Every page, in both languages, narrow and wide, light and dark: nothing refused, broken or unreadable."""

import re
from collections import Counter
from collections.abc import Callable

import pytest

from tests.browser.conftest import Visit

PUBLIC = [
    *("/", "/?month=2021-06", "/2021-01/", "/areas/HD-2021-A0/", "/areas/HD-2021-A1/", "/2021-06/areas/HD-2021-A4/"),
    *(
        "/targets/",
        "/2021-09/targets/?light=FAR_BEHIND&sort=-gap&columns=months&columns=light",
        "/targets/?kind=nothing",
    ),
    *("/targets/HD-2021-02/", "/targets/HD-2021-04/", "/2021-06/targets/HD-2021-07/", "/targets/HD-2021-08/"),
    *("/targets/HD-2021-13/", "/targets/HD-2021-14/", "/departments/", "/departments/sample-a/", "/departments/jyj/"),
    *("/closing/", "/2021-06/closing/", "/targets/HD-2021-20/"),
    *("/2021-09/changes/2021-03/", "/report/", "/charts/", "/data/", "/data/api/", "/targets/HD-2021-08/trail/"),
    *("/bulletins/", "/bulletins/2021-05/"),
    *("/permissions/", "/method/", "/embed/targets/HD-2021-08/", "/embed/areas/HD-2021-A4/", "/login/"),
]
ERRORS = {"/nothing/": 404, "/?month=2030-01": 400}
LIN = [
    *("/desk/", "/desk/?month=2021-06", "/desk/entries/HD-2021-24/2021-12/", "/desk/entries/HD-2021-07/2021-06/"),
    *("/desk/entries/HD-2021-25/2021-12/", "/desk/entries/HD-2021-23/2021-12/", "/desk/months/2021-12/"),
    *("/desk/months/2021-06/", "/desk/targets/HD-2021-18/request/", "/desk/papers/", "/desk/papers/bulletin/2021-11/"),
    *("/desk/whistles/", "/desk/whistles/raise/?target=HD-2021-24"),
    *("/desk/closings/", "/desk/closings/HD-2021-18/write/", "/desk/closings/HD-2021-24/write/"),
]
WANG = [
    "/desk/",
    "/desk/whistles/",
    "/desk/reminders/",
    "/desk/audit/",
    "/desk/audit/?since=2021-06-02&until=2021-06-01",
    "/desk/tasks/",
    "/desk/closings/",
    "/desk/intake/",
    *("/desk/papers/", "/desk/papers/bulletin/2021-12/", "/desk/papers/assessment/2021-09/"),
    "/desk/reviews/",
]
ADMIN = [
    *("/admin/", "/admin/tracker/target/", "/admin/tracker/target/?q=5G", "/admin/tracker/target/add/"),
    *("/admin/tracker/user/", "/admin/tracker/user/add/", "/admin/tracker/department/", "/admin/tracker/area/"),
    *("/admin/tracker/report/", "/admin/tracker/entry/", "/admin/tracker/revision/", "/admin/tracker/auditrecord/"),
]
WIDE, NARROW = (1280, 768, 320), (1280, 320)
# A dark screen has the same elements in the same places: what can differ is whether they can be told from the paper.
COLOURS = ["color-contrast", "link-in-text-block"]
NUMBER = re.compile(r"\d[\d,.]*%?")
SETTLE = "() => document.getAnimations().forEach((moving) => moving.finish())"  # the admin's links fade
languages = pytest.mark.parametrize("language", ["zh-hans", "en"])


def settled_overflow(visit: Visit) -> str:
    """What scrolls sideways once the charts have been drawn anew for the narrower window."""
    for _wait in range(20):
        if not visit.overflow():
            return ""
        visit.page.wait_for_timeout(100)
    return visit.overflow()


def violations(visit: Visit, rules: list[str] | None = None) -> list[str]:
    """What axe finds, by all its rules or those named."""
    only = {"runOnly": rules} if rules else {}
    options = {"resultTypes": ["violations"], "preload": False} | only
    found = visit.page.evaluate("(options) => axe.run(document, options)", options)
    return [
        f"axe {fault['id']}: {node['html'][:160]} | {node['failureSummary']}"
        for fault in found["violations"]
        for node in fault["nodes"][:3]
    ]


def faults(visit: Visit, axe: str, answered: int = 200, widths: tuple[int, ...] = NARROW) -> list[str]:
    """Everything wrong with the page that stands, on every screen; its charts drawn in English, drawings in Chinese."""
    page = visit.page
    for figure in page.locator("figure.chart .interactive").all() if visit.language == "en" else ():
        figure.evaluate("place => place.parentElement.scrollIntoView()")
        figure.and_(page.locator("[data-drawn=true]")).wait_for()
    found = visit.take_troubles(answered)
    page.evaluate(axe)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme, rules in (("light", None), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate(SETTLE)
            found += [f"{width} {scheme} {fault}" for fault in violations(visit, rules)]
        if width == 320:
            found += [f"scrolls sideways: {wide}" for wide in [settled_overflow(visit)] if wide]
    found += visit.take_troubles(answered)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    return [f"{visit.language} {page.url}: {fault}" for fault in dict.fromkeys(found)]


def crawl(visit: Visit, axe: str, addresses: list[str], widths: tuple[int, ...] = NARROW) -> list[str]:
    found = []
    for address in addresses:
        visit.open(address)
        found += faults(visit, axe, widths=widths)
    return found


@languages
def test_public_pages_and_errors(visit: Callable, axe, language):
    with visit(language) as reader:
        found = crawl(reader, axe, PUBLIC[:-1], WIDE)
        for address, status in ERRORS.items():
            reader.open(address, status)
            found += faults(reader, axe, status)
        assert reader.page.context.cookies() == []
        found += crawl(reader, axe, PUBLIC[-1:])
        assert [cookie["name"] for cookie in reader.page.context.cookies()] == ["csrftoken"]
        reader.page.locator("#id_username").fill("lin")
        reader.page.locator("#id_password").fill("wrong")
        reader.page.locator("#id_password").press("Enter")
        reader.page.locator(".errorlist").first.wait_for()
        found += faults(reader, axe)
    assert not found, "\n".join(found)


def numbers(visit: Visit) -> Counter[str]:
    """Every number on the page. A chart that is drawn shows those of its table, which another test holds equal."""
    text = visit.page.locator("main").evaluate(
        "main => { main.querySelectorAll('.interactive, script').forEach((e) => e.remove()); return main.textContent; }"
    )
    return Counter(NUMBER.findall(text))


@languages
def test_without_a_script_every_number_is_there(visit, language):
    lost = {}
    with visit(language) as reader, visit(language, java_script_enabled=False) as plain:
        for address in PUBLIC[:-1]:
            reader.open(address)
            plain.open(address)
            if missing := numbers(reader) - numbers(plain):
                lost[address] = missing
    assert lost == {}


@languages
def test_reporters_desk(visit, axe, language):
    with visit(language) as lin:
        lin.sign_in("lin")
        found = crawl(lin, axe, LIN)
        lin.open("/desk/entries/HD-2021-24/2021-12/")
        lin.page.locator("#id_value").fill("12万")
        lin.press("Save as draft")
        lin.page.locator(".box.wrong").wait_for()
        found += faults(lin, axe, 422)
        lin.open("/desk/entries/HD-2021-18/2021-12/")
        lin.page.locator("#id_progress").fill("另一版本")
        lin.page.locator("[name=row_version]").evaluate("field => { field.value = '77' }")
        lin.press("Save as draft")
        lin.page.locator("table.list").wait_for()
        found += faults(lin, axe, 409)
        lin.open("/desk/reviews/1/", 404)
        found += faults(lin, axe, 404)
    assert not found, "\n".join(found)


@languages
def test_supervisors_desk(visit, axe, language):
    with visit(language) as wang:
        wang.sign_in("wang")
        found = crawl(wang, axe, WANG)
        wang.page.locator("table.list a").first.click()
        wang.page.locator("#id_reason").wait_for()
        found += faults(wang, axe)
        wang.press("Send back")
        wang.page.locator(".errorlist").wait_for()
        found += faults(wang, axe, 422)
    assert not found, "\n".join(found)


@languages
def test_whistles_from_both_sides(visit, axe, language):
    with visit(language) as zheng, visit(language) as wu:
        zheng.sign_in("zheng")
        found = crawl(zheng, axe, ["/desk/"])
        zheng.open("/desk/whistles/raise/")
        zheng.press("Whistle")
        zheng.page.locator(".errorlist").first.wait_for()
        found += faults(zheng, axe, 422)
        wu.sign_in("wu")
        wu.page.locator("#whistles ~ ul .desk-row a.button").first.click()
        wu.page.locator("textarea").wait_for()
        found += faults(wu, axe)
        wu.press("Send the answer")
        wu.page.locator(".errorlist").wait_for()
        found += faults(wu, axe, 422)
    assert not found, "\n".join(found)


@languages
def test_administration(visit, axe, language):
    with visit(language) as chen:
        chen.open("/admin/login/")
        found = faults(chen, axe)
        chen.sign_in("chen", "/admin/login/")
        found += crawl(chen, axe, ADMIN)
        for name in ("target", "user", "department", "report", "entry", "revision", "auditrecord"):
            chen.open(f"/admin/tracker/{name}/")
            chen.page.locator("#result_list tbody th a").first.click()
            chen.page.locator("#content h1, #content h2, #content-main form").first.wait_for()
            found += faults(chen, axe)
    assert not found, "\n".join(found)
