"""Everything that can be taken away: the lists of the API, and the further tables of the whole data set."""

from typing import Any

from tracker.exports.areas import AREAS, REPORT
from tracker.exports.closings import CLOSINGS
from tracker.exports.columns import Resource
from tracker.exports.departments import DEPARTMENTS
from tracker.exports.entries import ENTRIES, EVIDENCE
from tracker.exports.revisions import PUBLICATIONS, REVISIONS
from tracker.exports.targets import STANDINGS, TARGETS

RESOURCES: dict[str, Resource[Any]] = {
    each.name: each for each in (REPORT, AREAS, DEPARTMENTS, TARGETS, ENTRIES, REVISIONS, CLOSINGS, PUBLICATIONS)
}
TABLES: dict[str, Resource[Any]] = RESOURCES | {each.name: each for each in (STANDINGS, EVIDENCE)}
