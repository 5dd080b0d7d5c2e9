"""A hundred and more ways to fill in a month's workbook wrongly, each with where it is found and what is said."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from tests.factories import make_area, make_entry, make_target, submit_entry
from tracker.choices import SheetColumn, TargetState
from tracker.models import Department, Report, Target, User

C = SheetColumn
WRITTEN = tuple(column for column in C if column.is_written)
TEXTS = (C.PROGRESS, C.PROBLEMS, C.NEXT_STEPS, C.EXPLANATION)
ERRORS = ("#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")
ODD_FIGURES = (
    *("abc", "十二", "12万", "1.2亿", "约12", "12左右", "1e3", "0x10", "1_000", "1,08", "6 5", "1/2", "1.2.3", "--5"),
    *("+-5", "5-", "(5)", "¥5", "5米", "12%", "N/A", "无", "同上", "-", "—", "?", "1080.", ".5", "5,", "=1+1", "12 34"),
    *("２万", "tbc"),
)
ODD_TICKS = ("maybe", "是的", "√√", "2", "-", "n/a", "done")
KINDS = ("CUMULATIVE", "LEVEL", "MILESTONE")
PERCENTS = ("0%", "0.00%", "0.0,", '0.0,"万"', "#,##0,,")
CLOSED = (TargetState.SUSPENDED, TargetState.CLOSED)
WORDS = {
    "digits": "digits only",
    "formula": "holds a formula",
    "error": "holds the error",
    "tick": "Write “yes”",
    "waits": "waits for its review",
    "reason": "Say why the accepted figure is corrected",
    "closed": "takes no figures",
    "unknown": "no target with this code",
}


@dataclass
class Defect:
    """What is wrong in one row: how its target stands, what is written where, what is to be said of which cell."""

    cells: dict[SheetColumn, Any]
    column: SheetColumn
    words: str
    on: str = "open"
    shown: str = "General"
    given: dict[str, Any] = field(default_factory=dict)
    code: Any = None


def defects() -> Iterator[Defect]:
    yield from (Defect({C.VALUE: text}, C.VALUE, WORDS["digits"]) for text in ODD_FIGURES)
    yield Defect({C.VALUE: "12.34567"}, C.VALUE, "four decimals")
    yield Defect({C.VALUE: "123456789012"}, C.VALUE, "too large")
    yield Defect({C.VALUE: 1e15}, C.VALUE, "too large")
    yield Defect({C.VALUE: 0.12345}, C.VALUE, "four decimals")
    yield from (Defect({C.VALUE: -1}, C.VALUE, "below zero", given={"kind": kind}) for kind in KINDS)
    yield from (Defect({C.VALUE: text}, C.VALUE, WORDS["error"]) for text in ERRORS)
    yield from (Defect({C.VALUE: text}, C.VALUE, WORDS["formula"]) for text in ("=1+1", "=SUM(A1:A2)", "=Sheet9!A1"))
    yield from (Defect({C.VALUE: tick}, C.VALUE, "TRUE or FALSE") for tick in (True, False))
    moments = (date(2021, 6, 30), datetime(2021, 6, 30, 8, 0), time(8, 0))  # noqa: DTZ001 - a workbook has no zones
    yield from (Defect({C.VALUE: moment}, C.VALUE, "holds a date") for moment in moments)
    yield from (Defect({C.VALUE: 0.5}, C.VALUE, "as a percentage", shown=shown) for shown in PERCENTS)
    for column in TEXTS:
        yield Defect({C.VALUE: 1, column: "长" * 5_001}, column, "at most")
        yield Defect({C.VALUE: 1, column: "=A1"}, column, WORDS["formula"])
        yield Defect({C.VALUE: 1, column: "#REF!"}, column, WORDS["error"])
        yield Defect({column: "另一句"}, column, WORDS["waits"], on="waiting")
        yield Defect({column: "另一句"}, C.CORRECTION, WORDS["reason"], on="accepted")
    yield from (Defect({C.VALUE: 40, C.CLAIMS: text}, C.CLAIMS, WORDS["tick"]) for text in ODD_TICKS)
    yield Defect({C.VALUE: 40, C.CLAIMS: "=TRUE()"}, C.CLAIMS, WORDS["formula"])
    yield Defect({C.CLAIMS: "是"}, C.CLAIMS, "only with a figure")
    yield Defect({C.VALUE: 39, C.CLAIMS: "是"}, C.CLAIMS, "only with a figure")
    yield Defect({C.VALUE: "未统计", C.CLAIMS: "是"}, C.CLAIMS, "only with a figure")
    yield Defect({C.VALUE: 40, C.CLAIMS: "是"}, C.CLAIMS, "not claimed", given={"kind": "RATE"})
    yield Defect({C.VALUE: 3, C.CORRECTION: "更正"}, C.CORRECTION, "none to correct")
    yield Defect({C.VALUE: 21}, C.VALUE, WORDS["waits"], on="waiting")
    yield Defect({C.VALUE: 21}, C.CORRECTION, WORDS["reason"], on="accepted")
    yield Defect({C.VALUE: "未统计"}, C.CORRECTION, WORDS["reason"], on="accepted")
    yield Defect({C.VALUE: 21, C.CORRECTION: "长" * 2_001}, C.CORRECTION, "at most", on="accepted")
    yield from (Defect({C.VALUE: 3}, C.VALUE, WORDS["closed"], given={"state": state}) for state in CLOSED)
    yield Defect({C.VALUE: 3}, C.VALUE, WORDS["closed"], given={"start": date(2021, 7, 1)})
    yield Defect({C.VALUE: 3}, C.CODE, WORDS["unknown"], on="foreign")
    yield Defect({C.VALUE: 3}, C.CODE, "code is missing", code="")
    yield from (Defect({C.VALUE: 3}, C.CODE, WORDS["unknown"], code=code) for code in ("HD-2021-999", "合计", 7))
    yield Defect({C.VALUE: 3}, C.CODE, WORDS["formula"], code="=A3")
    yield Defect({C.VALUE: 3}, C.CODE, WORDS["error"], code="#N/A")
    yield Defect({C.VALUE: 3}, C.CODE, "stands in row", on="twice")


def stage(each: Defect, area: Any, ours: Department, theirs: Department, lin: User, wang: User) -> Target:
    """The defect's target, with what stands in the month."""
    target = make_target(area, lead=theirs if each.on == "foreign" else ours, **each.given)
    if each.on == "waiting":
        submit_entry(target, 6, "20", lin, progress="一句", explanation="")
    if each.on == "accepted":
        make_entry(target, 6, "20", lin, wang, progress="一句", explanation="")
    return target


