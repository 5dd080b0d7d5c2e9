"""Texts frozen in both languages, so that a paper reads the same in either for ever."""

from collections.abc import Callable

from django.utils.translation import override

Text = dict[str, str]
LANGUAGES = {"zh": "zh-hans", "en": "en"}


def both(make: Callable[[], str]) -> Text:
    """What `make()` says in each language: `{"zh": …, "en": …}`."""
    texts: Text = {}
    for name, code in LANGUAGES.items():
        with override(code):
            texts[name] = make()
    return texts
