"""What others scored who were asked the same: the ground a percentile stands on."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from hiring.model.interview import Interview
from hiring.model.processing import Report
from storage.data_keys import of_candidate
from storage.reads.names import ERASED, data_keys_of, open_of

# The newest reports only: each has to be decrypted, and over a thousand a percentile moves by a tenth of a point each.
PEERS_MAX = 1000


def peer_scores(session: Session, interview: Interview) -> Mapping[str, Sequence[float]]:
    """Measured scores by dimension, one a person: the latest report of each other candidate, same job and rubric.

    People who were erased are not counted: their scores can't be read any more.
    """
    parameters = {
        "job_id": interview.job_id,
        "rubric_sha256": interview.plan.rubric_sha256,
        "candidate_id": interview.candidate_id,
        "limit": PEERS_MAX,
    }
    rows, keys = session.execute(text(_PEERS), parameters).all(), data_keys_of(session)
    keys.preload(of_candidate(row.candidate_id) for row in rows)
    scores: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        payload = open_of(
            keys, Report, "payload", row.payload_sealed, candidate_id=row.candidate_id, row_id=row.id
        )
        for dimension, score in _measured(payload):
            scores[dimension].append(score)
    return scores


_PEERS = """
SELECT id, candidate_id, payload_sealed FROM (
    SELECT DISTINCT ON (report.candidate_id) report.id, report.candidate_id, report.payload_sealed, report.created_at
    FROM report
    JOIN interview ON interview.id = report.interview_id
    WHERE interview.job_id = :job_id AND report.rubric_sha256 = :rubric_sha256
        AND report.candidate_id <> :candidate_id
    ORDER BY report.candidate_id, report.created_at DESC, report.generation DESC
) latest
ORDER BY created_at DESC, id LIMIT :limit
"""


def _measured(payload: str) -> list[tuple[str, float]]:
    """Only the numbers are wanted, so the rest of the report's JSON is not turned into values."""
    if payload == ERASED:
        return []
    parts = json.loads(payload)["dimensions"]
    return [
        (part["dimension"], float(part["score"])) for part in parts if not isinstance(part["score"], dict)
    ]
