"""Work on recordings: leased, fenced, repeatable. And what comes out: artifacts, the report, the decision."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from hiring.errors import Conflict
from hiring.model.ids import AnswerId, CandidateId, InterviewId, ReportId, StaffId, TaskId

MAX_ATTEMPTS = 4  # the first and three more; then a person looks


class TaskKind(StrEnum):
    TRANSCRIBE = "transcribe"
    OBSERVE = "observe"
    EVALUATE = "evaluate"
    PROBE = (
        "probe"  # choose a follow-up question for an answer; nothing waits for it but the candidate's page
    )


# How long one attempt may hold its lease. Longer than the slowest honest run of a 3-minute answer on one
# core (transcription at real-time factor 0.6), shorter than the 90 s in which a dead worker's task is due back;
# a live worker extends its lease while it computes.
LEASE: timedelta = timedelta(seconds=30)


class TaskState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    SKIPPED = "skipped"  # no live consent, or nothing to do
    FAILED = "failed"  # needs a person


class Leased:
    """Work that belongs to one attempt at a time. attempt counts from 0."""

    state: TaskState
    attempt: int
    lease_token: str | None
    leased_until: datetime | None
    finished_at: datetime | None
    error_code: str

    @property
    def finished(self) -> bool:
        return self.state in (TaskState.DONE, TaskState.SKIPPED, TaskState.FAILED)

    def lease(self, token: str, *, now: datetime) -> bool:
        """Take the task for one attempt; False when it is finished or somebody holds it."""
        held = self.leased_until is not None and self.leased_until > now
        if self.finished or (self.state == TaskState.RUNNING and held):
            return False
        self.state, self.lease_token, self.leased_until = TaskState.RUNNING, token, now + LEASE
        self.attempt += 1
        return True

    def extend(self, token: str, *, now: datetime) -> None:
        self._must_hold(token)
        self.leased_until = now + LEASE

    def finish(self, token: str, state: TaskState, *, now: datetime, error_code: str = "") -> None:
        """Raises Conflict(TK409) when another attempt took over: then nothing may be written."""
        self._must_hold(token)
        self.state, self.finished_at, self.error_code = state, now, error_code
        self.lease_token = self.leased_until = None

    def give_back(self, token: str) -> None:
        """Return the task to the queue after an error that may pass."""
        self._must_hold(token)
        self.state, self.lease_token, self.leased_until = TaskState.QUEUED, None, None

    def fail(self, token: str, error_code: str, *, retry: bool, now: datetime) -> bool:
        """The attempt failed: back to the queue while tries are left (True), else failed. Raises Conflict(TK409)."""
        if retry and self.attempt < MAX_ATTEMPTS:
            self.give_back(token)
            self.error_code = error_code
            return True
        self.finish(token, TaskState.FAILED, now=now, error_code=error_code)
        return False

    def lapse(self, *, now: datetime) -> bool:
        """Nobody works on it: back to the queue while tries are left (True), else failed with TK500."""
        self.state, self.lease_token, self.leased_until = TaskState.QUEUED, None, None
        if self.attempt < MAX_ATTEMPTS:
            return True
        self.state, self.finished_at, self.error_code = TaskState.FAILED, now, "TK500"
        return False

    def _must_hold(self, token: str) -> None:
        if self.state != TaskState.RUNNING or self.lease_token != token:
            raise Conflict("TK409")


@dataclass(eq=False)
class ProcessingTask(Leased):
    """One unit of work on an answer (or, for EVALUATE, on the interview). attempt counts from 0."""

    id: TaskId
    interview_id: InterviewId
    candidate_id: CandidateId
    kind: TaskKind
    created_at: datetime
    answer_id: AnswerId | None = None
    generation: int = 1
    state: TaskState = TaskState.QUEUED
    attempt: int = 0
    lease_token: str | None = None
    leased_until: datetime | None = None
    finished_at: datetime | None = None
    error_code: str = ""


class ArtifactKind(StrEnum):
    TRANSCRIPT = "transcript"
    FACE = "face"


@dataclass(eq=False)
class Artifact:
    """A computed value about one answer, kept with what made it. payload is JSON, encrypted at rest.

    Unique on (answer_id, kind, engine, engine_version, input_sha256): recomputation is a lookup.
    """

    id: str
    answer_id: AnswerId
    candidate_id: CandidateId
    kind: ArtifactKind
    engine: str
    engine_version: str
    input_sha256: str
    payload: str
    created_at: datetime


@dataclass(eq=False)
class Report:
    """One generation of an interview's report. Both are JSON of hiring.model.report_body and encrypted.

    payload: the ReportBody. summary: its ReportSummary, for lists that would not open every body; "" in old rows.
    """

    id: ReportId
    interview_id: InterviewId
    candidate_id: CandidateId
    generation: int
    rubric_sha256: str
    payload: str
    created_at: datetime
    summary: str = ""


class Outcome(StrEnum):
    APPROVE = "approve"
    REJECT = "reject"


@dataclass(eq=False)
class Decision:
    """A named person's verdict on one interview; at most one, and no final state without it (also in the database)."""

    id: str
    interview_id: InterviewId
    candidate_id: CandidateId
    report_id: ReportId
    outcome: Outcome
    reason: str  # encrypted at rest
    decided_by: StaffId
    decided_at: datetime
