"""Numbers as they are written: digits with separators, Chinese numerals both ways. Every value is an exact Decimal."""

from decimal import Decimal

SIGNS = "零一二三四五六七八九"
DIGITS = {sign: value for value, sign in enumerate(SIGNS)} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1_000}
MYRIADS = {"亿": 100_000_000, "万": 10_000}
SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}  # the power of ten of each

ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
COUNTED = "一二两三四五六七八九"
CHINESE = rf"[{COUNTED}十][〇零{COUNTED}十百千万亿]{{0,30}}(?:点[〇零{COUNTED}]{{1,9}})?"


def chinese(number: int) -> str:
    """A whole number from 0 as Chinese writes it: 10 is 十, 1050 is 一千零五十, 10^13 is 十万亿."""
    words = _words(number)
    return words.removeprefix("一") if words.startswith("一十") else words


def _words(number: int) -> str:
    for sign, size in (MYRIADS | dict(reversed(TENS.items()))).items():
        if number >= size:
            head, rest = divmod(number, size)
            gap = "零" if 0 < rest < size // 10 else ""
            return _words(head) + sign + gap + (_words(rest) if rest else "")
    return SIGNS[number]


def value_of(text: str) -> Decimal:
    """The value of digits (`12,500.5`) or a Chinese numeral (`一千二百`, `五点五`, `二〇二六`). Raises ValueError."""
    if text[:1].isdigit():
        return Decimal(text.replace(",", ""))
    whole, _point, part = text.partition("点")
    value = _section(whole)
    return Decimal(f"{value}.{''.join(str(DIGITS[sign]) for sign in part)}") if part else Decimal(value)


def _section(text: str) -> int:
    for sign, size in MYRIADS.items():
        head, found, rest = text.rpartition(sign)
        if found:
            return _section(head or "一") * size + (_section(rest) if rest else 0)
    if len(text) > 1 and all(sign in DIGITS for sign in text) and not text.startswith("零"):
        return int("".join(str(DIGITS[sign]) for sign in text))
    total, digit = 0, None
    for sign in text:
        if sign in DIGITS:
            digit = DIGITS[sign]
        elif sign in TENS:
            total += (1 if digit is None else digit) * TENS[sign]
            digit = None
        else:
            raise ValueError(text)
    return total + (digit or 0)


def scaled(value: Decimal, scale: str) -> Decimal:
    """The value in single units: 2.05 with 万 is 20500, 3 with 千万 is 30000000. Zeros behind the point go."""
    power = sum(SCALES[sign] for sign in scale)
    sign, digits, exponent = value.as_tuple()
    return plain(Decimal((sign, digits, int(exponent) + power)))


def plain(value: Decimal) -> Decimal:
    """Without zeros behind the point and without an exponent. Never rounds, however long the number is."""
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
