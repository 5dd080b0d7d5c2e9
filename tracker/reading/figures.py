"""Figures in a sentence: number, scale, unit and what stands right beside them, with spans in the paragraph's text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tracker.choices import Comparison
from tracker.reading import units
from tracker.reading.numerals import ARABIC, CHINESE, COUNTED, DIGITS, plain, scaled, value_of

DASH = r"(?:-{1,2}|~|至|到)"
NUMBER = rf"(?:{ARABIC}|{CHINESE})"
LATIN_BEFORE = r"(?<![A-Za-z\d.])"
UNIT = rf"(?P<unit>{units.UNIT}|{units.UNKNOWN})"
MORE = r"[余多]"
SINGLE = re.compile(rf"(?P<low>{NUMBER})(?P<more>{MORE}(?!种|样))?(?P<scale>{units.SCALE})?(?P<more2>{MORE})?{UNIT}?")
RANGE = re.compile(
    rf"(?P<low>{NUMBER})(?P<low_scale>{units.SCALE})?(?P<low_unit>{units.UNIT})?{DASH}"
    rf"(?:百分之)?(?P<high>{NUMBER})(?P<scale>{units.SCALE})?{UNIT}?"
)
PAIR = re.compile(rf"(?P<low>[{COUNTED}])(?P<high>[{COUNTED}])(?P<scale>[十百千万亿]?)(?P<unit>{units.UNIT})")
TENTHS = re.compile(
    rf"(?P<low>[{COUNTED}十]|\d(?:\.\d)?)成(?P<half>半|[{COUNTED}](?![家个所座处项]))?(?![立为果效功本都员绩熟品])"
)
TIMES = re.compile(rf"翻(?:(?P<low>[{COUNTED}]|\d)|了)?(?:[一两]?)番(?!新)")
PARTS = re.compile(rf"(?P<under>[百千])分之(?P<low>{NUMBER})(?:{DASH}(?:[百千]分之)?(?P<high>{NUMBER}))?")
FRACTION = re.compile(r"(?P<under>[二四五])分之(?P<low>[一二三四])")
POINTS_FOLLOW = re.compile(r"(?:[、和]\d+(?:\.\d+)?个)+百分点")  # 0.4个和0.6个百分点
PEOPLE = re.compile(units.PEOPLE)  # 45万职工
HEADCOUNT = re.compile(
    r"(?:人口|人数|人员)(?:总数|总量|规模)?(?:达到?|突破|超过|增加到|稳定在|保持在)?$"
)  # 常住人口达到50万
SUMS = re.compile(r"(?:投资|产值|收入|资金|贷款|总值|总?额|税收?|营收|GDP|债券|外资)[^,，\d]{0,8}$")  # 产值1200亿
ROUND = re.compile(
    rf"(?P<low>[百千])(?P<scale>[万亿])(?P<unit>{units.UNIT})(?=大关|台阶|门槛|[,，。;；]|$)"
)  # 突破千亿元大关
PASSED = re.compile(r"(?:突破|超过?|达到?|迈上|迈过|跨过|跨越|站上|冲刺)$")
WHOLE = re.compile(r"百分之?百|全覆盖|清零|全部(?![精力家内来人由])")
MINUS = re.compile(r"(?<=[\u4e00-\u9fff、])-$")  # 同比-6.2%, and no dash before a list's item
START = re.compile(
    rf"[百千][万亿](?=[元美人])|[百千]分之|百分百|翻(?=[{COUNTED}\d]?番)|全覆盖|清零|全部(?![精力家内来人由的])|{LATIN_BEFORE}\d|[{COUNTED}十]"
)
AFTER = re.compile(
    r"(?:\([^)]{1,6}\))?(?:(?P<least>及?以上|有余|之上)|(?P<most>及?以内|及?以下|之内|之下)|(?P<about>左右|上下))"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it stands. `start`, `end`: its span with unit and 以上, 左右 …; `value`: in the base unit, None for
    全覆盖, 全部, 清零; `beside`: the comparison the words right behind it say, if any; `is_han`: a Chinese numeral."""

    start: int
    end: int
    value: Decimal | None
    value_high: Decimal | None
    unit: str
    scale: str
    beside: Comparison | None
    word: str  # as written, without what follows the unit
    is_known: bool = True  # the unit is in the list

    @property
    def is_counted(self) -> bool:
        """Whether a unit of the list follows."""
        return bool(self.unit) and self.is_known

    @property
    def is_han(self) -> bool:
        """Whether it is written in number words."""
        return not any(sign.isdigit() and sign.isascii() for sign in self.word)


def figures(text: str, start: int, end: int) -> Iterator[Figure]:
    """The figures of text[start:end], from left to right, without overlap; names and years among them."""
    at = start
    while found := START.search(text, at, end):
        figure = _read(text, found.start(), end)
        if figure:
            yield figure
        at = figure.end if figure else found.end()


def _read(text: str, at: int, end: int) -> Figure | None:
    for reader in (_whole, _round, _times, _parts, _fraction, _tenths, _range, _pair, _single):
        if figure := reader(text, at, end):
            return figure
    return None


