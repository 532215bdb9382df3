"""What every request and reply is made of. Parsed once here; inside, only typed values."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

ID_PATTERN = r"^[A-Za-z0-9_]+$"  # what Ids.new gives
ID_MAX = 64
LINE_MAX = 200  # a title, a name
NOTE_MAX = 2_000  # a remark, a reason
TEXT_MAX = 20_000  # a typed answer


def _without_nul(text: str) -> str:
    if "\x00" in text:
        raise ValueError("含有不可用的字符")  # PostgreSQL text cannot hold it
    return text


def _to_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=ID_MAX)]
Line = Annotated[str, Field(max_length=LINE_MAX), AfterValidator(_without_nul)]
Note = Annotated[str, Field(max_length=NOTE_MAX), AfterValidator(_without_nul)]
Text = Annotated[str, Field(max_length=TEXT_MAX), AfterValidator(_without_nul)]
Instant = Annotated[AwareDatetime, AfterValidator(_to_utc)]  # written as ISO 8601 UTC with "Z"


class Body(BaseModel):
    """A request. A field that is not named is refused, so that nobody can set a state or a score."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)


class Reply(BaseModel):
    model_config = ConfigDict(
        from_attributes=True,
        frozen=True,
        json_schema_serialization_defaults_required=True,  # a default is always written out
    )


class Done(Reply):
    """changed: false when it already was so."""

    changed: bool = True


class NotMeasuredOut(Reply):
    """In place of a value that could not be measured: why, in Chinese."""

    not_measured: str


class FieldFault(Reply):
    field: str
    message: str


class ErrorOut(Reply):
    """code: see docs/errors.md. incident: only with SY500, to be told to the administrator."""

    code: str
    message: str
    fields: list[FieldFault] | None = None
    incident: str | None = None


class ErrorReply(Reply):
    error: ErrorOut


class InterviewPath(BaseModel):
    interview_id: Id


class ExercisePath(BaseModel):
    interview_id: Id
    exercise_key: Id


class ProbePath(BaseModel):
    interview_id: Id
    probe_id: Id


class ReschedulePath(BaseModel):
    reschedule_id: Id


class AnswerPath(BaseModel):
    answer_id: Id


class UploadPath(BaseModel):
    upload_id: Id


class CandidatePath(BaseModel):
    candidate_id: Id


class JobPath(BaseModel):
    job_id: Id


class TaskPath(BaseModel):
    task_id: Id


class DeliveryPath(BaseModel):
    delivery_id: Id
