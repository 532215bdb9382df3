"""What a rater may rate next, and what they have rated. Never a name, a score or anybody else's rating."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from hiring.errors import Conflict
from hiring.model.ids import AnswerId, RatingId
from hiring.model.people import Staff
from hiring.model.plan import Modality
from hiring.model.processing import Report
from hiring.model.rating import RATEABLE, Obstacle
from scoring.measures import RubricQuestion
from storage.column_types import plan_of
from storage.reads.names import ERASED, candidate_names, data_keys_of, open_of
from storage.repositories.ratings import SEEN

NAMELESS = "○○"  # in place of the candidate's own name, should they have said it
MINE_LIMIT = 100


@dataclass(frozen=True, slots=True)
class RatingSheet:
    """One answer as a rater sees it, in the words that the report scored. recorded: there is a recording that somebody with the right may play."""

    answer_id: AnswerId
    question: RubricQuestion
    transcript: str
    modality: Modality
    recorded: bool


@dataclass(frozen=True, slots=True)
class RatingQueue:
    """sheet None: nothing is left. waiting: answers this person could rate, the sheet's included. given: rated."""

    sheet: RatingSheet | None
    waiting: int
    given: int


@dataclass(frozen=True, slots=True)
class GivenRating:
    """The latest word of this rater on one answer."""

    id: RatingId
    answer_id: AnswerId
    question: str
    dimension: str
    level: int | None
    obstacle: Obstacle | None
    blind: bool
    created_at: datetime


def rating_queue(
    session: Session, rater: Staff, *, any_job: bool, interview_id: str | None = None
) -> RatingQueue:
    """Answers with exactly one rating first (a second makes them count), then unrated ones; else in random order.

    any_job: also posts that this person doesn't manage. Answers of interviews whose judgement they have seen are
    left out, and those they have rated, or could not judge, already. interview_id: of this interview only.
    """
    facts = {"rater_id": rater.id, "dingtalk_user_id": rater.dingtalk_user_id, "any_job": any_job}
    facts |= {"interview_id": interview_id or ""}
    rows = session.execute(text(_QUEUE), facts | {"states": [state.value for state in RATEABLE]}).all()
    sheet = next((found for found in (_sheet(session, row) for row in rows) if found), None)
    given = session.execute(text(_GIVEN_COUNT), {"rater_id": rater.id}).scalar_one()
    return RatingQueue(sheet, len(rows), given)


def rating_sheet(session: Session, answer_id: AnswerId) -> RatingSheet:
    """The sheet of one answer. Raises Conflict(RT409) when it can't be rated."""
    facts = {"answer_id": answer_id, "states": [state.value for state in RATEABLE]}
    row = session.execute(text(_ONE), facts).one_or_none()
    sheet = _sheet(session, row) if row else None
    if sheet is None:
        raise Conflict("RT409")
    return sheet


def own_ratings(session: Session, rater: Staff) -> Sequence[GivenRating]:
    """Newest first."""
    rows = session.execute(text(_MINE), {"rater_id": rater.id, "limit": MINE_LIMIT})
    return [
        GivenRating(
            id=row.id,
            answer_id=row.answer_id,
            question=plan_of(row.plan).question(row.question_key).rubric.question,
            dimension=row.dimension,
            level=row.level,
            obstacle=Obstacle(row.obstacle) if row.obstacle else None,
            blind=row.blind,
            created_at=row.created_at,
        )
        for row in rows
    ]


CURRENT = """
SELECT DISTINCT ON (answer_id, rater_id) * FROM rating ORDER BY answer_id, rater_id, revision DESC
"""

_ANSWER = """
SELECT a.id, a.interview_id, a.candidate_id, a.question_key, a.modality, a.media_sha256, i.plan, i.state,
    report.id AS report_id, report.payload_sealed
FROM answer a
JOIN interview i ON i.id = a.interview_id
JOIN job j ON j.id = i.job_id
JOIN LATERAL (
    SELECT id, payload_sealed FROM report WHERE report.interview_id = i.id ORDER BY generation DESC LIMIT 1
) report ON true AND a.question_key NOT LIKE 'probe:%'
"""

_QUEUE = f"""
{_ANSWER}
JOIN data_key k ON k.subject = 'candidate:' || a.candidate_id AND k.destroyed_at IS NULL
CROSS JOIN LATERAL (
    SELECT count(*) AS n FROM ({CURRENT}) current
    WHERE current.answer_id = a.id AND current.level IS NOT NULL AND current.blind
) others
WHERE a.state = 'received' AND i.state = ANY(:states)
    AND NOT EXISTS (SELECT 1 FROM transcript_review review
        WHERE review.interview_id = i.id AND review.closed_at IS NULL)
    AND (:interview_id = '' OR i.id = :interview_id)
    AND (:any_job OR :rater_id = ANY(j.manager_ids))
    AND NOT EXISTS (SELECT 1 FROM rating WHERE rating.answer_id = a.id AND rating.rater_id = :rater_id)
    AND NOT {SEEN}
ORDER BY others.n = 1 DESC, others.n, random()
"""

_ONE = f"{_ANSWER} WHERE a.id = :answer_id AND a.state = 'received' AND i.state = ANY(:states)"

_GIVEN_COUNT = "SELECT count(DISTINCT answer_id) FROM rating WHERE rater_id = :rater_id"

_MINE = f"""
SELECT current.*, i.plan FROM ({CURRENT}) current JOIN interview i ON i.id = current.interview_id
WHERE current.rater_id = :rater_id ORDER BY current.created_at DESC, current.id LIMIT :limit
"""


def _sheet(session: Session, row: Row[tuple[object, ...]]) -> RatingSheet | None:
    """None when nothing was said, or the person was erased."""
    said = transcript_of(session, row)
    if not said.strip():
        return None
    name = candidate_names(session, [row.candidate_id])[row.candidate_id]
    return RatingSheet(
        answer_id=row.id,
        question=plan_of(row.plan).question(row.question_key).rubric,
        transcript=said.replace(name, NAMELESS) if name.strip() else said,
        modality=Modality(row.modality),
        recorded=row.media_sha256 is not None,
    )


def transcript_of(session: Session, row: Row[tuple[object, ...]]) -> str:
    """What the latest report scored, the candidate's corrections included; "" for an erased person.

    row: with id of the answer, candidate_id, report_id and payload_sealed of the report.
    """
    payload = open_of(
        data_keys_of(session),
        Report,
        "payload",
        row.payload_sealed,
        candidate_id=row.candidate_id,
        row_id=row.report_id,
    )
    answers = [] if payload == ERASED else json.loads(payload)["answers"]
    said: dict[str, str] = next((one["transcript"] for one in answers if one["answer_id"] == row.id), {})
    return str(said.get("text", ""))
