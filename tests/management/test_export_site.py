"""`manage.py export_site`: the pages as served, apart from where their addresses begin; nothing missing, or more."""

import json
import re
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, override_settings
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation

from tests.factories import (
    AT,
    draft_entry,
    make_area,
    make_department,
    make_entry,
    make_person,
    make_report,
    make_target,
    month,
)
from tracker.actions.entries import submit
from tracker.actions.evidence import Paper, attach_file
from tracker.actions.reviews import accept
from tracker.actions.trail import raise_edition
from tracker.choices import Role
from tracker.exports.site import addresses, rewritten, style_addresses
from tracker.management.commands import export_site
from tracker.models import Entry, Evidence, Review, Target
from tracker.queries.edition import edition

pytestmark = pytest.mark.django_db

SITE = "https://living.example.gov.cn"
PDF = b"%PDF-1.4 checked"
FEW = ("--month", "2021-12")  # the month shown first alone
FOREIGN = ("http://", "https://", "mailto:", "data:")


def run(target: Path, *words: str, stdout: StringIO | None = None) -> str:
    out = stdout or StringIO()
    with override_settings(SITE_URL=SITE):
        call_command("export_site", str(target), *words, stdout=out)
    return out.getvalue()


def fault(target: Path, *words: str) -> str:
    """What the command fails with."""
    with pytest.raises(CommandError) as failed:
        run(target, *words)
    assert failed.value.returncode == 1
    return str(failed.value)


def make_world() -> None:
    """A target with a figure and a published paper, one without, a rate, and an area without any."""
    report = make_report()
    area, _empty = make_area(report), make_area(report)
    bureau = make_department("jyj", "区教育局", "Education Bureau", is_sample=True)
    lin, wang = make_person("lin", "林", bureau, Role.REPORTER), make_person("wang", "王", None, Role.SUPERVISOR)
    target = make_target(area, lead=bureau)
    make_entry(target, 5, "16", lin, wang, evidence_url="https://www.example.gov.cn/a?b=1&c=2")
    entry = draft_entry(target, 6, "20", lin)
    paper = Paper(PDF, "验收.PDF", "application/pdf")
    given = {"target": target, "month": month(6), "by": lin, "at": AT, "row_version": entry.row_version}
    entry.row_version = attach_file(**given, paper=paper, is_public=True)
    entry.refresh_from_db()
    entry = submit(entry=entry, by=lin, at=AT, row_version=entry.row_version)
    accept(entry=entry, by=wang, at=AT, row_version=entry.row_version)
    make_target(area, name="未报目标", name_en="Silent target")
    make_target(area, kind="RATE", unit="%", unit_en="%", name="增速", name_en="Growth")


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    """The world exported with one earlier month, and its database, to every test of the module."""
    target = tmp_path_factory.mktemp("export") / "site"
    media = tmp_path_factory.mktemp("media")
    settings = override_settings(SITE_URL=SITE, MEDIA_ROOT=media)
    with django_db_blocker.unblock(), transaction.atomic(), settings, translation.override("zh-hans"):
        cache.clear()
        make_world()
        run(target, "--month", "2021-06")
        yield target
        transaction.set_rollback(True)
    cache.clear()


@pytest.fixture(autouse=True)
def _empty_cache():
    """What a test changes is taken back after it, and its editions with it."""
    yield
    cache.clear()


def files(site: Path) -> dict[str, bytes]:
    return {str(file.relative_to(site)): file.read_bytes() for file in sorted(site.rglob("*")) if file.is_file()}


def address_of(name: str) -> str:
    return "/" + re.sub(r"(^|/)index\.html$", r"\1", name)


def pages(site: Path) -> dict[str, str]:
    """Each page's text by its address, the two for what is missing left out."""
    found = {address_of(name): text.decode() for name, text in files(site).items() if name.endswith(".html")}
    return {address: text for address, text in found.items() if not address.endswith("/404.html")}


def served(address: str) -> bytes:
    response = Client().get(address)
    assert response.status_code == 200, address
    return b"".join(response)


def skeleton(html: str) -> str:
    """A page without its addresses."""
    return rewritten(html, lambda _attribute, _address: "")


def test_every_page_is_the_one_served_apart_from_where_its_addresses_begin(site):
    assert len(pages(site)) > 40
    for page, html in pages(site).items():
        original = served(page).decode()
        assert skeleton(html) == skeleton(original), page
        for (name, was), (_name, now) in zip(addresses(original), addresses(html), strict=True):
            if was == now:
                continue
            led = was.removeprefix(SITE) if was.startswith(SITE) else was
            leads = now.removeprefix(SITE) if now.startswith(SITE) else undone(page, now)
            assert leads == led, (page, name, was, now)


def undone(page: str, now: str) -> str:
    """A relative address as the site has it."""
    parts = urlsplit(urljoin(f"https://column.example.cn{page}", now))
    return parts._replace(scheme="", netloc="").geturl()


def test_everything_else_is_byte_for_byte_as_served(site):
    there = files(site)
    others = [name for name in there if not name.endswith(".html") and not name.startswith("static/")]
    assert {Path(name).suffix for name in others} >= {".json", ".svg", ".png", ".pdf"}
    for name in others:
        if name != "export.json":
            assert there[name] == served(address_of(name)), name


