"""The lights beside the rows: taken from the one list, once a page, never row by row."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.choices import Light
from tracker.models import Report, Target
from tracker.queries.standings import Standing, ledger
from tracker.rules.months import last_closed
from tracker.rules.words import month_words, percent, with_unit


def standings_of(targets: Iterable[Target], on: date) -> dict[int, Standing]:
    """The standing of each target at its report's last closed month, by primary key: so many queries a report."""
    keys: dict[int, list[int]] = defaultdict(list)
    reports: dict[int, Report] = {}
    for target in targets:
        keys[target.report_id].append(target.pk)
        reports[target.report_id] = target.report
    found: dict[int, Standing] = {}
    for number, report in reports.items():
        month = last_closed(report.first_month, report.last_month, on)
        chosen = Target.objects.of(report).filter(pk__in=keys[number])
        found |= {standing.target.pk: standing for standing in ledger(report, chosen).standings(month)}
    return found


def light_words(light: Light) -> SafeString:
    """A light as word and shape; the colour comes from the style sheet."""
    return format_html(
        '<span class="light light-{}"><span class="light-mark" aria-hidden="true">{}</span> {}</span>',
        light.slug,
        light.symbol,
        light.label,
    )


def completion_words(standing: Standing) -> str:
    """The done share in per cent; rates and caps are held, not filled, so they have none."""
    if not standing.facts.has_share:
        return _("n/a (a line to hold)")
    done = standing.verdict.done
    return _("no figure yet") if done is None else percent(done)


def latest_words(standing: Standing) -> SafeString:
    """The last accepted figure and its month, each of which stays on one line."""
    latest = standing.facts.latest
    if latest is None:
        return SafeString("–")
    return format_html(
        '<span class="latest-part">{}</span> <span class="latest-part quiet">{}</span>',
        with_unit(latest.value, standing.target.unit_name),
        month_words(latest.month),
    )
