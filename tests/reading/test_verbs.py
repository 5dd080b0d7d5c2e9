"""The words about figures: the longest is taken, and 不 turns a comparison around."""

import re

import pytest

from tracker.reading.verbs import GROWING, LEAST, MOST, OPENING, either


def test_the_longest_word_is_taken():
    assert re.match(either("建 建成 建成投用"), "建成投用食堂")[0] == "建成投用"


def test_verbs_in_a_row_are_one_opening():
    assert OPENING.match("新建、改扩建学校")[0] == "新建、改扩建"


@pytest.mark.parametrize(
    ("words", "is_least", "is_most"),
    [
        ("不少于", True, False),
        ("少于", False, True),
        ("不超过", False, True),
        ("超过", True, False),
        ("达到", False, False),
    ],
)
def test_a_negation_turns_a_comparison_around(words, is_least, is_most):
    assert (LEAST.search(words) is not None, MOST.search(words) is not None) == (is_least, is_most)


@pytest.mark.parametrize(
    ("words", "grows"), [("收入增长", True), ("收入增长到", False), ("占比提高", True), ("占比提高至", False)]
)
def test_growing_by_is_told_from_growing_to(words, grows):
    assert (GROWING.search(words) is not None) is grows
