"""Judgements in words: figures as people read them, and the sentence behind each light.

Sentences follow the active language; msgids are English.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from django.utils.translation import gettext, gettext_noop

from tracker.choices import Comparison, Kind, reads_chinese
from tracker.rules.facts import Facts, Policy, Reason, Verdict
from tracker.rules.months import number
from tracker.rules.pace import as_decimal, done_share

HAN = ("", *"一二三四五六七八九")
SENTENCES: dict[Reason, str] = {
    Reason.SUSPENDED: gettext_noop("Suspended by an approved change."),
    Reason.COMPLETED: gettext_noop("%(latest)s of %(target)s: completion was claimed, checked and accepted."),
    Reason.HELD_AT_CLOSE: gettext_noop("%(latest)s at the close, against %(target)s: held."),
    Reason.BEFORE_START: gettext_noop("Work starts in %(start)s; nothing is expected yet."),
    Reason.NOTHING_DUE: gettext_noop("No figure is due yet."),
    Reason.GAP: gettext_noop("%(done)s done by %(month)s, %(expected)s expected: behind by %(gap)s percentage points."),
    Reason.PAST_DUE: gettext_noop("Due in %(due)s, and %(done)s done: not finished in time."),
    Reason.NOT_STARTED: gettext_noop("Nothing done for %(not_started)s months running, %(expected)s expected."),
    Reason.BELOW_ZERO: gettext_noop("%(latest)s, below zero, against %(target)s."),
    Reason.MISSED_AT_CLOSE: gettext_noop("%(latest)s at the close, against %(target)s: missed."),
    Reason.MISSED_SO_FAR: gettext_noop(
        "%(latest)s in %(latest_month)s, against %(target)s: missed so far, the year's figure is missing."
    ),
    Reason.OVER_MARGIN: gettext_noop("%(latest)s, over %(target)s by more than %(cap_margin)s%% of it."),
    Reason.NONE_ACCEPTED: gettext_noop("A figure is due and none has been accepted."),
    Reason.STALE: gettext_noop("Last figure for %(latest_month)s; %(missed)s due periods since without one."),
    Reason.SHORT: gettext_noop("%(latest)s, short of %(target)s; the year is still open."),
    Reason.OVER: gettext_noop("%(latest)s, over %(target)s; judged on the year's end."),
    Reason.OUTSIDE: gettext_noop("%(latest)s, outside %(target)s; the year is still open."),
    Reason.KEPT_UP: gettext_noop("%(done)s done by %(month)s, %(expected)s expected."),
    Reason.UNVERIFIED: gettext_noop("%(latest)s of %(target)s: reached, completion not yet accepted."),
    Reason.HELD: gettext_noop("%(latest)s, against %(target)s: held so far."),
    Reason.AWAITING_CLOSE: gettext_noop("%(latest)s, against %(target)s: held so far, the year's figure is missing."),
}

CHINESE_STEPS = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))
ENGLISH_STEPS = ((Decimal(10**9), "B"), (Decimal(10**6), "M"))


def plain(value: Decimal) -> str:
    """The exact decimal without trailing zeros: `2000`, `6.5`."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def grouped(value: Decimal) -> str:
    """The exact decimal with thousands marked: `2,000`, `136.61`."""
    return format(Decimal(plain(value)), ",f").replace("-", "−")


def compact(value: Decimal, unit: str = "") -> str:
    """A large figure shortened to three digits in the reader's number words: `12.3万`, `1.23亿`; `1.23M`, `1.23B`.

    Smaller ones stay exact, and so do those of a unit that counts in 万 or 亿 itself.
    """
    steps = CHINESE_STEPS if reads_chinese() else ENGLISH_STEPS
    if unit[:1] in {"万", "亿"} or abs(value) < steps[-1][0]:
        return grouped(value)
    rounded = Context(prec=3).create_decimal(value)
    size, word = next(step for step in steps if abs(rounded) >= step[0])
    return f"{grouped(rounded / size)}{word}"


def with_unit(value: Decimal, unit: str) -> str:
    """A figure with its unit; the percent sign stands close."""
    return f"{grouped(value)}%" if unit == "%" else f"{grouped(value)} {unit}".rstrip()


def percent(share: Fraction) -> str:
    """A share of 1 as per cent with one decimal; what is not finished never reads 100%."""
    exact = as_decimal(share * 100)
    rounded = exact.quantize(Decimal("0.1"), ROUND_HALF_EVEN)
    if exact < 100 <= rounded:
        rounded = Decimal("99.9")
    return f"{grouped(rounded)}%"


def _equals(share: Fraction) -> str:
    """The sign before a share in a sum: one that had to be rounded says so."""
    return "=" if (share * 1000).denominator == 1 else "≈"


def fixed(value: Fraction) -> str:
    """A score with one decimal: `87.3`, `100.0`."""
    return str(as_decimal(value).quantize(Decimal("0.1"), ROUND_HALF_EVEN))


def points(gap: Fraction) -> str:
    """A gap in percentage points with one decimal, without sign; a gap that is not 0 never reads 0."""
    exact = as_decimal(abs(gap))
    rounded = exact.quantize(Decimal("0.1"), ROUND_HALF_EVEN)
    return "< 0.1" if exact and not rounded else plain(rounded)


def decimal_text(share: Fraction | None) -> str | None:
    """A fraction as a decimal string of at most six decimals, for machines."""
    if share is None:
        return None
    return plain(as_decimal(share).quantize(Decimal("0.000001")))


def han_number(whole: int) -> str:
    """A whole number from 1 to 99 as Chinese writes ordinals: 一, 十, 十二, 三十."""
    tens, ones = divmod(whole, 10)
    return f"{HAN[tens] if tens > 1 else ''}{'十' if tens else ''}{HAN[ones]}"


