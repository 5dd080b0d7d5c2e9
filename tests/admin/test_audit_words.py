import re
from pathlib import Path

import pytest

import tracker.actions
from tracker.admin.audit_words import DEEDS, deed, subject_name, value_text


def test_every_action_has_its_words():
    folder = Path(tracker.actions.__file__).parent
    written = {word for file in folder.glob("*.py") for word in re.findall(r'action="(\w+)"', file.read_text("utf-8"))}
    assert written <= set(DEEDS)


def test_unknown_words_are_shown_as_they_are(english):
    assert (deed("add"), deed("unheard_of")) == ("added", "unheard_of")
    assert (subject_name("planpoint"), subject_name("unheard_of")) == ("plan point", "unheard_of")


@pytest.mark.parametrize(
    ("value", "text"), [(None, "–"), ("", "–"), ([], "–"), (["a", "b"], "a, b"), (0, "0"), (False, "False")]
)
def test_values_are_text(value, text):
    assert value_text(value) == text
