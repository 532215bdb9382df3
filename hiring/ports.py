"""What the use cases need from outside: storage, time, identifiers, DingTalk, media."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Protocol, Self

from hiring.appeal_ports import Appeals
from hiring.assessment_ports import Assessments
from hiring.correction_ports import Corrections
from hiring.model.answer import Answer, Consent, ConsentKind, Upload
from hiring.model.contract import ClausePolicy, ContractVersion, EmploymentContract
from hiring.model.delivery import AuditEntry, Card, InboxRow, LinkToken, OutboxRow, Session
from hiring.model.exercise import Exercise
from hiring.model.ids import (
    AnswerId,
    CandidateId,
    CardId,
    ContractId,
    DingTalkUserId,
    InterviewId,
    JobId,
    ReportId,
    RescheduleId,
    StaffId,
    TaskId,
    UploadId,
)
from hiring.model.interview import Interview
from hiring.model.job import Job
from hiring.model.outcome import ExitReason, OutcomeKind, OutcomeRecord, WeightSet
from hiring.model.people import Candidate, Role, Staff
from hiring.model.processing import Artifact, ArtifactKind, Decision, ProcessingTask, Report, TaskKind
from hiring.model.rating import Rating
from hiring.model.reschedule import RescheduleRequest
from hiring.model.scoring_profile import ProfileChange, ScoringProfile
from hiring.outside_ports import OutsideTexts
from hiring.probe_ports import Probes
from hiring.resume_ports import Resumes


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, UTC."""
        ...


class Ids(Protocol):
    def new(self, prefix: str) -> str:
        """A fresh identifier "<prefix>_<random>" of [A-Za-z0-9_] with at least 80 random bits."""
        ...

    def token(self) -> str:
        """A fresh secret of 256 random bits, URL-safe."""
        ...


class People(Protocol):
    """`add` takes a new row; every `get` raises NotFound when there is none; `find` returns None instead.

    Reading what was sealed for an erased candidate, here and below, raises Erased(CA410).
    """

    def add_staff(self, staff: Staff) -> None: ...
    def get_staff(self, staff_id: StaffId) -> Staff: ...
    def find_staff_by_dingtalk(self, user_id: DingTalkUserId) -> Staff | None: ...
    def staff_with_role(self, role: Role) -> Sequence[Staff]: ...
    def add_candidate(self, candidate: Candidate) -> None: ...
    def get_candidate(self, candidate_id: CandidateId) -> Candidate: ...
    def find_candidate_by_dingtalk(self, user_id: DingTalkUserId) -> Candidate | None: ...
    def find_candidate_by_phone(self, phone: str) -> Candidate | None: ...
    def lock_candidate(self, candidate_id: CandidateId) -> Candidate:
        """Get with a row lock: nobody invites or erases them meanwhile. Raises Erased(CA410)."""
        ...

    def past_keeping(self, closed_before: datetime, *, limit: int) -> Sequence[CandidateId]:
        """Not erased, no interview open, and the last one closed (or, never invited, entered) before that."""
        ...

    def remove(self, candidate_id: CandidateId, *, now: datetime) -> None:
        """Take away the row and the key of somebody who has no interview and turned out to be somebody else."""
        ...

    def erase(self, candidate_id: CandidateId, *, now: datetime) -> None:
        """Destroy the data key and forget what identifies the person in plain columns."""
        ...


