"""Answers, uploads and consents in PostgreSQL."""

from collections.abc import Sequence

from sqlalchemy import Select, delete, exists, select, update
from sqlalchemy.orm import Session

from hiring.model.answer import Answer, Consent, ConsentKind, Upload
from hiring.model.exercise import Exercise
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

    def add_exercise(self, exercise: Exercise) -> None:
        finding.add(self._session, exercise)

    def exercises(self, interview_id: InterviewId) -> Sequence[Exercise]:
        exercise = tables.exercise.c
        query = select(Exercise).where(exercise.interview_id == interview_id)
        return self._session.scalars(query.order_by(exercise.started_at, exercise.id)).all()

    def add_upload(self, upload: Upload) -> None:
        finding.add(self._session, upload)

    def get_upload(self, upload_id: UploadId) -> Upload:
        return finding.get(self._session, Upload, upload_id, code="UP404")

    def lock_upload(self, upload_id: UploadId) -> Upload:
        return finding.lock(self._session, Upload, upload_id, code="UP404")

    def lock_recordings(self, interview_id: InterviewId) -> Sequence[str]:
        """Sorted."""
        answer, upload = tables.answer.c, tables.upload.c
        sent = select(upload.media_key).where(upload.answer_id.in_(_answers_of(interview_id)))
        keys = set(self._session.scalars(sent.order_by(upload.id).with_for_update()))
        # Asked after the lock is held: an upload that was finishing has told its answer by now.
        kept = select(answer.media_key).where(answer.interview_id == interview_id)
        keys.update(key for key in self._session.scalars(kept) if key is not None)
        return sorted(keys)

    def forget_recordings(self, interview_id: InterviewId) -> None:
        answer, upload = tables.answer.c, tables.upload.c
        gone = {"media_key": None, "media_sha256": None, "media_bytes": None}
        self._session.execute(delete(Upload).where(upload.answer_id.in_(_answers_of(interview_id))))
        self._session.execute(update(Answer).where(answer.interview_id == interview_id).values(gone))

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


def _answers_of(interview_id: InterviewId) -> Select[tuple[str]]:
    return select(tables.answer.c.id).where(tables.answer.c.interview_id == interview_id)
