"""The ranked list of a job: who stands where, and why in words. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from hiring.model.assessment import VERDICT_NAMES, BackgroundVerdict
from hiring.wording import score_with_interval, whole
from scoring.composite import Composite, Part
from scoring.measures import NotMeasured
from scoring.ranking import AI_INTERVIEW, WRITTEN_TEST, Contender, PartWeights, Place, ranked, written_part
from scoring.ranking import whole as joined

NOT_TAKEN = NotMeasured("还没有笔试成绩")
NO_REPORT = NotMeasured("还没有面试报告")


@dataclass(frozen=True, slots=True)
class Applicant:
    """What is known of one person for one job. written: 0–100. background None: not checked yet."""

    key: str
    interview: Part | NotMeasured
    written: float | None
    background: BackgroundVerdict | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """place None: not ranked; reason says why, or why there. tied: shares the place, 不显著差异."""

    key: str
    place: int | None
    tied: bool
    joined: Composite
    reason: str


def ranking(applicants: Sequence[Applicant], weights: PartWeights) -> tuple[Ranked, ...]:
    """Those in order first, then those who can't be compared, then those whose check failed: a person decides."""
    figures = {one.key: joined(one.interview, _written(one), weights) for one in applicants}
    known = {one.key: one for one in applicants}
    contenders = [
        Contender(one.key, figure.value, figure.interval)
        for one in applicants
        if one.background != BackgroundVerdict.FAILED
        and not isinstance((figure := figures[one.key]).value, NotMeasured)
        and not isinstance(figure.interval, NotMeasured)
    ]
    placed = [
        Ranked(
            place.key,
            place.place,
            place.tied,
            figures[place.key],
            _why(place, known[place.key], figures, weights),
        )
        for place in ranked(contenders)
    ]
    in_order = {one.key for one in placed}
    rest = sorted(
        (one for one in applicants if one.key not in in_order),
        key=lambda one: (one.background == BackgroundVerdict.FAILED, one.key),
    )
    return (
        *placed,
        *(Ranked(one.key, None, False, figures[one.key], _why_not(one, figures)) for one in rest),
    )


def parts_text(applicant: Applicant, weights: PartWeights) -> str:
    """E.g. "AI 面试 68（60–76）× 60 % + 笔试 75（66–84）× 40 %"."""
    total = weights.interview + weights.written
    lines = []
    for name, part, weight in (
        (AI_INTERVIEW, applicant.interview, weights.interview),
        (WRITTEN_TEST, _written(applicant), weights.written),
    ):
        if weight > 0 and isinstance(part, Part):
            lines.append(
                f"{name} {score_with_interval(part.value, part.interval)}× {whole(100 * weight / total)} %"
            )
    return " + ".join(lines)


def _written(applicant: Applicant) -> Part | NotMeasured:
    return NOT_TAKEN if applicant.written is None else written_part(applicant.written)


def _why(place: Place, applicant: Applicant, figures: dict[str, Composite], weights: PartWeights) -> str:
    figure = figures[place.key]
    found = [parts_text(applicant, weights)]
    if figure.missing:
        found.append(
            f"缺 {'、'.join(figure.missing)}：按已有部分折算，覆盖 {whole(100 * figure.coverage)} %，区间已放宽"
        )
    if place.behind > 0:
        found.append(f"与本组第一相差 {place.behind} 分，不超过两人合成误差 {place.noise} 分，不显著差异")
    elif place.tied:
        found.append("本组综合分最高，与同组其他人不显著差异")
    if applicant.background == BackgroundVerdict.DOUBTFUL:
        found.append("背景调查存疑，请先核实")
    if applicant.background is None:
        found.append("背景调查待完成")
    return "；".join(found)


def _why_not(applicant: Applicant, figures: dict[str, Composite]) -> str:
    if applicant.background == BackgroundVerdict.FAILED:
        return f"不排名：背景调查{VERDICT_NAMES[BackgroundVerdict.FAILED]}，由人决定是否继续"
    if isinstance(applicant.interview, NotMeasured):
        return f"不排名：{applicant.interview.reason}"
    return f"不排名：缺 {'、'.join(figures[applicant.key].missing)}，已有部分不到权重的一半"
