"""Reports' texts and their passages as the admin shows them: decided on at the desk, never here."""

from django.contrib import admin

from tracker.admin.readonly import ReadOnlyAdmin
from tracker.models import Candidate, ReportText


@admin.register(ReportText)
class ReportTextAdmin(ReadOnlyAdmin):
    list_display = ("report", "name", "sha256", "added_by", "added_at")
    list_select_related = ("report", "added_by")
    search_fields = ("report__code", "report__title_zh", "sha256")
    fields = ("report", "name", "sha256", "added_by", "added_at", "text")


@admin.register(Candidate)
class CandidateAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "section", "tense", "state", "why", "target", "decided_by", "decided_at")
    list_select_related = ("target", "decided_by")
    list_filter = ("state", "tense", "why", ("text__report", admin.RelatedOnlyFieldListFilter))
    search_fields = ("clause", "name", "section")
    fields = (
        *("text", "clause", "section", "start", "end", "tense", "ground", "proposed", "state", "why", "words"),
        *("merged_into", "about", "target", "name", "value", "unit", "decided_by", "decided_at"),
    )
