"""Publications as an Atom feed, in the reader's language."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.template.defaultfilters import linebreaksbr
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.exports.columns import NOTICE, Source
from tracker.exports.envelopes import licence, publisher
from tracker.exports.files import NOT_IN_XML
from tracker.exports.revisions import published_at
from tracker.models import Closing, Entry, Revision
from tracker.queries.publications import Publication
from tracker.rules.words import month_words, with_unit

NEWEST = 50


class Feed(Atom1Feed):
    """An Atom feed that has a date of its own as long as nothing stands in it."""

    def __init__(self, began: datetime, **about: str) -> None:
        super().__init__(**about)  # type: ignore[arg-type]
        self.began = began

    def latest_post_date(self) -> datetime:
        """When it last changed."""
        return super().latest_post_date() if self.items else self.began


def feed_bytes(source: Source, name: str, title: str, page: str, here: str, told: Iterable[Publication]) -> bytes:
    """The newest publications. `name` is the feed's own for ever, `page` and `here` are whole addresses."""
    report, sample = source.page.report, f"{NOTICE} · " if source.edition.is_sample else ""
    began = datetime.combine(report.adopted_on, time.min, UTC)
    feed = Feed(
        began,
        title=_clean(f"{sample}{title}"),
        link=page,
        description=_("Accepted figures, corrections, completions, revisions and closings, newest first."),
        language=get_language() or settings.LANGUAGE_CODE,
        author_name=publisher(source),
        feed_url=here,
        feed_guid=_tag(source, name),
        feed_copyright=licence()["name"],
    )
    newest = list(told)[:NEWEST]
    prefetch_related_objects([each.entry for each in newest if each.entry], "department__former_names")
    revisions = [each.revision.revision for each in newest if each.revision]
    prefetch_related_objects(revisions, "lead_before__former_names", "lead_after__former_names")
    for each in newest:
        feed.add_item(
            title=_clean(f"{sample}{_headline(each)}"),
            link=source.whole(f"{source.page.link('target', each.target.code)}#{published_at(each).anchor}"),
            description=_clean("<br>".join(linebreaksbr(escape(line)) for line in _lines(each))),
            unique_id=_tag(source, each.id),
            pubdate=localtime(each.at),
            updateddate=localtime(each.at),
            categories=[str(each.kind.label)],
        )
    target = BytesIO()
    feed.write(target, "utf-8")
    return target.getvalue()


def _tag(source: Source, name: str) -> str:
    """An id that stays (RFC 4151)."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{source.page.report.year}:{name}"


def _clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return NOT_IN_XML.sub("", text)


def _headline(each: Publication) -> str:
    told = {"kind": each.kind.label, "target": each.target.title, "month": month_words(each.month)}
    if each.closing is not None:
        return _("%(kind)s: %(target)s, %(outcome)s") % (told | {"outcome": each.closing.stated.label})
    if each.entry is None:
        return _("%(kind)s: %(target)s, from %(month)s") % told
    return _("%(kind)s: %(target)s, %(figure)s (%(month)s)") % (told | {"figure": _figure(each.entry)})


def _figure(entry: Entry) -> str:
    return _("not counted") if entry.value is None else with_unit(entry.value, entry.target.unit_name)


def _lines(each: Publication) -> Iterable[str]:
    if each.entry is not None:
        yield from _of_entry(each.entry, is_late=each.is_late)
    if each.revision is not None:
        yield from _of_revision(each.revision.revision)
    if each.closing is not None:
        yield from _of_closing(each.closing)


def _of_entry(entry: Entry, *, is_late: bool) -> Iterable[str]:
    yield _("%(figure)s to date in %(month)s, version %(version)s, filed by %(department)s.") % {
        "figure": _figure(entry),
        "month": month_words(entry.month),
        "version": entry.version,
        "department": entry.department.title_at(entry.submitted_at),
    }
    if is_late:
        yield _("It was filed late.")
    for label, text in (
        (_("Why corrected"), entry.correction_reason),
        (_("Explanation"), entry.explanation),
        (_("Progress"), entry.progress),
    ):
        if text:
            yield _("%(label)s: %(text)s") % {"label": label, "text": text}


def _of_closing(closing: Closing) -> Iterable[str]:
    figure = "–" if closing.value is None else with_unit(closing.value, closing.target.unit_name)
    yield _("%(label)s: %(text)s") % {"label": _("Last accepted figure"), "text": figure}
    for label, text in (
        (_("Outcome computed"), closing.of_figures.label if closing.differs else ""),
        (_("Why the office states another outcome"), closing.difference_reason),
        (_("Kind of reason"), closing.get_reason_kind_display()),
        (_("Closing statement"), closing.words),
    ):
        if text:
            yield _("%(label)s: %(text)s") % {"label": label, "text": text}


def _of_revision(revision: Revision) -> Iterable[str]:
    unit = revision.target.unit_name
    yield f"{revision.get_kind_display()} · {revision.document} · {revision.decided_on:%Y-%m-%d}"
    changes = (
        (_("Figure"), with_unit(revision.value_before, unit), with_unit(revision.value_after, unit)),
        (_("Due month"), month_words(revision.due_before), month_words(revision.due_after)),
        (_("Lead department"), revision.lead_before_title or "–", revision.lead_after_title or "–"),
    )
    for label, before, after in changes:
        if before != after:
            yield _("%(label)s: %(before)s → %(after)s") % {"label": label, "before": before, "after": after}
    yield revision.reason
