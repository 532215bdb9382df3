"""Asking for a human review of a result, and answering it."""

from typing import Annotated

from pydantic import Field

from hiring.model.appeal import AppealOutcome
from hiring.model.interview import InterviewState
from miniapp_api.schemas.base import Body, Instant, Note, Reply


class AppealBody(Body):
    reason: Annotated[Note, Field(min_length=1)]


class AppealAnswerBody(Body):
    outcome: AppealOutcome
    reply: Annotated[Note, Field(min_length=1)]


class AppealRow(Reply):
    """outcome null: waits for an answer."""

    interview_id: str
    candidate_name: str
    job_title: str
    state: InterviewState
    decided_by_name: str
    reason: str
    requested_at: Instant
    outcome: AppealOutcome | None
    reply: str
    answered_at: Instant | None


class AppealsReply(Reply):
    appeals: list[AppealRow]
