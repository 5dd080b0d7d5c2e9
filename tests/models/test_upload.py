import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from tests.factories import AT, month
from tracker.choices import Act
from tracker.models import Upload


def upload(department, by, **given):
    fields = {"name": "七月.xlsx", "month": month(7)} | given
    return Upload(department=department, sha256="0" * 64, by=by, at=AT, **fields)


def test_file_lies_under_its_key_alone(department, lin, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    kept = upload(department, lin, name="../../etc/七月.xlsx")
    kept.file.save("../../etc/passwd", ContentFile(b"x"), save=True)
    assert kept.file.name == f"uploads/{kept.key.hex}"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [kept.key.hex]
    assert str(kept) == "../../etc/七月.xlsx"


def test_month_is_a_first_day(department, lin):
    with pytest.raises(IntegrityError, match="upload_month_is_a_first_day"), transaction.atomic():
        upload(department, lin, month=month(7).replace(day=2)).save()


def test_newest_comes_first(department, lin):
    first, second = upload(department, lin), upload(department, lin)
    first.save()
    second.save()
    assert list(Upload.objects.all()) == [second, first]


def test_a_task_table_is_a_report_s_and_nobody_s_month(report, department, lin):
    table = Upload(report=report, name="表.xlsx", sha256="0" * 64, by=lin, at=AT)
    table.save()
    assert (table.act, upload(department, lin).act) == (Act.USE_TABLE, Act.USE_UPLOAD)
    for wrong in ({"report": report}, {"month": None}):
        with pytest.raises(IntegrityError, match="upload_is_a_month_or_a_task_table"), transaction.atomic():
            upload(department, lin, **wrong).save()
