"""When a figure is meant: promised for the year, done already, or a goal of several years. By the words alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.choices import Tense
from tracker.reading.numerals import DIGITS, value_of
from tracker.reading.sections import Heading
from tracker.reading.sentences import asides

HAN_YEAR = "[一二][〇零一二三四五六七八九]{3}"
YEAR = re.compile(rf"((?:19|20)\d{{2}}|{HAN_YEAR})年")
PLAN_PERIOD = re.compile(r"“?十(?P<plan>[一二三四五六])五”?(?:规划)?(?:期间|时期|期末|末|以来)")
PLAN_ENDS = {sign: 1955 + 5 * (10 + DIGITS[sign]) for sign in "一二三四五六"}  # 十三五 ends 2020 …
PAST_PLAN = 2020  # without a year of its own a text takes later plans for the future

REVIEW = re.compile(r"回顾|总结|(?:完成|执行|工作|开展|运行|进展|落实)情况|过去|以来|成就|成绩|[一三五]年来|去年|上年")
LONG_TERM = re.compile(r"远景|(?:今后|未来)[一二三四五六七八九十\d几]+年|中长期|五年规划|五年(?:奋斗)?目标|新一届政府")
PLANNING = re.compile(
    r"今年|明年|重点(?:工作|任务)|主要(?:任务|目标|工作)|工作(?:安排|部署|打算|计划|思路|要点|建议|重点|任务|目标|举措)|预期目标|目标任务|"
    r"总体要求|下一步|实事|年度目标|任务目标|发展目标|(?:年|的)(?:工作|目标|任务)$"
)
TITLE = re.compile(
    rf"((?:19|20)\d{{2}}|{HAN_YEAR})年.{{0,20}}(?:工作报告|工作要点|实事|重点工作|工作计划|任务|工作安排|计划|目标|要点)"
)
CALLED = re.compile(r"((?:19|20)\d{2})年[,，]?是[^。]{0,40}?(?:之年|一年)")
DATED = re.compile(r"^-*\(?((?:19|20)\d{2})年[1-4]月\d{1,2}日")

YEARS = "[一两二三四五六七八九十几2-9]"
NOT_COMPARED = r"(?<![较比从由])(?<!高于)(?<!低于)"
PERIODS = (
    (
        Tense.OUTCOME,
        rf"{NOT_COMPARED}(?:去年|上年|上一年|前年|去冬今春)(?!同期|的[\d一二两三四五六七八九十.]+倍)",
        r"今年(?:以来|前|上半年以?来?累?计?完成|1-|1至|一至)|过去[的一二三四五两几\d]|[一两三四五]年来|近[年两三几]年?来?",
        r"已(?!有的|知|然)|现有|现已|原有|截至|截止|目前|至今|此前|以来|历年|上届",
        r"[成增造进放现完设决建供入展办到植发训破]了",
    ),
    (
        Tense.VISION,
        rf"(?:今后|未来|用|利用|力争|通过)(?:{YEARS}到)?{YEARS}年(?!前)",
        rf"(?!一年){YEARS}年(?:内|时间|之内|翻|倍增)|任期内|本届政府|远景|中长期",
    ),
    (
        Tense.COMMITMENT,
        r"今年(?!以来|前|上半年|1-|1至|一至)|今秋|明年|来年|(?<![一二两三四五六七八九十])年内|本年度?(?!级)|年底前|年末前|到年底|新的一年",
        r"下一步|下半年|[一二三四]季度前|\d月底前",
    ),
)
WILL = "(?=[再新建改完实启继为投引培开打推举安组提增])"
MODALS = (
    r"力争|争取(?!到?(?:位|中央|上级|国家|省|市|各[级类]|专项|项目|资金|债))|(?<!行动)(?<!发展)(?<!年度)计划(?=[新建改完投引培实施在今于用启])",
    rf"[还也]?将{WILL}|拟{WILL}|再(?=[新建增改培引打创])|还要|确保|基础上",
)
WEAK = r"累计|同比(?![^,，。;；]{0,14}(?:左右|以上|以内|不低于))|荣获|获评|获得|成功(?!率)|预计全年|报告期"
STATED = (
    rf"(?P<lead>[较比自从由]?)(?P<to>到)?(?P<year>(?:19|20)\d{{2}}|{HAN_YEAR})年(?!的?基础上)"
    r"(?P<by>[底末]?前|\d{1,2}月底?前)?"
)
CUES = re.compile(
    "|".join(
        (
            *(f"(?P<P{number}>{'|'.join(patterns)})" for number, (_tense, *patterns) in enumerate(PERIODS)),
            f"(?P<modal>{'|'.join(MODALS)})",
            f"(?P<weak>{WEAK})",
            STATED,
            PLAN_PERIOD.pattern,
        )
    )
)
RELATIVE = re.compile(
    r"(?:去年|上年|已)[^,，。;；]{1,12}的[^,，。;；]"
)  # 去年引进的8个项目: it speaks for its clause alone


@dataclass(frozen=True, slots=True)
class Cue:
    """A word at a place that says when. A modal (将, 力争) only turns what is past or open into a promise; a weak one
    (累计, 同比) only counts where no heading speaks."""

    start: int
    tense: Tense
    is_modal: bool = False
    is_weak: bool = False
    is_relative: bool = False


def plan_year(titles: Sequence[str], paragraphs: Sequence[str]) -> int | None:
    """The year a report plans for: from its headings and first lines (2026年工作安排, 2026年政府工作报告), else the one
    after the year it looks back on (2025年工作回顾), else the last it calls a year of something (2026年是开局之年).
    """
    headed = [year for title in titles if PLANNING.search(title) and not REVIEW.search(title) for year in _years(title)]
    if headed:
        return headed[0]
    for pattern in (TITLE, DATED):
        for title in titles:
            if (found := pattern.search(title)) and not REVIEW.search(title):
                return int(value_of(found[1]))
    reviewed = [year for title in titles if REVIEW.search(title) for year in _years(title)]
    if reviewed:
        return max(reviewed) + 1
    return max((int(found[1]) for text in paragraphs for found in CALLED.finditer(text)), default=None)


def _years(text: str) -> list[int]:
    return [int(value_of(year)) for year in YEAR.findall(text)]


def heading_tense(heading: Heading, year: int | None) -> Tense | None:
    """What a heading says of the figures below it; None when nothing, and the heading above it holds."""
    title = heading.title
    if REVIEW.search(title):
        return Tense.OUTCOME
    if LONG_TERM.search(title):
        return Tense.VISION
    for found in PLAN_PERIOD.finditer(title):
        return _of_plan(found[1], year)
    stated = _years(title)
    if stated and year is not None and not TITLE.search(title):
        return _of_year(max(stated), year)
    return Tense.COMMITMENT if PLANNING.search(title) else None


def _of_year(stated: int, year: int) -> Tense:
    if stated < year:
        return Tense.OUTCOME
    return Tense.COMMITMENT if stated == year else Tense.VISION


def _of_plan(sign: str, year: int | None) -> Tense:
    is_over = PLAN_ENDS[sign] < year if year is not None else PLAN_ENDS[sign] <= PAST_PLAN
    return Tense.OUTCOME if is_over else Tense.VISION


def cues(text: str, span: tuple[int, int], year: int | None) -> Iterator[Cue]:
    """The words of the sentence text[span] that say when, in order."""
    beside = asides(text, *span)
    for found in CUES.finditer(text, *span):
        if found.start() in beside:
            continue
        if stated := found["year"]:
            if tense := _stated(found, int(value_of(stated)), year):
                yield Cue(found.start(), tense)
        elif found["modal"] or found["weak"]:
            tense = Tense.COMMITMENT if found["modal"] else Tense.OUTCOME
            is_own = found[0] == "同比"
            yield Cue(found.start(), tense, bool(found["modal"]), bool(found["weak"]), is_relative=is_own)
        elif sign := found["plan"]:
            yield Cue(found.start(), _of_plan(sign, year))
        else:
            number = next(number for number in range(len(PERIODS)) if found[f"P{number}"])
            is_relative = RELATIVE.match(text, found.start()) is not None
            yield Cue(found.start(), PERIODS[number][0], is_relative=is_relative)


def _stated(found: re.Match[str], stated: int, year: int | None) -> Tense | None:
    """A year against the report's own; 比2020年 and 由2015年 compare and say nothing."""
    if found["lead"] in {"较", "比", "从", "由"} and found["lead"]:
        return None
    if found["lead"] == "自":
        return Tense.OUTCOME
    if year is not None:
        return _of_year(stated, year)
    return Tense.VISION if found["to"] and not found["by"] else None


def tense_at(
    clause: tuple[int, int], figure: int, said: list[Cue], base: Tense | None, *, is_headed: bool
) -> Tense | None:
    """The tense of a figure that begins at `figure`, by its sentence's cues; `base` where they are silent.

    The last word before the figure in its clause speaks first, then one behind it in the clause, then the last of an
    earlier clause.
    """
    able = [cue for cue in said if not (cue.is_weak and is_headed)]
    inside = [cue for cue in able if clause[0] <= cue.start < figure]
    behind = [cue for cue in able if figure <= cue.start < clause[1]]
    before = _last([cue for cue in able if cue.start < clause[0] and not cue.is_relative], base)
    return _last(inside or behind[:1], before)


def _last(found: list[Cue], base: Tense | None) -> Tense | None:
    for cue in found:
        if (cue.is_modal and base in {Tense.VISION, Tense.COMMITMENT}) or (cue.is_weak and base):
            continue
        base = cue.tense
    return base
