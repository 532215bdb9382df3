"""The reader of interview questions: which rows it is fitted on, how, and how well it reads an author it has not seen."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from contracts.fit.linear import Document, FitPlan, fit_ngrams, fitted
from contracts.normalise import normalise
from contracts.question_words import Subject
from contracts.questions import FORBIDDEN

PLAN = FitPlan(sizes=(1, 3), c=5.0, prune=0.05)


@dataclass(frozen=True, slots=True)
class Example:
    """text: normalised. subject: None for a question that may be asked."""

    text: str
    subject: str | None


Authors = Mapping[str, Sequence[Example]]


def read_examples(folder: Path) -> Authors:
    """The rows by author (one file each)."""
    return {
        file.stem: [_example(line) for line in file.read_text("utf-8").splitlines()]
        for file in sorted(folder.glob("*.jsonl"))
    }


def fit_document(authors: Authors) -> Document:
    """The reader fitted on all of them."""
    return fit_ngrams(*_task([row for rows in authors.values() for row in rows]), plan=PLAN)


def held_out_figures(authors: Authors) -> Iterator[str]:
    """One line an author: recall, precision and subjects right, read by a model that was fitted on the others."""
    for name, rows in authors.items():
        others = [row for other, found in authors.items() if other != name for row in found]
        model = fitted(*_task(others), plan=PLAN)
        read = [model.read(row.text) for row in rows]
        flagged = [scores[FORBIDDEN] >= 0.5 for scores in read]
        hits = [
            (row, scores)
            for row, scores, flag in zip(rows, read, flagged, strict=True)
            if flag and row.subject
        ]
        right = sum(row.subject == max(Subject, key=lambda s: scores[s.value]).value for row, scores in hits)
        yield (
            f"{name:10} recall {len(hits)}/{sum(row.subject is not None for row in rows)}  "
            f"precision {len(hits)}/{sum(flagged)}  subject {right}/{len(hits)}"
        )


def _task(rows: Sequence[Example]) -> tuple[list[str], dict[str, list[bool]]]:
    targets = {FORBIDDEN: [row.subject is not None for row in rows]}
    return [row.text for row in rows], targets | {
        s.value: [row.subject == s.value for row in rows] for s in Subject
    }


def _example(line: str) -> Example:
    row = json.loads(line)
    return Example(normalise(row["question"]).text, row["category"] if row["forbidden"] else None)