def month_words(month: date) -> str:
    """A month as people write it: 2021年6月, June 2021."""
    if reads_chinese():
        return f"{month.year}年{month.month}月"
    return f"{month:%B %Y}"


def quarter_words(month: date) -> str:
    """The quarter that ends with a month: 2021年第3季度, Q3 2021."""
    quarter = (month.month + 2) // 3
    return f"{month.year}年第{quarter}季度" if reads_chinese() else f"Q{quarter} {month.year}"


def spans(months: Iterable[date]) -> str:
    """Months in their order, those that follow one another as a span: 2021年1月–3月、2021年5月."""
    runs: list[list[date]] = []
    for month in months:
        if runs and number(month) == number(runs[-1][-1]) + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    texts = [f"{month_words(run[0])}–{month_words(run[-1])}" if run[1:] else month_words(run[0]) for run in runs]
    return gettext(", ").join(texts)


def short_month(month: date) -> str:
    """A month where the year is clear: 6月, Jun."""
    if reads_chinese():
        return f"{month.month}月"
    return f"{month:%b}"


def promise(facts: Facts, unit: str) -> str:
    """What was promised, with its comparison: `2,000 家`, `3.8%以内`, `1–2 个`."""
    value = with_unit(facts.value, unit)
    if facts.comparison == Comparison.ALL:
        return gettext("all (%(value)s)") % {"value": value}
    if facts.comparison == Comparison.BETWEEN and facts.value_high is not None:
        return f"{grouped(facts.value)}–{with_unit(facts.value_high, unit)}"
    words = {
        Comparison.AT_MOST: gettext("at most %(value)s"),
        Comparison.ABOUT: gettext("about %(value)s"),
    }.get(facts.comparison)
    return words % {"value": value} if words else value


def explain(verdict: Verdict, policy: Policy, unit: str) -> str:
    """The sentence behind a light, with its numbers."""
    return gettext(SENTENCES[verdict.reason]) % _numbers(verdict, policy, unit)


def _numbers(verdict: Verdict, policy: Policy, unit: str) -> Mapping[str, str]:
    facts, latest = verdict.facts, verdict.facts.latest
    return {
        "target": promise(facts, unit),
        "latest": with_unit(latest.value, unit) if latest else "",
        "latest_month": month_words(latest.month) if latest else "",
        "month": month_words(verdict.month),
        "start": month_words(facts.start),
        "due": month_words(facts.due),
        "done": percent(verdict.done) if verdict.done is not None else "",
        "expected": percent(verdict.expected) if verdict.expected is not None else "",
        "gap": points(verdict.gap) if verdict.gap is not None else "",
        "missed": str(verdict.missed),
        "not_started": str(policy.not_started_months),
        "cap_margin": plain(policy.cap_margin),
    }


def formula(verdict: Verdict) -> list[str]:
    """The arithmetic behind a light, one line a step, so that a reader can check it by hand."""
    facts, latest = verdict.facts, verdict.facts.latest
    if latest is None:
        return []
    if verdict.done is None or verdict.expected is None:
        return [_line_formula(facts, latest.value)]
    gap = verdict.gap or Fraction(0)
    sign = "−" if gap < 0 else ""
    return [
        gettext("Done share: %(sum)s") % {"sum": _done_sum(facts, latest.value)},
        gettext("Expected share: %(sum)s") % {"sum": _expected_sum(verdict)},
        gettext("Gap: %(expected)s − %(done)s %(equals)s %(gap)s percentage points")
        % {
            "equals": _equals(gap / 100),
            "expected": percent(verdict.expected),
            "done": percent(verdict.done),
            "gap": sign + points(gap),
        },
    ]


def mean_formula(shares: Sequence[Fraction]) -> str:
    """The sum behind a mean of shares, term by term; empty where there is none."""
    if not shares:
        return ""
    mean = sum(shares, Fraction(0)) / len(shares)
    return f"({' + '.join(map(percent, shares))}) ÷ {len(shares)} {_equals(mean)} {percent(mean)}"


def _done_sum(facts: Facts, value: Decimal) -> str:
    exact = done_share(facts, value)
    share = f"{_equals(exact)} {percent(exact)}"
    if facts.kind == Kind.LEVEL and facts.baseline:
        base = grouped(facts.baseline)
        return f"({grouped(value)} − {base}) ÷ ({grouped(facts.low)} − {base}) {share}"
    return f"{grouped(value)} ÷ {grouped(facts.low)} {share}"


def _expected_sum(verdict: Verdict) -> str:
    exact = verdict.expected or Fraction(0)
    facts, share = verdict.facts, percent(exact)
    if facts.plan and verdict.month < facts.due:
        return gettext("%(share)s by the plan") % {"share": share}
    length = number(facts.due) - number(facts.start) + 1
    elapsed = max(0, min(length, number(verdict.month) - number(facts.start) + 1))
    return gettext("%(elapsed)s ÷ %(length)s months %(equals)s %(share)s") % {
        "elapsed": elapsed,
        "length": length,
        "share": share,
        "equals": _equals(exact),
    }


def _line_formula(facts: Facts, value: Decimal) -> str:
    if facts.is_band:
        inside = facts.low <= value <= facts.high
        words = gettext("%(value)s lies inside %(low)s to %(high)s")
        if not inside:
            words = gettext("%(value)s lies outside %(low)s to %(high)s")
        return words % {"value": grouped(value), "low": grouped(facts.low), "high": grouped(facts.high)}
    sign = "≤" if value <= facts.value else ">"
    if not facts.is_cap:
        sign = "≥" if value >= facts.value else "<"
    return f"{grouped(value)} {sign} {grouped(facts.value)}"
