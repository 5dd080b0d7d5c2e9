"""Reports composed for the tests, and short cuts through the intake desk."""

from typing import Any
from uuid import uuid4

from tests.factories import AT
from tracker.actions.candidates import Decision, Terms, decide, decide_many
from tracker.actions.report_texts import add_text
from tracker.choices import CandidateState
from tracker.models import Candidate, Report, ReportText, User
from tracker.rules.intake import proposed_terms

RIVERSIDE = """2022年临河区政府工作报告
——2022年1月12日在临河区第三届人民代表大会第二次会议上
各位代表：
现在，我代表区人民政府报告工作，请予审议。
一、2021年工作回顾
2021年，全区地区生产总值增长6.8%。新建5G基站43座，超额完成年度任务。
二、2022年工作安排
今年是落实“十四五”规划的重要一年。地区生产总值增长6%左右，城镇登记失业率控制在3.8%以内。
（一）建设宜居城区。新建5G基站60座，盘活闲置楼宇5万平方米。继续推进老旧小区改造。
（二）增进民生福祉。办好20项民心工程。新增养老机构3家、床位150张，打造1-2个社区食堂品牌。推进千兆光纤全覆盖。
（三）守住安全底线。落实安全生产责任。
三、加强自身建设
各部门要真抓实干。
"""

# Another district, another year, other numbering and no review
HILLSIDE = """青山区2023年政府工作报告
第一部分 上年情况
去年，全区建成口袋公园9个。
第二部分 2023年主要任务
一、扩大有效投资
固定资产投资增长8%以上。开工重点项目24个。
二、改善居住条件
改造老旧小区30个，新建口袋公园12个。规范物业服务。
三、办好教育医疗
新增义务教育学位2400个。每千人口医疗床位达到7.5张。新增养老机构5家。
"""


def take_in(report: Report, by: User, text: str = RIVERSIDE) -> ReportText:
    """A report's text, read and kept."""
    return add_text(report=report, text=text, name="报告.txt", key=uuid4(), by=by, at=AT)


def of(text: ReportText, clause: str) -> Candidate:
    """The one candidate whose passage is this."""
    return text.candidates.get(clause=clause, is_sentence=False)


def accept(candidate: Candidate, by: User, **changes: Any) -> Candidate:
    """Make it a target as it was read, but for the changes."""
    terms = Terms(**proposed_terms(candidate.proposed) | changes)
    decision = Decision(state=CandidateState.TARGET, terms=terms)
    return decide(candidate=candidate, decision=decision, by=by, at=AT, row_version=candidate.row_version)


def decide_all(text: ReportText, by: User) -> None:
    """Every promise of the year a target as read, every other sentence of the plan a promise, the rest left out."""
    for each in text.candidates.to_decide().filter(is_sentence=False, tense="COMMITMENT"):
        accept(each, by, **({"tolerance": 1} if each.proposed["comparison"] == "ABOUT" else {}))
    for state, rows in (
        (CandidateState.PROMISE, text.candidates.filter(is_sentence=True)),
        (CandidateState.LEFT_OUT, text.candidates.filter(is_sentence=False)),
    ):
        chosen = rows.values_list("pk", flat=True)
        decide_many(text=text, chosen=chosen, state=state, why="", by=by, at=AT)
