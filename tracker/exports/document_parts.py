"""The parts of a Word file around its text: what is in it, how its parts hang together, heads and feet of its pages."""

from tracker.exports.document_form import fonts, styles
from tracker.exports.document_markup import DECLARATION, clean, document, element, paragraph, run
from tracker.exports.papers import Paper

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATIONS, CORE = f"{PACKAGE}/relationships", f"{PACKAGE}/relationships/metadata/core-properties"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# Each part beside the text by the name of its file; they are related to the text by their places in this list.
KINDS = {
    "styles": "styles",
    "settings": "settings",
    "fontTable": "fontTable",
    "header": "header",
    "footer_odd": "footer",
    "footer_even": "footer",
}


def parts(paper: Paper, text: bytes) -> list[tuple[str, bytes]]:
    """All files of the document, `text` being its main part."""
    beside = {
        "styles": styles(is_chinese=paper.is_chinese),
        "settings": _settings(),
        "fontTable": fonts(),
        "header": document("hdr", paragraph("Header", run(" · ".join(paper.marks)))),
        "footer_odd": _footer(element("ind", rightChars=100, right=280) + element("jc", val="right")),
        "footer_even": _footer(element("ind", leftChars=100, left=280)),
    }
    related = {f"{name}.xml": f"{OFFICE}/{kind}" for name, kind in KINDS.items()}
    return [
        ("[Content_Types].xml", _content_types()),
        ("_rels/.rels", _relations({"word/document.xml": f"{OFFICE}/officeDocument", "docProps/core.xml": CORE})),
        ("word/document.xml", text),
        ("word/_rels/document.xml.rels", _relations(related)),
        *((f"word/{name}.xml", beside[name]) for name in KINDS),
        ("docProps/core.xml", _properties(paper)),
    ]


def references(paper: Paper) -> str:
    """Which heads and feet the pages have: numbers at the outer side, a head only where something must be said."""
    places = list(KINDS)

    def reference(element_name: str, pages: str, name: str) -> str:
        return f'<w:{element_name} w:type="{pages}" r:id="rId{places.index(name) + 1}"/>'

    heads = [reference("headerReference", pages, "header") for pages in ("default", "even") if paper.marks]
    return "".join(
        (
            *heads,
            reference("footerReference", "default", "footer_odd"),
            reference("footerReference", "even", "footer_even"),
        )
    )


def _footer(form: str) -> bytes:
    number = element("fldSimple", run("1"), instr=" PAGE ")
    return document("ftr", paragraph("Footer", run("— "), number, run(" —"), form=form))


def _settings() -> bytes:
    compatible = element(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15
    )
    return document(
        "settings",
        element("defaultTabStop", val=420),
        element("evenAndOddHeaders"),
        element("characterSpacingControl", val="doNotCompress"),
        element("compat", compatible),
    )


def _content_types() -> bytes:
    kinds = {"document": "document.main"} | KINDS
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    properties = "application/vnd.openxmlformats-package.core-properties+xml"
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        f'<Override PartName="/docProps/core.xml" ContentType="{properties}"/></Types>'
    ).encode()


def _relations(related: dict[str, str]) -> bytes:
    """The relations of a part: files with their kinds."""
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(related.items(), start=1)
    )
    return f'{DECLARATION}<Relationships xmlns="{RELATIONS}">{told}</Relationships>'.encode()


def _properties(paper: Paper) -> bytes:
    """Title, author and day of issue: the only day in the file, so that one paper is always the same bytes."""
    day = f"{paper.issued_on}T00:00:00Z" if paper.issued_on else ""
    days = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>' for name in ("created", "modified") if day
    )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{clean(paper.title)}</dc:title><dc:creator>{clean(paper.issuer)}</dc:creator>"
        f"<dc:language>{paper.language}</dc:language>{days}</cp:coreProperties>"
    ).encode()
