"""The reader of interview questions: which rows it is fitted on, how, and how well it reads an author it has not seen."""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from contracts.encoder.text_encoder import TextEncoder
from contracts.fit.linear import Document, FitPlan, Task, fitted
from contracts.ngrams import parse_ngrams
from contracts.questions import (
    FORBIDDEN_FROM,
    LAWFUL,
    QuestionReader,
    ReadQuestion,
    Spellings,
    Subject,
    parse_spellings,
    read_question,
    whole_text,
)

# Found by leave-one-author-out: one softmax over all subjects beats one head a subject, with or without patterns beside it.
PLAN = FitPlan(sizes=(1, 3), c=10.0, prune=0.2, one_of=True)
EPOCHS = 3  # of the network


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


def held_out_figures(authors: Authors) -> Iterator[str]:
    """One line an author: how a linear half that was fitted on the others reads it by itself."""
    for name, rows in authors.items():
        others = {other: found for other, found in authors.items() if other != name}
        words = fitted(words_task(others), plan=PLAN)
        read = [words.read(row.question.words.text, row.question.marks) for row in rows]
        yield f"{name:10} {_counted(rows, read)}"


def figures(rows: Sequence[Example], words: Document, whole: Document) -> str:
    """How a reader made of the two does on the rows."""
    reader = QuestionReader(parse_ngrams(words), TextEncoder(whole))
    return _counted(rows, [reader.read(row.question.words.text, row.question) for row in rows])


def words_task(authors: Authors) -> Task:
    """For the linear half."""
    rows = [row for found in authors.values() for row in found]
    return Task(
        [row.question.words.text for row in rows], _targets(rows), [row.question.marks for row in rows]
    )


def whole_task(authors: Authors) -> Task:
    """For the network."""
    rows = [row for found in authors.values() for row in found]
    return Task([whole_text(row.question.words.text, row.question) for row in rows], _targets(rows))


def _counted(rows: Sequence[Example], read: Sequence[Mapping[str, float]]) -> str:
    """Recall, precision and subjects right."""
    flagged = [1 - chances[LAWFUL] >= FORBIDDEN_FROM for chances in read]
    forbidden = [row.label != LAWFUL for row in rows]
    hits = [i for i, flag in enumerate(flagged) if flag and forbidden[i]]
    right = sum(rows[i].label == max(Subject, key=lambda s: read[i][s]) for i in hits)
    return f"recall {len(hits)}/{sum(forbidden)}  precision {len(hits)}/{sum(flagged)}  subject {right}/{len(hits)}"


def _targets(rows: Sequence[Example]) -> dict[str, list[bool | None]]:
    return {label: [row.label == label for row in rows] for label in (LAWFUL, *map(str, Subject))}


def _example(line: str, spellings: Spellings) -> Example:
    row = json.loads(line)
    return Example(read_question(row["question"], spellings), row["category"] if row["forbidden"] else LAWFUL)
