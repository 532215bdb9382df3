"""The reviewed exercises of config/exercises, and the company's values as questions."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hiring.model.plan import ExerciseKind, Modality, PlannedExercise, PlannedQuestion
from scoring.exercises.inventory import Item
from scoring.measures import RubricQuestion

FOLDER = Path(__file__).parent
INVENTORY_FILE = FOLDER / "exercises" / "inventory.toml"
VALUES_FILE = FOLDER / "company_values.toml"
CULTURE = "文化匹配"

# A value is asked like any other question about conduct.
VALUE_PREPARATION_S, VALUE_LIMIT_S, VALUE_RETAKES = 60, 180, 1


def exercises_of(rows: Sequence[dict[str, Any]]) -> tuple[PlannedExercise, ...]:
    """The exercises that a template lists. Raises KeyError or ValueError for a row that is not in form."""
    return tuple(
        load_inventory() if ExerciseKind(row["kind"]) == ExerciseKind.INVENTORY else _sums(row)
        for row in rows
    )


def load_inventory(file: Path = INVENTORY_FILE) -> PlannedExercise:
    """The inventory; its dimension is empty, because it counts in no score."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return PlannedExercise(
        key=table["key"],
        kind=ExerciseKind.INVENTORY,
        title=table["title"],
        dimension="",
        limit_s=table["limit_s"],
        items=tuple(Item(row["text"], row["trait"], row["key"], row.get("wanted")) for row in table["items"]),
    )


def value_questions(
    keys: Sequence[str], *, role: str, file: Path = VALUES_FILE
) -> tuple[PlannedQuestion, ...]:
    """The named values as questions, in that order. Raises KeyError for one that isn't written."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    written = {row["key"]: row for row in table["values"]}
    return tuple(_value(written[key], role=role) for key in keys)


def _sums(row: dict[str, Any]) -> PlannedExercise:
    return PlannedExercise(
        key=row["key"],
        kind=ExerciseKind.SUMS,
        title=row["title"],
        dimension=row["dimension"],
        limit_s=row["limit_s"],
        count=row["count"],
    )


def _value(row: dict[str, Any], *, role: str) -> PlannedQuestion:
    anchors = {1: "；".join(row["against"]) + "。", 3: row["partly"], 5: "；".join(row["shows"]) + "。"}
    return PlannedQuestion(
        key=f"value_{row['key']}",
        rubric=RubricQuestion(
            question=row["question"],
            dimension=row["name"],
            role=role,
            anchors=anchors,
            key_points=tuple(row["shows"]),
            probes=tuple(row["probes"]),
        ),
        modalities=tuple(Modality),
        preparation_s=VALUE_PREPARATION_S,
        answer_limit_s=VALUE_LIMIT_S,
        retakes=VALUE_RETAKES,
        hints=tuple(row["hints"]),
    )