def workbook(
    found: list[Defect], report: Report, ours: Department, theirs: Department, lin: User, wang: User
) -> tuple[bytes, dict[int, Defect]]:
    """The filled-in workbook, and its defects by the number of their row."""
    area, book, wrong = make_area(report), Workbook(), {}
    sheet: Any = book.active
    sheet.append(["2021-06"])
    sheet.append([str(column.label) for column in (C.CODE, *WRITTEN)])
    for each in found:
        target = stage(each, area, ours, theirs, lin, wang)
        if each.on == "twice":
            sheet.append([target.code, 3])
        stands = {C.VALUE: 20, C.PROGRESS: "一句"} if each.on in {"waiting", "accepted"} else {}
        number = sheet.max_row + 1
        wrong[number] = each
        for position, column in enumerate((C.CODE, *WRITTEN), start=1):
            value = target.code if column == C.CODE and each.code is None else (stands | each.cells).get(column)
            cell = sheet.cell(number, position, each.code if column == C.CODE and each.code is not None else value)
            if column == C.VALUE and isinstance(value, str) and value in ODD_FIGURES and each.words == WORDS["digits"]:
                cell.data_type = "s"
            if column == C.VALUE and each.shown != "General":
                cell.number_format = each.shown
    target_file = BytesIO()
    book.save(target_file)
    return target_file.getvalue(), wrong
