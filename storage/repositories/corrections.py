"""Reviews and corrections of transcripts in PostgreSQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.correction_ports import Corrections
from hiring.model.correction import TranscriptCorrection, TranscriptReview
from hiring.model.ids import AnswerId, InterviewId
from storage import tables
from storage.repositories import finding


class SqlCorrections(Corrections):
    def __init__(self, session: Session) -> None:
        self._session = session

    def add_review(self, review: TranscriptReview) -> None:
        finding.add(self._session, review)

    def find_review(self, interview_id: InterviewId) -> TranscriptReview | None:
        review = tables.transcript_review.c
        query = select(TranscriptReview).where(review.interview_id == interview_id)
        return self._session.scalars(query).one_or_none()

    def lapsed(self, now: datetime, *, limit: int) -> Sequence[InterviewId]:
        review = tables.transcript_review.c
        query = select(review.interview_id).where(review.closed_at.is_(None), review.closes_at <= now)
        return self._session.scalars(query.order_by(review.closes_at, review.id).limit(limit)).all()

    def add_correction(self, correction: TranscriptCorrection) -> None:
        finding.add(self._session, correction)

    def newest(self, interview_id: InterviewId) -> Mapping[AnswerId, TranscriptCorrection]:
        correction = tables.transcript_correction.c
        query = select(TranscriptCorrection).where(correction.interview_id == interview_id)
        rows = self._session.scalars(query.order_by(correction.created_at, correction.id))
        return {row.answer_id: row for row in rows}
