"""Tasks, artifacts, reports and decisions in PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
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
)
from hiring.ports import Processing
from storage import tables
from storage.repositories import finding
from storage.repositories.leases import unattended


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
        return unattended(self._session, ProcessingTask, tables.processing_task, now, limit=limit)

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
