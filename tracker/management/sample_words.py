"""What the sample officials wrote: short, in Chinese, every text marked as sample."""

from datetime import date
from decimal import Decimal

from tracker.actions.entries import Content
from tracker.choices import Comparison, Doubt, Kind
from tracker.management.sample_plan import MARK
from tracker.models import Target
from tracker.queries.standings import terms
from tracker.rules.doubts import doubts
from tracker.rules.words import grouped

PROBLEMS = (
    "部分点位手续尚未办结。",
    "施工受场地移交影响，进度慢于计划。",
    "相关单位数据衔接不够及时。",
    "资金拨付晚于预期。",
)
SHORTFALLS = ("主要指标回升慢于预期。", "部分行业恢复不均衡。")
REMEDIES = (
    "每周调度一次，倒排工期。",
    "会同有关单位现场办理，争取下月补上差距。",
    "明确专人对接，按月核对数据。",
    "加快前期手续，成熟一个开工一个。",
)
WATCH = ("加强分析研判，按季调度。", "摸清原因，逐项跟进。")
EXPLANATIONS = {
    Doubt.FALLING: "经复核核减，数字较上次减少。",
    Doubt.JUMP: "本期集中完工、集中统计，增幅较大。",
    Doubt.OVER: "进度快于计划，已超过目标数。",
}
ROUTINE = ("按计划继续推进。", "做好验收和资料归档。", "保持进度，抓好质量。")


def content(
    target: Target, month: date, value: Decimal, claims: bool, reason: str, before: Decimal | None = None
) -> Content:
    """An entry's content: the figure in words, a problem and a remedy where it lags behind, a reason where unusual."""
    problem, next_step = _outlook(target, month, value)
    explanation = "".join(EXPLANATIONS[doubt] for doubt in doubts(terms(target), before, value))
    return Content(
        value=value,
        progress=f"{MARK}{_progress(target, month, value, claims)}",
        problems=f"{MARK}{problem}" if problem else "",
        next_steps=f"{MARK}{next_step}",
        claims_completion=claims,
        explanation=f"{MARK}{explanation}" if explanation else "",
        correction_reason=f"{MARK}{reason}" if reason else "",
    )


def link(target: Target, month: date, claims: bool) -> tuple[str, str] | None:
    """Address and title of what a claim and each half-year are proved by; none for other months."""
    if not claims and month.month % 6:
        return None
    return f"https://example.org/sample/{target.code.lower()}/{month:%Y-%m}", f"{MARK}佐证材料(样例链接)"


def _outlook(target: Target, month: date, value: Decimal) -> tuple[str, str]:
    """What stands in the way, if anything, and what comes next."""
    pick = target.order + month.month
    if not _lags(target, month, value):
        return "", ROUTINE[pick % len(ROUTINE)]
    if target.kind == Kind.RATE:
        return SHORTFALLS[pick % len(SHORTFALLS)], WATCH[pick % len(WATCH)]
    return PROBLEMS[pick % len(PROBLEMS)], REMEDIES[pick % len(REMEDIES)]


def _progress(target: Target, month: date, value: Decimal, claims: bool) -> str:
    figure = f"{grouped(value)}{target.unit}"
    if target.kind == Kind.CUMULATIVE and value == 0:
        return f"截至{month.month}月尚未开工，正在做前期准备。"
    words = "为" if target.kind in {Kind.RATE, Kind.LEVEL} else "累计完成"
    return f"截至{month.month}月{words}{figure}。{'目标已达成，申请办结。' if claims else ''}"


def _lags(target: Target, month: date, value: Decimal) -> bool:
    goal: Decimal = target.value
    if target.comparison == Comparison.AT_MOST:
        return value > goal
    if target.kind == Kind.RATE:
        return value < goal - (target.tolerance or 0)
    return value * 12 < goal * month.month
