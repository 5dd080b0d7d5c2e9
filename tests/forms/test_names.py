"""Own names of files: whole, in whatever script, and nothing else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tracker.forms.names import KeepName, own_name


def named(name):
    """A file as the handlers hand it on."""
    keeper = KeepName()
    extra = {}
    keeper.new_file("papers", name, "application/pdf", None, None, extra)
    assert keeper.receive_data_chunk(b"x", 0) == b"x"
    assert keeper.file_complete(1) is None
    file = SimpleUploadedFile("cut.pdf", b"x")
    file.content_type_extra = extra
    return own_name(file)


@pytest.mark.parametrize("name", ["a.pdf", "验收 报告（终稿）.pdf", "全角　空格.pdf", "长" * 296 + ".pdf"])
def test_a_name_is_kept_as_it_is(name):
    assert named(name) == name


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\文件\\a.pdf", "a.pdf"),
        ("../../etc/a.pdf", "a.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("图\u202efdp.exe", "图fdp.exe"),
        ("a\x00b.pdf", "ab.pdf"),
        (" a.pdf ", "a.pdf"),
    ],
)
def test_folders_and_unseen_signs_are_left_out(name, kept):
    assert named(name) == kept


def test_without_the_handler_the_name_is_the_one_django_gives():
    assert own_name(SimpleUploadedFile("文件.pdf", b"x")) == "文件.pdf"
