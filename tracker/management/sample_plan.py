"""The script of the sample year: who acts, what each target's figures were, what went wrong. Invented throughout."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tracker.choices import DepartmentKind, EntryState, Role

REPORT = "HD-2021"
PASSWORD = "hedong-2021"  # noqa: S105 - printed for everyone; sample logins only
MARK = "【示例】"
OFFICE = "sample-office"


class Desk(NamedTuple):
    """A sample department; `login` is its reporter's."""

    code: str
    name: str
    name_en: str
    login: str
    kind: DepartmentKind = DepartmentKind.BUREAU


class Person(NamedTuple):
    """A sample user."""

    login: str
    name: str
    role: Role
    department: str


DESKS = (
    Desk(OFFICE, "示例督查室", "Sample supervision office", "wang"),
    Desk("sample-a", "示例甲局", "Sample bureau A", "lin"),
    Desk("sample-b", "示例乙局", "Sample bureau B", "zhao"),
    Desk("sample-c", "示例丙局", "Sample bureau C", "sun"),
    Desk("sample-d", "示例丁局", "Sample bureau D", "zhou"),
    Desk("sample-e", "示例戊局", "Sample bureau E", "wu"),
    Desk("sample-f", "示例街道", "Sample subdistrict", "zheng", DepartmentKind.SUBDISTRICT),
)
ADMINISTRATOR = Person("chen", "陈", Role.ADMINISTRATOR, "")
PEOPLE = (
    Person("wang", "王", Role.SUPERVISOR, OFFICE),
    Person("lin", "林", Role.REPORTER, "sample-a"),
    Person("zhao", "赵", Role.REPORTER, "sample-b"),
    Person("sun", "孙", Role.REPORTER, "sample-c"),
    Person("zhou", "周", Role.REPORTER, "sample-d"),
    Person("wu", "吴", Role.REPORTER, "sample-e"),
    Person("zheng", "郑", Role.REPORTER, "sample-f"),
)
SUPERVISOR = "wang"
REPORTER_OF = {desk.code: desk.login for desk in DESKS}


@dataclass(frozen=True, slots=True)
class Course:
    """One target's year. `figures` has a word a month from January; `-` is a month without an entry.

    `claim` is the month whose entry claims completion. `returned` maps a month to the reason its first submission
    was sent back; `corrected` a month to the wrong figure accepted first and the reason of its correction.
    `december` is how far December's entry got.
    """

    code: str
    desk: str
    figures: str
    claim: int = 0
    late: frozenset[int] = frozenset()
    returned: Mapping[int, str] = field(default_factory=dict)
    corrected: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    december: EntryState = EntryState.ACCEPTED
    acknowledged: bool = True

    @property
    def by_month(self) -> dict[int, Decimal]:
        """The figures by number of month."""
        return {month: Decimal(word) for month, word in enumerate(self.figures.split(), start=1) if word != "-"}


