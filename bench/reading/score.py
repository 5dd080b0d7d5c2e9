"""`python -m bench.reading.score` (`make bench-reading`): how well reports are read.

`clauses.csv` was looked at while the reader was made, `held_out.csv` and `fresh.csv` only after. A row is a figure; a
row without a text is one more figure of the text above, a row without a comparison says that the text has none.
`reports/*.txt` are read whole, their figures are in `reports.csv`. A figure is found when its value is read, not as
OTHER; it is right when all else is right too.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tracker.choices import Comparison, Tense
from tracker.reading.commitments import Candidate, read

FOLDER = Path(__file__).parent
FIELDS = ("value_high", "unit", "scale", "comparison", "kind", "tense")
SPARE = 8  # signs a subject may have beside the noun it has to hold
Gold = dict[str, str]


@dataclass
class Score:
    """Figures found, missed and made up; and of the found ones, those with every field right."""

    found: int = 0
    missed: int = 0
    false: int = 0
    right: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of those read, how many are there."""
        return self.found / (self.found + self.false) if self.found + self.false else 1.0

    @property
    def recall(self) -> float:
        """Of those there, how many were read."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.found else 1.0

    @property
    def all_right(self) -> float:
        """Of those there, how many were read with every field right."""
        there = self.found + self.missed
        return self.right / there if there else 1.0


def spelled(candidate: Candidate) -> Gold:
    """A candidate as the benchmark writes it."""
    is_range = candidate.comparison == Comparison.BETWEEN
    return {
        "value": "" if candidate.value is None else f"{candidate.value:f}",
        "value_high": "" if candidate.value_high is None else f"{candidate.value_high:f}",
        "unit": candidate.unit,
        "scale": candidate.scale,
        "comparison": "range" if is_range else candidate.comparison.lower(),
        "kind": candidate.kind.lower(),
        "tense": candidate.tense.lower(),
        "subject": candidate.subject,
    }


def wrong_fields(gold: Gold, read_: Gold) -> list[str]:
    """The fields that differ; a subject has to hold the noun and little else."""
    wrong = [name for name in FIELDS if gold[name] != read_[name]]
    is_held = gold["subject"] in read_["subject"] and len(read_["subject"]) <= len(gold["subject"]) + SPARE
    return wrong if is_held or not gold["subject"] else [*wrong, "subject"]


def compare(score: Score, text: str, golds: Iterable[Gold]) -> None:
    """Add what is read in a text to a score; of several figures with one value the best fit is taken."""
    left = [spelled(each) for each in read(text) if each.tense != Tense.OTHER]
    for gold in golds:
        able = [each for each in left if each["value"] == str(gold["value"])]
        if not able:
            score.missed += 1
            score.faults.append(f"missed {gold['subject']} {gold['value']}{gold['unit']}: {text[:40]!r}")
            continue
        best = min(able, key=lambda each: len(wrong_fields(gold, each)))
        left.remove(best)
        score.found += 1
        if wrong := wrong_fields(gold, best):
            told = ", ".join(f"{name} {best[name]!r} not {gold[name]!r}" for name in wrong)
            score.faults.append(f"{told}: {gold['subject']} {gold['value']} {text[:40]!r}")
        else:
            score.right += 1
    score.false += len(left)
    score.faults += [
        f"false {each['subject']} {each['value']}{each['unit']} {each['tense']}: {text[:40]!r}" for each in left
    ]


def clauses(name: str) -> Iterator[tuple[str, str, list[Gold]]]:
    """Construction, text and figures, for each text of a file."""
    text: tuple[str, str, list[Gold]] | None = None
    for row in rows(name):
        if row["text"]:
            if text:
                yield text
            text = (row["construction"], row["text"], [])
        if row["comparison"] and text:
            text[2].append(row)
    if text:
        yield text


def rows(name: str) -> list[Gold]:
    """A file's rows by column."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def score_clauses(name: str) -> dict[str, Score]:
    """A score for each construction of a file."""
    scores: dict[str, Score] = defaultdict(Score)
    for construction, text, golds in clauses(name):
        compare(scores[construction], text, golds)
    return scores


def score_reports() -> dict[str, Score]:
    """A score for each report."""
    golds = rows("reports.csv")
    scores = {}
    for file in sorted((FOLDER / "reports").glob("*.txt")):
        scores[file.stem] = Score()
        compare(
            scores[file.stem], file.read_text(encoding="utf-8"), [row for row in golds if row["report"] == file.stem]
        )
    return scores


def total(scores: Iterable[Score]) -> Score:
    """All added up."""
    whole = Score()
    for each in scores:
        whole.found, whole.missed = whole.found + each.found, whole.missed + each.missed
        whole.false, whole.right = whole.false + each.false, whole.right + each.right
        whole.faults += each.faults
    return whole


def line(name: str, score: Score) -> str:
    """One line of the table; Chinese signs are not counted as two, so the name comes last."""
    there = score.found + score.missed
    return f"{there:5} {score.precision:6.3f} {score.recall:6.3f} {score.f1:6.3f} {score.all_right:6.3f}  {name}"


def main() -> None:
    """Print the tables, worst last."""
    parts = {
        "clauses.csv": score_clauses("clauses.csv"),
        "held_out.csv": score_clauses("held_out.csv"),
        "fresh.csv": score_clauses("fresh.csv"),
        "reports": score_reports(),
    }
    for title, scores in parts.items():
        print(f"\n{title}\n    n      P      R     F1    all  ")
        for name, score in scores.items():
            print(line(name, score))
        print(line("TOTAL", total(scores.values())))
    print("\n" + line("EVERYTHING", total(score for scores in parts.values() for score in scores.values())))


if __name__ == "__main__":
    main()