def test_every_address_leads_to_a_file_from_wherever_the_export_stands(site):
    there = files(site)
    for name, content in there.items():
        found = []
        if name.endswith(".html"):
            found = [
                address
                for attribute, address in addresses(content.decode())
                if attribute in {"href", "src", "action"} or address.startswith(("../", "/"))
            ]
        if name.endswith(".css"):
            found = style_addresses(content.decode())
        for address in found:
            path = urlsplit(address).path
            if address.startswith(FOREIGN) or not path:
                continue
            assert not path.startswith("/"), (name, address)
            led = normpath(join(Path(name).parent.as_posix(), path))
            led = ("" if led == "." else f"{led}/") + "index.html" if path.endswith("/") else led
            assert led in there, (name, address)


def test_pictures_and_languages_of_previews_are_files_too(site):
    html = pages(site)["/en/2021-06/targets/HD-2021-01/"]
    assert 'property="og:image" content="../../../../og/2021-06/targets/HD-2021-01.png"' in html
    assert 'rel="canonical" href="./"' in html
    assert 'hreflang="zh-Hans" href="../../../../2021-06/targets/HD-2021-01/"' in html
    assert "og/2021-06/targets/HD-2021-01.png" in files(site)


def test_months_have_their_folders_and_others_lead_to_the_living_site(site):
    names = {name.split("/")[0] for name in files(site)}
    assert {name for name in names if name.startswith("20")} == {"2021-06"}
    assert f'href="{SITE}/2021-05/"' in pages(site)["/"]
    assert 'href="2021-06/"' in pages(site)["/"]
    assert f'href="{SITE}/en/2021-05/targets/"' in pages(site)["/en/2021-06/targets/"]


def test_what_needs_the_program_leads_to_the_living_site(site):
    assert f'href="{SITE}/desk/"' in pages(site)["/"]
    assert f'href="{SITE}/en/desk/"' in pages(site)["/en/targets/"]
    assert {"desk", "login", "admin"} & {name.split("/")[0] for name in files(site)} == set()


def test_parameters_stay_on_the_address_and_make_no_page_of_their_own(site):
    assert re.search(r'href="targets/\?light=\w+"', pages(site)["/"])
    assert not [name for name in files(site) if "?" in name]
    assert all("?" not in page for page in pages(site))


def test_what_answers_parameters_only_with_the_program_leads_there(site):
    for page, html in pages(site).items():
        for _attribute, address in addresses(html):
            if "?" in address and not address.startswith(FOREIGN):
                assert urlsplit(address).path[-1:] in {"", "/"}, (page, address)


def test_what_machines_look_for_is_there(site):
    assert {"sitemap.xml", "robots.txt", "api/v1/index.json"} <= files(site).keys()
    assert 'href="../api/v1/index.json"' in pages(site)["/data/"]


def test_cards_and_badges_are_there_since_pages_show_them(site):
    for prefix in ("", "2021-06/", "en/", "en/2021-06/"):
        assert f"{prefix}embed/targets/HD-2021-01/index.html" in files(site)
        assert f"{prefix}badges/areas/HD-2021-A0.svg" in files(site)


def test_public_evidence_is_a_file(site):
    key = Evidence.objects.exclude(file="").get().key
    assert files(site)[f"evidence/{key}.pdf"] == PDF
    assert f'href="../../evidence/{key}.pdf"' in pages(site)["/targets/HD-2021-01/"]
    assert 'href="https://www.example.gov.cn/a?b=1&amp;c=2"' in pages(site)["/targets/HD-2021-01/"]


def test_of_the_static_files_those_in_use_are_there(site):
    static = {name for name in files(site) if name.startswith("static/")}
    assert {"static/tracker/css/base.css", "static/tracker/js/charts.js", "static/tracker/sample.svg"} <= static
    assert [name for name in static if "plotly" in name]
    assert not [name for name in static if "admin" in name or name.endswith("month.js")]


def test_a_page_for_what_is_missing_is_there_in_each_language(site):
    for name, prefix in (("404.html", ""), ("en/404.html", "/en")):
        html = files(site)[name].decode()
        assert Client().get(f"{prefix}/404.html").content.decode().count("<h1>") == html.count("<h1>") == 1
        assert 'href="targets/"' in html


def test_the_export_says_what_it_is(site):
    facts, said = edition(), json.loads(files(site)["export.json"])
    assert said == {
        "edition": facts.number,
        "published_at": facts.published_at.isoformat(),
        "head": facts.head,
        "sample": True,
        "month": "2021-12",
        "months": ["2021-06", "2021-12"],
        "files": len(files(site)) - 1,
    }


def test_under_a_sub_path_the_pages_are_the_same(site, tmp_path):
    before = get_script_prefix()
    set_script_prefix("/tracker/")
    try:
        with override_settings(FORCE_SCRIPT_NAME="/tracker"):
            run(tmp_path / "under", "--month", "2021-06")
    finally:
        set_script_prefix(before)
    here, there = files(site), files(tmp_path / "under")
    assert here.keys() == there.keys()
    for name in here:
        if name.endswith(".html"):
            assert there[name].replace(f"{SITE}/tracker/".encode(), f"{SITE}/".encode()) == here[name], name


