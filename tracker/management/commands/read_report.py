"""`manage.py read_report FILE [--json]`: what a report promises, as the reader finds it. Nothing is written."""

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tracker.choices import Comparison, Tense
from tracker.reading.commitments import Candidate, read
from tracker.reading.documents import LARGEST, Unreadable, text_of
from tracker.reading.words import DOUBTS, FAULTS

SIGNS = {
    Comparison.AT_LEAST: "≥ ",
    Comparison.AT_MOST: "≤ ",
    Comparison.ABOUT: "≈ ",
    Comparison.ALL: "",
    Comparison.BETWEEN: "",
    Comparison.EXACT: "",
}
WIDTHS = (30, 20)  # of the subject and of the figure, in narrow signs
STDIN = "-"


class Command(BaseCommand):
    help = "Read a work report (.txt, .docx, .html; - for pasted text) and print the figures in it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and whether a program is going to read what is printed."""
        parser.add_argument("file", metavar="FILE", help="a .txt, .docx or .html file; - reads what is piped in")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print every candidate as JSON")

    def handle(self, *args: Any, file: str, as_json: bool, **options: Any) -> None:
        """Read and print, or say why it cannot be read."""
        try:
            found = read(text_of(content(file)))
        except Unreadable as error:
            raise CommandError(str(FAULTS[error.fault])) from error
        if as_json:
            self.stdout.write(json.dumps([as_row(each) for each in found], ensure_ascii=False, indent=1))
            return
        for tense in (Tense.COMMITMENT, Tense.VISION, Tense.OUTCOME):
            self._list(tense, [each for each in found if each.tense == tense])
        counts = Counter(each.ground for each in found if each.tense == Tense.OTHER)
        self.stdout.write(f"\n{Tense.OTHER.label}: {counts.total()}")
        self.stdout.write("  " + "  ".join(f"{ground.label} {count}" for ground, count in counts.most_common()))

    def _list(self, tense: Tense, found: list[Candidate]) -> None:
        self.stdout.write(f"\n{tense.label}: {len(found)}")
        section = None
        for each in found:
            if each.section != section:
                section = each.section
                self.stdout.write(f" {section}")
            doubts = " ".join(f"({DOUBTS[doubt]})" for doubt in each.doubts)
            clause = each.clause.replace("\n", "")
            columns = (
                padded(each.subject, WIDTHS[0]),
                padded(figure(each), WIDTHS[1]),
                str(each.kind.label),
                clause,
                doubts,
            )
            self.stdout.write("  " + "  ".join(columns).rstrip())


def content(file: str) -> bytes:
    """The bytes of a file, or of what is piped in; not more than are ever read."""
    try:
        if file == STDIN:
            return sys.stdin.buffer.read(LARGEST + 1)
        with Path(file).open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise CommandError(_("%(file)s: %(reason)s") % {"file": file, "reason": error.strerror}) from error


def as_row(candidate: Candidate) -> dict[str, Any]:
    """A candidate for `--json`; figures are decimal text, since JSON's numbers are not exact."""
    is_range = candidate.comparison == Comparison.BETWEEN
    return {
        "clause": candidate.clause,
        "start": candidate.start,
        "end": candidate.end,
        "section": candidate.section,
        "subject": candidate.subject,
        "value": None if candidate.value is None else f"{candidate.value:f}",
        "value_high": None if candidate.value_high is None else f"{candidate.value_high:f}",
        "unit": candidate.unit,
        "scale": candidate.scale,
        "comparison": "range" if is_range else candidate.comparison.lower(),
        "kind": candidate.kind.lower(),
        "tense": candidate.tense.lower(),
        "reason": "; ".join([candidate.ground.lower(), *candidate.doubts]),
        "confidence": float(candidate.confidence),
    }


def figure(candidate: Candidate) -> str:
    """A figure for people: ≥ 2000 家."""
    if candidate.value is None:
        return str(candidate.comparison.label)
    high = "" if candidate.value_high is None else f"-{candidate.value_high:f}"
    return f"{SIGNS[candidate.comparison]}{candidate.value:f}{high} {candidate.unit}"


def padded(text: str, width: int) -> str:
    """Filled up with blanks to a width; a Chinese sign is two wide."""
    return text + " " * (width - sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text))
