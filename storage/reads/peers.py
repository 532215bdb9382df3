"""What others scored who were asked the same: the ground a percentile stands on."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from hiring.model.interview import Interview
from hiring.model.processing import Report
from storage.data_keys import DataKeys, of_candidate
from storage.reads.names import ERASED, data_keys_of, open_of

# The newest reports only: over a thousand a percentile moves by a tenth of a point each.
PEERS_MAX = 1000


@dataclass(frozen=True, slots=True)
class Peers:
    """Measured scores of others, one a person: of the composite, and by dimension."""

    composites: Sequence[float]
    dimensions: Mapping[str, Sequence[float]]


def peer_scores(session: Session, interview: Interview) -> Peers:
    """The latest report of each other candidate, same job and rubric.

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
    composites: list[float] = []
    dimensions: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        figures = _figures(keys, row)
        if figures == ERASED:
            continue
        found = json.loads(figures)
        if not isinstance(found["composite"], dict):
            composites.append(float(found["composite"]))
        for dimension, score in _measured(found["dimensions"]):
            dimensions[dimension].append(score)
    return Peers(composites, dimensions)


_PEERS = """
SELECT id, candidate_id, summary_sealed, payload_sealed FROM (
    SELECT DISTINCT ON (report.candidate_id) report.id, report.candidate_id, report.summary_sealed, report.created_at,
        CASE WHEN report.summary_sealed IS NULL THEN report.payload_sealed END AS payload_sealed
    FROM report
    JOIN interview ON interview.id = report.interview_id
    WHERE interview.job_id = :job_id AND report.rubric_sha256 = :rubric_sha256
        AND report.candidate_id <> :candidate_id
    ORDER BY report.candidate_id, report.created_at DESC, report.generation DESC
) latest
ORDER BY created_at DESC, id LIMIT :limit
"""


def _figures(keys: DataKeys, row: Row[tuple[object, ...]]) -> str:
    name, sealed = (
        ("payload", row.payload_sealed) if row.summary_sealed is None else ("summary", row.summary_sealed)
    )
    return open_of(keys, Report, name, sealed, candidate_id=row.candidate_id, row_id=row.id)


def _measured(dimensions: object) -> list[tuple[str, float]]:
    """A summary names the measured ones with their scores; a body lists all, absent ones with a reason."""
    if isinstance(dimensions, dict):
        return [(name, float(score)) for name, score in dimensions.items()]
    assert isinstance(dimensions, list)
    return [
        (part["dimension"], float(part["score"]))
        for part in dimensions
        if not isinstance(part["score"], dict)
    ]
