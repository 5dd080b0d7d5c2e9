import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tracker.models import Upload
from tracker.queries.uploads import progress, progress_path


@pytest.mark.parametrize(
    ("told", "expected"), [(b"12 60", (12, 60)), (b"", None), (b"12", None), (b"a b", None), (None, None)]
)
def test_how_far_a_filing_has_come_is_read_from_the_file_beside_it(settings, tmp_path, told, expected):
    settings.MEDIA_ROOT = tmp_path
    upload = Upload(file="uploads/a")
    if told is not None:
        default_storage.save(progress_path(upload), ContentFile(told))
    assert progress(upload) == expected
