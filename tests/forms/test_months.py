import pytest
from django.http import QueryDict

from tests.factories import draft_entry, make_entry, month
from tracker.forms.months import RowForm
from tracker.queries.desk import desk_rows

JULY = month(7)


@pytest.fixture
def row(target, department, report):
    """The target's row in July, nothing written yet."""

    def read():
        [found] = desk_rows(department, report, JULY, JULY)
        return found

    return read


def sent(form, **typed):
    """What a browser sends back for the row."""
    data = QueryDict(mutable=True)
    for name in (*form.written, "row_version", "seen"):
        value = form[name].value()
        if value is not None and value is not False:
            data[form.add_prefix(name)] = str(form.fields[name].prepare_value(value))
    for name, text in typed.items():
        data[form.add_prefix(name)] = text
    return data


def test_row_sent_back_as_it_was_shown_is_not_touched(row):
    form = RowForm.of(row(), sent(RowForm.of(row())))
    assert form.is_sent
    assert not form.is_touched
    assert not form.is_filled


@pytest.mark.parametrize(
    ("name", "text"), [("value", "5"), ("value", "12万"), ("progress", "写"), ("claims_completion", "on")]
)
def test_row_is_touched_by_any_field(row, name, text):
    assert RowForm.of(row(), sent(RowForm.of(row()), **{name: text})).is_touched


def test_line_ends_of_a_browser_do_not_count_as_a_change(row, target, lin):
    draft_entry(target, 7, "5", lin, progress="一\n二")
    form = RowForm.of(row())
    assert not RowForm.of(row(), sent(form, progress="一\r\n二")).is_touched
    assert RowForm.of(row(), sent(form, progress="一\r\n三")).is_touched


def test_draft_stands_in_the_boxes(row, target, lin):
    draft_entry(target, 7, "5", lin, progress="开工")
    form = RowForm.of(row())
    assert (form["value"].value(), form["progress"].value(), form["row_version"].value()) == ("5", "开工", 1)
    assert form["value"].as_widget().count('value="5"') == 1


def test_row_not_sent_is_nobodys(row):
    assert not RowForm.of(row(), QueryDict("HD-2021-99-value=3")).is_sent


def test_every_box_says_what_it_is_and_whose(row, english):
    form = RowForm.of(row())
    for name in form.written:
        assert form.fields[name].widget.attrs["aria-label"].endswith("New 5G base stations")
        assert form.fields[name].widget.attrs["data-column"] == name


def test_last_figure_is_what_doubts_are_measured_by(row, target, lin, wang):
    make_entry(target, 6, "20", lin, wang)
    form = RowForm.of(row(), sent(RowForm.of(row()), value="7"), is_submitted=True)
    assert not form.is_valid()
    assert form.errors.keys() == {"explanation"}