DRAFT, SUBMITTED, RETURNED = EntryState.DRAFT, EntryState.SUBMITTED, EntryState.RETURNED
COURSES = (
    Course("HD-2021-01", "sample-c", "- - 5.1 - - 6.1 - - 6.4 - - 6.6", late=frozenset({3})),
    Course("HD-2021-02", "sample-c", "- - 3.9 - - 3.7 - - 3.6 - - 3.6", december=SUBMITTED),
    Course(
        "HD-2021-03",
        "sample-c",
        "168 322 545 760 1003 1240 1418 1596 1795 1968 2134 2286",
        claim=11,
        late=frozenset({2}),
        corrected={8: ("1659", "部分企业迁入被重复计算，核减63家。")},
    ),
    Course("HD-2021-04", "sample-d", "- - 60.5 - - 63.2 - - 68.4 - - 69.1"),
    Course("HD-2021-05", "sample-d", "39.8 40.6 41.9 43.1 44.2 45.1 45.3 45.3 45.6 45.6 45.8 45.9", claim=6),
    Course(
        "HD-2021-06",
        "sample-e",
        "4 8 12 18 27 36 45 58 66 81 90 96",
        returned={9: "请补充各街道的覆盖清单。"},
        late=frozenset({8}),
    ),
    Course("HD-2021-07", "sample-a", "2 4 8 12 17 20 24 29 33 37 41 43", claim=11),
    Course(
        "HD-2021-08",
        "sample-c",
        "0.3 0.5 0.8 1 1.1 1.2 1.6 2.1 2.6 3 3.4 3.7",
        late=frozenset({4, 5, 10}),
        returned={6: "面积口径与报告不一致，请按盘活面积填报。"},
    ),
    Course("HD-2021-09", "sample-e", "0 0 0 0 0 0 0 0 0 1 1 1", claim=10, late=frozenset({6, 7})),
    Course("HD-2021-10", "sample-b", "0 0 1 1 1 1 2 2 2 2 2 3", claim=12, december=SUBMITTED),
    Course("HD-2021-11", "sample-e", "0 0.6 2.4 4.8 6.9 8.4 9.6 10.8 12.1 13.3 14.6 15.3"),
    Course("HD-2021-12", "sample-d", "0 0 1 1 1 2 2 3 3 3 4 4", claim=11, late=frozenset({9})),
    Course("HD-2021-13", "sample-d", "0 0 0 0 - - - - - - - -"),
    Course("HD-2021-14", "sample-d", "- - - - - - - - - - - -", acknowledged=False),
    Course("HD-2021-15", "sample-d", "0 10 10 18 18 20 20 26 26 40 52 58", late=frozenset({5, 7, 8, 11})),
    Course("HD-2021-16", "sample-b", "0 0 0 270 270 600 600 810 1080 1080 1080 1080", claim=9),
    Course(
        "HD-2021-17", "sample-b", "0 120 300 460 640 820 1010 1350 1600 1850 2010 2040", claim=12, december=SUBMITTED
    ),
    Course("HD-2021-18", "sample-a", "0 0 0 0 0 0 3 5 7 9 10 12", late=frozenset({4}), december=DRAFT),
    Course(
        "HD-2021-19",
        "sample-b",
        "0 0 1 1 2 2 2 3 3 4 4 4",
        claim=10,
        returned={10: "缺第四所幼儿园的移交证明，请补充后再报。"},
    ),
    Course("HD-2021-20", "sample-b", "0 0 0 0 0 1 1 1 1 1 2 2", claim=9),
    Course(
        "HD-2021-21",
        "sample-a",
        "1 3 4 5 7 9 11 12 13 13 14 15",
        corrected={4: ("6", "一处健身园四月底尚未验收，改按已验收数填报。")},
    ),
    Course("HD-2021-22", "sample-a", "0 0 1 1 2 2 2 3 3 4 4 -", late=frozenset({8, 9})),
    Course(
        "HD-2021-23",
        "sample-a",
        "- - - - - - - - - - - 1",
        returned={12: "全年首次填报，请附选址和验收材料。"},
        december=RETURNED,
    ),
    Course("HD-2021-24", "sample-a", "0 0 0 1 1 1 1 1 1 1 2 -"),
    Course(
        "HD-2021-25",
        "sample-a",
        "0.1 0.2 0.3 0.5 0.6 0.7 0.9 1.1 1.3 1.5 1.7 1.9",
        returned={3: "请说明新增场地的位置和面积。"},
        december=SUBMITTED,
    ),
)

COOPERATING = {
    "HD-2021-07": ("sample-e",),
    "HD-2021-12": ("sample-b", "sample-e"),
    "HD-2021-16": ("sample-a",),
}

PLANNED = "HD-2021-06"
PLAN = ((3, Decimal("0.10")), (6, Decimal("0.35")), (9, Decimal("0.70")), (12, Decimal("1")))

REVISED = "HD-2021-08"
REVISED_VALUE = Decimal(5)
REVISED_DUE = date(2021, 12, 1)
REVISED_ON = date(2021, 8, 18)
REVISED_REASON = f"{MARK}一处楼宇改作他用，不再计入；其余工期顺延至次年一季度。"
REVISED_BY = f"{MARK}区政府常务会议纪要(样例，不是真实文件)"

SUSPENDED = "HD-2021-13"
SUSPENDED_ON = date(2021, 5, 20)
SUSPENDED_REASON = f"{MARK}选址须重新论证，经批准暂停推进。"
SUSPENDED_BY = f"{MARK}调整重点工作的批复(样例，不是真实文件)"
