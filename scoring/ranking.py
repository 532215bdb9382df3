"""The AI interview and the written test as one figure, and people in an order no finer than the figures are.

Source: docs/scoring.md#whole and docs/scoring.md#ranking.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from scoring.composite import Composite, Group, Part, Weight, composite
from scoring.measures import NotMeasured

AI_INTERVIEW = "AI 面试"
WRITTEN_TEST = "笔试"
# Half of the 80 % interval of a written test's score: 1.28 · SD · √(1 − reliability), with the reliability of .80 that
# Nunnally (1978) asks of a test people are compared by, and a spread of 15 points.
WRITTEN_HALF_WIDTH = 8.6


@dataclass(frozen=True, slots=True)
class PartWeights:
    """A job's weights of the two scored parts; any non-negative scale. The background check is a gate, not a part."""

    interview: float = 1.0
    written: float = 0.0


@dataclass(frozen=True, slots=True)
class Contender:
    """Somebody with a measured whole. value and interval 0–100."""

    key: str
    value: float
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """place: 1-based and shared by all who don't differ from the first of their group.

    behind: points behind that first one. noise: how far two such figures may lie apart by chance, 80 %.
    tied: whether somebody else shares the place.
    """

    key: str
    place: int
    behind: float
    noise: float
    tied: bool


def written_part(score: float) -> Part:
    """A written test's score with the interval that any test of its kind has."""
    low, high = max(0.0, score - WRITTEN_HALF_WIDTH), min(100.0, score + WRITTEN_HALF_WIDTH)
    return Part(score, (round(low, 1), round(high, 1)))


def whole(interview: Part | NotMeasured, written: Part | NotMeasured, weights: PartWeights) -> Composite:
    """Both parts by the job's weights; one that is missing is named, widens the interval and is never zero."""
    parts = {
        name: part
        for name, part in ((AI_INTERVIEW, interview), (WRITTEN_TEST, written))
        if isinstance(part, Part)
    }
    shares = [
        Weight(AI_INTERVIEW, weights.interview, Group.ABILITY),
        Weight(WRITTEN_TEST, weights.written, Group.ABILITY),
    ]
    return composite(parts, shares)


def chance_distance(upper: Contender, lower: Contender) -> float:
    """Two figures closer than this don't differ: the inner half-widths of both intervals, added in squares."""
    return hypot(upper.value - upper.interval[0], lower.interval[1] - lower.value)


def ranked(contenders: Sequence[Contender]) -> tuple[Place, ...]:
    """Best first. A group takes in, from its first on, all who don't differ from that first; then the next begins."""
    ordered = sorted(contenders, key=lambda one: (-one.value, one.key))
    groups: list[list[Contender]] = []
    for one in ordered:
        if groups and groups[-1][0].value - one.value <= chance_distance(groups[-1][0], one):
            groups[-1].append(one)
        else:
            groups.append([one])
    places, ahead = [], 0
    for group in groups:
        first = group[0]
        for one in group:
            noise = round(chance_distance(first, one), 1)
            behind = round(first.value - one.value, 1)
            places.append(Place(one.key, ahead + 1, behind, noise, len(group) > 1))
        ahead += len(group)
    return tuple(places)
