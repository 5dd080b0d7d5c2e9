"""How the sample year was closed: seventeen targets accepted, two handed in and waiting. Invented throughout."""

from typing import NamedTuple

from tracker.actions.closings import Statement
from tracker.choices import ClosingReason, Outcome
from tracker.management.sample_plan import MARK
from tracker.queries.standings import Standing
from tracker.rules.closings import needs_reason
from tracker.rules.words import grouped


class SampleClosing(NamedTuple):
    """One target's close. `because` is why it was not kept in full; `stated` the outcome where it is not the computed
    one, `difference` why."""

    code: str
    reason: ClosingReason | None = None
    because: str = ""
    stated: Outcome | None = None
    difference: str = ""
    is_accepted: bool = True


R = ClosingReason
CLOSINGS = {
    each.code: each
    for each in (
        *(
            SampleClosing(f"HD-2021-{number}")
            for number in ("01", "03", "04", "05", "07", "09", "11", "12", "16", "19")
        ),
        SampleClosing("HD-2021-06", R.PROCEDURES, "个别老旧院落管线手续尚在办理，一季度补齐。"),
        SampleClosing("HD-2021-08", R.CIRCUMSTANCES, "意向企业推迟入驻，部分楼宇未能按期盘活。"),
        SampleClosing("HD-2021-13", R.PROCEDURES, "选址重新论证，经批准暂停推进。"),
        SampleClosing(
            "HD-2021-14",
            R.LAGGING,
            "全年未启动，已列入次年重点督办。",
            Outcome.MISSED,
            "全年没有报数，系统判为无法核验；经现场核查确未启动，按未完成认定。",
        ),
        SampleClosing("HD-2021-15", R.FUNDING, "建设资金到位较晚，第二批床位未能投用。"),
        SampleClosing(
            "HD-2021-20",
            stated=Outcome.KEPT,
            difference="承诺为1至2个，达到上限属承诺之内，不作超额认定。",
        ),
        SampleClosing("HD-2021-21", R.PROCEDURES, "三处用地手续未办结。"),
        SampleClosing("HD-2021-17", is_accepted=False),
        SampleClosing("HD-2021-24", is_accepted=False),
    )
}


def closing_statement(given: SampleClosing, standing: Standing) -> Statement:
    """What the department hands in, every text marked as sample; figures are those the standing has."""
    computed = standing.outcome
    if computed is None:
        raise ValueError(f"{given.code} cannot be closed")
    stated, latest, unit = given.stated or computed, standing.facts.latest, standing.target.unit
    figure = f"截至{latest.month.month}月通过数为{grouped(latest.value)}{unit}" if latest else "全年没有通过的数字"
    word = "目标已经达到，成果已移交使用。" if not needs_reason(stated) else given.because
    return Statement(
        outcome=stated,
        reason_kind=given.reason or "",
        difference_reason=f"{MARK}{given.difference}" if given.difference else "",
        statement=f"{MARK}{figure}。{word}",
        document=f"{MARK}年度核查情况(样例，不是真实文件)",
        evidence_title=f"{MARK}核查材料(样例链接)",
        evidence_url=f"https://example.org/sample/{given.code.lower()}/close",
    )
