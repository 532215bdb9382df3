"""No score, and no word of the assessment that made it, ever enters a contract's text (个人信息保护法 24; rule L33)."""

import re
from collections.abc import Iterator, Sequence

from contracts.normalise import normalise
from contracts.variables import Fault

_ASSESSMENT = re.compile(
    r"(?<![a-z])a[ .·-]{0,2}i(?![a-z])|人工智能|算法|大模型|机器学习|智能面试|智能测评|智能评|(?:面试|笔试|测评|评估|系统|模型|综合|能力|素质)(?:得|评|打|总|分)?分(?!析|歧|工|类|布|配|别|享|支|公司|店|行|部|摊)|得分|评分(?!人)|打分|分值|分数|置信区间|百分位|画像|表情|微表情|声纹|语音节奏|面试报告"
)
# 82分, 82.5 分; not 82分钟, 3分之1, 12分公司.
_POINTS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,2})?分(?!钟|之|公司|店|行|期|批|次|部|厂|支|别|摊)")


# What counts things, days or money is no score: 服务意识培训3次.
_COUNTED = r"[0-9]+(?:\.[0-9]+)?(?![0-9.]|个?(?:次|个|项|日|天|月|年|元|小时|周|%|场|节|份))"
_NEAR = 8


def score_faults(text: str, *, field: str, dimensions: Sequence[str] = ()) -> Iterator[Fault]:
    """What in the text speaks of a score. dimensions: names behind which no bare number may stand."""
    plain = normalise(text).text
    for pattern in (_ASSESSMENT, _POINTS):
        if m := pattern.search(plain):
            yield Fault(field, f"合同文本不得写入面试评分或评估方式：“{m.group()}”。请删去。")
            return
    for dimension in dimensions:
        if re.search(rf"{re.escape(dimension)}[^。;!?0-9]{{0,{_NEAR}}}{_COUNTED}", plain):
            yield Fault(field, f"合同文本不得为“{dimension}”写入数值。请删去。")
            return
