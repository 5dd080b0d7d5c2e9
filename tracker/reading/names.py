"""Numbers that are no figures: years, ordinals, names of policies, programmes, places and models, with the ground."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.choices import Ground

HAN = "[一二两三四五六七八九十]"
D = r"(?<!\d)\d{1,9}"  # from its first digit on, and not endless: the time stays in proportion
N = rf"(?:{D}|{HAN}{{1,3}})"
INSIDE = '[^“”《》「」"。,，;；]'
DONE_WELL = "(?:民心|民生|惠民|为民|利民|便民)"
SLOGANS = (
    "意识 自信 维护 确立 着力 坚持 统筹 全面 代表 大局 务必 毫不动摇 方面 重点方面 维度 层面 一律 不摘 文明 市场 方向 "
    "必须 阶段 更加 关键 没有 走在前 梯度 结合 为主 到位 倍增 确保 不变 聚焦 突出 转变 体系 革命 先行 强化 一流 一批 "
    "专项 面向"
)
POLICY_FIELDS = "[企济才困境革商展务业]"
OF_POLICY = r"[、,，。;；”等]|$|[^,，。;；、]{0,8}(?:政策|措施|举措|意见|新政)"
PATTERNS: tuple[tuple[Ground, str], ...] = (
    (Ground.DOCUMENT, r"[〔\[]\d{1,4}[〕\]](?:第?\d{1,9}号)?"),
    (Ground.QUOTED, rf"“{INSIDE}{{1,20}}”|《{INSIDE}{{1,40}}》|「{INSIDE}{{1,20}}」|\"{INSIDE}{{1,20}}\""),
    (
        Ground.CODE,
        r"\d{3,4}-\d{7,8}|(?<!\d)1[3-9]\d{9}(?![\d万亿家个元人户亩平吨])|\d{3,5}(?=(?:政务|市民|便民)?(?:热线|专线|平台))",
    ),
    (Ground.CODE, r"(?<!\d)(?:110|119|120)(?=[、,，。”]|指挥|报警|急救|接警)"),
    (
        Ground.CODE,
        rf"{D}(?:[+×*xX][\dNnXx]{{1,9}}){{1,9}}|{D}(?:\.\d{{1,9}})?(?::\d{{1,9}}(?:\.\d{{1,9}})?){{1,9}}|{D}·\d{{1,9}}",
    ),
    (
        Ground.YEAR,
        r"(?:19|20)\d{2}(?:年?[-~至到](?:19|20)\d{2})?(?:年(?!产|均)|学年|年度)|(?:19|20)\d{2}-(?:19|20)\d{2}",
    ),
    (
        Ground.YEAR,
        r"[一二][〇零一二三四五六七八九]{3}年|(?:“?十[一二三四五六]五”?)(?:规划|期间|时期|末|以来|收官|开局)?",
    ),
    (
        Ground.DATE,
        r"(?:\d{1,2}[-~至])?\d{1,2}月(?:份|\d{1,2}[日号])?|\d{1,2}日|" + HAN + r"{1,2}月(?:份|底)|前?[一二三四]季度",
    ),
    (
        Ground.ORDINAL,
        rf"第(?:\d{{1,9}}|{HAN}[百十零〇一二三四五六七八九]{{0,5}})[届批次个名位条款章季线期部类产轮方步]?",
    ),
    (
        Ground.ORDINAL,
        rf"前(?:\d{{1,9}}|{HAN}{{1,2}})(?:名|位|强|列|茅)?(?![月季年])|{N}强|(?:{HAN}{{1,3}})届|{HAN}中全会",
    ),
    (Ground.ORDINAL, rf"{N}次(?:全会|会议|党代会)|(?<![十百千万])二次(?=[\u4e00-\u9fff])"),
    (
        Ground.PLACE,
        rf"{N}(?:号|#)|(?:\d{{1,2}}|{HAN})期(?=工程|项目|建设|地块|用地)|{HAN}期(?=[,，、。等及和\d)]|$)|(?<![十百千万])二期|\d{{1,3}}路(?=公交|沿线|站)"
        + r"|夜?\d{1,3}路(?:[、和及与]夜?\d{1,3}路){1,9}",
    ),
    (
        Ground.CODE,
        r"(?<![A-Za-z])[A-Za-z]{1,9}-?\d{1,9}(?:\.\d{1,9})?(?![\d.]{0,9}[%万亿家个座处])|(?<![\d.])\d[AGDB](?![A-Za-z])级?|"
        + rf"{D}(?:KV|kV|kv|千伏|伏)",
    ),
    (Ground.CODE, rf"{D}\.\d{{1,9}}版|(?<!\d)\d\.0(?!\d|[%万亿家个座处项%]|公里|倍)"),
    (Ground.PROGRAMME, rf"{N}(?:大)?(?:项|件|个)?(?:重点|重大)?(?:实事|{DONE_WELL}(?:办)?(?:工程|实事|事项|好事))"),
    (Ground.PROGRAMME, rf"^{HAN}{{1,3}}、[^,，。;；\d]{{1,20}}(?P<name>\(共?\d{{1,3}}[项件个]\))$"),  # a heading
    (Ground.PROGRAMME, rf"{N}大(?![型学专米])|{D}(?:分钟|公里|小时)[^,，。;；、]{{0,10}}?圈|{N}项(?:规定|行动计划)"),
    (
        Ground.POLICY,
        rf"(?:国务院|国家|中央|(?<!全)[省市区县])(?:出台的?)?{N}条(?={OF_POLICY})|{HAN}项(?:制度|改革|机制|重点战役)",
    ),
    (Ground.POLICY, rf"{N}条(?:具体)?(?:政策|措施|举措|意见|硬招|新政|细则|规定|硬措施)"),
    (Ground.POLICY, rf"(?<={POLICY_FIELDS}){N}条(?=等|[、,，。”]|$)"),
    (
        Ground.SLOGAN,
        rf"{HAN}{{1,2}}个(?:{'|'.join(SLOGANS.split())})|{HAN}[化制级]|{D}个(?:方面|重点方面|领域|环节|维度)",
    ),
    (
        Ground.DURATION,
        rf"(?:(?<!\d)\d{{1,3}}|{HAN}{{1,3}})(?:个)?周?年(?!均|产|处理)|{N}个月|为期{N}天|{N}天(?=集中|攻坚|行动|内|[^,，。;；]{{0,4}}(?:整治|会战))",
    ),
    (
        Ground.DURATION,
        rf"(?<!\d)24小时(?!以?内|以[上下])|{N}(?:个)?小时(?=不|自助|服务|值班|在线|便民|政务|运|开放|内)|{N}点(?:钟|半)?(?=[前后至到])",
    ),
)
RULES = tuple((ground, re.compile(pattern)) for ground, pattern in PATTERNS)
NUMBER = re.compile(rf"\d|{HAN}")


@dataclass(frozen=True, slots=True)
class Name:
    """A span that holds a number and is none, and why."""

    start: int
    end: int
    ground: Ground


def names(text: str) -> Iterator[Name]:
    """Every such span, the surest grounds first; spans may overlap."""
    for ground, pattern in RULES:
        for found in pattern.finditer(text):
            span = found.span("name" if "name" in pattern.groupindex else 0)
            if NUMBER.search(text, *span):
                yield Name(*span, ground)
