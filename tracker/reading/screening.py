"""Which numbers of a clause are its figures, and why the others are not."""

import re
from collections.abc import Sequence
from decimal import Decimal

from tracker.choices import Comparison, Ground
from tracker.reading import units
from tracker.reading.figures import Figure
from tracker.reading.kinds import REACHES
from tracker.reading.verbs import BUILDING, DOING, FLOW

BUILT = re.compile(BUILDING)
JUST_BUILT = re.compile(BUILDING + "[了起]?$")
DONE = re.compile(f"{FLOW}|{BUILDING}|推动")
DONE_TO = re.compile(f"{DOING}|上网|可办|达标|接入|公开|归集|下放|运行|用于|通[车水电气过]")
CHANGED_TO = re.compile(
    r"(?:提高|提升|增加|增长|增|降低|下降|降|压缩|压减|缩短|减少|减|扩大|扩|上升|升|精简|发展|跃升|拓展)(?:到|至|为)|(?:至|到)$"
)
CHANGED_FROM = re.compile(r"[由从][^,，]{0,20}$")
NOUN_FOLLOWS = re.compile(r"(?!以上|以下|和|与|及|或|的|并|等|左右)[\u4e00-\u9fff“]")
SIZED = re.compile(r"(?:的)?[^,，、\d]{0,6}?(?:项目|企业|楼宇|工程|产业|集群|园区|单位|小区|商户|平台)")
OVER = re.compile(r"(?:超过?|过)$")
PER = re.compile(r"每$")
MEASURED = re.compile(r"(?:直径|管径|口径|半径|跨径|库容|装机容量)$")
CAPACITY = re.compile(r"(?:年|日|月)(?:产能?|处理能?力?|加工)$|占地(?:面积)?(?:共|约|近|达|超过?)?$")
OFFICES = re.compile(r"(?:责任|成员|相关|牵头)?(?:部门|单位|委办局|科室)")
LIFE = re.compile(r"寿命")
WHOLE_THINGS = frozenset("所座家处栋幢支个条间台辆艘套部")
WITH_DIGIT = re.compile(r"\d")


def ground_against(text: str, clause: tuple[int, int], figure: Figure, others: Sequence[Figure]) -> Ground | None:
    """Why a number is no figure of its own, by what stands around it; None when it is one.

    `others` are the clause's other numbers that are no names.
    """
    lead, behind = text[clause[0] : figure.start], text[figure.end : clause[1]]
    if not figure.unit and figure.value is not None and not REACHES.search(lead[-20:]):
        return Ground.BARE
    if figure.is_han and _is_phrase(figure, lead):
        return Ground.SMALL
    if _is_base(text, clause, figure, others):
        return Ground.BASE
    if _is_size(figure, lead, behind, others):
        return Ground.SIZE
    if any(other.word == "全覆盖" and other.start > figure.start for other in others) and units.is_count(figure.unit):
        return Ground.SCOPE
    if figure.word == "全部" and (
        not DONE_TO.search(behind[:8]) or any(units.is_count(other.unit) for other in others)
    ):
        return Ground.SCOPE
    return Ground.LISTED if _is_listed(figure, lead, behind) else None


def _is_phrase(figure: Figure, lead: str) -> bool:
    """一个, 两级, 三方: a small number word counts only where something is built or done."""
    if not figure.is_known:
        return True
    small = figure.value is not None and figure.value_high is None and units.is_count(figure.unit)
    if not small or figure.value is None or figure.value > Decimal(10):
        return False
    numeral = figure.word[: -len(figure.unit)] if figure.word.endswith(figure.unit) else figure.word
    if numeral == "一":
        return figure.unit not in WHOLE_THINGS or JUST_BUILT.search(lead) is None
    return len(numeral) == 1 and DONE.search(lead) is None


def _is_base(text: str, clause: tuple[int, int], figure: Figure, others: Sequence[Figure]) -> bool:
    """The first figure of from … to …."""
    if not CHANGED_FROM.search(text[clause[0] : figure.start]):
        return False
    following = next((other for other in others if other.start >= figure.end), None)
    return following is not None and CHANGED_TO.search(text[figure.end : following.start]) is not None


def _is_size(figure: Figure, lead: str, behind: str, others: Sequence[Figure]) -> bool:
    """10亿元以上项目6个, 总投资20亿元的3个项目, 65岁以上老人: it says how large the things are, not how many."""
    if PER.search(lead) or (MEASURED.search(lead) and others):
        return True
    if CAPACITY.search(lead) and NOUN_FOLLOWS.match(behind.removeprefix("的")):
        return True
    if figure.unit not in units.SIZES:
        return False
    if figure.unit in units.MONEY and behind.startswith("级"):
        return True
    if figure.unit.endswith("岁"):
        return LIFE.search(lead) is None
    return bool(others) if behind.startswith("的") else _is_bound(figure, lead, behind, others)


def _is_bound(figure: Figure, lead: str, behind: str, others: Sequence[Figure]) -> bool:
    """A least or greatest size, and then what is counted: 10亿元以上项目6个, 过10亿元项目6个, 其中10亿元以上12个."""
    counts = [other for other in others if units.is_count(other.unit)]
    if OVER.search(lead):
        return bool(counts) and SIZED.match(behind) is not None
    if figure.beside not in {Comparison.AT_LEAST, Comparison.AT_MOST} or figure.end <= figure.start + len(figure.word):
        return False
    if any(other.start == figure.end for other in counts):
        return True
    is_sized = figure.unit in units.MONEY and SIZED.match(behind) is not None
    return NOUN_FOLLOWS.match(behind) is not None and (bool(counts) or is_sized)


def _is_listed(figure: Figure, lead: str, behind: str) -> bool:
    """甲、乙、丙3家公司, 甲局、乙局等16个部门: the number only counts the names before it."""
    if lead.endswith("等") and OFFICES.match(behind):
        return True
    named = lead.count("、") + 1
    return (
        named > 1
        and not WITH_DIGIT.search(lead)
        and figure.value == named
        and units.is_count(figure.unit)
        and BUILT.search(lead) is None
    )