class Interviews(Protocol):
    def add_job(self, job: Job) -> None: ...
    def get_job(self, job_id: JobId) -> Job: ...
    def add(self, interview: Interview) -> None:
        """Raises Conflict(IV303) when this candidate already has this round for this job."""
        ...

    def get(self, interview_id: InterviewId) -> Interview: ...
    def lock(self, interview_id: InterviewId) -> Interview:
        """Get with a row lock held until the transaction ends."""
        ...

    def of_candidate(self, candidate_id: CandidateId) -> Sequence[Interview]:
        """Newest first."""
        ...

    def overdue(self, now: datetime, *, limit: int) -> Sequence[Interview]:
        """Not submitted although closes_at has passed; rows somebody else holds are left out."""
        ...

    def with_recordings(self, closed_before: datetime, *, limit: int) -> Sequence[InterviewId]:
        """Those closed before that moment which still have recordings, the longest closed first."""
        ...

    def add_reschedule(self, request: RescheduleRequest) -> None: ...
    def get_reschedule(self, reschedule_id: RescheduleId) -> RescheduleRequest: ...
    def open_reschedules(self, interview_id: InterviewId) -> Sequence[RescheduleRequest]:
        """Those in state OPEN or OFFERED."""
        ...


class Answers(Protocol):
    def add(self, answer: Answer) -> None: ...
    def get(self, answer_id: AnswerId) -> Answer: ...
    def of_interview(self, interview_id: InterviewId) -> Sequence[Answer]:
        """All takes, by question order of creation."""
        ...

    def add_exercise(self, exercise: Exercise) -> None: ...
    def exercises(self, interview_id: InterviewId) -> Sequence[Exercise]:
        """Begun ones, oldest first."""
        ...

    def add_upload(self, upload: Upload) -> None: ...
    def get_upload(self, upload_id: UploadId) -> Upload: ...
    def lock_upload(self, upload_id: UploadId) -> Upload: ...
    def lock_recordings(self, interview_id: InterviewId) -> Sequence[str]:
        """Media keys of all recordings, also unfinished and replaced ones; nobody appends to them meanwhile."""
        ...

    def forget_recordings(self, interview_id: InterviewId) -> None:
        """Note that none of them exists any more: answers lose their media, uploads go."""
        ...

    def add_consent(self, consent: Consent) -> None: ...
    def consents(self, interview_id: InterviewId) -> Sequence[Consent]: ...
    def has_live_consent(self, interview_id: InterviewId, kind: ConsentKind) -> bool: ...


class Processing(Protocol):
    def add_task(self, task: ProcessingTask) -> None: ...
    def get_task(self, task_id: TaskId) -> ProcessingTask: ...
    def lock_task(self, task_id: TaskId) -> ProcessingTask: ...
    def tasks_of(self, interview_id: InterviewId) -> Sequence[ProcessingTask]: ...
    def find_task(
        self, interview_id: InterviewId, kind: TaskKind, answer_id: AnswerId | None
    ) -> ProcessingTask | None:
        """The latest generation."""
        ...

    def expired(self, now: datetime, *, limit: int) -> Sequence[ProcessingTask]:
        """Unfinished tasks that nobody works on: running with a lapsed lease, or queued longer than QUEUE_PATIENCE.

        Locked, skipping rows somebody else holds.
        """
        ...

    def add_artifact(self, artifact: Artifact) -> None:
        """Keeps the row that is already there when the same computation was stored before."""
        ...

    def artifacts(self, answer_id: AnswerId, kind: ArtifactKind) -> Sequence[Artifact]:
        """Newest first."""
        ...

    def erase_face_artifacts(self, interview_id: InterviewId) -> None:
        """Delete the face observations of all answers: their consent was withdrawn."""
        ...

    def add_report(self, report: Report) -> None: ...
    def get_report(self, report_id: ReportId) -> Report: ...
    def latest_report(self, interview_id: InterviewId) -> Report | None: ...
    def add_decision(self, decision: Decision) -> None:
        """Raises Conflict(DC302) when the interview already has one."""
        ...

    def find_decision(self, interview_id: InterviewId) -> Decision | None: ...


