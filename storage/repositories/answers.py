"""Answers, uploads and consents in PostgreSQL."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from hiring.model.answer import Answer, Consent, ConsentKind, Upload
from hiring.model.ids import AnswerId, InterviewId, UploadId
from hiring.ports import Answers
from storage import tables
from storage.repositories import finding


class SqlAnswers(Answers):
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, answer: Answer) -> None:
        finding.add(self._session, answer)

    def get(self, answer_id: AnswerId) -> Answer:
        return finding.get(self._session, Answer, answer_id, code="AN404")

    def of_interview(self, interview_id: InterviewId) -> Sequence[Answer]:
        answer = tables.answer.c
        query = select(Answer).where(answer.interview_id == interview_id)
        return self._session.scalars(query.order_by(answer.created_at, answer.take, answer.id)).all()

    def add_upload(self, upload: Upload) -> None:
        finding.add(self._session, upload)

    def get_upload(self, upload_id: UploadId) -> Upload:
        return finding.get(self._session, Upload, upload_id, code="UP404")

    def lock_upload(self, upload_id: UploadId) -> Upload:
        return finding.lock(self._session, Upload, upload_id, code="UP404")

    def add_consent(self, consent: Consent) -> None:
        finding.add(self._session, consent)

    def consents(self, interview_id: InterviewId) -> Sequence[Consent]:
        """Oldest first, withdrawn ones among them."""
        consent = tables.consent.c
        query = select(Consent).where(consent.interview_id == interview_id)
        return self._session.scalars(query.order_by(consent.granted_at, consent.id)).all()

    def has_live_consent(self, interview_id: InterviewId, kind: ConsentKind) -> bool:
        consent = tables.consent.c
        live = exists().where(
            consent.interview_id == interview_id, consent.kind == kind, consent.withdrawn_at.is_(None)
        )
        return bool(self._session.scalar(select(live)))
