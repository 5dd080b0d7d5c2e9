"""A quarterly assessment as a paper: its frozen data laid out, each score with its arithmetic."""

from django.utils.translation import gettext

from tracker.exports.issues import (
    DRAFT,
    Data,
    Masthead,
    framed,
    light_word,
    listing,
    named,
    number,
    paragraphs,
    quarter_word,
    told,
)
from tracker.exports.papers import Block, Cell, Heading, Paper, Paragraph

PARTS = ("results", "on_time", "first_time")


def assessment_paper(content: Data, internal: Data | None = None, masthead: Masthead = DRAFT) -> Paper:
    """The paper; with `internal` the office's own copy."""
    title = gettext("%(report)s: assessment of departments, %(quarter)s") % {
        "report": told(content["report"]["title"]),
        "quarter": quarter_word(content["months"][-1]),
    }
    scored = [each for each in content["departments"] if each["score"] is not None]
    others = [each for each in content["departments"] if each["score"] is None]
    blocks = [
        *_method(content),
        Heading(gettext("Scores"), 1),
        _scores(scored) if scored else Paragraph(gettext("No department had a target in scope.")),
        *_unscored(others, content),
        *([Heading(gettext("How each score came about"), 1)] if scored else []),
        *[block for each in scored for block in _arithmetic(each)],
        *([Heading(gettext("Remarks"), 1)] if content["remarks"] else []),
        *paragraphs(content["remarks"]),
        *_whistles(content["whistles"]),
        *(_internal(internal) if internal else []),
    ]
    return framed(content, title, blocks, masthead)


def _whistles(counts: Data) -> list[Block]:
    """Of whistles everybody reads how many there were."""
    words = gettext(
        "Whistles raised up to the end of the quarter: %(open)s being dealt with, %(solved)s solved, "
        "%(unsolved)s answered and not solved."
    )
    return [Heading(gettext("Annex: whistles"), 1), Paragraph(words % counts)]


def _internal(internal: Data) -> list[Block]:
    columns = [
        (gettext("Department"), 4),
        (gettext("Times called"), 2),
        (gettext("Reported in late"), 2),
        (gettext("Response rate"), 2),
        (gettext("Solution rate"), 2),
        (gettext("Satisfaction rate"), 2),
    ]
    rows = [
        [
            Cell(told(each["name"])),
            *(number(each[name]) for name in ("called", "signed_late", "response", "solution", "satisfaction")),
        ]
        for each in internal["whistles"]
    ]
    none = Paragraph(gettext("No department was called in this quarter."))
    return [
        Heading(gettext("Internal: not in the public version"), 1),
        listing(gettext("Departments called in this quarter"), columns, rows) if rows else none,
        *paragraphs(internal["note"]),
    ]


def _method(content: Data) -> list[Block]:
    words = gettext(
        "A score is out of 100: %(results)s points for results, the mean over the department's targets in scope of how "
        "near each is to where it should be; %(on_time)s points for reporting in time; %(first_time)s points for "
        "figures accepted without having been sent back. A part with nothing to judge is left out, and the others "
        "count for the whole."
    )
    extension = gettext(
        "The report sets up monthly bulletins and quarterly assessments for investment promotion only; using them for "
        "every target is an extension of this office."
    )
    return [
        Heading(gettext("How it is scored"), 1),
        Paragraph(words % content["weights"]),
        Paragraph(extension),
    ]


def _scores(scored: list[Data]) -> Block:
    columns = [
        (gettext("Department"), 4),
        (gettext("Results"), 2),
        (gettext("In time"), 2),
        (gettext("At once"), 2),
        (gettext("Score"), 2),
    ]
    rows = [
        [Cell(told(each["name"])), *(number(each[part]["points"]) for part in PARTS), number(each["score"])]
        for each in scored
    ]
    return listing(gettext("Points by part, and the score"), columns, rows)


def _unscored(others: list[Data], content: Data) -> list[Block]:
    """Who is not scored, and why; and what no department answers for."""
    lines: list[Block] = [
        Paragraph(
            gettext("Not scored: %(department)s. %(why)s")
            % {"department": told(each["name"]), "why": told(each["why"])}
        )
        for each in others
    ]
    if content["without_lead"]:
        words = gettext("Targets without a lead department, in no score: %(codes)s.")
        lines.append(Paragraph(words % {"codes": gettext(", ").join(content["without_lead"])}))
    return lines


def _arithmetic(each: Data) -> list[Block]:
    columns = [(gettext("Target"), 5), (gettext("Light"), 3), (gettext("Sum"), 6), (gettext("Counts"), 2)]
    rows = [
        [Cell(named(row)), Cell(light_word(row["light"])), Cell(told(row["sum"])), number(row["quality"])]
        for row in each["targets"]
    ]
    return [
        Heading(gettext("%(department)s: %(score)s") % {"department": told(each["name"]), "score": each["score"]}, 2),
        Paragraph(_sum(each)),
        listing(gettext("Its targets at the end of the quarter"), columns, rows),
    ]


def _sum(each: Data) -> str:
    """The three parts as a reader can add them up."""
    sentences = {
        "results": gettext("Results: %(sum)s, × %(weight)s = %(points)s points."),
        "on_time": gettext("In time: %(got)s of %(of)s figures = %(share)s, × %(weight)s = %(points)s points."),
        "first_time": gettext("At once: %(got)s of %(of)s figures = %(share)s, × %(weight)s = %(points)s points."),
    }
    left_out = gettext("Left out, nothing to judge: %(parts)s; the rest counts for the whole.")
    names = {
        "results": gettext("Results"),
        "on_time": gettext("In time"),
        "first_time": gettext("At once"),
    }
    judged = [sentences[name] % each[name] for name in PARTS if each[name]["of"]]
    missing = [names[name] for name in PARTS if not each[name]["of"]]
    return "\n".join([*judged, *([left_out % {"parts": gettext(", ").join(missing)}] if missing else [])])
