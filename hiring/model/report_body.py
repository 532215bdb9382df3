"""The content of a report, as it is stored, shown to the manager and, in part, to the candidate."""

from dataclasses import dataclass

from scoring.measures import AnswerScore, FaceObservation, Flag, NotMeasured, SpeechMeasures, Transcript


@dataclass(frozen=True, slots=True)
class AnswerReport:
    """One answer with everything a reviewer needs to check its score."""

    answer_id: str
    question_key: str
    question: str
    dimension: str
    modality: str
    transcript: Transcript | NotMeasured
    score: AnswerScore
    speech: SpeechMeasures | NotMeasured
    face: FaceObservation | NotMeasured
    probes: tuple[str, ...]  # follow-up questions for the human round


@dataclass(frozen=True, slots=True)
class DimensionReport:
    dimension: str
    group: str  # 能力 | 性格 | 文化匹配
    weight: float
    score: float | NotMeasured
    interval: tuple[float, float] | NotMeasured


@dataclass(frozen=True, slots=True)
class ReportBody:
    """composite is over the measured dimensions; coverage is the weight they carry, 0–1; missing names the rest."""

    composite: float | NotMeasured
    interval: tuple[float, float] | NotMeasured
    coverage: float
    missing: tuple[str, ...]
    dimensions: tuple[DimensionReport, ...]
    answers: tuple[AnswerReport, ...]
    strengths: tuple[str, ...]
    risks: tuple[str, ...]
    flags: tuple[Flag, ...]
    versions: dict[str, str]  # engine and rubric versions by name
