"""Rated answers from a file, for calibrating where they were rated elsewhere."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, ValidationError

from scoring.calibration.calibrate import Rated
from scoring.measures import RubricQuestion

ANCHOR_LEVELS = (1, 3, 5)

_EXPECTED = {
    "question": "题目的文字",
    "dimension": "维度的名称",
    "role": "岗位的名称",
    "rubric": '写出 1、3、5 三级标准的对象，如 {"1": "…", "3": "…", "5": "…"}',
    "answer": "回答的文字",
    "ratings": "各人给的级别，每个在 1 到 5 之间，如 [3, 4]",
    "qid": "题目的编号，文字",
}


def _with_anchors(rubric: dict[int, str]) -> dict[int, str]:
    if any(not rubric.get(level, "").strip() for level in ANCHOR_LEVELS):
        raise ValueError("an anchor is missing")
    return rubric


Level = Annotated[float, Field(ge=1, le=5)]
Words = Annotated[str, Field(min_length=1)]


class RatingFileFault(ValueError):
    """A line that can't be used; the message is for the person at the terminal."""


class _Row(BaseModel):
    """One rated answer. qid: what tells questions apart; without it the question's own words do."""

    question: Words
    dimension: Words
    role: str = ""
    rubric: Annotated[dict[int, str], AfterValidator(_with_anchors)]
    answer: str
    ratings: Annotated[list[Level], Field(min_length=1)]
    qid: str | None = None


def read_ratings(path: Path) -> Sequence[Rated]:
    """Raises RatingFileFault with the line's number."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise RatingFileFault("文件不是 UTF-8 编码，请另存为 UTF-8 后重试。") from error
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = _Row.model_validate_json(line)
        except ValidationError as error:
            raise RatingFileFault(f"第 {number} 行{_what_is_wrong(error)}") from error
        found.append(_rated(row))
    return found


def _what_is_wrong(error: ValidationError) -> str:
    place = error.errors()[0]["loc"]
    if not place:
        return "不是 JSON 对象，请检查引号和逗号。"
    name = str(place[0])
    return f"的 {name} 缺少或不正确，应为{_EXPECTED[name]}。"


def _rated(row: _Row) -> Rated:
    return Rated(
        question_id=row.qid or hashlib.sha256(row.question.encode()).hexdigest(),
        question=RubricQuestion(
            question=row.question, dimension=row.dimension, role=row.role, anchors=row.rubric
        ),
        answer=row.answer,
        level=fmean(row.ratings),
    )
