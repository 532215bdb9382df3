"""A follow-up question of the bank, put to the candidate during the interview: chosen, asked, answered or skipped."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hiring.model.ids import AnswerId, CandidateId, InterviewId, ProbeId
from hiring.model.plan import PROBE_LONGEST_S, PlannedQuestion

# How long the page waits for choices after the last answer, so that nobody sits before a slow machine (our choice).
CHOICE_PATIENCE = timedelta(seconds=20)
# Long enough to read it and to decide whether to answer at all; an addition is shorter than an answer (our choice).
PREPARATION_S = 30
LIMIT_S = PROBE_LONGEST_S - PREPARATION_S
RETAKES = 1

_PREFIX = "probe:"  # the answer to a probe lies beside the answers, under a key that no question has


@dataclass(eq=False)
class Probe:
    """At most one for an answer. asked_at None: chosen, but others needed asking more, or it came too late.

    text: the bank's own. basis: why this one, as JSON (hiring.reportjson.read_basis), encrypted at rest.
    """

    id: ProbeId
    interview_id: InterviewId
    candidate_id: CandidateId
    answer_id: AnswerId
    question_key: str
    text: str
    basis: str
    chosen_at: datetime
    asked_at: datetime | None = None
    skipped_at: datetime | None = None

    @property
    def key(self) -> str:
        """The key under which it is answered."""
        return f"{_PREFIX}{self.question_key}"

    def skip(self, *, now: datetime) -> bool:
        """False when it was skipped before."""
        if self.skipped_at is not None:
            return False
        self.skipped_at = now
        return True


def is_probe_key(key: str) -> bool:
    return key.startswith(_PREFIX)


def asked_question_key(key: str) -> str:
    """The key of the question that an answer, or the answer to its probe, belongs to."""
    return key.removeprefix(_PREFIX)


def as_question(probe: Probe, question: PlannedQuestion) -> PlannedQuestion:
    """The probe as it is asked: shorter than its question, in the same ways of answering."""
    return replace(
        question,
        key=probe.key,
        rubric=replace(question.rubric, question=probe.text),
        preparation_s=PREPARATION_S,
        answer_limit_s=min(LIMIT_S, question.answer_limit_s),
        retakes=min(RETAKES, question.retakes),
    )
