"""The validity figures as lines of Chinese text and as JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from scoring.measures import NotMeasured
from scoring.validity.analysis import Analysis, Predictor, Step
from scoring.validity.case import Estimate
from scoring.validity.clauses import NOT_CAUSAL, ClauseComparison, Contrast, Fate
from scoring.validity.weights import Suggestion

_FATES = {Fate.PROBATION_PASSED: "试用期通过", Fate.LEFT_WITHIN_YEAR: "一年内离职"}
_STEPS = {Step.VOICE: "在文字之上加入语音特征", Step.FACE: "再加入面部观察"}


def analysis_json(analysis: Analysis) -> str:
    """NotMeasured is {"reason": …}."""
    return json.dumps(asdict(analysis), ensure_ascii=False, indent=2)


def analysis_lines(analysis: Analysis) -> Iterator[str]:
    yield f"有结果的 {analysis.cases} 人，应聘者共 {analysis.applicants} 人；{analysis.family} 项检验一并做 Holm 校正"
    for one in analysis.predictors:
        yield from _predictor(one)
    for step, added in analysis.increments.items():
        yield f"{_STEPS[step]}：增加的 R² {_figure(added)}"
    for check in analysis.groups:
        yield f"{check.grouping} {check.value}：组内相关 {_figure(check.validity)}；通过率比 {_figure(check.impact)}"
    yield "相关不等于因果；区间包含 0（比值包含 1）时，不能说有关系。绩效评分本身的误差未作校正。"


def clause_lines(compared: Sequence[ClauseComparison], titles: Mapping[str, str]) -> Iterator[str]:
    if not compared:
        yield "合同条款比较：没有可比较的条款（需要有该条款和没有该条款的合同）。"
        return
    yield "合同条款与结果（仅作描述）"
    for one in compared:
        yield f"{titles[one.clause]}：有 {one.having} 份，没有 {one.lacking} 份"
        for fate, contrast in one.fates.items():
            yield f"  {_FATES[fate]} {_contrast(contrast)}"
    yield NOT_CAUSAL


def _contrast(found: Contrast | NotMeasured) -> str:
    if isinstance(found, NotMeasured):
        return found.reason
    sides = f"{found.having.rate:.0%}（{found.having.yes}/{found.having.n}）对 {found.lacking.rate:.0%}（{found.lacking.yes}/{found.lacking.n}）"
    return f"{sides}，相差 {found.difference:+.0%} [{found.low:+.0%}, {found.high:+.0%}]"


def suggestion_lines(suggestion: Suggestion | NotMeasured, current: Mapping[str, float]) -> Iterator[str]:
    if isinstance(suggestion, NotMeasured):
        yield suggestion.reason
        return
    for name, share in suggestion.weights.items():
        yield f"{name}：现行 {current[name]:.0%} → 建议 {share:.0%}"
    test = suggestion.back_test
    yield f"用 {test.split_on} 之前的 {test.fitted_n} 人拟合，用之后的 {test.tested_n} 人检验："
    yield f"  建议权重 r {_figure(test.suggested)}"
    yield f"  现行权重 r {_figure(test.current)}"
    yield f"  等权 r {_figure(test.equal)}"
    yield f"  预期变化 {test.gain:+.2f}，95% 区间 {test.gain_low:+.2f} 至 {test.gain_high:+.2f}"
    yield "证据支持调整，由您决定。" if suggestion.supported else "区间包含 0，现有数据不支持调整。"


def _predictor(one: Predictor) -> Iterator[str]:
    yield f"{one.name}"
    yield f"  与绩效的相关 r {_figure(one.performance)}；等级相关 ρ {_figure(one.ranked)}"
    if isinstance(one.applicants, NotMeasured):
        yield f"  全体应聘者中的相关（全距校正）：{one.applicants.reason}"
    else:
        corrected = one.applicants
        yield f"  全体应聘者中的相关（全距校正）{corrected.value:.2f} [{corrected.low:.2f}, {corrected.high:.2f}]"
    yield f"  试用期通过的优势比 {_figure(one.passing)}"
    fits = (
        ""
        if one.staying.proportional or isinstance(one.staying.ratio, NotMeasured)
        else "（比例风险假设不成立，慎读）"
    )
    yield f"  离职的风险比 {_figure(one.staying.ratio)}{fits}"


def _figure(found: Estimate | NotMeasured) -> str:
    if isinstance(found, NotMeasured):
        return found.reason
    p = found.p if isinstance(found.adjusted_p, NotMeasured) else found.adjusted_p
    kind = "p" if isinstance(found.adjusted_p, NotMeasured) else "校正后 p"
    return f"{found.value:.2f} [{found.low:.2f}, {found.high:.2f}]，n={found.n}，{kind}={p:.3f}"
