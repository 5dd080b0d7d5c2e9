"""A monthly bulletin as a paper: its frozen data laid out, in the reader's language. No figure is computed here."""

from django.utils.translation import gettext

from tracker.choices import Bucket, RevisionKind
from tracker.exports.issues import (
    DRAFT,
    Data,
    Masthead,
    framed,
    lead_name,
    light_word,
    listing,
    month_word,
    named,
    number,
    paragraphs,
    second_ordinal,
    share_bar,
    told,
)
from tracker.exports.papers import Block, Cell, Heading, Paper, Paragraph


def bulletin_paper(content: Data, internal: Data | None = None, masthead: Masthead = DRAFT) -> Paper:
    """The paper; with `internal` the office's own copy."""
    month = month_word(content["month"])
    title = gettext("%(report)s: progress of its targets to the end of %(month)s") % {
        "report": told(content["report"]["title"]),
        "month": month,
    }
    rows = {row["code"]: row for row in content["targets"]}
    blocks = [
        *_overview(content),
        *_lines(content, rows),
        *_by_area(content, rows),
        *_doing_well(content, rows),
        *_behind(content, rows),
        *_filed(content, rows),
        *_changed(content, rows),
        *([Heading(gettext("What is asked for"), 1)] if content["demands"] else []),
        *paragraphs(content["demands"]),
        *(_internal(internal, rows) if internal else []),
        Heading(gettext("All targets"), 1),
        _full_table(content),
    ]
    return framed(content, title, blocks, masthead)


def _overview(content: Data) -> list[Block]:
    totals, compared = content["totals"], content["compared_with"]
    words = gettext(
        "Of %(total)s quantified targets %(in_scope)s are in scope, and %(with_data)s of these have data. "
        "The percentages are of those in scope."
    )
    blocks: list[Block] = [Heading(gettext("The whole"), 1), Paragraph(words % totals)]
    if totals["completion"]:
        mean = gettext("Mean completion, over the %(with_share)s targets that have a percentage: %(completion)s.")
        blocks.append(Paragraph(mean % totals))
    if compared:
        blocks.append(Paragraph(_compared(compared)))
    columns = [(gettext("State"), 4), (gettext("Number"), 2), (gettext("Share"), 2), (gettext("Change"), 2)]
    counts = [
        [
            Cell(str(Bucket(each["bucket"]).label)),
            number(each["count"]),
            number(each["percent"]),
            number(None if each["change"] is None else _signed(each["change"])),
        ]
        for each in content["buckets"]
    ]
    return [*blocks, listing(gettext("Targets by state"), columns, counts)]


def _compared(compared: Data) -> str:
    values = {"month": month_word(compared["month"]), "number": compared["number"]}
    if compared["number"] is None:
        return gettext("The change is against the end of %(month)s, as the record stands now.") % values
    return gettext("The change is against the bulletin of %(month)s, No. %(number)s, as it was printed.") % values


def _signed(change: int) -> str:
    return f"{'+' if change > 0 else '−' if change < 0 else ''}{abs(change)}"


def _lines(content: Data, rows: dict[str, Data]) -> list[Block]:
    """Rates, caps and bands: held against a line, never averaged in."""
    if not content["lines"]:
        return []
    columns = [
        (gettext("Target"), 5),
        (gettext("Promised"), 3),
        (gettext("Latest accepted figure"), 3),
        (gettext("Distance"), 2),
        (gettext("Light"), 3),
    ]
    cells = [
        [
            Cell(named(row)),
            Cell(told(row["promise"])),
            number(row["latest"] and f"{told(row['latest_words'])} ({month_word(row['latest']['month'])})"),
            number(row["distance"]),
            Cell(light_word(row["light"])),
        ]
        for row in map(rows.__getitem__, content["lines"])
    ]
    words = gettext("The distance is the last figure minus the line, in the unit of the figure; for % in points.")
    return [
        Heading(gettext("Rates and caps"), 1),
        Paragraph(words),
        listing(gettext("Rates and caps against their lines"), columns, cells),
    ]


def _by_area(content: Data, rows: dict[str, Data]) -> list[Block]:
    blocks: list[Block] = [Heading(gettext("By task area"), 1)]
    columns = [
        (gettext("Target"), 5),
        (gettext("Promised"), 3),
        (gettext("Done"), 3),
        (gettext("Expected"), 2),
        (gettext("Light"), 3),
    ]
    lines = set(content["lines"])
    for area in content["areas"]:
        blocks.append(Heading(f"{area['section']} {told(area['name'])}", 2))
        chosen = [rows[code] for code in area["targets"] if code not in lines]
        cells = [
            [
                Cell(named(row)),
                Cell(told(row["promise"])),
                share_bar(row),
                number(row["expected"]),
                Cell(light_word(row["light"])),
            ]
            for row in chosen
        ]
        none = gettext("This area of the report holds no quantified target.")
        held = gettext("The targets of this area are rates and caps; see above.")
        caption = gettext("Targets of this area")
        blocks.append(listing(caption, columns, cells) if cells else Paragraph(held if area["targets"] else none))
    return blocks


def _doing_well(content: Data, rows: dict[str, Data]) -> list[Block]:
    if not content["doing_well"]:
        return []
    columns = [(gettext("Target"), 5), (gettext("Done"), 3), (gettext("Expected"), 2), (gettext("Lead"), 4)]
    cells = [
        [Cell(named(row)), share_bar(row), number(row["expected"]), Cell(lead_name(row["lead"]))]
        for row in map(rows.__getitem__, content["doing_well"])
    ]
    caption = gettext("Done, or ahead of pace")
    return [Heading(gettext("Doing well"), 1), listing(caption, columns, cells)]


