"""What validity is judged from: one person's scores beside what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from scoring.measures import NotMeasured

# Below this no figure is shown (product.md S15). A correlation of .25 seen in 30 people has a 95 % interval
# from -.12 to .56: the guard keeps out the worst, the interval says the rest.
MIN_N = 30
COMPOSITE = "综合分"
# What the analysis reads of scoring.measures.SpeechMeasures and FaceObservation: few, so that few people suffice.
VOICE = ("speech_rate_cpm", "articulation_share", "fillers_per_100_chars")
FACE = ("eye_contact", "smile", "head_turned")


@dataclass(frozen=True, slots=True)
class Tenure:
    """days: from entry to exit, or to the last day on which the person was known to be there. left: the exit counts.

    since_entry: days from entry to the day on which stays were last brought up to date, whether or not the person left.
    """

    days: float
    left: bool
    since_entry: float = 0.0


@dataclass(frozen=True, slots=True)
class Case:
    """One person of one job, scored under one rubric and profile.

    interviewed_on: for the split in time. scores: measured dimensions, 0–100, and COMPOSITE where enough is measured.
    voice, face: observations by name, empty without consent. performance: 0–1 over the review's own scale, the mean
    over periods. groups: 部门 or 招聘渠道 -> its value, as the company supplied it.
    """

    person: str
    interviewed_on: date
    scores: Mapping[str, float]
    voice: Mapping[str, float]
    face: Mapping[str, float]
    performance: float | NotMeasured
    probation_passed: bool | NotMeasured
    tenure: Tenure | NotMeasured
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Applicant:
    """One person who was assessed, employed or not. chosen: approved in the interview; NotMeasured while undecided."""

    person: str
    scores: Mapping[str, float]
    chosen: bool | NotMeasured
    groups: Mapping[str, str]


NOT_IN_FAMILY = NotMeasured("不在校正的检验之列")


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval and two-sided p-value. adjusted_p: after control over the family (families.py)."""

    n: int
    value: float
    low: float
    high: float
    p: float
    adjusted_p: float | NotMeasured = NOT_IN_FAMILY