class Contracts(Protocol):
    def add(self, contract: EmploymentContract) -> None:
        """Raises Conflict(CO303) when the interview has one that was not withdrawn."""
        ...

    def get(self, contract_id: ContractId) -> EmploymentContract: ...
    def lock(self, contract_id: ContractId) -> EmploymentContract: ...
    def of_candidate(self, candidate_id: CandidateId) -> Sequence[EmploymentContract]:
        """Locked, whatever their state."""
        ...

    def add_version(self, version: ContractVersion) -> None: ...
    def version(self, contract_id: ContractId, number: int) -> ContractVersion:
        """Raises NotFound(CO404)."""
        ...

    def versions(self, contract_id: ContractId) -> Sequence[ContractVersion]:
        """Oldest first."""
        ...

    def policy(self, job_id: JobId) -> ClausePolicy | None:
        """The latest of the job's own thresholds."""
        ...

    def add_policy(self, policy: ClausePolicy) -> None:
        """Raises Conflict(CO409) when somebody set the same version meanwhile."""
        ...


class Ratings(Protocol):
    def add(self, rating: Rating) -> None:
        """Raises Conflict(RT302) when this rater's revision is there already."""
        ...

    def current(self, answer_id: AnswerId, rater_id: StaffId) -> Rating | None:
        """This rater's latest word on the answer."""
        ...

    def has_seen_judgement(self, interview_id: InterviewId, staff: Staff) -> bool:
        """Whether the system's judgement was put before this person: report opened, report card received, decided."""
        ...


class Profiles(Protocol):
    def add(self, profile: ScoringProfile) -> bool:
        """False, and nothing is stored, when this version is there already."""
        ...

    def find(self, version: str) -> ScoringProfile | None: ...
    def lock_all(self) -> Sequence[ScoringProfile]:
        """Every stored profile, the newest first, with row locks: one change at a time."""
        ...

    def displace_active(self) -> None:
        """The active one, if any, becomes replaced at once: the database allows no two."""
        ...

    def version_in_force(self) -> str | None:
        """What a new interview pins: the active one, else the newest shipped one; None before any was entered."""
        ...

    def add_change(self, change: ProfileChange) -> None: ...


class Deliveries(Protocol):
    def post(self, row: OutboxRow) -> None:
        """Add to the outbox; a pending row with the same dedupe_key absorbs it."""
        ...

    def withdraw(self, *, interview_id: InterviewId, kinds: Sequence[str], now: datetime) -> int:
        """Mark the interview's undelivered rows of these kinds as withdrawn; returns how many."""
        ...

    def receive(self, row: InboxRow) -> bool:
        """Store an incoming message; False when (source, key) is already there."""
        ...

    def unhandled(self, source: str, *, limit: int) -> Sequence[InboxRow]:
        """Oldest first, locked, skipping rows somebody else holds."""
        ...

    def add_card(self, card: Card) -> None: ...
    def find_card(self, card_id: CardId) -> Card | None: ...
    def cards_of(self, interview_id: InterviewId) -> Sequence[Card]: ...
    def add_link(self, link: LinkToken) -> None: ...
    def lock_link(self, token_sha256: str) -> LinkToken | None: ...
    def revoke_links(self, interview_id: InterviewId, *, now: datetime) -> None: ...
    def add_session(self, session: Session) -> None: ...
    def find_session(self, token_sha256: str) -> Session | None: ...
    def revoke_sessions(self, candidate_id: CandidateId, *, now: datetime) -> None: ...
    def prune_inbox(self, source: str, *, received_before: datetime) -> int:
        """Delete what came from `source` before that moment; returns how many."""
        ...


class Outcomes(Protocol):
    def assessed_in(self, candidate_id: CandidateId) -> Interview | None:
        """The interview an outcome belongs to: the latest approved one with a report, else the latest with one."""
        ...

    def latest(self, candidate_id: CandidateId, kind: OutcomeKind, period: str) -> OutcomeRecord | None:
        """The revision in force."""
        ...

    def add(self, record: OutcomeRecord) -> None: ...
    def lock_job(self, job_id: JobId) -> Job: ...
    def latest_weights(self, job_id: JobId) -> WeightSet | None: ...
    def add_weights(self, weights: WeightSet) -> None: ...


