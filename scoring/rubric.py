"""The score of one answer on one dimension, with the words it rests on."""

from scoring.advice import advice_for
from scoring.embedding_port import Embedder
from scoring.evidence import evidence_for
from scoring.features.assemble import measure
from scoring.features.coverage import coverage
from scoring.guards import HIGHEST_LEVEL, LOWEST_LEVEL, Gate, gate, review
from scoring.measures import AnswerScore, Flag, NotMeasured, RubricQuestion, Transcript
from scoring.profile import Profile
from scoring.reading import reads_aloud
from scoring.text import spoken

SCORER = "mingmian-rubric"
# A short answer, or one the recogniser is unsure of, tells less: its interval is this much wider. Our choice.
SHORT_CHARS = 60
WIDENING = 1.3


def score_answer(
    question: RubricQuestion,
    answer: str,
    *,
    embedder: Embedder,
    profile: Profile,
    transcript: Transcript | None = None,
) -> AnswerScore:
    """Scores an answer against its rubric. Source: docs/scoring.md.

    transcript: when the answer was spoken; its flags withhold or pass on, its times go into the evidence.
    The same input always gives the same score.
    """
    checked = gate(answer, transcript=transcript)
    if checked.withheld is not None:
        return _withheld(question, checked.flags, checked.withheld, profile)
    measured = measure(
        question, checked.text, embedder=embedder, reference=profile.reference, reader=profile.reader
    )
    reviewed = review(measured, profile.space.place(measured), profile=profile)
    read = (Flag.READING_ALOUD,) if reads_aloud(checked.text, transcript=transcript) else ()
    flags = (*checked.flags, *reviewed.flags, *read)
    if reviewed.withheld is not None:
        return _withheld(question, flags, reviewed.withheld, profile)
    return AnswerScore(
        dimension=question.dimension,
        score=to_score(reviewed.level),
        interval=_interval(reviewed.level, checked, profile),
        coverage=coverage(measured),
        evidence=evidence_for(
            question,
            measured,
            profile=profile,
            misconduct=Flag.MISCONDUCT in flags,
            transcript=transcript,
        ),
        flags=flags,
        advice=advice_for(measured),
        scorer=SCORER,
        scorer_version=profile.version,
    )


def to_score(level: float) -> float:
    """Level 1–5 as 0–100, clipped, one decimal."""
    clipped = min(HIGHEST_LEVEL, max(LOWEST_LEVEL, level))
    return round((clipped - LOWEST_LEVEL) / (HIGHEST_LEVEL - LOWEST_LEVEL) * 100, 1)


def _interval(level: float, checked: Gate, profile: Profile) -> tuple[float, float]:
    band = profile.band(level)
    unsure = len(spoken(checked.text)) < SHORT_CHARS or Flag.LOW_CONFIDENCE in checked.flags
    widening = WIDENING if unsure else 1.0
    low = min(to_score(level), to_score(level + band.low * widening))
    high = max(to_score(level), to_score(level + band.high * widening))
    return low, high


def _withheld(
    question: RubricQuestion, flags: tuple[Flag, ...], reason: NotMeasured, profile: Profile
) -> AnswerScore:
    return AnswerScore(
        dimension=question.dimension,
        score=reason,
        interval=reason,
        coverage=0.0,
        evidence=(),
        flags=flags,
        advice=(),
        scorer=SCORER,
        scorer_version=profile.version,
    )
