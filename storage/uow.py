"""The unit of work over PostgreSQL: one transaction with its repositories, its audit lines and its notifications."""

from types import TracebackType
from typing import Self

from sqlalchemy import event, text
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from hiring.errors import Conflict
from hiring.model.answer import Answer
from hiring.model.correction import TranscriptReview
from hiring.model.delivery import Card
from hiring.model.interview import Interview
from hiring.model.processing import Decision, ProcessingTask, Report
from hiring.model.reschedule import RescheduleRequest
from hiring.model.resume import ResumeTask
from hiring.ports import UnitOfWork
from storage.audit import SqlAudit
from storage.data_keys import DataKeys
from storage.keyring import Keyring
from storage.mapping import DATA_KEYS
from storage.repositories.answers import SqlAnswers
from storage.repositories.appeals import SqlAppeals
from storage.repositories.assessments import SqlAssessments
from storage.repositories.contracts import SqlContracts
from storage.repositories.corrections import SqlCorrections
from storage.repositories.deliveries import SqlDeliveries
from storage.repositories.interviews import SqlInterviews
from storage.repositories.outcomes import SqlOutcomes
from storage.repositories.outside_texts import SqlOutsideTexts
from storage.repositories.people import SqlPeople
from storage.repositories.probes import SqlProbes
from storage.repositories.processing import SqlProcessing
from storage.repositories.profiles import SqlProfiles
from storage.repositories.ratings import SqlRatings
from storage.repositories.resumes import SqlResumes

OUTBOX_CHANNEL = "outbox"  # payload empty: there is something to deliver
INTERVIEW_CHANNEL = "interview_changed"  # payload: the interview's id
BATCH_CHANNEL = "resume_batch_changed"  # payload: the batch's id

_TOUCHED = "touched_interviews"
_TOUCHED_BATCHES = "touched_batches"
_SHOWN = (Answer, Card, Decision, Interview, ProcessingTask, Report, RescheduleRequest, TranscriptReview)


class SqlUnitOfWork(UnitOfWork):
    """Implements hiring.ports.UnitOfWork. Reusable one `with` after another, not from two threads at once."""

    def __init__(self, sessions: sessionmaker[Session], keyring: Keyring) -> None:
        self._sessions = sessions
        self._keyring = keyring

    def __enter__(self) -> Self:
        session = self.session = open_session(self._sessions, self._keyring)
        self.people = SqlPeople(session)
        self.interviews = SqlInterviews(session)
        self.answers = SqlAnswers(session)
        self.probes = SqlProbes(session)
        self.processing = SqlProcessing(session)
        self.assessments = SqlAssessments(session)
        self.appeals = SqlAppeals(session)
        self.corrections = SqlCorrections(session)
        self.outcomes = SqlOutcomes(session)
        self.contracts = SqlContracts(session)
        self.ratings = SqlRatings(session)
        self.profiles = SqlProfiles(session)
        self.resumes = SqlResumes(session)
        self.outside_texts = SqlOutsideTexts(session)
        self._deliveries = self.deliveries = SqlDeliveries(session)
        self._audit = self.audit = SqlAudit(session)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.close()  # rolls back what was not committed

    def commit(self) -> None:
        """Raises Conflict(IV409) when somebody changed the same interview meanwhile."""
        try:
            self.session.flush()
        except StaleDataError as exc:
            raise Conflict("IV409") from exc
        # Deferred rules speak up here, as an error of this statement, before the audit log is locked.
        self.session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
        self.session.execute(text("SET CONSTRAINTS ALL DEFERRED"))
        if self._deliveries.posted:
            self._notify(OUTBOX_CHANNEL, "")
        for interview_id in sorted(self.session.info[_TOUCHED]):
            self._notify(INTERVIEW_CHANNEL, interview_id)
        for batch_id in sorted(self.session.info[_TOUCHED_BATCHES]):
            self._notify(BATCH_CHANNEL, batch_id)
        self._audit.write()
        self.session.commit()

    def _notify(self, channel: str, payload: str) -> None:
        self.session.execute(
            text("SELECT pg_notify(:channel, :payload)"), {"channel": channel, "payload": payload}
        )


def open_session(sessions: sessionmaker[Session], keyring: Keyring) -> Session:
    """A session that can open sealed columns and remembers which interviews it changed."""
    session = sessions()
    session.info[DATA_KEYS] = DataKeys(session, keyring)
    session.info[_TOUCHED] = set()
    session.info[_TOUCHED_BATCHES] = set()
    event.listen(session, "after_flush", _remember_touched)
    return session


def _remember_touched(session: Session, _context: object) -> None:
    for row in (*session.new, *session.dirty):
        if isinstance(row, _SHOWN):
            session.info[_TOUCHED].add(row.id if isinstance(row, Interview) else row.interview_id)
        elif isinstance(row, ResumeTask) and row.batch_id:
            session.info[_TOUCHED_BATCHES].add(row.batch_id)