def _made(
    text: str,
    found: re.Match[str],
    end: int,
    low: Decimal | None,
    high: Decimal | None = None,
    *,
    unit: str,
    scale: str = "",
    beside: Comparison | None = None,
) -> Figure:
    after = AFTER.match(text, found.end(), end)
    if after and after["least"]:
        beside = Comparison.AT_LEAST
    elif after and after["most"]:
        beside = Comparison.AT_MOST
    elif after:
        beside = Comparison.ABOUT
    if high is not None:
        beside = Comparison.BETWEEN
    is_known = not unit or re.fullmatch(units.UNIT, unit) is not None
    stop = after.end() if after else found.end()
    return Figure(found.start(), stop, low, high, units.base(unit), scale, beside, found[0], is_known)


def _whole(text: str, at: int, end: int) -> Figure | None:
    if not (found := WHOLE.match(text, at, end)):
        return None
    if found[0].startswith("百"):
        return _made(text, found, end, Decimal(100), unit="%")
    return _made(text, found, end, None, unit="", beside=Comparison.ALL)


def _round(text: str, at: int, end: int) -> Figure | None:
    """百亿元 and 千亿元 are numbers where they are passed, not where they only call something large (百亿元企业)."""
    if not (found := ROUND.match(text, at, end)) or not PASSED.search(text, max(0, at - 4), at):
        return None
    value = scaled(value_of("一" + found["low"]), found["scale"])
    return _made(text, found, end, value, unit=found["unit"], scale=found["scale"])


def _times(text: str, at: int, end: int) -> Figure | None:
    """翻一番 is a growth of 100 %, 翻两番 of 300 %."""
    if not (found := TIMES.match(text, at, end)):
        return None
    doublings = int(value_of(found["low"])) if found["low"] else 1
    return _made(text, found, end, Decimal((2**doublings - 1) * 100), unit="%")


def _parts(text: str, at: int, end: int) -> Figure | None:
    """百分之五 is 5 %, 千分之三 3 ‰."""
    if not (found := PARTS.match(text, at, end)):
        return None
    high = value_of(found["high"]) if found["high"] else None
    return _made(text, found, end, value_of(found["low"]), high, unit="%" if found["under"] == "百" else "‰")


def _fraction(text: str, at: int, end: int) -> Figure | None:
    """四分之三 is 75 %; a third has no exact value and is left to the reader's eye."""
    if not (found := FRACTION.match(text, at, end)):
        return None
    return _made(text, found, end, value_of(found["low"]) * 100 / value_of(found["under"]), unit="%")


def _tenths(text: str, at: int, end: int) -> Figure | None:
    """六成 is 60 %, 七成五 75 %."""
    if not (found := TENTHS.match(text, at, end)):
        return None
    value = value_of(found["low"]) * 10
    if half := found["half"]:
        value += 5 if half == "半" else DIGITS[half]
    return _made(text, found, end, plain(value), unit="%")


def _range(text: str, at: int, end: int) -> Figure | None:
    if not (found := RANGE.match(text, at, end)):
        return None
    low_unit, unit = found["low_unit"] or "", found["unit"] or ""
    if not unit or (low_unit and units.base(low_unit) != units.base(unit)):
        return None
    scale = found["scale"] or _own_scale(found["high"])
    low_scale = found["low_scale"] or ("" if _own_scale(found["low"]) else found["scale"] or "")
    low, high = scaled(value_of(found["low"]), low_scale), scaled(value_of(found["high"]), found["scale"] or "")
    return _made(text, found, end, low, high, unit=unit, scale=scale) if low < high else None


def _pair(text: str, at: int, end: int) -> Figure | None:
    """两三个, 三五家, 七八十户."""
    if not (found := PAIR.match(text, at, end)) or DIGITS[found["low"]] >= DIGITS[found["high"]]:
        return None
    times = value_of("一" + found["scale"]) if found["scale"] else Decimal(1)
    low, high = DIGITS[found["low"]] * times, DIGITS[found["high"]] * times
    return _made(text, found, end, low, high, unit=found["unit"], scale=_own_scale(found["scale"]))


def _single(text: str, at: int, end: int) -> Figure | None:
    if not (found := SINGLE.match(text, at, end)):
        return None
    beside = Comparison.AT_LEAST if found["more"] or found["more2"] else None
    scale, unit = found["scale"] or "", found["unit"] or ""
    if unit == "个" and POINTS_FOLLOW.match(text, found.end(), end):
        unit = "个百分点"
    value, scale = scaled(value_of(found["low"]), scale), scale or _own_scale(found["low"])
    if not unit and scale and (PEOPLE.match(text, found.end(), end) or HEADCOUNT.search(text, max(0, at - 12), at)):
        unit = "人"
    elif unit == "%" and MINUS.search(text, max(0, at - 2), at):
        value = -value
    elif not unit and scale and SUMS.search(text, max(0, at - 16), at):
        unit = "元"
    return _made(text, found, end, value, unit=unit, scale=scale, beside=beside)


def _own_scale(numeral: str) -> str:
    """The scale word a Chinese numeral ends in: 一千万 has 万."""
    return numeral[-1] if numeral[-1:] in {"万", "亿"} else ""
