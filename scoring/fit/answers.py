"""The labelled answers that a profile is fitted on, and their features."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

from scoring.embedding_port import Embedder
from scoring.features.acts import Act, ActReader
from scoring.features.assemble import Measured, measure
from scoring.features.relation import Reference, aspects
from scoring.measures import RubricQuestion
from scoring.neutral import neutral
from scoring.text import spoken, units

# Answers to the question, however poor: a pairing with another question makes them off topic.
REAL_KINDS = frozenset({"average", "good", "strong_long", "strong_short", "weak"})
SEED = 0
MISMATCHED = "mismatched"
UNRELATED = "unrelated"
MISCONDUCT_ACCOUNT, HONEST_ACCOUNT = "misconduct_account", "honest_account"
QUESTIONS_A_TEXT = 3


@dataclass(frozen=True, slots=True)
class Graded:
    """One answer with the level 1–5 its writer or expert gave it, and what kind of answer it is."""

    answer_id: str
    question_id: str
    question: RubricQuestion
    answer: str
    level: float
    kind: str


def graded_answers(name: str) -> tuple[Graded, ...]:
    """Rows of scoring/fit/data/<name>.jsonl."""
    return tuple(_graded(line) for line in _lines(name))


def clause_acts() -> tuple[list[str], list[Act]]:
    """The clause bank: texts and the act that each performs."""
    rows = [json.loads(line) for line in _lines("clauses")]
    return [spoken(row["text"]) for row in rows], [Act(row["act"]) for row in rows]


def reference_of(rows: Sequence[Graded], *, embedder: Embedder) -> Reference:
    """Mean embeddings of units, questions and anchor aspects."""
    questions = {row.question.question: row.question for row in rows}.values()
    parts = [part for q in questions for anchor in q.anchors.values() for part in aspects(anchor)]
    said = [spoken(unit.text) for row in rows for unit in units(neutral(row.answer).text)]
    return Reference(
        unit_centre=embedder.embed(said).mean(axis=0),
        question_centre=embedder.embed([spoken(q.question) for q in questions]).mean(axis=0),
        aspect_centre=embedder.embed([spoken(part) for part in parts]).mean(axis=0),
    )


def measured_all(
    rows: Sequence[Graded], *, embedder: Embedder, reference: Reference, reader: ActReader
) -> list[Measured]:
    return [
        measure(row.question, row.answer, embedder=embedder, reference=reference, reader=reader)
        for row in rows
    ]


def mismatched(rows: Sequence[Graded]) -> tuple[Graded, ...]:
    """Real answers handed in under a question of another dimension: off topic by construction."""
    chooser = np.random.RandomState(SEED)
    questions = {row.question_id: row.question for row in rows}
    made = []
    for row in rows:
        if row.kind not in REAL_KINDS:
            continue
        others = [q for q in questions.values() if q.dimension != row.question.dimension]
        asked = others[int(chooser.randint(len(others)))]
        made.append(Graded(f"{row.answer_id}-x", row.question_id, asked, row.answer, 1.0, MISMATCHED))
    return tuple(made)


def unrelated(rows: Sequence[Graded]) -> tuple[Graded, ...]:
    """Texts about nothing that a job interview asks, each handed in under several questions."""
    chooser = np.random.RandomState(SEED)
    asked = {row.question_id: row.question for row in rows}
    names = sorted(asked)
    made = []
    for number, line in enumerate(_lines("unrelated")):
        for name in chooser.choice(names, QUESTIONS_A_TEXT, replace=False).tolist():
            answer_id = f"U{number:02d}-{name}"
            made.append(Graded(answer_id, name, asked[name], json.loads(line)["answer"], 1.0, UNRELATED))
    return tuple(made)


def conduct_accounts(rows: Sequence[Graded]) -> tuple[Graded, ...]:
    """Accounts of misconduct, and of uncovering or refusing it in much the same words, each under some question.

    They teach the misconduct guard alone, which does not look at the question.
    """
    chooser = np.random.RandomState(SEED)
    asked = {row.question_id: row.question for row in rows}
    names = chooser.choice(sorted(asked), len(_lines("conduct"))).tolist()
    made = []
    for number, (name, line) in enumerate(zip(names, _lines("conduct"), strict=True)):
        row = json.loads(line)
        level = 1.0 if row["kind"] == MISCONDUCT_ACCOUNT else 4.0
        made.append(Graded(f"M{number:02d}", name, asked[name], row["answer"], level, row["kind"]))
    return tuple(made)


def _lines(name: str) -> list[str]:
    path = files("scoring.fit").joinpath("data", f"{name}.jsonl")
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _graded(line: str) -> Graded:
    row = json.loads(line)
    return Graded(
        answer_id=row["answer_id"],
        question_id=row["qid"],
        question=RubricQuestion(
            question=row["question"],
            dimension=row["dimension"],
            role=row["role"],
            anchors={int(level): text for level, text in row["rubric"].items()},
        ),
        answer=row["answer"],
        level=float(row["level"]),
        kind=row["kind"].removesuffix("_asr"),
    )
