"""The values that pass between engines, scoring and reports. Frozen; absence carries its reason."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """A value that could not be measured, and why, in Chinese for the person who reads the report."""

    reason: str


class Flag(StrEnum):
    """Something a person should look at. A flag never rejects anybody; some withhold a score."""

    SILENCE = "silence"  # no speech in the recording
    NOISE = "noise"  # sound, but no intelligible speech
    PROMPT_ECHO = "prompt_echo"  # the recogniser repeated its own hints
    LOOP = "loop"  # the recogniser repeated itself
    WRONG_LANGUAGE = "wrong_language"  # most of the answer is not Mandarin
    LOW_CONFIDENCE = "low_confidence"  # the recogniser is unsure of much of the text
    TOO_SHORT = "too_short"  # too little said to be scored
    OFF_TOPIC = "off_topic"  # fluent, but not about the question
    EVASIVE = "evasive"  # speaks about the question without answering it
    KEYWORD_STUFFING = "keyword_stuffing"  # competency words without conduct
    EMPTY_PADDING = "empty_padding"  # long, general, without content
    PROMPT_INJECTION = "prompt_injection"  # speaks to the scorer instead of the interviewer
    RUBRIC_ECHO = "rubric_echo"  # repeats the question or the rubric
    READING_ALOUD = "reading_aloud"  # written style, even pace
    MISCONDUCT = "misconduct"  # describes conduct harmful to customers or colleagues
    HURRIED = "hurried"  # answered faster than the items can be read
    CLOCK_MISMATCH = "clock_mismatch"  # the page's clock says more time than passed
    LEFT_PAGE = "left_page"  # the page was left during a timed exercise
    JUDGE_DISAGREES = "judge_disagrees"  # the judge model's level is far from the score
    NO_FACE = "no_face"  # no face in the picture for most of the time
    SECOND_FACE = "second_face"  # another face for a noticeable time
    UNPLAYABLE = "unplayable"  # the recording can't be decoded
    CORRECTED = "corrected"  # the candidate corrected the transcript
    HEAVILY_CORRECTED = "heavily_corrected"  # so much that a person should compare it with the recording


@dataclass(frozen=True, slots=True)
class Word:
    start_s: float
    end_s: float
    text: str
    confidence: float  # 0–1


@dataclass(frozen=True, slots=True)
class Segment:
    start_s: float
    end_s: float
    text: str
    confidence: float  # 0–1
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said, in simplified Chinese, with times in seconds from the start of the recording."""

    text: str  # "" when nothing intelligible was said; then `flags` says why
    language: str  # ISO 639-1, "" when there is no speech
    duration_s: float  # measured by decoding, not read from the header
    segments: tuple[Segment, ...]
    flags: tuple[Flag, ...]
    engine: str
    engine_version: str


@dataclass(frozen=True, slots=True)
class FaceObservation:
    """What the picture shows. Shares of time are 0–1 of the frames with a face, face_present of all frames.

    Observations, not judgements: weight 0 in every score until a company's own data show an increment.
    """

    duration_s: float
    face_present: float | NotMeasured
    second_face: float | NotMeasured
    eye_contact: float | NotMeasured
    smile: float | NotMeasured
    head_turned: float | NotMeasured
    blink_rate_per_min: float | NotMeasured
    emotions: dict[str, float] | NotMeasured  # shares over the seven FER2013 classes, sum 1
    flags: tuple[Flag, ...]
    engine: str
    engine_version: str


@dataclass(frozen=True, slots=True)
class SpeechMeasures:
    """How it was said. Observations with weight 0, see FaceObservation."""

    speech_rate_cpm: float | NotMeasured  # Chinese characters per minute of voiced time
    articulation_share: float | NotMeasured  # voiced time / duration, 0–1
    pause_count: int | NotMeasured  # silences of at least PAUSE_MIN_S between words
    longest_pause_s: float | NotMeasured
    fillers_per_100_chars: float | NotMeasured


@dataclass(frozen=True, slots=True)
class RubricQuestion:
    """One question with its behavioural anchors (BARS), as pinned by an interview.

    anchors: level -> what such an answer looks like; levels 1, 3 and 5.
    """

    question: str
    dimension: str
    role: str
    anchors: dict[int, str]
    key_points: tuple[str, ...] = ()
    probes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProbeChoice:
    """A question of the bank to ask about an answer.

    missing: the kinds of evidence the answer lacks, most missed first. coverage: 0–1, of the answer alone.
    """

    probe: str
    missing: tuple[str, ...]
    coverage: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim span of the answer and what it shows. start_s/end_s when it was spoken."""

    quote: str
    supports: str  # Chinese: which anchor or behaviour the quote supports or contradicts
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True, slots=True)
class AnswerScore:
    """The score of one answer on one dimension, with its evidence.

    score: 0–100, or NotMeasured when the answer can't be scored. interval: 80 % prediction interval, 0–100.
    coverage: share 0–1 of the five kinds of evidence that the answer gives (docs/scoring.md#coverage).
    """

    dimension: str
    score: float | NotMeasured
    interval: tuple[float, float] | NotMeasured
    coverage: float
    evidence: tuple[Evidence, ...]
    flags: tuple[Flag, ...]
    advice: tuple[str, ...]  # Chinese, for the candidate: what would raise it, tied to own words
    scorer: str
    scorer_version: str
