"""The data set as search engines read it (schema.org), and how it is cited."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracker.exports.columns import NOTICE, Source
from tracker.exports.envelopes import envelope, licence, publisher
from tracker.exports.files import TYPES
from tracker.exports.resources import RESOURCES


def description() -> str:
    """What the data set is, in the reader's language."""
    return _(
        "Every quantified promise of the district's work report with its light month by month, every accepted "
        "figure in all its versions, every revision, and the public evidence. Figures are exact; missing stays missing."
    )


def schema_dataset(source: Source) -> dict[str, Any]:
    """The data set by schema.org, in the reader's language."""
    told, report, months = envelope(source), source.page.report, source.page.months
    name = _("Targets of the %(title)s, %(place)s") % {"title": report.title, "place": report.place_name}
    files = [(each.title, kind, each.address(kind)) for each in RESOURCES.values() for kind in ("json", "csv", "xlsx")]
    files.append((_("The whole data set"), "zip", source.link("dataset")))
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"{NOTICE} · {name}" if told["sample"] else name,
        "description": description(),
        "url": told["source"],
        "identifier": f"{report.code}:{told['edition']}",
        "version": str(told["edition"]),
        "dateModified": told["published_at"],
        "inLanguage": ["zh-Hans", "en"],
        "license": told["licence"]["url"],
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": publisher(source)},
        "spatialCoverage": report.place_name,
        "temporalCoverage": f"{months[0]:%Y-%m}/{months[-1]:%Y-%m}",
        "distribution": [
            {
                "@type": "DataDownload",
                "name": f"{title} ({kind.upper()})",
                "encodingFormat": TYPES[kind].split(";")[0],
                "contentUrl": address,
            }
            for title, kind, address in files
        ],
    }


def citation(source: Source) -> str:
    """One line to cite the data set by, in the reader's language; the edition makes it exact."""
    told, report = envelope(source), source.page.report
    line = _(
        "%(publisher)s: %(title)s, targets and figures. Edition %(edition)s, as of %(month)s. %(address)s (%(licence)s)"
    )
    cited = line % {
        "publisher": publisher(source),
        "title": report.title,
        "edition": told["edition"],
        "month": told["month"],
        "address": told["source"],
        "licence": licence()["name"],
    }
    separator = "" if (get_language() or "").startswith("zh") else " "
    return f"[{NOTICE}]{separator}{cited}" if told["sample"] else cited
