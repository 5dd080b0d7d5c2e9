from datetime import date

import pytest
from django.utils.html import strip_tags

from tests.factories import make_area, make_entry, make_report, make_target, month
from tracker.admin.standings import completion_words, latest_words, light_words, standings_of
from tracker.choices import Kind, Light
from tracker.models import Target

TODAY = date(2021, 7, 10)


def test_targets_are_judged_at_their_reports_last_closed_month(target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    standing = standings_of([target], TODAY)[target.pk]
    assert (standing.month, standing.verdict.light) == (month(6), Light.ON_PACE)
    assert completion_words(standing) == "50%"
    assert strip_tags(latest_words(standing)) == "20 座 2021年6月"


def test_target_without_a_figure_says_so(target, english):
    standing = standings_of([target], TODAY)[target.pk]
    assert (completion_words(standing), latest_words(standing)) == ("no figure yet", "–")


def test_rate_has_no_completion(area, english):
    rate = make_target(area, kind=Kind.RATE)
    assert completion_words(standings_of([rate], TODAY)[rate.pk]).startswith("n/a")


def test_targets_of_two_reports_are_each_judged_in_their_year(target):
    older = make_target(make_area(make_report(2020)))
    found = standings_of([target, older], TODAY)
    assert (found[target.pk].month, found[older.pk].month) == (month(6), month(12, 2020))


@pytest.mark.parametrize("rows", [1, 30])
def test_standings_of_a_page_take_four_queries(area, rows, django_assert_num_queries):
    for _ in range(rows):
        make_target(area)
    listed = list(Target.objects.select_related("report__policy"))
    with django_assert_num_queries(4):
        assert len(standings_of(listed, TODAY)) == rows


@pytest.mark.parametrize("light", list(Light))
def test_light_is_word_and_shape(light):
    assert light.symbol in light_words(light)
    assert str(light.label) in light_words(light)