def test_where_it_will_stand_is_written_where_addresses_have_to_be_whole(site, tmp_path):
    run(tmp_path / "based", *FEW, "--base", "https://www.example.gov.cn/column")
    html = pages(tmp_path / "based")["/targets/HD-2021-01/"]
    assert 'property="og:url" content="https://www.example.gov.cn/column/targets/HD-2021-01/"' in html
    assert 'content="https://www.example.gov.cn/column/og/2021-12/targets/HD-2021-01.png"' in html
    assert "https://www.example.gov.cn/column/embed/targets/HD-2021-01/&quot;" in html
    assert f'href="{SITE}/desk/"' in html
    assert 'href="../../"' in html
    missing = files(tmp_path / "based")["404.html"].decode()
    assert 'href="https://www.example.gov.cn/column/targets/"' in missing
    assert 'href="https://www.example.gov.cn/column/static/tracker/css/base.css"' in missing


# What stops it


def test_the_same_again_or_the_old_export_stays(site, tmp_path, english):
    """The same edition gives the same bytes; an address that does not answer is named with its page."""
    target = tmp_path / "site"
    said = run(target, "--month", "2021-06")
    assert files(target) == files(site)
    assert said.startswith(f"{len(files(site))} files, ")
    assert f"edition {edition().number}" in said
    assert said.endswith(f"{target}\n")
    item = Evidence.objects.exclude(file="").get()
    path = Path(item.file.path)
    path.unlink()
    try:
        said = fault(target, "--month", "2021-06")
    finally:
        path.write_bytes(PDF)
    assert said == f"/targets/HD-2021-01/ leads to /evidence/{item.key}.pdf, which cannot be exported: 404"
    assert files(target) == files(site)


def test_a_folder_with_other_files_is_refused(site, tmp_path, english):
    (tmp_path / "letter.txt").write_text("mine")
    assert fault(tmp_path) == f"{tmp_path} holds other files. Give an empty folder, or one that export_site made."
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--month", "2021-13"], "write a month as YYYY-MM"),
        (["--month", "2022-01"], "There is no month 2022-01; there are 2021-01 to 2021-12."),
        (["--base", "column"], "write an address such as"),
        (["--base", "https://a.cn/?x"], "write an address such as"),
    ],
)
def test_a_month_or_an_address_that_cannot_be_is_refused(site, tmp_path, english, words, says):
    assert says in fault(tmp_path / "x", *words)
    assert not (tmp_path / "x").exists()


def test_without_a_report_there_is_nothing_to_export(site, tmp_path, english):
    for model in (Evidence, Review, Entry, Target):
        model.objects.all().delete()
    assert "manage.py load_targets" in fault(tmp_path / "x")


def test_without_collected_static_files_it_says_what_to_do(site, tmp_path, settings, english):
    manifest = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = settings.STORAGES | {"staticfiles": manifest}
    assert "manage.py collectstatic" in fault(tmp_path / "x")


class Busy(StringIO):
    """Somebody publishes whenever the command says something, `times` times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times

    def write(self, text: str) -> int:
        if self.times and "…" in text:
            self.times -= 1
            raise_edition(datetime(2026, 1, 1, tzinfo=UTC))
        return super().write(text)


def test_what_is_published_meanwhile_is_read_again(site, tmp_path, monkeypatch, english):
    monkeypatch.setattr(export_site, "STEP", 20)
    out = Busy(1)
    said = run(tmp_path / "x", *FEW, stdout=out)
    assert "The site was changed meanwhile; reading it again." in said
    number = edition().number
    assert json.loads((tmp_path / "x" / "export.json").read_text())["edition"] == number
    assert f"Edition {number}," in (tmp_path / "x" / "en" / "index.html").read_text()


def test_a_site_that_never_rests_is_not_exported(site, tmp_path, monkeypatch, english):
    monkeypatch.setattr(export_site, "STEP", 20)
    with pytest.raises(CommandError, match="changed during each of 3 attempts"):
        run(tmp_path / "x", *FEW, stdout=Busy(99))
    assert not (tmp_path / "x").exists()


def test_two_years_are_exported_as_they_are_served(site, tmp_path):
    """The newer year's pages are files; months of the year before lead to the living site, unless asked for."""
    following = make_target(make_area(make_report(2022)), predecessor=Target.objects.get(code="HD-2021-01"))
    raise_edition(AT)
    two = tmp_path / "two"
    run(two, "--month", "2022-03", "--month", "2021-12")
    test_every_page_is_the_one_served_apart_from_where_its_addresses_begin(two)
    test_every_address_leads_to_a_file_from_wherever_the_export_stands(two)
    there = pages(two)
    assert "2021-12/targets/HD-2021-01/" in there["/years/"]
    assert {f"/targets/{following.code}/", "/2021-12/targets/HD-2021-01/"} <= there.keys()
