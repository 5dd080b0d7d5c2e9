"""Word files made for the tests, sound and unsound."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile


def docx(body: str, name: str = "word/document.xml") -> bytes:
    """A file with one part of that name."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return file.getvalue()
