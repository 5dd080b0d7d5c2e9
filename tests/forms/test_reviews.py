import pytest
from django.http import QueryDict

from tracker.forms.reviews import TickedForm


def test_ticks_say_which_entry_in_which_version():
    form = TickedForm(QueryDict("entry=7:2&entry=12:1"))
    assert form.is_valid()
    assert form.cleaned_data["entry"] == {7: 2, 12: 1}
    assert form.ticked == {7, 12}


@pytest.mark.parametrize("text", ["entry=7", "entry=7:x", "entry=:1", "entry=7:2&entry=%D9%A7:1", "entry=" + "9" * 30])
def test_ticks_that_are_none_are_refused(text):
    assert not TickedForm(QueryDict(text)).is_valid()


def test_nothing_ticked_is_said(english):
    form = TickedForm(QueryDict(""))
    assert not form.is_valid()
    assert form.errors == {"entry": ["Tick the entries you accept."]}
    assert TickedForm().ticked == set()
