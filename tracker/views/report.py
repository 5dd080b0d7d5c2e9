"""The report: its text with every promise marked in its place, and how each is kept."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple
from unicodedata import normalize

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from tracker.choices import CandidateState
from tracker.frame.page import Page
from tracker.models import Candidate, ReportText
from tracker.queries.claims import claims
from tracker.queries.coverage import Paragraph, Section, coverage
from tracker.queries.standings import Standing
from tracker.views.public import public

# What is marked: by the address, its label, and the states of the passages
SHOWN: dict[str, tuple[Any, frozenset[CandidateState]]] = {
    "": (_("The whole text"), frozenset({CandidateState.TARGET, CandidateState.PROMISE})),
    "targets": (_("What became a target"), frozenset({CandidateState.TARGET})),
    "promises": (_("What is promised, not quantified"), frozenset({CandidateState.PROMISE})),
    "left_out": (_("What was left out"), frozenset({CandidateState.LEFT_OUT})),
}


class Piece(NamedTuple):
    """A piece of the text as it is shown: its passage and that passage's target, if it is marked."""

    text: str
    candidate: Candidate | None
    standing: Standing | None
    is_first: bool


class Shown(NamedTuple):
    """A section as it is shown.

    `heading`: its title, with the marks of its line where that is shown; empty where the title begins a paragraph, and
    need not stand twice.
    """

    section: Section
    heading: list[Piece]
    paragraphs: list[list[Piece]]


@public
def report(request: HttpRequest, page: Page) -> HttpResponse:
    """`/report/`: the text with its promises; until it is loaded, section by section the phrases that locate them."""
    published = Candidate.objects.filter(target__isnull=False)
    text = ReportText.objects.filter(report=page.report, pk__in=published.values("text")).first()
    if text is None:
        listed = groupby(page.standings, key=lambda each: each.target.section)
        sections = [(section, list(standings)) for section, standings in listed]
        return render(request, "report.html", {"page": page, "sections": sections})
    laid_out, show = coverage(text), request.GET.get("show", "")
    show = show if show in SHOWN else ""
    standings = {each.target.pk: each for each in page.standings}
    context = {
        "page": page,
        "text": text,
        "coverage": laid_out,
        "show": show,
        "choices": [(name, label) for name, (label, _states) in SHOWN.items()],
        "sections": list(_shown(laid_out.sections, show, standings)),
        "claims": claims(laid_out.candidates, page.on),
    }
    return render(request, "report_text.html", context)


def _shown(sections: Sequence[Section], show: str, standings: Mapping[int, Standing]) -> Iterator[Shown]:
    """The sections with their marks; of a narrowed text only the paragraphs that have one."""
    states = SHOWN[show][1]
    for section in sections:
        paragraphs = [_pieces(each, states, standings) for each in section.paragraphs]
        if show:
            paragraphs = [each for each in paragraphs if any(piece.candidate for piece in each)]
        if paragraphs:
            yield Shown(section, *_headed(section.title, paragraphs))


def _plain(text: str) -> str:
    """Without spaces, and with narrow signs, as titles are kept."""
    return "".join(normalize("NFKC", text).split())


def _headed(title: str, paragraphs: list[list[Piece]]) -> tuple[list[Piece], list[list[Piece]]]:
    """The heading, and the paragraphs below it."""
    first, told = _plain("".join(piece.text for piece in paragraphs[0])), _plain(title)
    if not told or not first.startswith(told):
        return [Piece(title, None, None, is_first=False)], paragraphs
    return (paragraphs[0], paragraphs[1:]) if len(first) <= len(told) + 1 else ([], paragraphs)


def _pieces(paragraph: Paragraph, states: frozenset[CandidateState], standings: Mapping[int, Standing]) -> list[Piece]:
    found: list[Piece] = []
    for text, candidate, is_first in paragraph.stretches:
        standing = standings.get(candidate.target_id or 0) if candidate else None
        is_public = candidate is not None and (candidate.state != CandidateState.TARGET or standing is not None)
        if candidate and is_public and candidate.state in states:
            found.append(Piece(text, candidate, standing, is_first))
        elif found and found[-1].candidate is None:
            found[-1] = found[-1]._replace(text=found[-1].text + text)
        else:
            found.append(Piece(text, None, None, is_first=False))
    return found
