"""The light an entry would give, beside the one that stands; what is judged is not written."""

from tests.factories import draft_entry, make_entry, month, submit_entry
from tracker.choices import EntryState, Light
from tracker.models import Entry
from tracker.queries.preview import preview


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
