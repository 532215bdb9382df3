"""What an interview pins when it is created: later edits of the job reach later interviews only."""

from dataclasses import dataclass
from enum import StrEnum

from hiring.errors import NotFound
from scoring.exercises.inventory import Item
from scoring.measures import RubricQuestion

# One answer is asked about once at most, and an interview must not turn into another one (our choice).
MOST_PROBES = 5
PROBE_LONGEST_S = 120  # reading, preparing and answering one


class Modality(StrEnum):
    VIDEO = "video"
    VOICE = "voice"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class PlannedQuestion:
    """One question as this interview asks it. Times in whole seconds; retakes beyond the first take."""

    key: str
    rubric: RubricQuestion
    modalities: tuple[Modality, ...]
    preparation_s: int
    answer_limit_s: int
    retakes: int
    hints: tuple[str, ...] = ()  # vocabulary for the recogniser


class ExerciseKind(StrEnum):
    SUMS = "sums"  # 数字速算
    INVENTORY = "inventory"  # 性格自评


@dataclass(frozen=True, slots=True)
class PlannedExercise:
    """One exercise as this interview sets it. dimension "" : it counts in no score.

    count: sums to do; items: of an inventory. limit_s: for one item.
    """

    key: str
    kind: ExerciseKind
    title: str
    dimension: str
    limit_s: int
    count: int = 0
    items: tuple[Item, ...] = ()

    @property
    def length(self) -> int:
        return self.count or len(self.items)


@dataclass(frozen=True, slots=True)
class InterviewPlan:
    """The immutable snapshot. sha256 is over its canonical JSON (hiring.model.snapshot)."""

    company: str
    job_title: str
    requirements: tuple[str, ...]  # what the candidate should have at hand, shown on the invitation
    questions: tuple[PlannedQuestion, ...]
    weights: dict[str, float]  # dimension -> weight, sum 1
    groups: dict[str, str]  # dimension -> 能力 | 性格 | 文化匹配
    rubric_version: str
    rubric_sha256: str
    consent_version: str
    scoring_profile: str
    exercises: tuple[PlannedExercise, ...] = ()  # after the questions, in this order
    rate_first: bool = (
        False  # the report card shows no score, so that the manager can rate blind before reading
    )
    probing: int = 0  # follow-up questions during the interview at most; 0: none

    @property
    def most_probes(self) -> int:
        """How many can really be asked: one for each question that has any in the bank."""
        return min(self.probing, sum(bool(q.rubric.probes) for q in self.questions))

    @property
    def duration_min(self) -> int:
        """Longest time the interview can take without retakes, in minutes, rounded up."""
        seconds = sum(q.preparation_s + q.answer_limit_s for q in self.questions)
        seconds += sum(e.length * e.limit_s for e in self.exercises)
        seconds += self.most_probes * PROBE_LONGEST_S
        return -(-seconds // 60)

    def question(self, key: str) -> PlannedQuestion:
        """Raises NotFound(IV404) for a key that is not in the plan."""
        for question in self.questions:
            if question.key == key:
                return question
        raise NotFound("IV404", question=key)

    def exercise(self, key: str) -> PlannedExercise:
        """Raises NotFound(EX404) for a key that is not in the plan."""
        for exercise in self.exercises:
            if exercise.key == key:
                return exercise
        raise NotFound("EX404", exercise=key)
