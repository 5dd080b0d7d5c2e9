"""Office files from outside: harmless ones pass, every hostile one is refused at once, with what to do about it."""

import io
import random

import pytest
from django.core.exceptions import ValidationError
from openpyxl import load_workbook

from tests.forms.hostile import HEAVY, HOSTILE, MEGABYTE, changed, measured, plumbing, sheet, workbook
from tracker.forms.guard import Budget, check_archive
from tracker.forms.lines import MONTH, read_lines

pytestmark = pytest.mark.usefixtures("english")
SECONDS, MEMORY = 1.0, 64 * MEGABYTE


def refusal(data, **limits):
    with pytest.raises(ValidationError) as caught:
        check_archive(data, **limits)
    return " ".join(caught.value.messages)


def test_a_workbook_passes():
    check_archive(workbook())


def test_a_workbook_with_a_link_in_a_cell_passes():
    book, target = load_workbook(io.BytesIO(workbook())), io.BytesIO()
    book.active["A2"].hyperlink = "https://example.org/embeddings/externalLink"
    book.save(target)
    check_archive(target.getvalue())


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_a_second_and_64_megabytes_with_its_reason(name):
    make, reason = HOSTILE[name]
    data = make()
    assert len(data) < 5 * MEGABYTE
    outcome, seconds, memory = measured(lambda: read_lines("month.xlsx", data, MONTH))
    assert reason in refusal(data)
    assert reason in outcome
    assert seconds < SECONDS
    assert memory < MEMORY


@pytest.mark.parametrize("name", HEAVY)
def test_a_file_that_is_slow_to_open_is_refused_as_quickly(name):
    make, reason = HEAVY[name]
    data = make()
    outcome, seconds, memory = measured(lambda: read_lines("month.xlsx", data, MONTH))
    assert reason in outcome
    assert seconds < SECONDS
    assert memory < MEMORY


def test_what_embeds_files_passes_where_nobody_opens_them():
    data = changed({"xl/embeddings/sheet.xlsx": workbook()})
    assert "other files" in refusal(data)
    check_archive(data, may_embed=True)


def test_the_limits_are_the_callers():
    data = sheet("<row/>" * 1_000)
    check_archive(data)
    assert "too much" in refusal(data, budget=Budget(tags=500))
    assert "too much" in refusal(data, members=3)
    assert "too much" in refusal(data, budget=Budget(unpacked=1_000))
    check_archive(sheet("<row/>" * 200_000), budget=Budget(tags=None))


def test_files_that_share_a_budget_hold_only_so_much_together():
    data, budget = sheet("<row/>" * 1_000), Budget(unpacked=30_000)
    check_archive(data, budget=budget)
    assert "too much" in refusal(data, budget=budget)
    check_archive(data, budget=Budget(unpacked=30_000))


def test_a_definition_on_the_seam_of_two_pieces_is_seen():
    for offset in range(-12, 12):
        data = changed({"xl/a.xml": b"<a>" + b" " * (65_536 - 3 + offset) + b"<!DOCTYPE a><b/></a>"})
        assert "definitions" in refusal(data)


def test_relations_of_many_megabytes_are_refused():
    data = changed({"xl/_rels/a.xml.rels": b"<Relationships>" + b" " * 2 * MEGABYTE + b"</Relationships>"})
    assert "too much" in refusal(data)


def test_an_unknown_kind_of_relation_out_of_the_file_is_refused():
    data = plumbing("xl/_rels/workbook.xml.rels", 'Target="styles.xml"', 'Target="//a" TargetMode="Foreign"')
    assert "draws on other files" in refusal(data)


def test_bytes_changed_at_random_never_raise_anything_else():
    chance, whole = random.Random(20_210_113), workbook()
    for _round in range(400):
        data = bytearray(whole)
        for _change in range(chance.randint(1, 8)):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        try:
            read_lines("month.xlsx", bytes(data), MONTH)
        except ValidationError as error:
            assert error.messages
