"""Rated answers from a file, for calibrating where they were rated elsewhere."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import Annotated

from pydantic import BaseModel, Field, ValidationError

from scoring.calibration.calibrate import Rated
from scoring.measures import RubricQuestion

Level = Annotated[float, Field(ge=1, le=5)]


class RatingFileFault(ValueError):
    """A line that can't be used; the message is for the person at the terminal."""


class _Row(BaseModel):
    """One rated answer. qid: what tells questions apart; without it the question's own words do."""

    question: str
    dimension: str
    role: str = ""
    rubric: dict[int, str]
    answer: str
    ratings: Annotated[list[Level], Field(min_length=1)]
    qid: str | None = None


def read_ratings(path: Path) -> Sequence[Rated]:
    """Raises RatingFileFault with the line's number."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = _Row.model_validate_json(line)
        except ValidationError as error:
            fault = error.errors()[0]
            where = ".".join(str(part) for part in fault["loc"]) or "JSON"
            raise RatingFileFault(f"第 {number} 行的 {where} 不正确：{fault['msg']}") from error
        found.append(_rated(row))
    return found


def _rated(row: _Row) -> Rated:
    return Rated(
        question_id=row.qid or hashlib.sha256(row.question.encode()).hexdigest(),
        question=RubricQuestion(
            question=row.question, dimension=row.dimension, role=row.role, anchors=row.rubric
        ),
        answer=row.answer,
        level=fmean(row.ratings),
    )
