"""The manager's pages: reviews, one report with its evidence, the verdict."""

from typing import Annotated

from pydantic import Field

from hiring.model.interview import InterviewState
from hiring.model.processing import Outcome
from miniapp_api.schemas.base import Body, Id, Instant, Note, NotMeasuredOut, Reply
from miniapp_api.schemas.candidate import PercentileOut
from scoring.correction import PieceKind
from scoring.measures import Flag

Measured = float | NotMeasuredOut
Interval = Annotated[list[float], Field(min_length=2, max_length=2)]


class ReviewRow(Reply):
    """to_rate_first: the post wants a blind rating first and this manager has seen nothing yet; composite is then held back."""

    interview_id: str
    candidate_name: str
    job_title: str
    state: InterviewState
    state_name: str
    reported_at: Instant | None
    composite: Measured | None
    to_rate_first: bool


class ReviewsReply(Reply):
    reviews: list[ReviewRow]


class WordOut(Reply):
    start_s: float
    end_s: float
    text: str
    confidence: float


class SegmentOut(WordOut):
    words: list[WordOut]


class TranscriptOut(Reply):
    text: str
    language: str
    duration_s: float
    segments: list[SegmentOut]
    flags: list[Flag]
    engine: str
    engine_version: str


class EvidenceOut(Reply):
    quote: str
    supports: str
    start_s: float | None
    end_s: float | None


class AnswerScoreOut(Reply):
    dimension: str
    score: Measured
    interval: Interval | NotMeasuredOut
    coverage: float
    evidence: list[EvidenceOut]
    flags: list[Flag]
    advice: list[str]
    scorer: str
    scorer_version: str


class SpeechOut(Reply):
    speech_rate_cpm: Measured
    articulation_share: Measured
    pause_count: int | NotMeasuredOut
    longest_pause_s: Measured
    fillers_per_100_chars: Measured


class FaceOut(Reply):
    duration_s: float
    face_present: Measured
    second_face: Measured
    eye_contact: Measured
    smile: Measured
    head_turned: Measured
    blink_rate_per_min: Measured
    emotions: dict[str, float] | NotMeasuredOut
    flags: list[Flag]
    engine: str
    engine_version: str


class JudgeRatingOut(Reply):
    """A language model's level on the same rubric, with the candidate's words it rests on."""

    level: int
    reason: str
    quotes: list[str]
    follow_ups: list[str]
    model: str


class PieceOut(Reply):
    kind: PieceKind
    text: str


class CorrectionOut(Reply):
    """changed_share 0–1. original_score: of the recogniser's own text. pieces: both texts as one."""

    original_text: str
    changed_share: float
    original_score: Measured
    pieces: list[PieceOut]


class ProbeReportOut(Reply):
    """A follow-up question put during the interview. answer_id "": not answered. counted: the score is of both."""

    question: str
    missing: list[str]
    answer_id: str
    modality: str
    transcript: TranscriptOut | NotMeasuredOut
    score_before: Measured
    counted: bool
    evidence: list[EvidenceOut]
    flags: list[Flag]


class AnswerReportOut(Reply):
    answer_id: str
    question_key: str
    question: str
    dimension: str
    modality: str
    transcript: TranscriptOut | NotMeasuredOut
    score: AnswerScoreOut
    speech: SpeechOut | NotMeasuredOut
    face: FaceOut | NotMeasuredOut
    probes: list[str]
    judge: JudgeRatingOut | NotMeasuredOut
    correction: CorrectionOut | None
    asked: ProbeReportOut | None


class DimensionOut(Reply):
    dimension: str
    group: str
    weight: float
    score: Measured
    interval: Interval | NotMeasuredOut


class SumsOut(Reply):
    key: str
    title: str
    score: AnswerScoreOut
    right: int
    asked: int
    median_s: Measured


class TraitOut(Reply):
    trait: str
    score: float
    interval: Interval
    items: int


class InventoryOut(Reply):
    """What the candidate says of themselves; in no score."""

    key: str
    title: str
    traits: list[TraitOut] | NotMeasuredOut


class ReportBodyOut(Reply):
    composite: Measured
    interval: Interval | NotMeasuredOut
    coverage: float
    missing: list[str]
    dimensions: list[DimensionOut]
    answers: list[AnswerReportOut]
    strengths: list[str]
    risks: list[str]
    flags: list[Flag]
    versions: dict[str, str]
    sums: list[SumsOut]
    inventories: list[InventoryOut]
    probing: int


class DecisionOut(Reply):
    outcome: Outcome
    reason: str
    decided_by_name: str
    decided_at: Instant


class MediaOut(Reply):
    """url: good for ten minutes, for this person and this one recording."""

    answer_id: str
    mime_type: str
    url: str


class PartLineOut(Reply):
    """One part of the whole: AI interview, written test, background check."""

    name: str
    value: str
    note: str


class StandingsOut(Reply):
    """Percentiles of the composite and of each dimension by its name."""

    composite: PercentileOut | NotMeasuredOut
    dimensions: dict[str, PercentileOut | NotMeasuredOut]


class ReportReply(Reply):
    """parts: empty where there is nothing but the interview. correcting_until: the candidate corrects transcripts till then; a decision has to wait."""

    report_id: str
    interview_id: str
    generation: int
    created_at: Instant
    candidate_name: str
    job_title: str
    state: InterviewState
    state_name: str
    decision: DecisionOut | None
    body: ReportBodyOut
    media: list[MediaOut]
    standings: StandingsOut
    parts: list[PartLineOut]
    parts_note: str
    correcting_until: Instant | None


class MediaQuery(Body):
    ticket: Annotated[str, Field(max_length=300)] = ""


class DecisionBody(Body):
    """report_id: the report that was read; a verdict on a stale one is refused."""

    report_id: Id
    outcome: Outcome
    reason: Annotated[Note, Field(min_length=1)]
