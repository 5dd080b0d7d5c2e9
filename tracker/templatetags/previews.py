"""What link previews and search engines read of a page: its lasting address, one true sentence, a picture."""

from html import unescape
from typing import Any

from django import template
from django.urls import NoReverseMatch, ResolverMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from tracker.choices import reads_chinese
from tracker.queries.areas import AreaStanding
from tracker.queries.standings import Standing
from tracker.rules.rollup import Rollup
from tracker.rules.words import month_words
from tracker.templatetags.share import absolute

register = template.Library()

LOCALES = {"zh-hans": "zh_CN", "en": "en_GB"}
TAGS = {"zh-hans": "zh-Hans", "en": "en"}


@register.simple_block_tag
def heading(content: str) -> str:
    """The text of the block, to be kept `as` a variable and written in more than one place."""
    return unescape(content).strip()


@register.inclusion_tag("parts/meta.html", takes_context=True)
def meta(context: dict[str, Any], title: str) -> dict[str, Any]:
    """The description and, where the context has a page, its addresses, languages and picture."""
    page, request = context.get("page"), context.get("request")
    if page is None or request is None or request.resolver_match is None:
        return {"description": _("What the district's work report promised, and how far each figure has come.")}
    addresses = {code: absolute(_lasting(request.resolver_match, page, code)) for code in LOCALES}
    here = "zh-hans" if reads_chinese() else "en"
    return {
        "title": title,
        "description": _described(context, page),
        "address": addresses[here],
        "languages": [(TAGS[code], address) for code, address in addresses.items()],
        "usual": addresses["zh-hans"],
        "locale": LOCALES[here],
        "other_locales": [locale for code, locale in LOCALES.items() if code != here],
        "picture": absolute(_picture(context, page)),
    }


def _lasting(match: ResolverMatch, page: Any, language: str) -> str:
    """The page's address in a language, without parameters; with its month in the path unless that is the usual one."""
    given = {name: value for name, value in match.kwargs.items() if name != "month_key"}
    with override(language):
        if not page.is_default_month:
            try:
                return reverse(match.view_name, kwargs=given | {"month_key": page.month_key})
            except NoReverseMatch:
                pass  # a page that has no months
        return reverse(match.view_name, kwargs=given)


def _described(context: dict[str, Any], page: Any) -> str:
    standing, found = context.get("standing"), context.get("found")
    if isinstance(standing, Standing):
        text = _("%(light)s as of %(month)s. %(reason)s Promised: %(promise)s.") % {
            "light": standing.verdict.light.label,
            "month": month_words(standing.month),
            "reason": standing.reason,
            "promise": standing.promise,
        }
    elif isinstance(found, AreaStanding):
        text = _counted(found.area.title, found.rollup, page)
    else:
        text = _counted(page.report.title, page.counts, page)
    return _("[Sample data, made up] %(text)s") % {"text": text} if context["edition"].is_sample else text


def _counted(name: str, counts: Rollup, page: Any) -> str:
    if not counts.total:
        return _("This area of the report holds no quantified target.")
    lights = [f"{light.label} {number}" for light, number in counts.lights.items() if number]
    words = _("%(name)s, by the end of %(month)s: %(lights)s. Targets in all: %(total)s.")
    month = month_words(page.month)
    return words % {"name": name, "month": month, "lights": _(", ").join(lights), "total": counts.total}


def _picture(context: dict[str, Any], page: Any) -> str:
    standing, found = context.get("standing"), context.get("found")
    if isinstance(standing, Standing):
        return reverse("target_picture", args=[page.month_key, standing.target.code])
    if isinstance(found, AreaStanding):
        return reverse("area_picture", args=[page.month_key, found.area.code])
    return reverse("report_picture", args=[page.month_key])
