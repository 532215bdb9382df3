"""Tasks, artifacts, reports and decisions in PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, exists, or_, select
from sqlalchemy.orm import Session

from hiring.errors import Conflict
from hiring.model.ids import AnswerId, InterviewId, ReportId, TaskId
from hiring.model.processing import (
    Artifact,
    ArtifactKind,
    Decision,
    ProcessingTask,
    Report,
    TaskKind,
    TaskState,
)
from hiring.ports import Processing
from storage import tables
from storage.repositories import finding

# With a sweep each 15 s a job lost from the queue is back within 60 s (promise F05). Sending a job that is still
# waiting there costs nothing: the queue knows it by its id.
QUEUE_PATIENCE = timedelta(seconds=45)


class SqlProcessing(Processing):
    def __init__(self, session: Session) -> None:
        self._session = session

    def add_task(self, task: ProcessingTask) -> None:
        finding.add(self._session, task)

    def get_task(self, task_id: TaskId) -> ProcessingTask:
        return finding.get(self._session, ProcessingTask, task_id, code="TK404")

    def lock_task(self, task_id: TaskId) -> ProcessingTask:
        return finding.lock(self._session, ProcessingTask, task_id, code="TK404")

    def tasks_of(self, interview_id: InterviewId) -> Sequence[ProcessingTask]:
        """Oldest first, all generations."""
        task = tables.processing_task.c
        query = select(ProcessingTask).where(task.interview_id == interview_id)
        return self._session.scalars(query.order_by(task.created_at, task.id)).all()

    def find_task(
        self, interview_id: InterviewId, kind: TaskKind, answer_id: AnswerId | None
    ) -> ProcessingTask | None:
        task = tables.processing_task.c
        query = select(ProcessingTask).where(
            task.interview_id == interview_id,
            task.kind == kind,
            task.answer_id.is_not_distinct_from(answer_id),
        )
        return self._session.scalars(query.order_by(task.generation.desc()).limit(1)).one_or_none()

    def expired(self, now: datetime, *, limit: int) -> Sequence[ProcessingTask]:
        task, sent = tables.processing_task.c, tables.outbox.c
        on_its_way = exists().where(
            sent.ordering_key == "task:" + task.id,
            or_(
                and_(sent.delivered_at.is_(None), sent.dead_at.is_(None), sent.withdrawn_at.is_(None)),
                sent.delivered_at > now - QUEUE_PATIENCE,
            ),
        )
        lapsed = and_(task.state == TaskState.RUNNING, task.leased_until <= now)
        forgotten = and_(task.state == TaskState.QUEUED, task.created_at <= now - QUEUE_PATIENCE, ~on_its_way)
        query = select(ProcessingTask).where(or_(lapsed, forgotten)).order_by(task.created_at, task.id)
        query = query.limit(limit).with_for_update(skip_locked=True)
        return self._session.scalars(query.execution_options(populate_existing=True)).all()

    def add_artifact(self, artifact: Artifact) -> None:
        finding.add_unless(self._session, artifact, unique="artifact_computation_uq")

    def artifacts(self, answer_id: AnswerId, kind: ArtifactKind) -> Sequence[Artifact]:
        artifact = tables.artifact.c
        query = select(Artifact).where(artifact.answer_id == answer_id, artifact.kind == kind)
        return self._session.scalars(query.order_by(artifact.created_at.desc(), artifact.id)).all()

    def erase_face_artifacts(self, interview_id: InterviewId) -> None:
        artifact, answer = tables.artifact.c, tables.answer.c
        answers = select(answer.id).where(answer.interview_id == interview_id)
        faces = delete(Artifact).where(artifact.kind == ArtifactKind.FACE, artifact.answer_id.in_(answers))
        self._session.execute(faces, execution_options={"synchronize_session": "fetch"})

    def add_report(self, report: Report) -> None:
        finding.add(self._session, report)

    def get_report(self, report_id: ReportId) -> Report:
        return finding.get(self._session, Report, report_id, code="RP404")

    def latest_report(self, interview_id: InterviewId) -> Report | None:
        report = tables.report.c
        query = select(Report).where(report.interview_id == interview_id)
        return self._session.scalars(query.order_by(report.generation.desc()).limit(1)).one_or_none()

    def add_decision(self, decision: Decision) -> None:
        if not finding.add_unless(self._session, decision, unique="decision_interview_uq"):
            raise Conflict("DC302")

    def find_decision(self, interview_id: InterviewId) -> Decision | None:
        query = select(Decision).where(tables.decision.c.interview_id == interview_id)
        return self._session.scalars(query).one_or_none()
