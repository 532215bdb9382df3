"""Blind ratings: what a person says an answer is worth, without knowing what the system or others say."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hiring.model.ids import AnswerId, CandidateId, InterviewId, RatingId, StaffId
from hiring.model.interview import InterviewState

LOWEST_LEVEL, HIGHEST_LEVEL = 1, 5  # the anchors' scale

# Rated is what the report scored, so there has to be one; interviews called off are no longer anybody's to read.
RATEABLE = (
    InterviewState.REPORTED,
    InterviewState.APPROVED,
    InterviewState.REJECTED,
)


class Obstacle(StrEnum):
    """Why somebody can't judge an answer."""

    UNREADABLE = "unreadable"  # the transcript can't be understood
    KNOWN_PERSON = "known_person"  # the rater knows who speaks
    OUTSIDE_FIELD = "outside_field"  # the rater doesn't know the trade
    OTHER = "other"  # see the note


OBSTACLE_NAMES: dict[Obstacle, str] = {
    Obstacle.UNREADABLE: "转写看不懂",
    Obstacle.KNOWN_PERSON: "认出了候选人",
    Obstacle.OUTSIDE_FIELD: "不熟悉这个领域",
    Obstacle.OTHER: "其他原因",
}


@dataclass(eq=False)
class Rating:
    """One rater's word on one answer; never changed. A correction is a new row that supersedes it.

    level None: can't be judged, and then obstacle says why. note: encrypted at rest, may be "".
    blind: this rater had not been shown the system's judgement of the interview; only such ratings are counted.
    """

    id: RatingId
    answer_id: AnswerId
    interview_id: InterviewId
    candidate_id: CandidateId
    rater_id: StaffId
    question_key: str
    dimension: str
    rubric_sha256: str
    level: int | None
    obstacle: Obstacle | None
    note: str
    blind: bool
    revision: int  # 1-based
    supersedes: RatingId | None
    created_at: datetime
