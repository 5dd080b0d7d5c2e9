from tests.factories import AT
from tracker.actions.links import relate
from tracker.models import AuditRecord, Edition


def test_relation_holds_what_was_named_and_the_trail_both_sides(target, department, other_department, admin):
    relate(thing=target, name="cooperating", to=[other_department], by=admin, at=AT)
    relate(thing=target, name="cooperating", to=[department], by=admin, at=AT)
    assert list(target.cooperating.all()) == [department]
    record = AuditRecord.objects.get(number=2)
    assert (record.action, record.subject_key) == ("change", target.code)
    assert (record.before, record.after) == ({"cooperating": ["swj"]}, {"cooperating": ["jyj"]})
    assert Edition.objects.get().number == 2


def test_the_same_again_leaves_no_trace(lin, admin):
    relate(thing=lin, name="groups", to=lin.groups.all(), by=admin, at=AT)
    assert not AuditRecord.objects.exists()
