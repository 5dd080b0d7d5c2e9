"""What the database would refuse is known without asking it: both are tried with the same rows."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import month, unsaved_target
from tracker.choices import Comparison, Kind, TargetState
from tracker.models.conditions import broken

FIGURES = st.one_of(st.none(), st.sampled_from([Decimal(-1), Decimal(0), Decimal("1.5"), Decimal(40)]))
DAYS = st.sampled_from([month(1), month(12), date(2021, 6, 2)])
ROWS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(Kind),
        "comparison": st.sampled_from(Comparison),
        "value": FIGURES.filter(lambda value: value is not None),
        "value_high": FIGURES,
        "tolerance": FIGURES,
        "start": DAYS,
        "due": DAYS,
        "state": st.sampled_from(TargetState),
        "lead_id": st.sampled_from([None, 1]),
    }
)


def refused(row):
    """The names of the constraints that the database says a row breaks."""
    names = []
    for check in row._meta.constraints:
        try:
            check.validate(type(row), row)
        except ValidationError:
            names.append(check.name)
    return names


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(given_values=ROWS)
def test_a_row_is_refused_for_what_the_database_refuses_it_for(area, given_values):
    row = unsaved_target(area, **given_values)
    assert [each.name for each in broken(row)] == refused(row)


def test_it_asks_nothing(area, django_assert_num_queries):
    row = unsaved_target(area, value=Decimal(0), comparison=Comparison.ABOUT)
    with django_assert_num_queries(0):
        assert [each.name for each in broken(row)] == [
            "target_tolerance_only_with_about",
            "target_figure_above_zero_unless_rate_or_cap",
        ]
