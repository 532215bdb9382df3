"""What résumés need from storage."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from hiring.model.ids import BatchId, CandidateId, JobId, ResumeId, ResumeTaskId
from hiring.model.resume import (
    CorrectedField,
    Fingerprint,
    JobRequirements,
    ResumeBatch,
    ResumeCorrection,
    ResumeFile,
    ResumeMatch,
    ResumeParse,
    ResumeTask,
    ResumeTwin,
    Screening,
)


class Resumes(Protocol):
    """`get` and `lock` raise NotFound(CV404); `find` returns None."""

    def add_batch(self, batch: ResumeBatch) -> None: ...
    def get_batch(self, batch_id: BatchId) -> ResumeBatch: ...
    def add_file(self, file: ResumeFile) -> bool:
        """False when a file with the same content is there."""
        ...

    def get_file(self, resume_id: ResumeId) -> ResumeFile: ...
    def lock_file(self, resume_id: ResumeId) -> ResumeFile: ...
    def find_file(self, sha256: str) -> ResumeFile | None:
        """The live file with this content."""
        ...

    def files_of(self, candidate_id: CandidateId) -> Sequence[ResumeFile]:
        """Newest first."""
        ...

    def add_task(self, task: ResumeTask) -> bool:
        """False when the batch has an item in that place."""
        ...

    def lock_task(self, task_id: ResumeTaskId) -> ResumeTask: ...
    def find_item(
        self, batch_id: BatchId, parent_id: ResumeTaskId | None, ordinal: int
    ) -> ResumeTask | None: ...
    def is_being_read(self, resume_id: ResumeId) -> bool:
        """Whether an item that reads it is queued or running."""
        ...

    def is_queued(self, resume_id: ResumeId, job_id: JobId) -> bool:
        """Whether a match of the pair waits already."""
        ...

    def failed_items(self, batch_id: BatchId) -> Sequence[ResumeTaskId]: ...
    def expired(self, now: datetime, *, limit: int) -> Sequence[ResumeTask]:
        """Unfinished tasks that nobody works on, as of Processing.expired."""
        ...

    def add_parse(self, parse: ResumeParse) -> None:
        """Keeps the row that is already there of the same parser."""
        ...

    def parse_of(self, resume_id: ResumeId) -> ResumeParse | None:
        """The newest."""
        ...

    def add_correction(self, correction: ResumeCorrection) -> None: ...
    def corrections(self, resume_id: ResumeId) -> Mapping[CorrectedField, ResumeCorrection]:
        """The newest of each field."""
        ...

    def put_match(self, match: ResumeMatch) -> None:
        """In place of an earlier one of the pair."""
        ...

    def find_match(self, resume_id: ResumeId, job_id: JobId) -> ResumeMatch | None: ...
    def jobs_of(self, resume_id: ResumeId) -> Sequence[JobId]: ...
    def matched_to(self, job_id: JobId) -> Sequence[ResumeFile]:
        """Files with a match for the job."""
        ...

    def latest_requirements(self, job_id: JobId) -> JobRequirements | None: ...
    def add_requirements(self, requirements: JobRequirements) -> None:
        """Raises Conflict(JR409) when somebody confirmed the same version meanwhile."""
        ...

    def fingerprint(self, file: ResumeFile, marks: Iterable[Fingerprint]) -> Sequence[ResumeFile]:
        """Keep the keyed hashes of `marks` with the file; other candidates' files that share one, oldest first."""
        ...

    def add_twin(self, twin: ResumeTwin) -> None:
        """Nothing when the pair was proposed before, either way round."""
        ...

    def lock_twin(self, twin_id: str) -> ResumeTwin: ...
    def move(self, from_id: CandidateId, to_id: CandidateId) -> None:
        """Give everything about one candidate's files to another, sealed with that one's key; not the content."""
        ...

    def add_screening(self, screening: Screening) -> None: ...
    def media_keys(self, candidate_id: CandidateId) -> Sequence[str]: ...
    def forget(self, candidate_id: CandidateId) -> None:
        """Delete every row about the candidate's files: they are being erased."""
        ...
