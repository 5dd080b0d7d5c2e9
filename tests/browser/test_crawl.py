"""Every page, in both languages, narrow and wide, light and dark: nothing refused, broken or unreadable."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Visit

PUBLIC = [
    *("/", "/?month=2021-06", "/areas/HD-2021-A0/", "/areas/HD-2021-A1/", "/areas/HD-2021-A4/?month=2021-06"),
    *("/targets/", "/targets/?light=FAR_BEHIND&sort=-gap&month=2021-09", "/targets/?kind=nothing"),
    *("/targets/HD-2021-02/", "/targets/HD-2021-04/", "/targets/HD-2021-07/?month=2021-06", "/targets/HD-2021-08/"),
    *("/targets/HD-2021-13/", "/targets/HD-2021-14/", "/departments/", "/departments/sample-a/", "/departments/jyj/"),
    *("/targets/HD-2021-08/trail/", "/permissions/", "/method/", "/login/"),
]
ERRORS = {"/nothing/": 404, "/?month=2030-01": 400}
LIN = [
    *("/desk/", "/desk/?month=2021-06", "/desk/entries/HD-2021-24/2021-12/", "/desk/entries/HD-2021-07/2021-06/"),
    *("/desk/entries/HD-2021-25/2021-12/", "/desk/entries/HD-2021-23/2021-12/", "/desk/months/2021-12/"),
    *("/desk/months/2021-06/", "/desk/targets/HD-2021-18/request/"),
]
WANG = [
    "/desk/",
    "/desk/reminders/",
    "/desk/audit/",
    "/desk/audit/?since=2021-06-02&until=2021-06-01",
    "/desk/reviews/",
]
ADMIN = [
    *("/admin/", "/admin/tracker/target/", "/admin/tracker/target/?q=5G", "/admin/tracker/target/add/"),
    *("/admin/tracker/user/", "/admin/tracker/user/add/", "/admin/tracker/department/", "/admin/tracker/area/"),
    *("/admin/tracker/report/", "/admin/tracker/entry/", "/admin/tracker/revision/", "/admin/tracker/auditrecord/"),
]
SCREENS = [(width, scheme) for width in (1280, 320) for scheme in ("light", "dark")]
SETTLE = "() => document.getAnimations().forEach((moving) => moving.finish())"  # the admin's links fade
languages = pytest.mark.parametrize("language", ["zh-hans", "en"])


def settled_overflow(visit: Visit) -> str:
    """What scrolls sideways once the charts have been drawn anew for the narrower window."""
    for _wait in range(20):
        if not visit.overflow():
            return ""
        visit.page.wait_for_timeout(100)
    return visit.overflow()


def faults(visit: Visit, axe: str, answered: int = 200) -> list[str]:
    """Everything wrong with the page that stands, on every screen."""
    page = visit.page
    for figure in page.locator("figure.chart .interactive").all():
        figure.evaluate("place => place.parentElement.scrollIntoView()")
        figure.and_(page.locator("[data-drawn=true]")).wait_for()
    found = visit.take_troubles(answered)
    page.evaluate(axe)
    for width, scheme in SCREENS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(SETTLE)
        if width == 320 and scheme == "light":
            found += [f"scrolls sideways: {wide}" for wide in [settled_overflow(visit)] if wide]
        result = page.evaluate("() => axe.run(document, {resultTypes: ['violations'], preload: false})")
        found += [
            f"{width} {scheme} axe {fault['id']}: {node['html'][:160]} | {node['failureSummary']}"
            for fault in result["violations"]
            for node in fault["nodes"][:3]
        ]
    found += visit.take_troubles(answered)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    return [f"{visit.language} {page.url}: {fault}" for fault in dict.fromkeys(found)]


def crawl(visit: Visit, axe: str, addresses: list[str]) -> list[str]:
    found = []
    for address in addresses:
        visit.open(address)
        found += faults(visit, axe)
    return found


@languages
def test_public_pages_and_errors(visit: Callable, axe, language):
    with visit(language) as reader:
        found = crawl(reader, axe, PUBLIC[:-1])
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
