"""The shared words: each has a shape, a name in addresses, and a length where it needs one."""

import pytest
from django.contrib.auth.models import Group

from tracker import choices
from tracker.choices import Cadence, Light, Outcome, Rating, Role, SheetColumn, TaskColumn

EVERY = [value for value in vars(choices).values() if isinstance(value, type)]


def test_every_light_has_a_shape_of_its_own():
    assert len({light.symbol for light in Light}) == len(Light)
    assert {light: light.symbol for light in Light} == {
        "DONE": "✓",
        "ON_PACE": "●",
        "BEHIND": "▲",
        "FAR_BEHIND": "■",
        "NO_DATA": "○",
        "NOT_DUE": "·",
        "SUSPENDED": "‖",
    }


def test_a_light_is_written_in_addresses_with_hyphens():
    assert [light.slug for light in Light] == [
        "done",
        "on-pace",
        "behind",
        "far-behind",
        "no-data",
        "not-due",
        "suspended",
    ]


def test_every_outcome_has_a_shape_of_its_own_and_the_colour_of_a_light():
    assert len({outcome.symbol for outcome in Outcome}) == len(Outcome)
    assert {outcome.slug for outcome in Outcome} <= {light.slug for light in Light}


@pytest.mark.parametrize(
    ("cadence", "months"), [(Cadence.MONTH, 1), (Cadence.QUARTER, 3), (Cadence.HALF_YEAR, 6), (Cadence.YEAR, 12)]
)
def test_a_cadence_has_its_months(cadence, months):
    assert cadence.months == months


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words.__name__)
def test_each_choice_is_kept_as_its_own_name_and_read_as_different_words(words, english):
    own = words in {Role, SheetColumn, TaskColumn, Rating}  # groups and form fields have names, ratings numbers
    assert {choice.value for choice in words} == {choice.value if own else choice.name for choice in words}
    labels = [str(choice.label) for choice in words]
    assert all(labels)
    assert len(set(labels)) == len(labels)


def test_roles_are_the_groups_there_are(db):
    assert set(Group.objects.values_list("name", flat=True)) == {role.value for role in Role}
