from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from tracker.forms.figures import UNCOUNTED, FigureField, ReportedField, is_uncounted, parse_figure

UNDERSTOOD = {
    "0": "0",
    "-0": "0",
    "7": "7",
    "007": "7",
    "1080": "1080",
    "1,080": "1080",
    "1,234,567.89": "1234567.89",
    "12 000": "12000",
    " 12\u00a0000 ": "12000",
    "\u300012\u3000": "12",
    "1 080 000": "1080000",
    "-12 000.5": "-12000.5",
    "１２\u3000０００": "12000",
    "1\u2009080\u202f000": "1080000",
    "\u2009 6.5\u00a0": "6.5",
    "6.5": "6.5",
    "+6.5": "6.5",
    "-0.5": "-0.5",
    "−0.5": "-0.5",
    "０．５": "0.5",
    "１２３": "123",
    "１，０８０": "1080",
    "1，080": "1080",
    "－３": "-3",
    "＋３": "3",
    "0.1234": "0.1234",
    "0.12340000": "0.1234",
    "99999999999": "99999999999",
    "99999999999.9999": "99999999999.9999",
    "00000000000000000012": "12",
}
NOT_DIGITS = [
    *("1e3", "1E3", "1_000", "12万", "1.2亿", "万", "NaN", "nan", "inf", "-inf", "Infinity", "=1+1", "1+1", "@A1"),
    *("6 5", "1 08", "1 0800", "1234 567", "6. 5", "6 .5", "- 6", "1,080 000", "12  000", "1\t080", "1\n080"),
    *("6\u30005", "1\u00a008", "0.123 456"),
    *("1,08", "1,0800", ",080", "10,80", "1,,080", "1.5.2", ".5", "5.", "1,080,", "--1", "+-1", "-", "+", ".", ","),
    *(
        "١٢",
        "१२",
        "Ⅻ",
        "十二",
        "½",
        "12%",
        "$12",
        "0x10",
        "1/2",
        "1、080",
        "1。5",
        "六点五",
        "12座",
        "6.5 %",
        "\x00",
        "1\x002",
    ),
]


@pytest.mark.parametrize(("typed", "figure"), UNDERSTOOD.items())
def test_figure_is_read_as_people_write_it(typed, figure):
    assert parse_figure(typed) == Decimal(figure)


@pytest.mark.parametrize(
    ("language", "says"), [("zh-hans", "数字"), ("en", "Write the figure in digits only")], ids=["zh", "en"]
)
@pytest.mark.parametrize("typed", NOT_DIGITS)
def test_what_would_be_a_guess_is_refused(typed, language, says):
    with translation.override(language), pytest.raises(ValidationError) as refused:
        parse_figure(typed)
    with translation.override(language):
        assert says in refused.value.messages[0]


@pytest.mark.parametrize(("typed", "says"), [("0.12345", "four decimals"), ("100000000000", "eleven digits")])
def test_what_the_database_could_not_hold_is_refused(typed, says, english):
    with pytest.raises(ValidationError) as refused:
        parse_figure(typed)
    assert says in refused.value.messages[0]


@pytest.mark.parametrize("typed", ["0.12345", "100000000000", "1e3"])
def test_every_refusal_is_said_in_both_languages(typed):
    said = set()
    for language in ("zh-hans", "en"):
        with translation.override(language), pytest.raises(ValidationError) as refused:
            parse_figure(typed)
        with translation.override(language):
            said.add(refused.value.messages[0])
    assert len(said) == 2


class Form(forms.Form):
    value = FigureField(required=False)


@pytest.mark.parametrize("typed", [None, "", "   ", "\u3000"])
def test_nothing_typed_is_none_and_not_zero(typed):
    form = Form({"value": typed})
    assert form.is_valid()
    assert form.cleaned_data["value"] is None


@pytest.mark.parametrize("typed", ["0", "0.0", 0])
def test_zero_typed_is_zero(typed):
    form = Form({"value": typed})
    assert form.is_valid()
    assert form.cleaned_data["value"] == 0
    assert form.cleaned_data["value"] is not None


def test_what_was_typed_is_shown_again():
    form = Form({"value": "12万"})
    assert not form.is_valid()
    assert 'value="12万"' in str(form["value"])
    assert 'inputmode="decimal"' in str(form["value"])


@pytest.mark.parametrize(
    ("stored", "shown"), [("40.0000", "40"), ("6.5000", "6.5"), ("1080", "1080"), ("0.0000", "0"), ("100", "100")]
)
def test_stored_figure_opens_without_trailing_zeros(stored, shown):
    assert f'value="{shown}"' in str(Form(initial={"value": Decimal(stored)})["value"])


class Reported(forms.Form):
    value = ReportedField(required=False)


@pytest.mark.parametrize("word", ["未统计", " 未统计 ", "未統計", "not counted", "Not  Counted", "\u3000未统计"])
def test_the_word_says_that_nothing_was_counted(word):
    assert is_uncounted(word)
    form = Reported({"value": word})
    assert form.is_valid()
    assert form.cleaned_data["value"] is UNCOUNTED


@pytest.mark.parametrize("typed", ["", "0", "5", "统计", "无", "没有", "n/a", "-", "未统计5"])
def test_nothing_else_does(typed):
    assert not is_uncounted(typed)


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "未统计"), ("en", "not counted")])
def test_the_word_is_written_in_the_readers_language(language, word):
    with translation.override(language):
        assert f'value="{word}"' in str(Reported(initial={"value": UNCOUNTED})["value"])


def test_a_figure_that_has_to_be_one_is_not_a_word():
    assert Form({"value": "未统计"}).errors
