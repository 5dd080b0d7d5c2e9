"""Units and scale words. The unit of a figure is the base unit: 6万平方米 is 60000 平方米, with the scale 万."""

import re

COUNTS = (
    "家 户 个 所 座 处 条 张 人 套 件 项 名 辆 台 部 支 只 头 间 栋 幢 场 期 批 对 块 片 株 棵 根 艘 具 眼 册 本 份 "
    "宗 笔 把 枚 盏 架 列 组 队 位 门 类 种 款 例 起 次 趟 班 轮 节 篇 首 幅 口 孔 层 段 杆 樘 扇 盆 箱 羽 尾 匹 单 "
    "票 幕 集 人次 家次 户次 件次 车次 班次 架次 场次 批次 部次 例次 课时 标准箱 标箱 标台 标段 "
    "档 席 群 台次 航次 学时 面 桶 堂"
)
MICROGRAMS = "微克每立方米 ug/m³ μg/m³ ug/m3 μg/m3"  # for 微克/立方米
MEASURES = (
    "个百分点 百分点 % ‰ 元 美元 欧元 港元 日元 人民币元 元人民币 米 延米 千米 公里 毫米 厘米 平方米 平米 平方公里 "
    "平方千米 立方米 亩 公顷 吨 公斤 千克 斤 吨标准煤 吨标煤 千瓦 千瓦时 兆瓦 兆瓦时 吉瓦 千伏安 兆伏安 度 "
    "微克/立方米 毫克/立方米 "
    "毫克/升 分贝 天 小时 分钟 秒 个工作日 工作日 个小时 岁 周岁 倍 km km² m m² ㎡ kW KW MW GW kWh MWh "
    "GWh TB PB GB Gbps P TEU " + MICROGRAMS
)
PER = r"(?:[/／](?:万人|千人|平方米|立方米|平方公里|公里|小时|日|天|月|年|人|户|亩|升|吨))?"
SCALE = r"(?:万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千(?![米瓦克伏卡])|百(?!分))"


def _longest_first(words: str) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words.split()), key=len, reverse=True))


COUNT = rf"(?:{_longest_first(COUNTS)})"
MEASURE = rf"(?:{_longest_first(MEASURES)})(?![A-Za-z])"
UNIT = rf"(?:{MEASURE}|{COUNT}){PER}"
UNKNOWN = r"[\u4e00-\u9fff](?=以上|以内|以下|左右|[,，。;；、:：!！?？)）]|$)"
PEOPLE = r"(?=(?:[^,，。、;；\d]{0,4}?)(?:职工|群众|居民|人口|学生|老人|农民|市民|儿童|游客|用户|家庭))"
MONEY = frozenset({"元", "美元", "欧元", "港元", "日元", "人民币元", "元人民币"})
RATES = frozenset({"%", "‰"})
POINTS = frozenset({"个百分点", "百分点"})
SIZES = MONEY | frozenset(
    [
        "周岁",
        "米",
        "公里",
        "平方米",
        "平米",
        "平方公里",
        "立方米",
        "亩",
        "公顷",
        "吨",
        "岁",
        "千瓦",
        "兆瓦",
        "张",
        "小时",
        "分钟",
    ]
)
NAMES = {"％": "%", "百分点": "个百分点", "工作日": "个工作日", "平米": "平方米", "㎡": "平方米", "m²": "平方米"}
NAMES |= dict.fromkeys(MICROGRAMS.split(), "微克/立方米")
NAMES |= {"km": "公里", "千米": "公里", "元人民币": "元", "人民币元": "元"}

IS_COUNT = re.compile(COUNT)


def base(unit: str) -> str:
    """A unit by its usual name: ㎡ is 平方米, 工作日 is 个工作日."""
    return NAMES.get(unit, unit)


def is_count(unit: str) -> bool:
    """Whether it is a measure word for things, not a measure of size, time or money."""
    return IS_COUNT.fullmatch(unit) is not None
