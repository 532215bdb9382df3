"""How many people it takes, said wherever a figure is refused."""

from math import atanh, ceil

from scipy import stats

from scoring.measures import NotMeasured
from scoring.validity.case import MIN_N

# product.md: observed validities of structured interviews are .15–.35; .25 is the middle.
EXPECTED_R = 0.25
ALPHA = 0.05
POWER = 0.80


def needed_n(r: float = EXPECTED_R, *, alpha: float = ALPHA, power: float = POWER) -> int:
    """People needed to find a true correlation r, two-sided, by Fisher's z: ((z₁₋α⁄₂ + z_power) / atanh r)² + 3.

    needed_n(.25) = 124. Source: docs/outcomes.md#how-many-people.
    """
    total = float(stats.norm.ppf(1 - alpha / 2) + stats.norm.ppf(power))
    return ceil((total / atanh(r)) ** 2 + 3)


def too_few(n: int, *, at_least: int = MIN_N, what: str = "人") -> NotMeasured:
    """The refusal, with what there is and what it would take."""
    return NotMeasured(
        f"数据不足：目前 {n} {what}，至少需要 {at_least} {what}；"
        f"若真实相关为 {EXPECTED_R}，约需 {needed_n()} 人才有 80% 的把握发现它"
    )
