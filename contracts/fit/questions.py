"""The reader of interview questions: which rows it is fitted on, how, and how well it reads an author it has not seen."""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from contracts.fit.linear import Document, FitPlan, Task, fit_ngrams, fitted
from contracts.questions import (
    FORBIDDEN_FROM,
    LAWFUL,
    ReadQuestion,
    Spellings,
    Subject,
    parse_spellings,
    read_question,
)

# Found by leave-one-author-out: one softmax over all subjects beats one head a subject, with or without patterns beside it.
PLAN = FitPlan(sizes=(1, 3), c=10.0, prune=0.2, one_of=True)


@dataclass(frozen=True, slots=True)
class Example:
    """label: a subject, or LAWFUL."""

    question: ReadQuestion
    label: str


Authors = Mapping[str, Sequence[Example]]


def read_examples(law: Path) -> Authors:
    """The rows by author (one file each)."""
    spellings = parse_spellings(tomllib.loads((law / "questions.toml").read_text("utf-8")))
    return {
        file.stem: [_example(line, spellings) for line in file.read_text("utf-8").splitlines()]
        for file in sorted((law / "examples" / "questions").glob("*.jsonl"))
    }


def fit_document(authors: Authors) -> Document:
    """The reader fitted on all of them."""
    return fit_ngrams(_task([row for rows in authors.values() for row in rows]), plan=PLAN)


def held_out_figures(authors: Authors) -> Iterator[str]:
    """One line an author: recall, precision and subjects right, read by a model that was fitted on the others."""
    for name, rows in authors.items():
        others = [row for other, found in authors.items() if other != name for row in found]
        model = fitted(_task(others), plan=PLAN)
        read = [model.read(row.question.words.text, row.question.marks) for row in rows]
        flagged = [1 - chances[LAWFUL] >= FORBIDDEN_FROM for chances in read]
        forbidden = [row.label != LAWFUL for row in rows]
        hits = [i for i, flag in enumerate(flagged) if flag and forbidden[i]]
        right = sum(rows[i].label == max(Subject, key=lambda s: read[i][s]) for i in hits)
        yield (
            f"{name:10} recall {len(hits)}/{sum(forbidden)}  precision {len(hits)}/{sum(flagged)}  "
            f"subject {right}/{len(hits)}"
        )


def _task(rows: Sequence[Example]) -> Task:
    targets = {label: [row.label == label for row in rows] for label in (LAWFUL, *map(str, Subject))}
    return Task([row.question.words.text for row in rows], targets, [row.question.marks for row in rows])


def _example(line: str, spellings: Spellings) -> Example:
    row = json.loads(line)
    return Example(read_question(row["question"], spellings), row["category"] if row["forbidden"] else LAWFUL)
