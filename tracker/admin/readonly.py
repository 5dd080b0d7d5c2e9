"""What the admin shows and never changes: what the desk wrote, former names, and the audit."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from tracker.admin.base import RecordAdmin
from tracker.choices import ClosingState, EntryState
from tracker.models import (
    AuditRecord,
    ChangeRequest,
    Closing,
    Entry,
    FormerName,
    Reminder,
    Review,
    Revision,
    Upload,
    Whistle,
    WhistleCall,
)
from tracker.queries.audit import DEEDS, SUBJECTS, changes, deed, subject_name
from tracker.rules.words import plain, with_unit


class ReadOnlyAdmin(RecordAdmin):
    """Looked at, never written: these rows come about through the desk and stay."""

    change_form_template: ClassVar[Any] = "admin/look_form.html"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    change_form_template: ClassVar[Any] = None
    list_display = ("target", "month_key", "version", "figure", "state", "department", "submitted_by", "reviewed_by")
    list_select_related = ("target", "department", "submitted_by", "reviewed_by")
    list_filter = ("state", "month", ("department", admin.RelatedOnlyFieldListFilter))
    search_fields = ("target__code", "target__name", "target__name_en", "department__name")
    fields = (
        "target",
        "month_key",
        "version",
        "figure",
        "state",
        "progress",
        "problems",
        "next_steps",
        "evidence_links",
        "claims_completion",
        "correction_reason",
        "department",
        "submitted_by",
        "submitted_at",
        "reviewed_by",
        "reviewed_at",
        "saved_by",
        "saved_at",
    )
    ordering = ("-month", "target__order", "-version")

    @admin.display(description=_("month"), ordering="month")
    def month_key(self, obj: Entry) -> str:
        return f"{obj.month:%Y-%m}"

    @admin.display(description=_("cumulative figure to date"))
    def figure(self, obj: Entry) -> str:
        return "–" if obj.value is None else with_unit(obj.value, obj.target.unit_name)

    @admin.display(description=_("evidence"))
    def get_queryset(self, request: HttpRequest) -> "QuerySet[Entry]":
        """Every entry past its draft: that is the department's own."""
        return super().get_queryset(request).exclude(state=EntryState.DRAFT)

    def evidence_links(self, obj: Entry) -> SafeString:
        shown = (item for item in obj.evidence.all() if item.is_public)
        links = ((item.url or reverse("evidence", args=[item.key]), item.label) for item in shown)
        return format_html_join("", '<a href="{}" rel="noreferrer">{}</a> ', links) or SafeString("–")


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    list_display = ("entry", "decision", "figure", "by", "at", "reason")
    list_select_related = ("entry__target", "by")
    list_filter = ("decision", ("by", admin.RelatedOnlyFieldListFilter))
    search_fields = ("entry__target__code", "entry__target__name", "reason")
    fields = ("entry", "decision", "figure", "reason", "by", "at")
    ordering = ("-at", "-id")

    @admin.display(description=_("figure reviewed"))
    def figure(self, obj: Review) -> str:
        return with_unit(obj.value, obj.entry.target.unit_name)


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ("target", "kind", "change", "decided_on", "document", "recorded_by", "recorded_at")
    list_select_related = ("target", "lead_before", "lead_after", "recorded_by")
    list_filter = ("kind",)
    search_fields = ("target__code", "target__name", "target__name_en", "reason", "document")
    fields = ("target", "kind", "change", "reason", "document", "decided_on", "recorded_by", "recorded_at")
    ordering = ("-decided_on", "-id")

    @admin.display(description=_("before → after"))
    def change(self, obj: Revision) -> SafeString:
        """Only what differs."""
        pairs = (
            (plain(obj.value_before), plain(obj.value_after)),
            (plain(obj.value_high_before or obj.value_before), plain(obj.value_high_after or obj.value_after)),
            (f"{obj.due_before:%Y-%m}", f"{obj.due_after:%Y-%m}"),
            (str(obj.lead_before or "–"), str(obj.lead_after or "–")),
        )
        changed = dict.fromkeys(pair for pair in pairs if pair[0] != pair[1])
        return format_html_join("", "<div>{} → {}</div>", changed) or SafeString("–")


@admin.register(ChangeRequest)
class ChangeRequestAdmin(ReadOnlyAdmin):
    list_display = ("target", "kind", "state", "department", "asked_by", "asked_at", "decided_by", "decided_at")
    list_select_related = ("target", "department", "asked_by", "decided_by")
    list_filter = ("state", "kind", ("department", admin.RelatedOnlyFieldListFilter))
    search_fields = ("target__code", "target__name", "target__name_en", "reason", "document")
    exclude = ("is_sample", "row_version")
    ordering = ("-asked_at", "-id")