class Audit(Protocol):
    def record(self, entry: AuditEntry) -> None:
        """Append to the audit log in this transaction."""
        ...


class UnitOfWork(Protocol):
    """One transaction. `with uow: … uow.commit()`; leaving without commit rolls back."""

    people: People
    interviews: Interviews
    answers: Answers
    probes: Probes
    processing: Processing
    corrections: Corrections
    appeals: Appeals
    assessments: Assessments
    contracts: Contracts
    ratings: Ratings
    profiles: Profiles
    deliveries: Deliveries
    outcomes: Outcomes
    resumes: Resumes
    outside_texts: OutsideTexts
    audit: Audit

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def commit(self) -> None: ...


class UploadWriter(Protocol):
    """Appends to one upload. What `append` returned is durable (fsynced) and encrypted."""

    def append(self, chunk: bytes) -> int:
        """The new durable length in bytes of plain content."""
        ...

    def seal(self) -> str:
        """Finish: no more bytes. Returns the sha256 of the plain content."""
        ...


class MediaStore(Protocol):
    """Recordings, encrypted with the candidate's key in authenticated segments. Raises BoundaryError."""

    def writer(
        self, media_key: str, candidate_id: CandidateId, *, offset: int
    ) -> AbstractContextManager[UploadWriter]:
        """Continue at `offset`: bytes beyond it, from a write whose commit was lost, are cut off."""
        ...

    def read(
        self, media_key: str, candidate_id: CandidateId, *, start: int = 0, stop: int | None = None
    ) -> Iterator[bytes]:
        """Plain bytes [start, stop). Raises Permanent("media_tampered") when a segment does not verify."""
        ...

    def size(self, media_key: str) -> int: ...
    def delete(self, media_key: str) -> None: ...


@dataclass(frozen=True, slots=True)
class ConsentTexts:
    """The consent texts in force: their version and the sha256 of each."""

    version: str
    sha256: dict[ConsentKind, str]


@dataclass(frozen=True, slots=True)
class CardContent:
    """What a card shows: the template of config/cards and the values of its variables, all strings."""

    template_id: str
    params: dict[str, str]
    summary: str  # shown in the conversation list and the notification


@dataclass(frozen=True, slots=True)
class DingTalkIdentity:
    user_id: DingTalkUserId
    union_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Employment:
    """What 智能人事 knows of one person's stay. left_on None: still there. Dates in Shanghai; mobile and name "" unknown."""

    user_id: DingTalkUserId
    mobile: str
    name: str
    entered_on: date | None
    left_on: date | None
    reason: ExitReason


@dataclass(frozen=True, slots=True)
class PreEntry:
    """Somebody who will join: as DingTalk's personnel files want them. mobile "" when unknown."""

    name: str
    mobile: str
    begins_at: datetime


class DingTalk(Protocol):
    """The company's DingTalk. Raises Transient, Permanent, Duplicate, OutcomeUnknown."""

    def deliver_card(self, card_id: CardId, recipient: DingTalkUserId, content: CardContent) -> None:
        """Deliver under outTrackId card_id; Duplicate when it is there already."""
        ...

    def update_card(self, card_id: CardId, content: CardContent) -> None: ...
    def send_text(self, recipient: DingTalkUserId, text: str) -> None:
        """Not idempotent: OutcomeUnknown when the answer was lost."""
        ...

    def add_pre_entry(self, person: PreEntry) -> str:
        """Enter somebody into 智能人事 as about to join; DingTalk's temporary user id. Raises Permanent("no_mobile").

        Not idempotent: OutcomeUnknown when the answer was lost.
        """
        ...

    def identify(self, login_code: str) -> DingTalkIdentity:
        """Exchange a login code (once, within five minutes). Raises Permanent("login_code") for a bad one."""
        ...

    def employments(self) -> Sequence[Employment]:
        """Everybody in the roster of 智能人事, and those who left."""
        ...
