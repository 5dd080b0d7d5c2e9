import pytest

from tests.factories import make_area, make_report, make_target, month
from tracker.choices import Kind
from tracker.forms.targets import TargetFilter
from tracker.models import Area
from tracker.queries.standings import standings


@pytest.fixture
def rate(report, other_department):
    """A rate of the second area, led by the other department."""
    area = make_area(report)
    return make_target(
        area, kind=Kind.RATE, lead=other_department, name="失业率", name_en="Unemployment", phrase="登记失业率"
    )


def asked(report, **query):
    return TargetFilter(query, Area.objects.filter(report=report), standings(report, month(6)))


def found(report, **query):
    chosen = asked(report, **query)
    assert chosen.is_valid(), chosen.errors
    return [each.target for each in chosen.found]


def test_nothing_asked_is_everything_in_the_reports_order(report, target, rate):
    assert found(report) == [target, rate]


@pytest.mark.parametrize(
    "query",
    [
        {"area": "HD-2021-A1"},
        {"department": "swj"},
        {"kind": "RATE"},
        {"words": "失业"},
        {"words": "UNEMPLOY"},
        {"words": "失业", "kind": "RATE", "area": "HD-2021-A1", "department": "swj", "light": "NO_DATA"},
    ],
)
def test_each_filter_narrows(report, target, rate, query):
    assert found(report, **query) == [rate]


@pytest.mark.parametrize(
    "query",
    [{"area": "x"}, {"department": "x"}, {"department": "none"}, {"kind": "x"}, {"light": "x"}, {"words": "a\x00b"}],
)
def test_unknown_values_are_errors_and_narrow_nothing(report, target, query):
    chosen = asked(report, **query)
    assert [each.target for each in chosen.found] == [target]
    assert set(chosen.errors) == set(query)


def test_other_reports_do_not_show(report, target):
    other = make_area(make_report(2022))
    make_target(other)
    assert found(report) == [target]
    assert set(asked(report, area=other.code).errors) == {"area"}


def test_only_departments_that_lead_can_be_chosen(report, target, other_department):
    assert asked(report).fields["department"].choices == [("", "全部"), ("jyj", "区教育局")]


def test_asking_never_asks_the_database(report, target, django_assert_num_queries):
    listed, areas = standings(report, month(6)), list(report.areas.all())
    with django_assert_num_queries(0):
        assert len(TargetFilter({"words": "5g", "area": areas[0].code}, areas, listed).found) == 1
