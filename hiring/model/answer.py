"""Answers, the uploads that carry them, and consent to process them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hiring.model.ids import AnswerId, CandidateId, InterviewId, UploadId
from hiring.model.plan import Modality


class AnswerState(StrEnum):
    RECORDING = "recording"  # begun; bytes may be arriving
    RECEIVED = "received"  # complete and durable
    REPLACED = "replaced"  # a later take counts instead


@dataclass(eq=False)
class Answer:
    """One take of one question. text is what was typed (TEXT) and encrypted at rest, else ""."""

    id: AnswerId
    interview_id: InterviewId
    candidate_id: CandidateId
    question_key: str
    take: int  # 1-based
    modality: Modality
    created_at: datetime
    state: AnswerState = AnswerState.RECORDING
    text: str = ""
    mime_type: str = ""
    media_key: str | None = None
    media_sha256: str | None = None
    media_bytes: int | None = None
    received_at: datetime | None = None


@dataclass(eq=False)
class Upload:
    """A resumable upload after tus 1.0. length is None until the recorder has stopped (creation-defer-length).

    offset counts bytes that are durable on disk; it never runs ahead of them.
    """

    id: UploadId
    answer_id: AnswerId
    candidate_id: CandidateId
    media_key: str
    created_at: datetime
    expires_at: datetime
    length: int | None = None
    offset: int = 0
    completed_at: datetime | None = None


class ConsentKind(StrEnum):
    NOTICE = "notice"  # has read what is scored, by whom, how long it is kept
    RECORDING = "recording"  # audio/video may be recorded and its words scored
    FACE = "face"  # face observations; separate, default off
    VOICE = "voice"  # pace and pauses; separate, default off


@dataclass(eq=False)
class Consent:
    """One consent to one text. It is live until withdrawn."""

    id: str
    interview_id: InterviewId
    candidate_id: CandidateId
    kind: ConsentKind
    text_version: str
    text_sha256: str
    granted_at: datetime
    withdrawn_at: datetime | None = None

    @property
    def live(self) -> bool:
        return self.withdrawn_at is None
