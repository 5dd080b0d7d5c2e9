from django.utils.translation import get_language, gettext

from tracker.queries.texts import both


def test_a_text_is_kept_in_both_languages_and_the_readers_stays(english):
    assert both(lambda: gettext("Sent back")) == {"zh": "已退回", "en": "Sent back"}
    assert get_language() == "en"
