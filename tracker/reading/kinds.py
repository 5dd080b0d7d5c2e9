"""What a figure measures and how it is to be compared, from the words before it (its lead) and its unit."""

import re

from tracker.choices import Comparison, FigureKind
from tracker.reading import units
from tracker.reading.figures import Figure
from tracker.reading.verbs import FLOW, GROWING, LEAST, MAGNITUDE, MOST, NEAR, REACHED, SHARE

HELD = frozenset(["天", "岁", "微克/立方米", "毫克/立方米", "毫克/升", "分贝", "个工作日", "小时", "分钟", "倍"])
FLOWS = re.compile(FLOW + "(?!区)")
STOCK = re.compile(
    "总数|总量|总规模|总面积|余额|保有量|数量|拥有|人均|亩均|户均|村均|每[千万百]|覆盖|稳定|保持|参保|在册|平均|浓度|寿命|用水量|排放量|规模$|装机(?:规模|容量)?(?:达|突破|超)"
)
OFTEN_STOCK = re.compile(
    "存量|面积(?:达|增|扩|稳|不)|(?<!高)标准(?!化)|总产量|产量|生产总值|GDP|预算收入|零售总额|财政总?收入|累计(?:达|超|突破)"
)
CHANGED_TO = re.compile("(?:扩大|增加|提高|提升|增|扩|压缩|缩短|降低|下降|降|减少|减)(?:到|至)(?:每[月年日人])*$")
REACHES = re.compile(REACHED + r"(?:年均|每人每[月年]|每[月年日人]|人均)*(?:了|约|近)?$")
IN_BETWEEN = re.compile(
    r"(?:增长|增加|增速|达到|达|在|到|至|提高|提升|下降|降低|压减|实现|年均|每人每[月年]|每[月年日]|人均|了|为|同比|[:：])*$"
)
WINDOW = 40  # signs before a figure that are looked at


def comparison(figure: Figure, lead: str) -> Comparison:
    """What the words say. A bare number is EXACT; a cap (控制在) is AT_MOST; 余 and 多 are AT_LEAST."""
    if figure.beside is not None:
        return figure.beside
    ending = IN_BETWEEN.sub("", lead[-WINDOW:])
    for pattern, meant in ((MOST, Comparison.AT_MOST), (LEAST, Comparison.AT_LEAST), (NEAR, Comparison.ABOUT)):
        if pattern.search(ending) or pattern.search(lead[-WINDOW:]):
            return meant
    return Comparison.EXACT


def kind(figure: Figure, lead: str) -> FigureKind:
    """A change of a share in 个百分点 is a GROWTH_RATE, like every change."""
    lead = lead[-WINDOW:]
    if figure.value is None:
        return FigureKind.MILESTONE
    if figure.unit in units.POINTS or figure.word.startswith("翻"):
        return FigureKind.GROWTH_RATE
    if figure.unit in units.RATES:
        return _kind_of_rate(figure, lead)
    if figure.unit == "倍" and GROWING.search(lead):
        return FigureKind.GROWTH_RATE
    if figure.unit in HELD:
        return FigureKind.LEVEL
    if STOCK.search(lead) or CHANGED_TO.search(lead):
        return FigureKind.LEVEL
    is_held = not FLOWS.search(lead) and (REACHES.search(lead) or OFTEN_STOCK.search(lead))
    return FigureKind.LEVEL if is_held else FigureKind.CUMULATIVE


def _kind_of_rate(figure: Figure, lead: str) -> FigureKind:
    if figure.unit == "‰":
        return FigureKind.SHARE
    if GROWING.search(lead):
        return FigureKind.GROWTH_RATE
    return FigureKind.SHARE if SHARE.search(lead) or not MAGNITUDE.search(lead) else FigureKind.GROWTH_RATE
