"""Which of the two languages the reader reads."""

from django.utils.translation import get_language


def reads_chinese() -> bool:
    """Whether the reader's language is Chinese; any other is served in English."""
    return (get_language() or "").startswith("zh")
