"""The own names of files that come in: kept at any length, of whatever script."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

SPACE = "\u3000"  # the one sign of Chinese names that counts as unprintable
WHOLE = "whole_name"


class KeepName(FileUploadHandler):
    """Keeps the whole name beside the file: Django itself cuts it after 255 signs. Listed first in the settings."""

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        """Note the name where the handlers after this one hand it on."""
        super().new_file(field_name, file_name, *args, **kwargs)
        extra: Any = self.content_type_extra
        extra[WHOLE] = file_name

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Leave the content to the handlers that follow."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Likewise."""


def own_name(file: "UploadedFile[Any]") -> str:
    """The file's own name without folders and signs that cannot be seen."""
    whole = (file.content_type_extra or {}).get(WHOLE) or file.name or ""
    last = str(whole).replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable() or sign == SPACE).strip()
