"""性格自评: a short inventory from the public domain (IPIP). Source: docs/scoring.md#inventory.

Self-report: shown beside behavioural evidence, in no score.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import sqrt
from statistics import mean, median, stdev

from scoring.exercises.responses import Sitting
from scoring.measures import NotMeasured

LOWEST, HIGHEST = 1, 5
# Student's t for a two-sided 80 % interval by degrees of freedom; an item's spread stands for its error.
_T80 = {1: 3.078, 2: 1.886, 3: 1.638, 4: 1.533, 5: 1.476, 6: 1.440, 7: 1.415}
# Four answers that agree by chance are not certain: the interval is never narrower than half a step of the scale.
LEAST_HALF_WIDTH = 12.5
LONGEST_RUN = 9  # the same answer ten times running, through items keyed both ways (our choice)
# Huang et al. (2012) take two seconds an item as the least for reading it; half of that is our limit.
FASTEST_MEDIAN_MS = 1_000

SKIPPED = NotMeasured("候选人跳过了自评，数据不足")
INCOMPLETE = NotMeasured("自评没有做完，数据不足")
INATTENTIVE = NotMeasured("注意力检查题未通过，自评不采用")
STRAIGHT_LINE = NotMeasured("连续多题选择同一选项，自评不采用")
HURRIED = NotMeasured("作答过快，来不及读题，自评不采用")


@dataclass(frozen=True, slots=True)
class Item:
    """key +1: agreeing means more of the trait, −1: less. An attention item names the answer it wants (1–5)."""

    text: str
    trait: str
    key: int
    wanted: int | None = None


@dataclass(frozen=True, slots=True)
class TraitScore:
    """0–100: the mean answer as a share of the scale (POMP; Cohen et al. 1999). interval: 80 %."""

    trait: str
    score: float
    interval: tuple[float, float]
    items: int


def score_inventory(items: Sequence[Item], sitting: Sitting) -> tuple[TraitScore, ...] | NotMeasured:
    """One score a trait, in the order of the items; or why the whole sitting can't be used."""
    answers = {r.index: int(r.value) for r in sitting.responses if r.value in _VALUES}
    refused = _refused(items, answers, sitting)
    if refused is not None:
        return refused
    traits = dict.fromkeys(item.trait for item in items if item.wanted is None)
    return tuple(_trait(trait, items, answers) for trait in traits)


_VALUES = frozenset(str(value) for value in range(LOWEST, HIGHEST + 1))


def _refused(items: Sequence[Item], answers: dict[int, int], sitting: Sitting) -> NotMeasured | None:
    if sitting.skipped:
        return SKIPPED
    if set(answers) != set(range(len(items))):
        return INCOMPLETE
    if any(item.wanted not in (None, answers[index]) for index, item in enumerate(items)):
        return INATTENTIVE
    plain = [answers[index] for index, item in enumerate(items) if item.wanted is None]
    if max(len(list(run)) for _, run in groupby(plain)) > LONGEST_RUN:
        return STRAIGHT_LINE
    times = [r.reaction_ms for r in sitting.responses if r.reaction_ms is not None]
    if times and median(times) < FASTEST_MEDIAN_MS:
        return HURRIED
    return None


def _trait(trait: str, items: Sequence[Item], answers: dict[int, int]) -> TraitScore:
    shares = [
        _share(answers[index], item.key)
        for index, item in enumerate(items)
        if item.trait == trait and item.wanted is None
    ]
    value = mean(shares)
    spread = _T80[len(shares) - 1] * stdev(shares) / sqrt(len(shares)) if len(shares) > 1 else 50.0
    half = max(LEAST_HALF_WIDTH, spread)
    return TraitScore(
        trait,
        round(value, 1),
        (round(max(0.0, value - half), 1), round(min(100.0, value + half), 1)),
        len(shares),
    )


def _share(answer: int, key: int) -> float:
    """0–100 in the trait's direction."""
    share = (answer - LOWEST) / (HIGHEST - LOWEST) * 100
    return share if key > 0 else 100 - share
