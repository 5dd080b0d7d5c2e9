"""What a revision rests on: asked for all targets at once, and for one that has a ground of its own."""

from datetime import date, timedelta

from tracker.forms.grounds import Grounds, Revised, missing

GIVEN = {"reason": "上级调整", "document": "第3号纪要", "decided_on": date(2021, 5, 20)}
DUE, TODAY, LATER = date(2021, 12, 1), date(2021, 11, 9), date(2022, 3, 1)
ADOPTED = date(2021, 1, 13)
ALL = {"all__reason": "上级调整", "all__document": "第3号纪要", "all__decided_on": "2021-05-20"}


def test_all_that_is_missing_is_said_at_once():
    assert set(missing({}, DUE, on=TODAY)) == {"reason", "document", "decided_on"}


def test_decision_on_the_due_months_last_day_is_in_time():
    assert missing(GIVEN | {"decided_on": date(2021, 12, 31)}, DUE, on=LATER) == {}
    assert list(missing(GIVEN | {"decided_on": date(2022, 1, 1)}, DUE, on=LATER)) == ["decided_on"]


def test_decisions_come_in_their_order():
    assert missing(GIVEN, DUE, last=date(2021, 5, 20), on=TODAY) == {}
    assert list(missing(GIVEN, DUE, last=date(2021, 5, 21), on=TODAY)) == ["decided_on"]


def test_decision_does_not_lie_in_the_future():
    assert missing(GIVEN | {"decided_on": TODAY}, DUE, on=TODAY) == {}
    assert list(missing(GIVEN | {"decided_on": TODAY + timedelta(days=1)}, DUE, on=TODAY)) == ["decided_on"]


def grounds(codes, **typed):
    return Grounds(codes, {name.replace("__", "-"): text for name, text in typed.items()})


def checked(made, *revised):
    return made.check(revised, adopted=ADOPTED, on=TODAY)


def test_one_ground_holds_for_all():
    made = grounds(["A", "B"], **ALL)
    assert checked(made, Revised("A", DUE, None), Revised("B", DUE, None))
    assert made.of("A") == made.of("B") == GIVEN


def test_an_answer_of_ones_own_goes_before_that_for_all():
    made = grounds(["A", "B"], **ALL, A__reason="另有原因")
    assert checked(made, Revised("A", DUE, None), Revised("B", DUE, None))
    assert (made.of("A"), made.of("B")) == (GIVEN | {"reason": "另有原因"}, GIVEN)


def test_nobody_needs_the_ground_for_all_when_each_has_its_own():
    made = grounds(["A"], A__reason="原因", A__document="文件", A__decided_on="2021-05-20")
    assert checked(made, Revised("A", DUE, None))


def test_what_all_lack_is_said_once():
    made = grounds(["A", "B"])
    assert not checked(made, Revised("A", DUE, None), Revised("B", DUE, None))
    assert {name: len(errors) for name, errors in made.common.errors.items()} == dict.fromkeys(GIVEN, 1)
    assert not any(form.errors for form in made.own.values())


def test_a_day_that_does_not_fit_one_target_is_said_there():
    made = grounds(["A", "B", "C"], **ALL)
    late, early = Revised("A", date(2021, 4, 1), None), Revised("B", DUE, date(2021, 6, 1))
    assert not checked(made, late, early, Revised("C", None, None))
    assert [list(form.errors) for form in made.own.values()] == [["decided_on"], ["decided_on"], []]
    assert made.common.errors == {}


def test_a_day_before_the_report_or_in_the_future_is_said_once():
    for day in ("2021-01-12", "2021-11-10"):
        made = grounds(["A", "B"], **ALL | {"all__decided_on": day})
        assert not checked(made, Revised("A", None, None), Revised("B", None, None))
        assert len(made.common.errors["decided_on"]) == 1
        assert not any(form.errors for form in made.own.values())


def test_a_day_nobody_can_read_is_said_beside_it():
    made = grounds(["A"], **ALL, A__decided_on="昨天")
    assert not checked(made, Revised("A", DUE, None))
    assert list(made.own["A"].errors) == ["decided_on"]
