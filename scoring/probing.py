"""Follow-up questions during the interview: which one an answer needs, and what its answer adds to the score.

Only the bank's own questions are ever asked. Source: docs/scoring.md#probing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from scoring.embedding_port import Embedder
from scoring.features.assemble import measure
from scoring.followups import by_need, open_kinds
from scoring.measures import (
    AnswerScore,
    Evidence,
    Flag,
    NotMeasured,
    ProbeChoice,
    RubricQuestion,
    Segment,
    Transcript,
)
from scoring.profile import Profile
from scoring.rubric import score_answer

FLAGGED = NotMeasured("回答带有需人工查看的提示，不追问")
COMPLETE = NotMeasured("各类依据都已说到，不需要追问")
NO_PROBES = NotMeasured("题库没有为这一题准备追问")


@dataclass(frozen=True, slots=True)
class Probed:
    """What an answer and the answer to its probe are worth together.

    score: the one that counts. counted: it is of both; else the first answer's own stands.
    evidence: quotes from the probe's answer, with times of its own recording. flags: raised only with it.
    """

    score: AnswerScore
    counted: bool
    evidence: tuple[Evidence, ...]
    flags: tuple[Flag, ...]


def choose_probe(
    question: RubricQuestion, transcript: Transcript, *, embedder: Embedder, profile: Profile
) -> ProbeChoice | NotMeasured:
    """The bank's probe this answer touches least, where a kind of evidence is missing; else why none is asked."""
    if not question.probes:
        return NO_PROBES
    score = score_answer(question, transcript.text, embedder=embedder, profile=profile, transcript=transcript)
    if isinstance(score.score, NotMeasured):
        return score.score
    if score.flags:
        return FLAGGED
    measured = measure(
        question, transcript.text, embedder=embedder, reference=profile.reference, reader=profile.reader
    )
    missing = open_kinds(question, measured)
    if not missing:
        return COMPLETE
    probe = by_need(question.probes, measured, embedder)[0]
    return ProbeChoice(probe, tuple(kind.value for kind in missing), score.coverage)


def joined(first: Transcript, more: Transcript) -> Transcript:
    """Both as one, the second after the first in text and time."""
    return replace(
        first,
        text=f"{first.text.rstrip()}\n{more.text}",
        duration_s=first.duration_s + more.duration_s,
        segments=(*first.segments, *(_later(segment, first.duration_s) for segment in more.segments)),
        flags=tuple(dict.fromkeys((*first.flags, *more.flags))),
    )


def with_probe(
    first: Transcript, more: Transcript, before: AnswerScore, *, score: Callable[[Transcript], AnswerScore]
) -> Probed:
    """The score of both answers as one text, where it is not lower than the first answer's own.

    Not everybody is asked a follow-up, so being asked must not cost anybody anything; what the second answer says
    against the candidate is flagged for a person. score: as the first answer was scored.
    """
    both = joined(first, more)
    after = score(both)
    new_flags = tuple(flag for flag in dict.fromkeys((*more.flags, *after.flags)) if flag not in before.flags)
    if not more.text.strip() or not _at_least(after, before):
        return Probed(before, False, (), new_flags if more.text.strip() else more.flags)
    own = [one for one in after.evidence if one.quote not in first.text]
    first_own = tuple(one for one in after.evidence if one not in own)
    counted = replace(after, evidence=first_own, flags=before.flags)
    return Probed(counted, True, tuple(_earlier(one, first.duration_s) for one in own), new_flags)


def _at_least(after: AnswerScore, before: AnswerScore) -> bool:
    if isinstance(after.score, NotMeasured) or isinstance(before.score, NotMeasured):
        return False
    return after.score >= before.score


def _later(segment: Segment, by_s: float) -> Segment:
    words = tuple(replace(w, start_s=w.start_s + by_s, end_s=w.end_s + by_s) for w in segment.words)
    return replace(segment, start_s=segment.start_s + by_s, end_s=segment.end_s + by_s, words=words)


def _earlier(evidence: Evidence, by_s: float) -> Evidence:
    if evidence.start_s is None or evidence.end_s is None:
        return evidence
    return replace(evidence, start_s=round(evidence.start_s - by_s, 3), end_s=round(evidence.end_s - by_s, 3))
