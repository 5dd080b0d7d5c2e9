"""Evidence: handed out as a file to save, never as a page, and taken in beside an entry."""

import logging
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import FileResponse, Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.actions.errors import ActionError, Conflict
from tracker.actions.evidence import Paper, attach_file, attach_link, detach, show
from tracker.choices import Act
from tracker.forms.evidence import KINDS, EvidenceForm
from tracker.models import Evidence, Target, User
from tracker.permissions import may

HEADERS = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"}


@require_safe
def evidence(request: HttpRequest, key: UUID, ending: str = "") -> FileResponse:
    """`/evidence/<key>.pdf`, and `/evidence/<key>/` as of old.

    A public file of an accepted entry goes to anybody, any other to those who may see it.
    """
    item = Evidence.objects.select_related("entry__target").exclude(file="").filter(key=key).first()
    if item is None or (ending and (ending != item.ending or f".{ending}" not in KINDS)):
        raise Http404
    is_public = item.is_public and may(AnonymousUser(), Act.SEE_ENTRY, item.entry)
    if not is_public and not may(request.user, Act.SEE_INTERNAL, item.entry):
        raise Http404
    try:
        content = item.file.open("rb")
    except OSError as error:
        logging.getLogger(__name__).exception("The file of evidence %s cannot be read", item.key)
        raise Http404 from error
    headers = HEADERS | {"Cache-Control": "public, max-age=0, must-revalidate" if is_public else "private, no-store"}
    return FileResponse(
        content, as_attachment=True, filename=item.name, content_type=item.content_type, headers=headers
    )


def keep_evidence(
    form: EvidenceForm, *, target: Target, month: date, items: Iterable[Evidence], by: User, row_version: int
) -> int:
    """Do with the evidence what the form asks for; returns the row version to go on from.

    What an action refuses is named beside its field. Raises Conflict when the entry is not open any more.
    """
    at = timezone.now()
    for item in items:
        if form.goes(item):
            row_version = detach(item=item, by=by, at=at, row_version=row_version)
        elif form.is_shown(item) != item.is_public:
            row_version = show(item=item, is_public=not item.is_public, by=by, at=at, row_version=row_version)
    given: dict[str, Any] = {"target": target, "month": month, "by": by, "at": at}
    for chosen in form.chosen:
        chosen.file.seek(0)
        paper = Paper(chosen.file.read(), chosen.name, chosen.content_type)
        given |= {"is_public": form.cleaned_data["papers_public"], "row_version": row_version}
        try:
            row_version = attach_file(**given, paper=paper)
        except Conflict:
            raise
        except ActionError as error:
            form.add_error("papers", f"{chosen.name}{_(': ')}{error}")
    return _keep_link(form, given | {"row_version": row_version})


def _keep_link(form: EvidenceForm, given: dict[str, Any]) -> int:
    fields, row_version = form.cleaned_data, int(given["row_version"])
    if not fields.get("link") or "link_title" not in fields:
        return row_version
    given["is_public"] = fields["link_public"]
    try:
        row_version = attach_link(**given, url=fields["link"], title=fields["link_title"])
    except Conflict:
        raise
    except ActionError as error:
        form.add_error("link", str(error))
    else:
        rest: Any = form.data
        form.data = rest = rest.copy()
        rest["link"] = rest["link_title"] = ""
    return row_version
