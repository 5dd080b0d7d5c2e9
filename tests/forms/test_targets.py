import pytest

from tests.factories import make_area, make_report, make_target
from tracker.choices import Kind
from tracker.forms.targets import TargetFilter


@pytest.fixture
def rate(report, other_department):
    """A rate of the second area, led by the other department."""
    area = make_area(report)
    return make_target(
        area, kind=Kind.RATE, lead=other_department, name="失业率", name_en="Unemployment", phrase="登记失业率"
    )


def found(report, **query):
    chosen = TargetFilter(query, report)
    assert chosen.form.is_valid(), chosen.form.errors
    return list(chosen.qs)


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
        {"words": "2021-02"},
        {"words": "登记"},
        {"words": "失业 登记"},
        {"words": "失业", "kind": "RATE", "area": "HD-2021-A1", "department": "swj"},
    ],
)
def test_each_filter_narrows(report, target, rate, query):
    assert found(report, **query) == [rate]


@pytest.mark.parametrize("words", ["失业 基站", "100%", "_", "\\", "'", '"; DROP TABLE'])
def test_every_word_has_to_be_found(report, target, rate, words):
    assert found(report, words=words) == []


def test_light_is_left_to_the_list(report, target, rate):
    assert found(report, light="DONE") == [target, rate]


@pytest.mark.parametrize(
    "query",
    [{"area": "x"}, {"department": "x"}, {"department": "none"}, {"kind": "x"}, {"light": "x"}, {"words": "a\x00b"}],
)
def test_unknown_values_are_errors(report, target, query):
    assert set(TargetFilter(query, report).form.errors) == set(query)


def test_other_reports_do_not_show(report, target):
    other = make_area(make_report(2022))
    make_target(other)
    assert found(report) == [target]
    assert set(TargetFilter({"area": other.code}, report).form.errors) == {"area"}


def test_only_departments_that_lead_can_be_chosen(report, target, other_department):
    field = TargetFilter({}, report).form.fields["department"]
    assert [str(department) for department in field.queryset] == ["区教育局"]
