from django.contrib.auth.models import Group

from tracker.admin.person_forms import OwnPasswordForm, PersonForm, RolesField
from tracker.choices import Role
from tracker.models import AuditRecord


def test_roles_stand_in_their_order_each_with_its_duty(db, english):
    labels = [str(label) for _value, label in RolesField().choices]
    assert [label.split("</strong>")[0] for label in labels] == [f"<strong>{role.label}" for role in Role]
    assert "files the figures" in labels[0]


def test_groups_that_are_no_roles_are_not_offered(db):
    Group.objects.create(name="others")
    assert RolesField().queryset.count() == len(Role)


def test_who_edits_is_set_for_a_request_only(db):
    assert PersonForm.by is None


def test_own_password_is_changed_on_the_record(admin):
    sent = {"old_password": "chen", "new_password1": "河东-2021-督查", "new_password2": "河东-2021-督查"}
    form = OwnPasswordForm(admin, sent)
    assert form.is_valid()
    form.save()
    admin.refresh_from_db()
    assert admin.check_password("河东-2021-督查")
    assert AuditRecord.objects.get().action == "set_password"
