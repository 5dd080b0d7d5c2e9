"""A paper as a Word document in the official form: masthead, text, tables, and the block that ends it."""

from itertools import groupby
from unicodedata import east_asian_width

from django.utils.translation import gettext as _
from django.utils.translation import override

from tracker.exports.document_form import LINE, WIDTH, mm, section, spacing
from tracker.exports.document_markup import document, element, paragraph, run
from tracker.exports.document_parts import parts, references
from tracker.exports.document_tables import closing_table, table
from tracker.exports.files import zip_bytes
from tracker.exports.papers import Block, Heading, Paper, Paragraph, Table

TO_MASTHEAD = mm(35)  # from the text's edge, marks standing in between
LARGEST_MASTHEAD = 84  # half points


def document_bytes(paper: Paper) -> bytes:
    """The file (.docx); the same paper gives the same bytes."""
    with override(paper.language):
        return zip_bytes(parts(paper, _text(paper)))


def _text(paper: Paper) -> bytes:
    """The main part: sections upright and turned, each closed by what its pages are like."""
    sections = [(False, _masthead(paper))]
    for is_wide, blocks in _by_page(paper.blocks):
        if is_wide == sections[-1][0]:
            sections[-1] = (is_wide, sections[-1][1] + _blocks(blocks))
        else:
            sections.append((is_wide, _blocks(blocks)))
    pages = [
        section("" if number else references(paper), is_wide=is_wide)
        for number, (is_wide, _contents) in enumerate(sections)
    ]
    closing = paragraph("BodyText") + closing_table(paper.facts, is_wide=sections[-1][0]) if paper.facts else ""
    ends = [paragraph("Gap", form=page) for page in pages[:-1]] + [closing + paragraph("Gap") + pages[-1]]
    return document(
        "document",
        element("body", *(contents + end for (_is_wide, contents), end in zip(sections, ends, strict=True))),
    )


def _masthead(paper: Paper) -> str:
    """版头 and title: marks, the series in red 35 mm below the text's edge, number, issuer and day, the red line."""
    units = sum(1 if east_asian_width(each) in "WFA" else 0.6 for each in paper.series)
    size = min(LARGEST_MASTHEAD, int(WIDTH / 10 / max(1, units)))
    room = spacing(before=max(0, TO_MASTHEAD - LINE * len(paper.marks)))
    return "".join(
        (
            *(paragraph("Mark", run(mark)) for mark in paper.marks),
            paragraph("Masthead", run(paper.series, element("sz", val=size), element("szCs", val=size)), form=room),
            paragraph("Number", run(paper.number)),
            paragraph("Issuer", run(f"\t{paper.issuer}\t{paper.issued}")),
            paragraph("Title", run(paper.title)),
            paragraph("Subtitle", run(_("(data until %(day)s)") % {"day": paper.data_until})),
        )
    )


def _by_page(blocks: tuple[Block, ...]) -> list[tuple[bool, list[Block]]]:
    """Blocks in their order, those together that stand on pages turned alike; headings go with what they head."""
    turned, is_wide = [], False
    for block in reversed(blocks):
        if not isinstance(block, Heading):
            is_wide = isinstance(block, Table) and block.is_wide
        turned.append((is_wide, block))
    grouped = groupby(reversed(turned), key=lambda pair: pair[0])
    return [(is_wide, [block for _is_wide, block in pairs]) for is_wide, pairs in grouped]


def _blocks(blocks: list[Block]) -> str:
    """Blocks one after the other; a table is kept apart from what follows it."""
    following = [*blocks[1:], None]
    return "".join(
        _block(block) + (paragraph("Gap") if isinstance(block, Table) and after else "")
        for block, after in zip(blocks, following, strict=True)
    )


def _block(block: Block) -> str:
    match block:
        case Heading():
            return paragraph(f"Heading{block.level}", run(block.text))
        case Paragraph():
            return "".join(paragraph("BodyText", run(line)) for line in block.text.splitlines())
        case Table():
            return table(block)
