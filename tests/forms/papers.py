"""Small files of every kind that evidence may be, and of some it may not."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 16
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0"
WEBP = b"RIFF\x1a\0\0\0WEBPVP8 "
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
EXE = b"MZ\x90\0\x03\0\0\0"
TYPES = b'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="t"></Types>'


def office(part: str, *, more: dict[str, bytes] | None = None) -> bytes:
    """An office file with this main part."""
    held = {"[Content_Types].xml": TYPES, part: b"<?xml version='1.0' encoding='UTF-8'?><a/>"} | (more or {})
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    return out.getvalue()


DOCX, XLSX = office("word/document.xml"), office("xl/workbook.xml")


def paper(name: str = "验收报告.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    """A file as a browser sends it; what type it claims is not believed."""
    return SimpleUploadedFile(name, data, "application/octet-stream")