@admin.register(Closing)
class ClosingAdmin(ReadOnlyAdmin):
    list_display = (
        "target",
        "outcome",
        "computed",
        "state",
        "department",
        "submitted_at",
        "accepted_by",
        "accepted_at",
    )
    list_select_related = ("target", "department", "accepted_by")
    list_filter = ("state", "outcome", "reason_kind", ("department", admin.RelatedOnlyFieldListFilter))
    search_fields = ("target__code", "target__name", "target__name_en", "statement", "document")
    exclude = ("is_sample", "row_version")
    ordering = ("target__order", "target__code")

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Closing]":
        """Every closing past its draft: that is the department's own."""
        return super().get_queryset(request).exclude(state=ClosingState.DRAFT)


@admin.register(Reminder)
class ReminderAdmin(ReadOnlyAdmin):
    list_display = ("target", "month_key", "slip", "department", "sent_on", "by", "mailed_at")
    list_select_related = ("target", "department", "by")
    list_filter = ("slip", ("department", admin.RelatedOnlyFieldListFilter))
    search_fields = ("target__code", "target__name", "target__name_en", "word")
    fields = ("target", "month_key", "slip", "department", "word", "sent_on", "by", "at", "mailed_at")
    ordering = ("-at", "-id")

    @admin.display(description=_("month"), ordering="month")
    def month_key(self, obj: Reminder) -> str:
        return f"{obj.month:%Y-%m}"


@admin.register(Upload)
class UploadAdmin(ReadOnlyAdmin):
    list_display = ("name", "department", "month_key", "by", "at", "filed_at")
    list_select_related = ("department", "by")
    list_filter = (("department", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("name", "department__name", "department__name_en", "sha256")
    fields = ("name", "department", "month_key", "sha256", "by", "at", "filed_at")
    ordering = ("-at", "-id")

    @admin.display(description=_("month"), ordering="month")
    def month_key(self, obj: Upload) -> str:
        return f"{obj.month:%Y-%m}"


@admin.register(Whistle)
class WhistleAdmin(ReadOnlyAdmin):
    list_display = ("target", "department", "state", "needed_by", "raised_by", "raised_at")
    list_select_related = ("target", "department", "raised_by")
    list_filter = ("state", ("department", admin.RelatedOnlyFieldListFilter))
    search_fields = ("target__code", "target__name", "target__name_en", "problem")
    fields = (
        *("target", "department", "problem", "needed_by", "raised_by", "raised_at"),
        *("state", "called", "withdrawn_by", "withdrawn_at"),
    )
    ordering = ("-raised_at", "-id")

    @admin.display(description=_("departments called"))
    def called(self, obj: Whistle) -> SafeString:
        """Each with how far it has come, its answer and what was said of it."""
        calls = WhistleCall.objects.filter(whistle=obj).select_related("whistle", "department")
        told = (
            (call.department, call.state.label, call.answer, call.get_rating_display() or "", call.word)
            for call in calls
        )
        return format_html_join("", "<div>{}: {} {} {} {}</div>", told) or SafeString("–")


@admin.register(FormerName)
class FormerNameAdmin(ReadOnlyAdmin):
    list_display = ("department", "name", "name_en", "until")
    list_select_related = ("department",)
    search_fields = ("name", "name_en", "department__code", "department__name", "department__name_en")
    ordering = ("-until", "-id")


class DeedFilter(admin.SimpleListFilter):
    title = _("action")
    parameter_name = "action"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Every action, in words."""
        return DEEDS.items()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The records of one action."""
        return queryset.filter(action=self.value()) if self.value() else queryset


class SubjectFilter(admin.SimpleListFilter):
    title = _("subject")
    parameter_name = "subject"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Every kind of thing, in words."""
        return [(name, subject_name(name)) for name in SUBJECTS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The records of one kind of thing."""
        return queryset.filter(subject=self.value()) if self.value() else queryset


@admin.register(AuditRecord)
class AuditAdmin(ReadOnlyAdmin):
    list_display = ("number", "at", "who", "done", "subject_words", "subject_key")
    list_filter = (DeedFilter, SubjectFilter, "is_sample")
    search_fields = ("subject_key", "by", "by_name")
    fields = (
        "number",
        "at",
        "by",
        "by_name",
        "done",
        "subject_words",
        "subject_key",
        "changes",
        "hash",
        "previous_hash",
    )
    ordering = ("-at", "-number")

    @admin.display(description=_("person"), ordering="by")
    def who(self, obj: AuditRecord) -> str:
        return obj.by_name or obj.by or "–"

    @admin.display(description=_("action"), ordering="action")
    def done(self, obj: AuditRecord) -> str:
        return deed(obj.action)

    @admin.display(description=_("subject"), ordering="subject")
    def subject_words(self, obj: AuditRecord) -> str:
        return subject_name(obj.subject)

    @admin.display(description=_("before → after"))
    def changes(self, obj: AuditRecord) -> SafeString:
        """Each changed column, in words."""
        told = ((change.label, change.before, change.after) for change in changes(obj))
        return format_html_join("", "<div>{}: {} → {}</div>", told) or SafeString("–")
