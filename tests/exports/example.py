"""A bulletin as an office would issue it: pages of text, two tables upright, one on a turned page. All made up."""

from datetime import date
from fractions import Fraction

from tracker.choices import Light
from tracker.exports.papers import Bar, Cell, Heading, Paper, Paragraph, Table


def number(text):
    return Cell(text, is_number=True)


def bar(percent, light=None):
    return Cell(f"{percent}.0%", Bar(Fraction(percent, 100), light), is_number=True)


TOTALS = Table(
    "表1 各类进度目标数",
    ("进度", "项数", "占比", "较上月"),
    (
        (Cell("已完成"), number("2"), bar(8, Light.DONE), number("+1")),
        (Cell("达到进度"), number("14"), bar(56, Light.ON_PACE), number("−2")),
        (Cell("落后进度"), number("6"), bar(24, Light.BEHIND), number("+1")),
        (Cell("未报送"), number("3"), bar(12, Light.NO_DATA), number("0")),
    ),
    (3, 2, 4, 2),
)
LATE = Table("表2 本月退回的报送", ("单位", "目标", "退回原因"), (), (3, 4, 5))
NAMES = ("新建充电桩", "改造老旧管网", "新增托育服务机构位", "培育专精特新企业", "新建口袋公园", "既有住宅加装电梯")
LIGHTS = (Light.ON_PACE, Light.BEHIND, Light.FAR_BEHIND, Light.ON_PACE, Light.DONE, Light.NO_DATA)
WORDS = ("● 达进度", "▲ 略滞后", "■ 明显滞后", "● 达进度", "✓ 已完成", "○ 未报送")
SHARES = (34, 21, 3, 27, 100, 0)
FULL = Table(
    "表3 全部目标进展",
    ("目标", "牵头单位", "全年目标", "累计完成", "完成比例", "应完成", "差距", "进度", "存在问题", "下一步措施"),
    tuple(
        (
            Cell(f"{NAMES[place % 6]}（{place + 1}）"),
            Cell(("样例甲局", "样例乙局", "样例丙街道")[place % 3]),
            number("1,200 个"),
            number(f"{12 * SHARES[place % 6]:,} 个"),
            bar(SHARES[place % 6], LIGHTS[place % 6]),
            number("25.0%"),
            number(f"{25 - SHARES[place % 6]}.0".replace("-", "−")),
            Cell(WORDS[place % 6]),
            Cell("选址未定，两处地块权属还在核实。" if place % 3 == 1 else "无"),
            Cell("4月底前完成选址，5月进场施工。" if place % 3 == 1 else "按计划推进。"),
        )
        for place in range(24)
    ),
    (6, 4, 4, 4, 5, 3, 4, 4, 7, 7),
    is_wide=True,
)
SENTENCES = (
    "截至3月底，纳入通报的目标共25项，其中达到或超过序时进度的16项，落后序时进度的6项，尚未报送的3项，与上月相比，完成数增加1项。",
    "从分布看，民生类目标总体较好，“充电桩建设”等项目提前完成一季度任务；城建类目标受选址和冬季施工影响，进度偏慢。",
    "请各牵头单位对照差距逐项查明原因，把措施落实到责任人和完成时限，并于下月5日前报送整改情况。",
)
TEXT = tuple(Paragraph("".join(SENTENCES)) for _time in range(2))
PAPER = Paper(
    code="bulletin-2021-03",
    issuer="样例区人民政府督查室",
    series="督查通报",
    number="第3期",
    title="关于2021年3月政府工作报告\n目标任务完成情况的通报",
    issued_on=date(2021, 4, 12),
    data_until="2021年3月31日",
    blocks=(
        Paragraph(SENTENCES[0]),
        Heading("一、总体情况", 1),
        TOTALS,
        *TEXT,
        Heading("（一）进展较好的目标", 2),
        Heading("1.新建口袋公园", 3),
        *TEXT,
        Heading("二、落后进度的目标", 1),
        *TEXT,
        Heading("三、报送情况", 1),
        LATE,
        Paragraph(SENTENCES[2]),
        Heading("附件：全部目标进展", 1),
        FULL,
    ),
    is_sample=True,
    sha256="3f" * 32,
    address="http://127.0.0.1:8000/bulletins/2021-03/",
)
