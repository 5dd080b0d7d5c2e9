"""The light an entry would give, beside the one that stands; what is judged is not written."""

import pytest

from tests.factories import draft_entry, make_area, make_entry, make_report, make_target, month, submit_entry
from tracker.choices import EntryState, Light
from tracker.models import Entry
from tracker.queries.preview import preview, previews


def test_a_first_figure_is_shown_against_silence(target, lin):
    shown = preview(submit_entry(target, 6, "20", lin))
    assert (shown.before.light, shown.after.light) == (Light.NO_DATA, Light.ON_PACE)
    assert shown.figure_before is None
    assert Entry.objects.get().state == EntryState.SUBMITTED


def test_a_further_figure_is_shown_against_the_last_one(target, lin, wang, english):
    make_entry(target, 3, "10", lin, wang)
    shown = preview(submit_entry(target, 6, "15", lin))
    assert (shown.before.light, shown.after.light, shown.figure_before) == (Light.BEHIND, Light.BEHIND, 10)
    assert shown.reason_before == "25% done by June 2021, 50% expected: behind by 25 percentage points."
    assert shown.reason_after == "37.5% done by June 2021, 50% expected: behind by 12.5 percentage points."


def test_a_correction_takes_the_place_of_the_figure_it_corrects(target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    shown = preview(submit_entry(target, 6, "2", lin, correction_reason="重复统计"))
    assert (shown.before.light, shown.after.light) == (Light.ON_PACE, Light.FAR_BEHIND)
    assert [figure.value for figure in shown.after.facts.figures] == [2]


def test_an_earlier_month_is_judged_by_what_was_known_of_it(target, lin, wang):
    make_entry(target, 9, "40", lin, wang)
    shown = preview(submit_entry(target, 6, "20", lin))
    assert shown.after.month == month(6)
    assert [figure.value for figure in shown.after.facts.figures] == [20]


def test_a_claim_is_shown_as_if_accepted(target, lin):
    assert preview(submit_entry(target, 6, "40", lin, claims_completion=True)).after.light == Light.DONE
    assert preview(draft_entry(target, 7, "40", lin)).after.light == Light.ON_PACE


def test_what_was_not_counted_leaves_the_figure_before_in_force(target, lin, wang):
    make_entry(target, 3, "10", lin, wang)
    shown = preview(submit_entry(target, 6, None, lin))
    assert (shown.before.light, shown.after.light, shown.figure_before) == (Light.BEHIND, Light.BEHIND, 10)


@pytest.mark.parametrize("rows", [1, 12])
def test_many_entries_are_judged_in_three_queries(area, department, lin, rows, django_assert_num_queries):
    targets = [make_target(area, lead=department) for _number in range(rows)]
    made = [submit_entry(target, number, "1", lin) for target in targets for number in (3, 6)]
    entries = list(Entry.objects.with_people().order_by("pk"))
    with django_assert_num_queries(3):
        shown = previews(entries)
    assert {pk: each.after.facts.latest.value for pk, each in shown.items()} == {entry.pk: 1 for entry in made}
    assert shown[made[0].pk].after.month == month(3)


def test_entries_of_two_reports_are_judged_by_their_own(target, department, lin):
    starts, ends = month(1, 2021), month(12, 2022)
    later = make_target(make_area(make_report(2022)), lead=department, start=starts, due=ends)
    entries = [submit_entry(target, 6, "20", lin), submit_entry(target, 5, "20", lin)]
    entries.append(submit_entry(later, 6, "20", lin))
    later_entry = entries[-1]
    shown = previews(entries)
    assert len(shown) == 3
    assert shown[later_entry.pk].after.light == Light.ON_PACE  # 20 of 40 by the sixth of 24 months
    assert shown[entries[0].pk].after.light == Light.ON_PACE
    assert previews([]) == {}
