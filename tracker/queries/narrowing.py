"""The list narrowed by what a reader asks for: area, department, light, kind, words. Page, files and API alike."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from tracker.models import Target
from tracker.queries.standings import Standing


def searched_text(target: Target) -> str:
    """What a target is found by: its names, its code and the phrase of the report, without capitals."""
    return "\n".join([target.name, target.name_en, target.code, target.phrase]).casefold()


def _has_words(standing: Standing, text: str) -> bool:
    """Whether each word is found in what a target is found by; capitals do not matter."""
    found_in = searched_text(standing.target)
    return all(word in found_in for word in text.casefold().split())


# Everything as it stood in the month of the list: a target is found with the department that led it then.
KEEPS: Mapping[str, Callable[[Standing, str], bool]] = MappingProxyType(
    {
        "area": lambda standing, code: standing.target.area.code == code,
        "department": lambda standing, code: standing.lead is not None and standing.lead.code == code,
        "light": lambda standing, light: standing.verdict.light == light,
        "kind": lambda standing, kind: standing.target.kind == kind,
        "words": _has_words,
    }
)


def narrowed(listed: Iterable[Standing], asked: Mapping[str, str]) -> list[Standing]:
    """What of the list fits all that is asked, in its order. `asked` has the names of KEEPS; empty asks nothing."""
    tests = [(KEEPS[name], value) for name, value in asked.items() if value]
    return [standing for standing in listed if all(keeps(standing, value) for keeps, value in tests)]
