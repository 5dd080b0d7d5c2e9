"""The own password, changed on the record."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tracker.actions.people import set_password
from tracker.views.person import person


@sensitive_post_parameters()
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """`/desk/password/`: for everybody who can sign in. This session goes on, the person's others end."""
    by, is_sent = person(request), request.method == "POST"
    form = PasswordChangeForm(by, request.POST if is_sent else None)
    rules = ((text,) for text in password_validators_help_texts())  # Django's own list does not fit into a paragraph
    form.fields["new_password1"].help_text = format_html_join(mark_safe("<br>"), "{}", rules)
    if is_sent and form.is_valid():
        set_password(person=by, password=form.cleaned_data["new_password1"], by=by, at=timezone.now())
        update_session_auth_hash(request, by)
        messages.success(request, _("The password was changed."))
        return redirect("desk")
    return render(request, "desk/password.html", {"form": form}, status=422 if is_sent else 200)
