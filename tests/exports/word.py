"""Reading a Word document back: with a library that did not write it, and by the order its schema asks for."""

from io import BytesIO
from zipfile import ZipFile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from tracker.exports.document_markup import document
from tracker.exports.documents import document_bytes

# The children an element may have, in their order, as far as papers use them (ECMA-376, part 1, annex A).
ORDER = {
    "pPr": "pStyle keepNext keepLines widowControl pBdr tabs snapToGrid spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rFonts b bCs i iCs color spacing sz szCs lang",
    "tblPr": "tblW jc tblBorders tblLayout tblCellMar tblCaption",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "trPr": "cantSplit trHeight tblHeader",
    "tcPr": "tcW gridSpan shd vAlign",
    "sectPr": "headerReference footerReference pgSz pgMar docGrid",
    "style": "name basedOn qFormat pPr rPr",
    "settings": "defaultTabStop evenAndOddHeaders characterSpacingControl compat",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
}


def opened(paper):
    """The document as it is opened."""
    return Document(BytesIO(document_bytes(paper)))


def part(paper, name):
    """One part of the file as elements."""
    with ZipFile(BytesIO(document_bytes(paper))) as packed:
        return parse_xml(packed.read(name))


def parsed(*markup):
    """Pieces of markup as elements, in a body."""
    return parse_xml(document("body", *markup))


def value(element, path, attribute="val"):
    """An attribute of the one element at that path, `a/b`, without its prefix."""
    (found,) = element.findall("/".join(qn(f"w:{name}") if name else "" for name in path.split("/")))
    return found.get(qn(f"w:{attribute}"))


def named(element):
    return element.tag.rpartition("}")[2]


def out_of_order(root):
    """Elements whose children do not stand as the schema asks, or are none it knows."""
    wrong = []
    for each in root.iter():
        order = ORDER.get(named(each), "").split()
        places = [order.index(name) if name in order else -1 for name in map(named, each)]
        if (order and places != sorted(places)) or (order and -1 in places):
            wrong.append((named(each), [named(child) for child in each]))
    return wrong
