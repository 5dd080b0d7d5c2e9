"""The check over every chart of every page of the sample year, and over years that nobody thought of."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.check import faults
from tests.charts.conftest import made_up
from tests.factories import make_facts, month
from tracker.charts.bullets import completion_bullets
from tracker.charts.burnup import burn_up
from tracker.charts.chart import Chart
from tracker.charts.course import course
from tracker.charts.heat import months_and_targets
from tracker.charts.held import lines_to_hold
from tracker.charts.lights import lights_by_department
from tracker.charts.multiples import small_courses
from tracker.choices import Cadence, Comparison, Kind
from tracker.frame.page import Page
from tracker.queries.departments import by_department
from tracker.views.charts import REPORT, area_charts, department_charts, home_charts, target_charts

TWICE = [(number, language) for number in (1, 6, 8, 12) for language in ("zh-hans", "en")]


def every_chart(page: Page) -> Iterator[tuple[str, Chart]]:
    """All charts of all pages of a month, with what they are of."""
    yield from (("home", chart) for chart in home_charts(page))
    yield from (("charts", chart) for make in REPORT.values() if (chart := make(page)))
    for area in page.areas:
        yield from ((area.area.code, chart) for chart in area_charts(page, area))
    for each in by_department(page.standings, page.ledger.policy):
        yield from ((each.department.code, chart) for chart in department_charts(page, each.department, each.standings))
    for standing in page.standings:
        yield from ((standing.target.code, chart) for chart in target_charts(page, standing))


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "language"), TWICE)
def test_no_chart_of_the_sample_year_has_a_fault(sample_year, number, language):
    page = Page(sample_year.report, month(number), date(2022, 2, 1))
    with translation.override(language):
        checked = [(of, chart.key, faults(chart)) for of, chart in every_chart(page)]
    wrong = [f"{of} {key}: {each}" for of, key, found in checked for each in found]
    assert not wrong, "\n".join(wrong)
    assert len(checked) > 60


@pytest.mark.django_db
def test_page_before_the_first_month_has_charts_without_fault(sample_year):
    page = Page(sample_year.report, date(2020, 12, 1), date(2021, 1, 10))
    checked = list(every_chart(page))
    assert {chart.key for _of, chart in checked} >= {"lights-by-area", "lines-to-hold", "course"}
    assert [each for _of, chart in checked for each in faults(chart)] == []


# Years that nobody thought of

FIGURES = st.dictionaries(
    st.integers(1, 12), st.decimals(-999, 99999, places=2).map(lambda each: each.normalize()), max_size=12
)
TERMS = st.one_of(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from([Kind.CUMULATIVE, Kind.MILESTONE, Kind.LEVEL]),
            "value": st.sampled_from(["1", "3", "40", "136.61", "12345"]),
            "baseline": st.sampled_from([None, "1", "39.5"]),
            "cadence": st.sampled_from(Cadence),
        }
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just(Kind.RATE),
            "comparison": st.sampled_from([Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.EXACT]),
            "value": st.sampled_from(["-2", "0", "3.8", "6.5", "100"]),
            "cadence": st.sampled_from(Cadence),
        }
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just(Kind.RATE),
            "comparison": st.just(Comparison.ABOUT),
            "value": st.just("70"),
            "tolerance": st.sampled_from(["0", "5"]),
        }
    ),
)


@settings(max_examples=40)
@given(years=st.lists(st.tuples(TERMS, FIGURES), min_size=1, max_size=4), number=st.integers(1, 12))
def test_no_chart_of_a_made_up_year_has_a_fault(years, number):
    kept = made_up([make_facts(**terms, figures=figures) for terms, figures in years])
    listed = kept.standings(month(number))
    made = [
        burn_up(kept, month(number)),
        lights_by_department(listed, kept.policy),
        *(make(listed) for make in (completion_bullets, lines_to_hold, months_and_targets, small_courses)),
        *map(course, listed),
    ]
    assert [each for chart in made if chart for each in faults(chart)] == []
