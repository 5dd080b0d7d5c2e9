from django.contrib.admin.utils import flatten_fieldsets

from tracker.admin.target_words import fieldsets
from tracker.forms.grounds import NAMES
from tracker.models import Target


def test_new_target_is_not_asked_for_a_reason():
    assert not set(NAMES) & set(flatten_fieldsets(fieldsets(is_new=True)))


def test_every_editable_column_has_its_place_once():
    shown = flatten_fieldsets(fieldsets(is_new=False))
    editable = {field.name for field in [*Target._meta.fields, *Target._meta.many_to_many] if field.editable} - {"id"}
    assert editable <= set(shown)
    assert len(shown) == len(set(shown))


def test_each_block_explains_itself():
    assert all(options.get("description") for _name, options in fieldsets(is_new=True))
