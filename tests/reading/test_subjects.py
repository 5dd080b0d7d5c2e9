"""What a figure is a figure of."""

import pytest

from tracker.reading.subjects import Subject, noun_behind, shared, stripped, subject


@pytest.mark.parametrize(
    ("before", "after", "unit", "expected"),
    [
        ("全年新增民营企业", "", "家", "新增民营企业"),
        ("新建", "老年日间照料服务中心", "个", "新建老年日间照料服务中心"),
        ("城镇登记失业率控制在", "", "%", "城镇登记失业率"),
        ("地区生产总值增长", "", "%", "地区生产总值"),
        ("生产总值增速保持在", "", "%", "生产总值增速"),
        ("覆盖全区", "职工", "人", "覆盖职工"),
        ("安排财政资金", "支持科技创新", "元", "安排财政资金"),
        ("", "的行政村建成卫生室", "%", "行政村建成卫生室"),
        ("上半年开工率达到", "", "%", "开工率"),
        ("▶在老城区新建", "口袋公园", "座", "新建口袋公园"),
        ("新建口袋公园(", ")", "个", "新建口袋公园"),
        ("全面完成", "小(二)型水库加固", "座", "完成小型水库加固"),
        ("", "新建、改建道路项目", "个", "新建、改建道路项目"),
        ("", "项目一年内投产", "个", "项目"),
    ],
)
def test_the_noun_stands_before_or_behind(before, after, unit, expected):
    assert subject(before, after, unit=unit).text == expected


def test_without_a_noun_only_the_verb_is_known():
    assert subject("新建", "", unit="个") == Subject("新建", "")
    assert subject("力争达到", "", unit="%") == Subject("", "")


def test_adverbs_and_comparing_words_go():
    assert stripped("今年力争全区城镇化率提高到") == "城镇化率"


def test_a_noun_ends_where_something_is_done_to_it():
    assert noun_behind("高龄老人家庭实施改造", is_rate=False) == "高龄老人家庭"
    assert noun_behind("以上", is_rate=False) == ""


def test_subjects_are_shared_out_if_they_fit():
    assert shared("污水处理率、垃圾分类率", 2) == ["污水处理率", "垃圾分类率"]
    assert shared("低保标准", 2) == ["低保标准", "低保标准"]
    assert shared("城镇和农村居民收入", 2) == ["城镇居民收入", "农村居民收入"]
