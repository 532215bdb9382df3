"""The ranked list of a job, and what HR enters beside the AI interview."""

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from hiring.model.assessment import BackgroundVerdict
from hiring.model.interview import InterviewState
from miniapp_api.schemas.base import Body, Id, Line, Note, NotMeasuredOut, Reply
from miniapp_api.schemas.hr import BatchError
from miniapp_api.schemas.manager import Interval, Measured

SHEET_MAX_CHARS = 900_000  # base64 of about 660 KB, within the limit of a JSON request: some thousand rows


class PartWeightsOut(Reply):
    interview: float
    written: float


class ResultOut(Reply):
    """result: the score, or the verdict's value."""

    result: str
    note: str
    source: str
    taken_on: date


class RankedRow(Reply):
    """place null: not ranked, reason says why. tied: shares the place. coverage: 0–1 of the parts' weights."""

    candidate_id: str
    candidate_name: str
    interview_id: str
    round: int
    state: InterviewState
    state_name: str
    place: int | None
    tied: bool
    value: Measured
    interval: Interval | NotMeasuredOut
    coverage: float
    missing: list[str]
    interview: Measured
    written: ResultOut | None
    background: ResultOut | None
    reason: str


class RankingReply(Reply):
    job_title: str
    weights: PartWeightsOut
    rows: list[RankedRow]


class PartWeightsBody(Body):
    interview: Annotated[float, Field(gt=0, le=1000)]
    written: Annotated[float, Field(ge=0, le=1000)]


class AssessmentBody(Body):
    """One of score and verdict."""

    candidate_id: Id
    score: Annotated[float, Field(ge=0, le=100)] | None = None
    verdict: BackgroundVerdict | None = None
    note: Note = ""
    source: Line = ""
    taken_on: date

    @model_validator(mode="after")
    def _one_of_both(self) -> "AssessmentBody":
        if (self.score is None) == (self.verdict is None):
            raise ValueError("请填写成绩或背景调查结果之一")
        return self


class SheetBody(Body):
    """A CSV or XLSX file in base64. Columns: 手机号 or 姓名; 笔试成绩 and/or 背景调查; 备注, 来源, 日期."""

    name: Line
    content_base64: Annotated[str, Field(max_length=SHEET_MAX_CHARS)]


class SheetRowResult(Reply):
    """row: its number in the sheet, the heading being 1. error null: entered, or so already."""

    row: int
    error: BatchError | None


class SheetReply(Reply):
    results: list[SheetRowResult]
