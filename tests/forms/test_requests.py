"""What a request and a decision need, said all at once and beside its field."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from tests.factories import make_target, month
from tracker.choices import Comparison, RequestKind
from tracker.forms.requests import DecisionForm, RequestForm

FILLED = {
    "kind": "POSTPONE",
    "due_asked": "2022-03",
    "value_asked": "",
    "reason": "征地延后",
    "document": "教报〔2021〕3号",
    "progress": "完成三成",
    "key": str(UUID(int=7)),
}
DECIDED = {"document": "河东政发〔2021〕9号", "decided_on": "2021-06-30", "row_version": "1", "target_version": "1"}


def form_of(target, **given) -> RequestForm:
    return RequestForm(FILLED | given, target=target)


def decision(is_refused=False, **given) -> DecisionForm:
    return DecisionForm(DECIDED | given, due=month(12), on=date(2021, 7, 1), is_refused=is_refused)


@pytest.mark.parametrize("written", ["2022-03", "2022年3月", "2022.3", "2022/03", "２０２２年３月", " 2022-3 "])
def test_a_month_is_understood_as_people_write_it(target, written):
    form = form_of(target, due_asked=written)
    assert form.is_valid()
    assert form.cleaned_data["due_asked"] == month(3, 2022)


@pytest.mark.parametrize(
    ("written", "figure"), [("30", "30"), ("1,080", "1080"), ("３５．５", "35.5"), ("0.0001", "0.0001")]
)
def test_a_figure_is_understood_as_people_write_it(target, written, figure):
    form = form_of(target, kind="ADJUST", value_asked=written, due_asked="")
    assert form.is_valid()
    assert (form.cleaned_data["value_asked"], form.cleaned_data["due_asked"]) == (Decimal(figure), None)


@pytest.mark.parametrize(
    ("kind", "due", "value", "wrong"),
    [
        ("POSTPONE", "2022-03", "30", ["value_asked"]),
        ("POSTPONE", "2022-03", "一百", ["value_asked"]),
        ("ADJUST", "2022-03", "30", ["due_asked"]),
        ("SUSPEND", "2022-03", "", ["due_asked"]),
        ("SUSPEND", "明年", "0", ["due_asked", "value_asked"]),
    ],
)
def test_what_the_chosen_kind_does_not_change_is_not_dropped_silently(target, kind, due, value, wrong, english):
    form = form_of(target, kind=kind, due_asked=due, value_asked=value)
    assert sorted(form.errors) == wrong
    assert all("Leave this empty" in str(form.errors[name]) for name in wrong)


def test_to_suspend_needs_neither_figure_nor_month(target):
    form = form_of(target, kind="SUSPEND", due_asked="", value_asked=" ")
    assert form.is_valid()
    fields = form.cleaned_data
    assert (fields["kind"], fields["value_asked"], fields["due_asked"]) == (RequestKind.SUSPEND, None, None)


def test_everything_that_is_missing_is_said_at_once(target):
    form = RequestForm({"kind": "ADJUST", "key": str(UUID(int=7))}, target=target)
    assert set(form.errors) == {"value_asked", "reason", "document", "progress"}


@pytest.mark.parametrize("kind", ["", "DELETE", "postpone"])
def test_a_kind_has_to_be_chosen(target, kind):
    assert list(form_of(target, kind=kind, due_asked="明年").errors) == ["kind"]


@pytest.mark.parametrize("due", ["2021-12", "2021-11", "2027-01", "1999-01", ""])
def test_a_new_month_comes_later_and_within_the_reports_years(target, due):
    assert list(form_of(target, due_asked=due).errors) == ["due_asked"]


@pytest.mark.parametrize("value", ["40", "40.0000", "0", "-1", ""])
def test_a_new_figure_is_another_and_fits_the_target(target, value):
    assert list(form_of(target, kind="ADJUST", value_asked=value, due_asked="").errors) == ["value_asked"]


def test_a_lower_figure_stays_below_the_upper_one(area, department):
    band = make_target(area, lead=department, comparison=Comparison.BETWEEN, value=Decimal(1), value_high=Decimal(2))
    assert form_of(band, kind="ADJUST", value_asked="1.5", due_asked="").is_valid()
    assert "value_asked" in form_of(band, kind="ADJUST", value_asked="2").errors


def test_checking_what_is_asked_leaves_the_target_as_it_is(target):
    assert form_of(target).is_valid()
    assert (target.due, target.value) == (month(12), 40)


def test_granting_needs_document_and_day():
    assert decision().is_valid()
    assert set(decision(document="", decided_on="").errors) == {"document", "decided_on"}


@pytest.mark.parametrize(
    ("day", "is_right"),
    [
        ("2021-07-01", True),
        ("2021年7月1日", True),
        ("2021/7/1", True),
        ("2021-07-02", False),  # tomorrow
        ("2021-13-01", False),
        ("昨天", False),
        ("31/12", False),
    ],
)
def test_the_day_of_the_decision_is_a_day_that_has_come(day, is_right):
    assert decision(decided_on=day).is_valid() is is_right


def test_a_decision_comes_before_the_due_date():
    form = DecisionForm(DECIDED | {"decided_on": "2022-01-01"}, due=month(12), on=date(2022, 2, 1))
    assert list(form.errors) == ["decided_on"]


def test_refusing_needs_a_reason_and_nothing_else():
    assert list(decision(is_refused=True, document="", decided_on="昨天").errors) == ["reason"]
    assert decision(is_refused=True, document="", decided_on="昨天", reason="按期完成").is_valid()


@pytest.mark.parametrize("version", ["", "x", "0"])
def test_a_decision_names_the_versions_it_was_taken_on(version):
    assert "row_version" in decision(row_version=version).errors
    assert "target_version" in decision(target_version=version).errors
