"""Where a score stands among others who were asked the same. Source: docs/scoring.md#percentile."""

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.measures import NotMeasured

MIN_PEERS = 30  # product.md S10: a percentile only over the same job and rubric with n >= 30
_NO_SCORE = NotMeasured("百分位数据不足：没有测得分数，无法比较")


@dataclass(frozen=True, slots=True)
class Percentile:
    """value: 0–100, share of the n others below, ties half (mid-rank)."""

    value: float
    n: int


def percentile(score: float | NotMeasured, peers: Sequence[float]) -> Percentile | NotMeasured:
    """Share of the peers below `score`; who has the very same score counts half.

    peers: measured scores of others, without one's own. Fewer than MIN_PEERS: how many there are, no number.
    """
    if isinstance(score, NotMeasured):
        return _NO_SCORE
    if len(peers) < MIN_PEERS:
        return NotMeasured(
            f"百分位数据不足：同岗位、同评分标准、测得这一项的其他候选人 {len(peers)} 人，满 {MIN_PEERS} 人才提供"
        )
    below, ties = sum(peer < score for peer in peers), sum(peer == score for peer in peers)
    return Percentile(100 * (below + ties / 2) / len(peers), len(peers))
