"""The office's papers from the draft to the reader's folder, and a score objected to and answered."""

from hashlib import sha256
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.test_crawl import faults

BULLETIN, ASSESSMENT = "/desk/papers/bulletin/2021-12/", "/desk/papers/assessment/2021-12/"
DEMANDS, OBJECTION, ANSWER = "请于月底前报送整改措施", "十月的数据已按时报送", "经核，十月数据按时，下季度一并说明"


def prepares_and_issues(wang: Visit, axe: str) -> list[str]:
    """王 opens the last month's draft, writes what is asked for, looks, and issues it for all to read."""
    wang.sign_in("wang")
    wang.follow("Bulletins")
    wang.is_at("/desk/papers/")
    found = faults(wang, axe)
    wang.page.locator("main .records a").first.click()
    wang.is_at(BULLETIN)
    found += faults(wang, axe)
    expect(wang.page.locator("article.paper")).to_have_count(2)
    wang.page.locator("#id_demands").fill(DEMANDS)
    wang.press("Keep and look")
    wang.is_told("Kept. Below is how it would go out now.")
    expect(wang.page.locator("article.paper").first).to_contain_text(DEMANDS)
    wang.page.locator("#id_is_public").check()
    wang.press("Issue it")
    wang.is_told("Issued: its data is frozen.")
    expect(wang.page.locator("#id_demands")).to_have_count(0)
    return found + faults(wang, axe)


def reads_and_saves(reader: Visit, axe: str) -> list[str]:
    """Somebody without a name finds it, saves its data, and their seal is the printed one."""
    reader.open("/")
    reader.follow("Bulletins")
    reader.is_at("/bulletins/")
    found = faults(reader, axe)
    reader.page.locator("main .records a").first.click()
    reader.is_at("/bulletins/2021-12/")
    found += faults(reader, axe)
    expect(reader.page.locator("article.paper")).to_contain_text(DEMANDS)
    with reader.page.expect_download() as saving:
        reader.page.get_by_role("link", name="JSON", exact=True).click()
    data = Path(saving.value.path()).read_bytes()
    assert saving.value.suggested_filename == "HD-2021-bulletin-2021-12-演示数据.json"
    expect(reader.page.locator(".paper-facts")).to_contain_text(sha256(data).hexdigest())
    assert reader.page.context.cookies() == []
    return found


def objects(lin: Visit, axe: str) -> list[str]:
    """林 finds her department's score and says what is wrong with it; forgetting to say it first."""
    lin.sign_in("lin")
    lin.open(ASSESSMENT)
    found = faults(lin, axe)
    lin.follow("Object")
    lin.is_at(f"{ASSESSMENT}object/")
    found += faults(lin, axe)
    lin.press("Send the objection")
    expect(lin.page.locator(".errorlist")).to_contain_text(lin.words("Say what is wrong with the score, and why."))
    found += faults(lin, axe, 422)
    lin.page.locator("#id_text").fill(OBJECTION)
    lin.press("Send the objection")
    lin.is_told("Your objection is with the office.")
    return found + faults(lin, axe)


def answers(wang: Visit, axe: str) -> list[str]:
    """王 finds it on the paper and answers."""
    wang.open(ASSESSMENT)
    wang.page.locator(".records", has_text=OBJECTION).get_by_role("link").first.click()
    expect(wang.page.locator("main")).to_contain_text(OBJECTION)
    found = faults(wang, axe)
    wang.page.get_by_role("radio", name=wang.words("Found right"), exact=True).check()
    wang.page.locator("#id_answer").fill(ANSWER)
    wang.press("Answer")
    wang.is_told("Answered: it stands beside the score.")
    return found + faults(wang, axe)


def test_a_paper_goes_out_is_read_objected_to_and_answered(visit, axe):
    with visit() as wang, visit("en") as reader, visit("en") as lin:
        found = prepares_and_issues(wang, axe)
        found += reads_and_saves(reader, axe)
        wang.open(ASSESSMENT)
        wang.press("Issue it")
        wang.is_told("Issued: its data is frozen.")
        found += objects(lin, axe)
        found += answers(wang, axe)
        lin.open(ASSESSMENT)
        expect(lin.page.locator("main .records")).to_contain_text(ANSWER)
        for person in (wang, reader, lin):
            assert person.take_troubles(422) == []
    assert not found, "\n".join(found)
