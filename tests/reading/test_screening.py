"""Numbers that are no figures of their own, by what stands around them."""

import pytest

from tracker.choices import Ground
from tracker.reading.figures import figures
from tracker.reading.screening import ground_against


def grounds(clause: str) -> list[Ground | None]:
    found = list(figures(clause, 0, len(clause)))
    return [
        ground_against(clause, (0, len(clause)), figure, [other for other in found if other is not figure])
        for figure in found
    ]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("落地10亿元以上项目6个", [Ground.SIZE, None]),
        ("引进总投资20亿元的项目3个", [Ground.SIZE, None]),
        ("培育8家产值超10亿元的企业", [None, Ground.SIZE]),
        ("落地过10亿元项目6个", [Ground.SIZE, None]),
        ("其中10亿元级项目2个以上", [Ground.SIZE, None]),
        ("推进62个占地共1.4万亩项目的征收", [None, Ground.SIZE]),
        ("为5000名65岁以上老人体检", [None, Ground.SIZE]),
        ("每3000户配备一名网格员", [Ground.SIZE, Ground.SMALL]),
        ("出让540余亩土地", [None]),
        ("充电站由20座增加到35座", [Ground.BASE, None]),
        ("做优甲、乙、丙3家公司", [Ground.LISTED]),
        ("新建甲、乙、丙3所学校", [None]),
        ("12个街道助餐服务全覆盖", [Ground.SCOPE, None]),
        ("37个小区改造全部完成", [None, Ground.SCOPE]),
        ("剩余任务全部完成", [None]),
        ("推出一批项目", [Ground.SMALL]),
        ("新建一所学校", [None]),
        ("统筹三家意见", [Ground.SMALL]),
        ("新建三家食堂", [None]),
        ("编号300", [Ground.BARE]),
        ("指数达到300", [None]),
        ("人均预期寿命达到82岁", [None]),
    ],
)
def test_a_number_is_a_figure_or_has_its_ground(clause, expected):
    assert grounds(clause) == expected
