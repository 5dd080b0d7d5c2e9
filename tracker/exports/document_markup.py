"""The markup of a Word document (WordprocessingML), written as text: elements, runs of text, paragraphs."""

from xml.sax.saxutils import escape, quoteattr

from tracker.exports.files import NOT_IN_XML

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def element(name: str, /, *inside: str, **attributes: str | int) -> str:
    """`<w:name w:attribute="value">inside</w:name>`; Word asks for children in the order of its schema."""
    told = "".join(f" w:{key}={quoteattr(NOT_IN_XML.sub('', str(value)))}" for key, value in attributes.items())
    return f"<w:{name}{told}>{''.join(inside)}</w:{name}>" if inside else f"<w:{name}{told}/>"


def clean(text: str) -> str:
    """The text as XML can hold it."""
    return escape(NOT_IN_XML.sub("", text))


def run(text: str, *properties: str) -> str:
    """Text in one form. Line breaks and tabs are kept; quotation marks and dashes are set in the Chinese type."""
    pieces = [
        "<w:tab/>".join(f'<w:t xml:space="preserve">{clean(part)}</w:t>' for part in line.split("\t"))
        for line in text.splitlines()
    ]
    form = element("rPr", element("rFonts", hint="eastAsia"), *properties)
    return element("r", form, "<w:br/>".join(pieces)) if pieces else ""


def paragraph(style: str, *runs: str, form: str = "") -> str:
    """A paragraph of a style; `form` is what it has beside it."""
    return element("p", element("pPr", element("pStyle", val=style), form), *runs)


def document(name: str, /, *inside: str) -> bytes:
    """A part of the file: its root element with the names it needs."""
    return f"{DECLARATION}<w:{name} {NAMESPACES}>{''.join(inside)}</w:{name}>".encode()
