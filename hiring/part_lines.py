"""The parts of the whole as they are printed: AI interview, written test, background check."""

from collections.abc import Mapping

from hiring.model.assessment import VERDICT_NAMES, Assessment, AssessmentKind
from hiring.report_sheet import PartLine
from hiring.wording import NOT_ENOUGH, score_with_interval
from hiring.wording import whole as rounded
from scoring.composite import Part
from scoring.measures import NotMeasured
from scoring.ranking import AI_INTERVIEW, WRITTEN_TEST, PartWeights, whole, written_part

BACKGROUND_CHECK = "背景调查"
PENDING = "待完成"


def part_lines(
    interview: Part | NotMeasured, found: Mapping[AssessmentKind, Assessment], weights: PartWeights
) -> tuple[tuple[PartLine, ...], str]:
    """One line a part, missing ones too, and a sentence with the figure they make together."""
    test = found.get(AssessmentKind.WRITTEN_TEST)
    check = found.get(AssessmentKind.BACKGROUND_CHECK)
    written = written_part(test.score) if test else NotMeasured(PENDING)
    joined = whole(interview, written, weights)
    total = weights.interview + weights.written
    lines = (
        PartLine(AI_INTERVIEW, _value(interview), _weight(weights.interview, total)),
        PartLine(
            WRITTEN_TEST,
            _value(written) if test else PENDING,
            _weight(weights.written, total) + _origin(test),
        ),
        PartLine(
            BACKGROUND_CHECK,
            VERDICT_NAMES[check.verdict] if check else PENDING,
            "不计分：存疑或未通过时由人决定" + _origin(check),
        ),
    )
    missing = f"；缺 {'、'.join(joined.missing)}，按已有部分折算" if joined.missing else ""
    coverage = f"覆盖 {rounded(100 * joined.coverage)} % 的权重{missing}"
    return lines, f"综合 {score_with_interval(joined.value, joined.interval, unit=' 分')}，{coverage}。"


def _value(part: Part | NotMeasured) -> str:
    return score_with_interval(part.value, part.interval) if isinstance(part, Part) else NOT_ENOUGH


def _weight(weight: float, total: float) -> str:
    return f"权重 {rounded(100 * weight / total)} %"


def _origin(assessment: Assessment | None) -> str:
    if assessment is None:
        return ""
    return "".join(
        f" · {one}" for one in (f"{assessment.taken_on}", assessment.source, assessment.note) if one
    )
