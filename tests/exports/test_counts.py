from tests.factories import make_facts, month
from tracker.choices import Light
from tracker.exports.counts import count_columns
from tracker.queries.filings import Filings
from tracker.rules.facts import Policy
from tracker.rules.lights import judge
from tracker.rules.rollup import roll_up

COLUMNS = count_columns(lambda each: each[0], lambda each: each[1])


def counted(*figures):
    verdicts = [judge(make_facts(figures={6: figure} if figure else {}), Policy(), month(6)) for figure in figures]
    thing = (roll_up(verdicts, Policy()), Filings(9, [(None, [month(1), month(2)])], [(None, [month(3)])]))
    return {column.name: column.read(thing) for column in COLUMNS}


def test_every_light_has_a_column():
    names = [column.name for column in COLUMNS]
    assert [light.value.lower() for light in Light] == [name for name in names if name.upper() in Light.values]


def test_targets_are_counted_by_light_and_averaged():
    row = counted("50", "49", "20", "")
    assert (row["targets"], row["on_pace"], row["behind"], row["no_data"], row["far_behind"]) == (4, 1, 2, 1, 0)
    assert (row["in_scope"], row["with_data"], row["with_share"], row["completion"]) == (4, 3, 3, "0.396667")


def test_what_was_due_falls_into_three():
    row = counted("50")
    assert [row[name] for name in ("due", "on_time", "late", "missing")] == [9, 6, 2, 1]


def test_nothing_is_counted_as_nothing_and_has_no_mean():
    row = counted()
    assert row["completion"] is None
    assert {row[name] for name in ("targets", "in_scope", "done")} == {0}
