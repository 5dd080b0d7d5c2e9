"""Posts in words: what somebody leaves behind, and which post of a department is empty, with the way to fill it."""

from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.choices import Role
from tracker.models import Department
from tracker.queries.posts import Unfinished


def handed_over(left: Unfinished) -> str:
    """Whose the unfinished work is, and who goes on with it."""
    told = _("Drafts and entries sent back: %(drafts)s. Submitted and undecided: %(handed_in)s.") % {
        "drafts": left.drafts,
        "handed_in": left.handed_in,
    }
    if not left.colleagues:
        return f"{told} " + _("They belong to the department: whoever comes next opens and submits them.")
    names = _(", ").join(map(str, left.colleagues))
    return f"{told} " + _("They belong to the department: %(names)s can open and submit them.") % {"names": names}


def only_one(role: Role, department: Department) -> SafeString:
    """That nobody else holds the post."""
    told = _("%(department)s has nobody else in the role “%(role)s”.")
    return _with_way(told % {"department": department, "role": role.label}, role, department)


def empty_post(role: Role, department: Department) -> SafeString:
    """That nobody holds the post."""
    told = _("%(department)s has nobody in the role “%(role)s”.")
    return _with_way(told % {"department": department, "role": role.label}, role, department)


def _with_way(told: str, role: Role, department: Department) -> SafeString:
    asked = {"department": department.pk, "groups": Group.objects.get(name=role).pk}
    address = reverse("admin:tracker_user_add", query=asked)
    return format_html('{} <a class="addlink" href="{}">{}</a>', told, address, _("Add a user"))
