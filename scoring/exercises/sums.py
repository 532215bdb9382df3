"""数字敏感度: timed quick sums, scored by accuracy and pace. Source: docs/scoring.md#sums."""

import hashlib
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import comb, sqrt
from statistics import median

from scoring.exercises.responses import Sitting
from scoring.measures import AnswerScore, Flag, NotMeasured

SCORER, SCORER_VERSION = "mingmian-sums", "1"

# Our choices until a company has norms of its own.
PACE_MS = 7_000  # somebody who counts money all day answers such a sum in about this time
PACE_EXPONENT = 0.5  # half the pace costs 29 %, not half: accuracy leads
MIN_ANSWERED = 6
HURRIED_MS = 700  # faster than reading two numbers
MOST_HURRIED_SHARE = 0.2
MOST_LEAVES = 1
CLOCK_SLACK_S = 5.0
Z80 = 1.2816  # two-sided 80 %, like every interval of the product

SKIPPED = NotMeasured("候选人跳过了数字速算，数据不足")
TOO_FEW = NotMeasured(f"作答不足 {MIN_ANSWERED} 题，数据不足")


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum as it is shown, and its result."""

    text: str
    result: Decimal


def sums(seed: str, count: int) -> tuple[Sum, ...]:
    """The sums of one sitting: kinds and difficulty the same for everybody, numbers by the seed."""
    draws = _draws(seed)
    return tuple(_KINDS[index % len(_KINDS)](draws) for index in range(count))


def score_sums(asked: Sequence[Sum], sitting: Sitting, *, dimension: str) -> AnswerScore:
    """100 · accuracy · min(1, pace / median reaction)^½; its interval from both.

    An unanswered sum is a wrong one; a sum whose time is unknown counts for accuracy only.
    """
    if sitting.skipped:
        return _withheld(SKIPPED, dimension, ())
    flags = _flags(sitting)
    answered = [r for r in sitting.responses if r.value.strip()]
    right = [r for r in answered if is_right(asked[r.index], r.value)]
    times = sorted(r.reaction_ms for r in right if r.reaction_ms is not None)
    if len(answered) < MIN_ANSWERED:
        return _withheld(TOO_FEW, dimension, flags)
    low, high = _wilson(len(right), len(asked))
    fast, slow = _median_bounds(times)
    value = 100 * len(right) / len(asked) * (_pace(median(times)) if times else 1.0)
    return AnswerScore(
        dimension=dimension,
        score=round(value, 1),
        interval=(
            round(min(value, 100 * low * _pace(slow)), 1),
            round(max(value, 100 * high * _pace(fast)), 1),
        ),
        coverage=round(len(answered) / len(asked), 2),
        evidence=(),
        flags=flags,
        advice=_advice(right=len(right), asked=len(asked), median_ms=median(times) if times else 0.0),
        scorer=SCORER,
        scorer_version=SCORER_VERSION,
    )


def is_right(asked: Sum, value: str) -> bool:
    """Equal as a number: full-width digits, a comma for thousands, and a unit behind do not matter."""
    text = unicodedata.normalize("NFKC", value).strip().replace(",", "").rstrip("元角个张块")
    return _number(text) == asked.result


def _number(text: str) -> Decimal | None:
    digits = text.removeprefix("-").replace(".", "", 1)
    return Decimal(text) if digits.isascii() and digits.isdigit() and text[-1] != "." else None


def _pace(reaction_ms: float) -> float:
    return float(min(1.0, PACE_MS / reaction_ms) ** PACE_EXPONENT) if reaction_ms > 0 else 1.0


def _wilson(successes: int, trials: int) -> tuple[float, float]:
    """Wilson's score interval (1927), 80 %."""
    share, z2 = successes / trials, Z80**2
    centre = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = Z80 / (1 + z2 / trials) * sqrt(share * (1 - share) / trials + z2 / (4 * trials**2))
    return max(0.0, centre - half), min(1.0, centre + half)


def _median_bounds(times: Sequence[int]) -> tuple[float, float]:
    """Order statistics that hold the median with at least 80 %; the extremes where there are too few."""
    if not times:
        return 0.0, 0.0
    count = len(times)
    for cut in range((count - 1) // 2, 0, -1):
        if sum(comb(count, k) for k in range(cut, count - cut + 1)) / 2**count >= 0.8:
            return float(times[cut - 1]), float(times[count - cut])
    return float(times[0]), float(times[-1])


def _flags(sitting: Sitting) -> tuple[Flag, ...]:
    times = [r.reaction_ms for r in sitting.responses if r.reaction_ms is not None]
    flags = []
    if times and sum(t < HURRIED_MS for t in times) > MOST_HURRIED_SHARE * len(times):
        flags.append(Flag.HURRIED)
    if sum(times) / 1000 > sitting.elapsed_s + CLOCK_SLACK_S:
        flags.append(Flag.CLOCK_MISMATCH)
    if sitting.left_page > MOST_LEAVES:
        flags.append(Flag.LEFT_PAGE)
    return tuple(flags)


def _advice(*, right: int, asked: int, median_ms: float) -> tuple[str, ...]:
    advice = []
    if right < asked:
        advice.append(f"{asked} 题中答对 {right} 题。先估一个大概的数再细算，可以少错。")
    if median_ms > PACE_MS:
        advice.append(f"答对的题中位用时 {median_ms / 1000:.1f} 秒，常用的找零和百分比多练几次会更快。")
    return tuple(advice)


def _withheld(reason: NotMeasured, dimension: str, flags: tuple[Flag, ...]) -> AnswerScore:
    return AnswerScore(dimension, reason, reason, 0.0, (), flags, (), SCORER, SCORER_VERSION)


_Draws = Iterator[int]


def _draws(seed: str) -> Iterator[int]:
    """Whole numbers that depend on the seed alone, the same on every machine."""
    block = seed.encode()
    while True:
        block = hashlib.sha256(block).digest()
        yield from (int.from_bytes(block[i : i + 4]) for i in range(0, len(block), 4))


def _between(draws: _Draws, low: int, high: int) -> int:
    return low + next(draws) % (high - low + 1)


def _add(draws: _Draws) -> Sum:
    a, b = _between(draws, 26, 89), _between(draws, 17, 78)
    return Sum(f"{a} + {b}", Decimal(a + b))


def _subtract(draws: _Draws) -> Sum:
    a, b = _between(draws, 301, 899), _between(draws, 118, 289)
    return Sum(f"{a} − {b}", Decimal(a - b))


def _change(draws: _Draws) -> Sum:
    tenths = _between(draws, 205, 895)
    price = Decimal(tenths) / 10
    return Sum(f"应收 {price} 元，收 100 元，找零多少元？", Decimal(100) - price)


def _multiply(draws: _Draws) -> Sum:
    a, b = _between(draws, 12, 19), _between(draws, 6, 9)
    return Sum(f"{a} × {b}", Decimal(a * b))


def _percent(draws: _Draws) -> Sum:
    base, percent = _between(draws, 4, 18) * 40, (5, 15, 25, 35)[next(draws) % 4]
    return Sum(f"{base} 的 {percent}% 是多少？", Decimal(base * percent) / 100)


def _missing(draws: _Draws) -> Sum:
    a, b = _between(draws, 46, 98), _between(draws, 113, 246)
    return Sum(f"{a} + ？ = {b}", Decimal(b - a))


_KINDS: tuple[Callable[[_Draws], Sum], ...] = (_add, _subtract, _change, _multiply, _percent, _missing)