def _behind(content: Data, rows: dict[str, Data]) -> list[Block]:
    blocks: list[Block] = [Heading(gettext("Behind pace"), 1)]
    if not content["behind"]:
        return [*blocks, Paragraph(gettext("No target is behind."))]
    for place, row in enumerate(map(rows.__getitem__, content["behind"]), start=1):
        blocks += [Heading(f"{second_ordinal(place)}{named(row)}", 2), Paragraph(_lag(row))]
        none = gettext("not stated")
        told_words = {gettext("Problems"): row["problems"], gettext("Next steps"): row["next_steps"]}
        labelled = gettext("%(label)s: %(text)s")
        blocks += [Paragraph(labelled % {"label": name, "text": text or none}) for name, text in told_words.items()]
    return blocks


def _lag(row: Data) -> str:
    words = gettext("%(light)s. %(reason)s Lead: %(lead)s.")
    return words % {
        "light": light_word(row["light"]),
        "reason": told(row["reason"]),
        "lead": lead_name(row["lead"]),
    }


def _filed(content: Data, rows: dict[str, Data]) -> list[Block]:
    """Who reported late, and who did not: by name."""
    blocks: list[Block] = [Heading(gettext("Reporting"), 1)]
    columns = [(gettext("Department"), 4), (gettext("Target"), 5), (gettext("Months"), 5)]
    for name, caption, none in (
        ("late", gettext("Figures of this month that came late"), gettext("No figure of this month came late.")),
        ("missing", gettext("Figures due and not accepted so far"), gettext("No figure due is missing.")),
    ):
        cells = [
            [
                Cell(lead_name(each["lead"])),
                Cell(named(rows[each["target"]])),
                Cell(gettext(", ").join(map(month_word, each["months"]))),
            ]
            for each in content[name]
        ]
        blocks.append(listing(caption, columns, cells) if cells else Paragraph(none))
    return blocks


def _changed(content: Data, rows: dict[str, Data]) -> list[Block]:
    blocks: list[Block] = [Heading(gettext("Revisions and corrections"), 1)]
    if not content["revisions"] and not content["corrections"]:
        return [*blocks, Paragraph(gettext("No promise was revised and no printed figure corrected."))]
    if content["revisions"]:
        columns = [(gettext("Target"), 5), (gettext("Change"), 4), (gettext("Reason"), 5), (gettext("Document"), 4)]
        cells = [
            [Cell(named(rows[each["target"]])), Cell(_revision(each)), Cell(each["reason"]), Cell(_document(each))]
            for each in content["revisions"]
        ]
        blocks.append(listing(gettext("Promises revised"), columns, cells))
    if content["corrections"]:
        columns = [
            (gettext("Target"), 5),
            (gettext("Month"), 3),
            (gettext("As printed"), 3),
            (gettext("Corrected"), 3),
            (gettext("Reason"), 5),
        ]
        cells = [
            [
                Cell(named(rows[each["target"]])),
                Cell(month_word(each["month"])),
                number(each["before"]),
                number(each["after"]),
                Cell(each["reason"]),
            ]
            for each in content["corrections"]
        ]
        blocks.append(listing(gettext("Figures of earlier bulletins corrected since"), columns, cells))
    return blocks


def _revision(each: Data) -> str:
    kind = RevisionKind(each["kind"])
    if kind != RevisionKind.CHANGED:
        return str(kind.label)
    parts = []
    if each["value_before"] != each["value_after"]:
        parts.append(f"{each['value_before']} → {each['value_after']}")
    if each["due_before"] != each["due_after"]:
        parts.append(f"{month_word(each['due_before'])} → {month_word(each['due_after'])}")
    return gettext(", ").join(parts) or gettext("Lead department")


def _document(each: Data) -> str:
    return f"{each['document']} ({each['decided_on']})"


def _internal(internal: Data, rows: dict[str, Data]) -> list[Block]:
    blocks: list[Block] = [Heading(gettext("Internal: not in the public version"), 1)]
    columns = [(gettext("Department"), 4), (gettext("Target"), 5), (gettext("Month"), 3), (gettext("Reason"), 5)]
    cells = [
        [
            Cell(lead_name(each["lead"])),
            Cell(named(rows[each["target"]])),
            Cell(month_word(each["month"])),
            Cell(each["reason"]),
        ]
        for each in internal["returned"]
    ]
    none = Paragraph(gettext("Nothing sent back waits for its department."))
    blocks.append(listing(gettext("Sent back and not yet put right"), columns, cells) if cells else none)
    return [*blocks, *paragraphs(internal["note"])]


def _full_table(content: Data) -> Block:
    columns = [
        (gettext("Target"), 6),
        (gettext("Promised"), 3),
        (gettext("Latest accepted figure"), 4),
        (gettext("Done"), 3),
        (gettext("Expected"), 2),
        (gettext("Gap"), 2),
        (gettext("Light"), 3),
        (gettext("Lead"), 4),
    ]
    cells = [
        [
            Cell(named(row)),
            Cell(told(row["promise"])),
            number(row["latest"] and f"{told(row['latest_words'])} ({month_word(row['latest']['month'])})"),
            share_bar(row),
            number(row["expected"]),
            number(row["gap"]),
            Cell(light_word(row["light"])),
            Cell(lead_name(row["lead"])),
        ]
        for row in content["targets"]
    ]
    return listing(gettext("All targets; the gap in percentage points"), columns, cells, is_wide=True)
