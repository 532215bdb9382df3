"""HR's list of interviews, a manager's reviews, and one line for live changes."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from hiring.errors import NotFound
from hiring.model.ids import CandidateId, InterviewId, JobId, StaffId
from hiring.model.interview import InterviewState
from hiring.model.processing import Report
from scoring.measures import NotMeasured
from storage.data_keys import of_candidate
from storage.reads.names import ERASED, candidate_names, data_keys_of, open_of

LIST_LIMIT = 500


@dataclass(frozen=True, slots=True)
class InterviewLine:
    """answered, total: questions. tasks_…: processing steps of answers that count. composite None: no report yet.

    updated_at: the latest thing that happened to it.
    """

    id: InterviewId
    candidate_id: CandidateId
    candidate_name: str
    job_id: JobId
    job_title: str
    manager_id: StaffId
    manager_name: str
    state: InterviewState
    starts_at: datetime
    closes_at: datetime
    reported_at: datetime | None
    answered: int
    total: int
    tasks_done: int
    tasks_total: int
    tasks_failed: int
    composite: float | NotMeasured | None
    rate_first: bool
    invitation_delivered_at: datetime | None
    invitation_error: str
    updated_at: datetime


def interview_list(
    session: Session,
    *,
    state: InterviewState | None = None,
    job_id: JobId | None = None,
    limit: int = LIST_LIMIT,
) -> Sequence[InterviewLine]:
    """HR's list, the latest change first. Filters left out let everything through."""
    where = {"state": state.value if state else None, "job_id": job_id}
    return _lines(
        session, f"{_LINES} {_FILTERED} ORDER BY updated_at DESC, i.id LIMIT :limit", limit=limit, **where
    )


def review_list(session: Session, manager_id: StaffId, *, limit: int = LIST_LIMIT) -> Sequence[InterviewLine]:
    """This manager's interviews that have a report: those that wait for a verdict first, the longest waiting first."""
    query = f"{_LINES} WHERE i.manager_id = :manager_id AND i.reported_at IS NOT NULL {_WAITING_FIRST} LIMIT :limit"
    return _lines(session, query, manager_id=manager_id, limit=limit)


def interview_line(session: Session, interview_id: InterviewId) -> InterviewLine:
    """Raises NotFound(IV404)."""
    found = _lines(session, f"{_LINES} WHERE i.id = :id", id=interview_id)
    if not found:
        raise NotFound("IV404")
    return found[0]


_LINES = """
SELECT i.id, i.candidate_id, i.job_id, i.manager_id, i.state, i.starts_at, i.closes_at, i.reported_at,
    i.plan ->> 'job_title' AS job_title, jsonb_array_length(i.plan -> 'questions') AS total,
    coalesce((i.plan ->> 'rate_first')::boolean, false) AS rate_first,
    staff.name AS manager_name,
    answers.answered, tasks.done, tasks.total AS tasks_total, tasks.failed,
    invitation.delivered_at AS invitation_delivered_at, coalesce(invitation.last_error, '') AS invitation_error,
    report.id AS report_id, report.summary_sealed, report.payload_sealed,
    greatest(i.created_at, i.confirmed_at, i.started_at, i.submitted_at, i.reported_at, i.closed_at,
        answers.latest, tasks.latest) AS updated_at
FROM interview i
JOIN staff ON staff.id = i.manager_id
CROSS JOIN LATERAL (
    SELECT count(DISTINCT question_key) FILTER (
            WHERE state = 'received' AND question_key NOT LIKE 'probe:%'
        ) AS answered,
        max(greatest(created_at, received_at)) AS latest
    FROM answer WHERE answer.interview_id = i.id
) answers
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE t.state IN ('done', 'skipped')) AS done, count(*) AS total,
        count(*) FILTER (WHERE t.state = 'failed') AS failed, max(t.finished_at) AS latest
    FROM processing_task t LEFT JOIN answer a ON a.id = t.answer_id
    WHERE t.interview_id = i.id AND a.state IS DISTINCT FROM 'replaced'
        AND NOT EXISTS (
            SELECT 1 FROM processing_task later
            WHERE later.interview_id = t.interview_id AND later.kind = t.kind
                AND later.answer_id IS NOT DISTINCT FROM t.answer_id AND later.generation > t.generation
        )
) tasks
LEFT JOIN LATERAL (
    SELECT delivered_at, last_error FROM outbox
    WHERE outbox.payload ->> 'interview_id' = i.id AND outbox.kind = 'card.invitation'
    ORDER BY seq DESC LIMIT 1
) invitation ON true
LEFT JOIN LATERAL (
    SELECT id, summary_sealed, CASE WHEN summary_sealed IS NULL THEN payload_sealed END AS payload_sealed
    FROM report WHERE report.interview_id = i.id ORDER BY generation DESC LIMIT 1
) report ON true
"""

_FILTERED = """
WHERE (CAST(:state AS text) IS NULL OR i.state = :state) AND (CAST(:job_id AS text) IS NULL OR i.job_id = :job_id)
"""

_WAITING_FIRST = "ORDER BY i.state = 'reported' DESC, i.reported_at, i.id"


def _lines(session: Session, query: str, **parameters: object) -> list[InterviewLine]:
    rows = session.execute(text(query), parameters).all()
    data_keys_of(session).preload(of_candidate(row.candidate_id) for row in rows)
    names = candidate_names(session, (row.candidate_id for row in rows))
    return [_line(session, row, names[row.candidate_id]) for row in rows]


def _line(session: Session, row: Row[tuple[object, ...]], candidate_name: str) -> InterviewLine:
    return InterviewLine(
        id=row.id,
        candidate_id=row.candidate_id,
        candidate_name=candidate_name,
        job_id=row.job_id,
        job_title=row.job_title,
        manager_id=row.manager_id,
        manager_name=row.manager_name,
        state=InterviewState(row.state),
        starts_at=row.starts_at,
        closes_at=row.closes_at,
        reported_at=row.reported_at,
        answered=row.answered,
        total=row.total,
        tasks_done=row.done,
        tasks_total=row.tasks_total,
        tasks_failed=row.failed,
        composite=_composite(session, row),
        rate_first=row.rate_first,
        invitation_delivered_at=row.invitation_delivered_at,
        invitation_error=row.invitation_error,
        updated_at=row.updated_at,
    )


def _composite(session: Session, row: Row[tuple[object, ...]]) -> float | NotMeasured | None:
    """From the report's summary; bodies are opened only of reports from before there were summaries."""
    if row.report_id is None:
        return None
    name, sealed = (
        ("payload", row.payload_sealed) if row.summary_sealed is None else ("summary", row.summary_sealed)
    )
    keys = data_keys_of(session)
    figures = open_of(keys, Report, name, sealed, candidate_id=row.candidate_id, row_id=row.report_id)
    if figures == ERASED:
        return NotMeasured("数据已删除")
    composite = json.loads(figures)["composite"]
    return NotMeasured(composite["reason"]) if isinstance(composite, dict) else float(composite)
