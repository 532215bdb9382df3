"""Everybody who was interviewed for a job, with what is known of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from hiring.model.assessment import Assessment, AssessmentKind, BackgroundVerdict
from hiring.model.ids import CandidateId, InterviewId, JobId
from hiring.model.interview import InterviewState
from hiring.model.processing import Report
from hiring.model.report_body import figure_of
from hiring.reportjson import read_report, read_summary
from hiring.standing_list import NO_REPORT
from scoring.composite import Part
from scoring.measures import NotMeasured
from storage.data_keys import of_candidate
from storage.reads.names import ERASED, candidate_names, data_keys_of, open_of


@dataclass(frozen=True, slots=True)
class FoundResult:
    """An assessment as it counts now."""

    result: str
    note: str
    source: str
    taken_on: date


@dataclass(frozen=True, slots=True)
class ApplicantLine:
    """The latest interview of one candidate for the job. interview: the figure of its latest report."""

    candidate_id: CandidateId
    candidate_name: str
    interview_id: InterviewId
    round: int
    state: InterviewState
    interview: Part | NotMeasured
    written: FoundResult | None
    background: FoundResult | None


def applicants(session: Session, job_id: JobId) -> Sequence[ApplicantLine]:
    """Erased people and interviews that were declined, withdrawn or ran out are left out."""
    rows = session.execute(text(_APPLICANTS), {"job_id": job_id}).all()
    data_keys_of(session).preload(of_candidate(row.candidate_id) for row in rows)
    names = candidate_names(session, (row.candidate_id for row in rows))
    found = _results(session, job_id)
    return [
        ApplicantLine(
            candidate_id=row.candidate_id,
            candidate_name=names[row.candidate_id],
            interview_id=row.id,
            round=row.round,
            state=InterviewState(row.state),
            interview=_figure(session, row),
            written=found.get((row.candidate_id, AssessmentKind.WRITTEN_TEST)),
            background=found.get((row.candidate_id, AssessmentKind.BACKGROUND_CHECK)),
        )
        for row in rows
        if names[row.candidate_id] != ERASED
    ]


def verdict_of(found: FoundResult | None) -> BackgroundVerdict | None:
    return BackgroundVerdict(found.result) if found else None


def written_of(found: FoundResult | None) -> float | None:
    return float(found.result) if found else None


_APPLICANTS = """
SELECT DISTINCT ON (i.candidate_id) i.id, i.candidate_id, i.round, i.state,
    report.id AS report_id, report.summary_sealed, report.payload_sealed
FROM interview i
LEFT JOIN LATERAL (
    SELECT id, summary_sealed, CASE WHEN summary_sealed IS NULL THEN payload_sealed END AS payload_sealed
    FROM report WHERE report.interview_id = i.id ORDER BY generation DESC LIMIT 1
) report ON true
WHERE i.job_id = :job_id AND i.state NOT IN ('declined', 'withdrawn', 'expired')
ORDER BY i.candidate_id, i.round DESC
"""

_RESULTS = """
SELECT id, candidate_id, kind, result_sealed, note_sealed, source_sealed, taken_on FROM assessment a
WHERE a.job_id = :job_id AND NOT EXISTS (SELECT 1 FROM assessment later WHERE later.supersedes = a.id)
"""


def _results(session: Session, job_id: JobId) -> dict[tuple[CandidateId, AssessmentKind], FoundResult]:
    rows = session.execute(text(_RESULTS), {"job_id": job_id}).all()
    keys = data_keys_of(session)
    keys.preload(of_candidate(row.candidate_id) for row in rows)
    found = {}
    for row in rows:
        result, note, source = (
            open_of(keys, Assessment, name, sealed, candidate_id=row.candidate_id, row_id=row.id)
            for name, sealed in (
                ("result", row.result_sealed),
                ("note", row.note_sealed),
                ("source", row.source_sealed),
            )
        )
        if result != ERASED:
            found[row.candidate_id, AssessmentKind(row.kind)] = FoundResult(
                result, note, source, row.taken_on
            )
    return found


def _figure(session: Session, row: Row[tuple[object, ...]]) -> Part | NotMeasured:
    if row.report_id is None:
        return NO_REPORT
    old = row.summary_sealed is None
    name, sealed = ("payload", row.payload_sealed) if old else ("summary", row.summary_sealed)
    keys = data_keys_of(session)
    figures = open_of(keys, Report, name, sealed, candidate_id=row.candidate_id, row_id=row.report_id)
    if figures == ERASED:
        return NO_REPORT
    return figure_of(read_report(figures) if old else read_summary(figures))
