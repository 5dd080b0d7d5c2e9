"""The heads' group, a key for each evidence, and the chain's length and last hash beside the edition."""

from uuid import uuid4

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ROLE = "head"


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("auth", "Group").objects.get_or_create(name=ROLE)
    evidence = apps.get_model("tracker", "Evidence")
    for item in evidence.objects.filter(key=None).iterator():
        evidence.objects.filter(pk=item.pk).update(key=uuid4())
    last = apps.get_model("tracker", "AuditRecord").objects.filter(is_sample=False).order_by("-number").first()
    if last:
        apps.get_model("tracker", "Edition").objects.update(records=last.number, head=last.hash)


def empty(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("auth", "Group").objects.filter(name=ROLE).delete()


class Migration(migrations.Migration):
    dependencies = [("tracker", "0003_the_officials_month")]
    operations = [migrations.RunPython(fill, empty)]
