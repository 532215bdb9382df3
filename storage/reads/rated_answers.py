"""Rated answers with the system's level beside the people's: what the agreement lab and the calibration read."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from hiring.model.ids import AnswerId
from hiring.model.processing import Report
from hiring.model.rating import HIGHEST_LEVEL, LOWEST_LEVEL
from hiring.model.snapshot import question_sha256
from scoring.agreement.table import RatedAnswer
from scoring.measures import NotMeasured, RubricQuestion
from storage.column_types import plan_of
from storage.data_keys import of_candidate
from storage.reads.names import ERASED, data_keys_of, open_of
from storage.reads.rating_queue import CURRENT, transcript_of

# The newest only: every report and transcript behind them has to be decrypted. A company rates fewer.
ANSWERS_MAX = 3000
NO_REPORT = NotMeasured("还没有系统评分")
GONE = NotMeasured("候选人的资料已删除")


# By answer: the level on 1–5, and the version of the profile that gave it.
_Scores = Mapping[AnswerId, tuple[float | NotMeasured, str]]


@dataclass(frozen=True, slots=True)
class RatingCounts:
    """Ratings that the figures leave out: after seeing the judgement, without a level, corrected since."""

    not_blind: int
    not_judged: int
    superseded: int


@dataclass(frozen=True, slots=True)
class RatedText:
    """One answer's words with its blind ratings."""

    answer_id: AnswerId
    question_id: str
    question: RubricQuestion
    transcript: str
    ratings: Mapping[str, int]  # by the id of the rater


def rated_answers(session: Session) -> Sequence[RatedAnswer]:
    """Each answer that has a blind rating, with the level its latest report gives it."""
    rows = session.execute(text(_RATED), {"limit": ANSWERS_MAX}).all()
    data_keys_of(session).preload(of_candidate(row.candidate_id) for row in rows)
    reports: dict[str, _Scores] = {}
    for row in rows:
        if row.report_id and row.report_id not in reports:
            reports[row.report_id] = _report(session, row)
    return [_rated(row, reports.get(row.report_id)) for row in rows]


def rated_texts(session: Session) -> Sequence[RatedText]:
    """The same answers with what was said, oldest first; those of erased people are not there."""
    rows = session.execute(text(_RATED), {"limit": ANSWERS_MAX}).all()
    data_keys_of(session).preload(of_candidate(row.candidate_id) for row in rows)
    found = []
    for row in reversed(rows):
        said = transcript_of(session, row) if row.report_id else ""
        if said.strip():
            question = plan_of(row.plan).question(row.question_key)
            sha256 = question_sha256(question)
            found.append(RatedText(row.id, sha256, question.rubric, said, _levels(row)))
    return found


def rating_counts(session: Session) -> RatingCounts:
    row = session.execute(text(_COUNTS)).one()
    return RatingCounts(row.not_blind, row.not_judged, row.superseded)


_RATED = f"""
SELECT a.id, a.candidate_id, a.question_key, i.plan, i.plan ->> 'rubric_version' AS rubric_version,
    people.levels, report.id AS report_id, report.payload_sealed
FROM (
    SELECT answer_id, jsonb_object_agg(rater_id, level) AS levels, max(created_at) AS latest
    FROM ({CURRENT}) current WHERE level IS NOT NULL AND blind GROUP BY answer_id
) people
JOIN answer a ON a.id = people.answer_id
JOIN interview i ON i.id = a.interview_id
LEFT JOIN LATERAL (
    SELECT id, payload_sealed FROM report WHERE report.interview_id = i.id ORDER BY generation DESC LIMIT 1
) report ON true
ORDER BY people.latest DESC, a.id LIMIT :limit
"""

_COUNTS = f"""
SELECT count(*) FILTER (WHERE level IS NOT NULL AND NOT blind) AS not_blind,
    count(*) FILTER (WHERE level IS NULL) AS not_judged,
    (SELECT count(*) FROM rating) - count(*) AS superseded
FROM ({CURRENT}) current
"""


def _levels(row: Row[tuple[object, ...]]) -> Mapping[str, int]:
    return {str(rater): int(level) for rater, level in row.levels.items()}


def _rated(row: Row[tuple[object, ...]], scores: _Scores | None) -> RatedAnswer:
    question = plan_of(row.plan).question(row.question_key)
    system, version = (scores or {}).get(row.id, (NO_REPORT if scores is None else GONE, ""))
    return RatedAnswer(
        question_id=question_sha256(question),
        question=question.rubric.question,
        dimension=question.rubric.dimension,
        version=f"{row.rubric_version} · {version}" if version else "",
        ratings=_levels(row),
        system=system,
    )


def _report(session: Session, row: Row[tuple[object, ...]]) -> _Scores:
    """Only these numbers are wanted, so the rest of the report is not turned into values."""
    payload = open_of(
        data_keys_of(session),
        Report,
        "payload",
        row.payload_sealed,
        candidate_id=row.candidate_id,
        row_id=row.report_id,
    )
    answers = [] if payload == ERASED else json.loads(payload)["answers"]
    return {
        AnswerId(one["answer_id"]): (_level(_score_of(one)), one["score"]["scorer_version"])
        for one in answers
    }


def _score_of(answer: dict[str, Any]) -> float | dict[str, str]:
    """Of the answer that the raters saw: without what was answered to a probe."""
    asked = answer.get("asked")
    score: float | dict[str, str] = asked["score_before"] if asked else answer["score"]["score"]
    return score


def _level(score: float | dict[str, str]) -> float | NotMeasured:
    """A score 0–100 on the anchors' scale 1–5; the inverse of scoring.rubric.to_score."""
    if isinstance(score, dict):
        return NotMeasured(score["reason"])
    return LOWEST_LEVEL + score / 100 * (HIGHEST_LEVEL - LOWEST_LEVEL)
