"""Numbers that are no figures, each with its ground."""

import pytest

from tracker.choices import Ground
from tracker.reading.names import names


def first(text: str) -> tuple[str, Ground]:
    name = next(names(text))
    return text[name.start : name.end], name.ground


@pytest.mark.parametrize(
    ("text", "name", "ground"),
    [
        ("到2030年建成", "2030年", Ground.YEAR),
        ("二〇二六年", "二〇二六年", Ground.YEAR),
        ("“十五五”规划", "“十五五”", Ground.QUOTED),
        ("十五五期间", "十五五期间", Ground.YEAR),
        ("1月13日召开", "1月13日", Ground.DATE),
        ("第十一届运动会", "第十一届", Ground.ORDINAL),
        ("进入前3位", "前3位", Ground.ORDINAL),
        ("世界500强", "500强", Ground.ORDINAL),
        ("20项民心工程", "20项民心工程", Ground.PROGRAMME),
        ("三大攻坚战", "三大", Ground.PROGRAMME),
        ("15分钟便民圈", "15分钟便民圈", Ground.PROGRAMME),
        ("出台惠企30条等", "30条", Ground.POLICY),
        ("1号地", "1号", Ground.PLACE),
        ("实施二期工程", "二期", Ground.PLACE),
        ("东园二期周边", "二期", Ground.PLACE),
        ("滨河公园(三期)", "三期", Ground.PLACE),
        ("改造二次供水设施", "二次", Ground.ORDINAL),
        ("一、促进就业(3项)", "(3项)", Ground.PROGRAMME),
        ("完成8路、夜10路和12路优化", "8路、夜10路和12路", Ground.PLACE),
        ("市30条政策措施", "市30条", Ground.POLICY),
        ("建设5G网络", "5G", Ground.CODE),
        ("4A级景区", "4A级", Ground.CODE),
        ("PM2.5浓度", "PM2.5", Ground.CODE),
        ("110千伏变电站", "110千伏", Ground.CODE),
        ("改革3.0版", "3.0版", Ground.CODE),
        ("12345热线", "12345", Ground.CODE),
        ("7×24小时", "7×24", Ground.CODE),
        ("022-24301234", "022-24301234", Ground.CODE),
        ("三年行动", "三年", Ground.DURATION),
        ("两个维护", "两个维护", Ground.SLOGAN),
        ("一制三化", "一制", Ground.SLOGAN),
        ("〔2024〕15号", "〔2024〕15号", Ground.DOCUMENT),
        ("《条例》第23条", "第23条", Ground.ORDINAL),
    ],
)
def test_a_name_is_found_with_its_ground(text, name, ground):
    assert first(text) == (name, ground)


@pytest.mark.parametrize(
    "text",
    [
        "新建学校12所",
        "增长8%",
        "床位300张",
        "改造公路2.5公里",
        "培育企业5家",
        "全区30条背街小巷",
        "二十期培训",
        "接入视频2000路",
        "新建口袋公园(12个)",
    ],
)
def test_a_figure_is_no_name(text):
    assert list(names(text)) == []
