"""The content of a report, as it is stored, shown to the manager and, in part, to the candidate."""

from dataclasses import dataclass, replace

from scoring.composite import Part
from scoring.correction import Piece
from scoring.exercises.inventory import TraitScore
from scoring.judge.rating import OFF, JudgeRating
from scoring.measures import (
    AnswerScore,
    Evidence,
    FaceObservation,
    Flag,
    NotMeasured,
    SpeechMeasures,
    Transcript,
)

# Of 100; level 1–5 maps to 0–100, so these are levels 3.8 and 2.8 (a "3" is an acceptable answer).
STRENGTH_FROM = 70.0
RISK_BELOW = 45.0

FACE_FLAGS = frozenset({Flag.NO_FACE, Flag.SECOND_FACE})


@dataclass(frozen=True, slots=True)
class CorrectionReport:
    """What the candidate changed in the recogniser's text. The score is of the corrected text.

    changed_share: 0–1 of the text. original_score: what the recogniser's own text would have scored.
    """

    original_text: str
    changed_share: float
    original_score: float | NotMeasured
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ProbeReport:
    """A follow-up question put during the interview, and what came of it.

    missing: the kinds of evidence it was asked for. answer_id, modality "": it was not answered.
    score_before: of the answer alone. counted: the answer's score is of both; else it did not change.
    evidence, flags: from this answer only.
    """

    question: str
    missing: tuple[str, ...]
    answer_id: str
    modality: str
    transcript: Transcript | NotMeasured
    score_before: float | NotMeasured
    counted: bool
    evidence: tuple[Evidence, ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class AnswerReport:
    """One answer with everything a reviewer needs to check its score. transcript: as corrected, if it was."""

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
    judge: JudgeRating | NotMeasured = OFF  # a second rating; reports from before there was one have none
    correction: CorrectionReport | None = None
    asked: ProbeReport | None = None


@dataclass(frozen=True, slots=True)
class SumsReport:
    """Timed sums. median_s: of the right answers, seconds."""

    key: str
    title: str
    score: AnswerScore
    right: int
    asked: int
    median_s: float | NotMeasured


@dataclass(frozen=True, slots=True)
class InventoryReport:
    """What the candidate says of themselves; in no score."""

    key: str
    title: str
    traits: tuple[TraitScore, ...] | NotMeasured


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
    sums: tuple[SumsReport, ...] = ()
    inventories: tuple[InventoryReport, ...] = ()
    probing: int = 0  # follow-up questions that could be asked at most; 0: none were


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """The figures of a report. dimensions: only the measured ones."""

    composite: float | NotMeasured
    interval: tuple[float, float] | NotMeasured
    coverage: float
    dimensions: dict[str, float]


def figure_of(report: ReportBody | ReportSummary) -> Part | NotMeasured:
    """The composite as one part of the whole."""
    if isinstance(report.composite, NotMeasured):
        return report.composite
    if isinstance(report.interval, NotMeasured):
        return report.interval
    return Part(report.composite, report.interval, report.coverage)


def summary_of(body: ReportBody) -> ReportSummary:
    measured = {row.dimension: row.score for row in body.dimensions if not isinstance(row.score, NotMeasured)}
    return ReportSummary(body.composite, body.interval, body.coverage, measured)


FACE_WITHDRAWN = NotMeasured("已撤回人脸观察的同意")


def without_face(body: ReportBody) -> ReportBody:
    """The same report with nothing about the face: its weight is 0, so no score changes."""
    answers = tuple(
        replace(
            answer,
            face=FACE_WITHDRAWN,
            score=replace(answer.score, flags=tuple(f for f in answer.score.flags if f not in FACE_FLAGS)),
        )
        for answer in body.answers
    )
    return replace(body, answers=answers, flags=tuple(f for f in body.flags if f not in FACE_FLAGS))
