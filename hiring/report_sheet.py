"""What the printed report and its picture show: every number as it is written there, every quote as it was said.

Pure: the templates in config/documents lay these values out and add nothing of their own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from hiring.model.report_body import (
    RISK_BELOW,
    STRENGTH_FROM,
    AnswerReport,
    DimensionReport,
    ProbeReport,
    ReportBody,
)
from hiring.wording import FLAG_TEXTS, NOT_ENOUGH, day_text, time_text, whole
from scoring.measures import Evidence, Flag, NotMeasured, Transcript
from scoring.percentile import Percentile
from scoring.quotes import spoken_times

QUOTES_A_POINT = 2  # of one answer: the two that say most; the page has them all


@dataclass(frozen=True, slots=True)
class Standings:
    """Percentiles, or why there are none: of the composite and of each dimension by its name."""

    composite: Percentile | NotMeasured
    dimensions: Mapping[str, Percentile | NotMeasured]


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part of the whole (AI 面试, 笔试, 背景调查) as it is printed."""

    name: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What surrounds a report's content. decision: "" while there is none."""

    company: str
    candidate: str
    job_title: str
    round: int
    submitted_at: datetime | None
    created_at: datetime
    report_id: str
    generation: int
    payload_sha256: str
    decision: str = ""
    parts: tuple[PartLine, ...] = ()
    parts_note: str = ""


def report_sheet(body: ReportBody, facts: ReportFacts, standings: Standings) -> dict[str, Any]:
    """The values of config/documents/report.typ and summary.typ, JSON types only."""
    submitted = [f"{time_text(facts.submitted_at)} 提交"] if facts.submitted_at else []
    return {
        "company": facts.company,
        "candidate": facts.candidate,
        "job_title": facts.job_title,
        "round": f"第 {facts.round} 轮",
        "facts": [*submitted, f"{time_text(facts.created_at)} 出报告（第 {facts.generation} 版）"],
        "running": f"{facts.job_title} · {facts.candidate} · {day_text(facts.created_at)} · 内部资料，请妥善保管",
        "decision": facts.decision,
        **_headline(body, standings.composite),
        "dimensions": [_dimension(row, standings.dimensions.get(row.dimension)) for row in body.dimensions],
        "parts": [asdict(part) for part in facts.parts],
        "parts_note": facts.parts_note,
        "strengths": list(_strengths(body.answers)),
        "risks": list(_risks(body.answers)),
        "probes": [
            {"dimension": answer.dimension, "question": probe}
            for answer in body.answers
            for probe in answer.probes
        ],
        "probing": f"本场开启了作答中追问，至多 {body.probing} 个" if body.probing else "",
        "asked": list(_asked(body)),
        "corrections": list(_corrections(body.answers)),
        "quality": list(_quality(body)),
        "versions": _versions(body, facts),
    }


def standing_text(standing: Percentile | NotMeasured | None) -> str:
    """E.g. "超过 80 % 的候选人（n=42）", or why there is no such figure."""
    if standing is None:
        return ""
    if isinstance(standing, NotMeasured):
        return standing.reason
    return f"超过 {whole(standing.value)} % 的候选人（n={standing.n}）"


def _headline(body: ReportBody, standing: Percentile | NotMeasured) -> dict[str, Any]:
    score, interval = body.composite, body.interval
    missing = f"；未测得：{'、'.join(body.missing)}" if body.missing else ""
    found: dict[str, Any] = {
        "composite": None,
        "composite_whole": "",
        "composite_interval": None,
        "composite_text": "",
        "composite_reason": "",
        "coverage": f"依据覆盖权重的 {whole(100 * body.coverage)} %{missing}",
        "percentile": "" if isinstance(score, NotMeasured) else standing_text(standing),
    }
    if isinstance(score, NotMeasured) or isinstance(interval, NotMeasured):
        reason = score if isinstance(score, NotMeasured) else interval
        return found | {"composite_reason": reason.reason if isinstance(reason, NotMeasured) else NOT_ENOUGH}
    return found | {
        "composite": score,
        "composite_whole": whole(score),
        "composite_interval": list(interval),
        "composite_text": f"80 % 区间 {whole(interval[0])}–{whole(interval[1])}",
    }


def _dimension(row: DimensionReport, standing: Percentile | NotMeasured | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": row.dimension,
        "group": row.group,
        "weight": f"{whole(100 * row.weight)} %",
        "score": None,
        "interval": None,
        "whole": "",
        "shown": NOT_ENOUGH,
        "reason": "",
        "percentile": "",
    }
    if isinstance(row.score, NotMeasured) or isinstance(row.interval, NotMeasured):
        reason = row.score if isinstance(row.score, NotMeasured) else row.interval
        return found | {"reason": reason.reason if isinstance(reason, NotMeasured) else NOT_ENOUGH}
    return found | {
        "score": row.score,
        "interval": list(row.interval),
        "whole": whole(row.score),
        "shown": f"{whole(row.score)}（{whole(row.interval[0])}–{whole(row.interval[1])}）",
        "percentile": standing_text(standing),
    }


def _strengths(answers: Sequence[AnswerReport]) -> Iterator[dict[str, Any]]:
    """The answers of at least STRENGTH_FROM, best first, in their own words."""
    scored = [(a.score.score, a) for a in answers if not isinstance(a.score.score, NotMeasured)]
    for score, answer in sorted(scored, key=lambda pair: -pair[0]):
        if score >= STRENGTH_FROM:
            yield {"title": f"{answer.dimension} {whole(score)} 分", "quotes": _quotes(answer)}


def _risks(answers: Sequence[AnswerReport]) -> Iterator[dict[str, Any]]:
    """What could not be scored, what scored below RISK_BELOW, and what a person should look at."""
    for answer in answers:
        score = answer.score.score
        flags = "；".join(FLAG_TEXTS[flag] for flag in flags_of(answer))
        if isinstance(score, NotMeasured):
            yield {"title": f"{answer.dimension}：{score.reason}", "quotes": []}
        elif score < RISK_BELOW:
            quotes = _quotes(answer)
            title = f"{answer.dimension} {whole(score)} 分" + (f"：{flags}" if flags else "")
            yield {"title": title, "quotes": quotes}
        elif flags:
            yield {"title": f"{answer.dimension}：{flags}", "quotes": []}


def flags_of(answer: AnswerReport) -> list[Flag]:
    """Every flag of one answer, once: of its score, its transcript, its picture."""
    found = list(answer.score.flags)
    for measured in (answer.transcript, answer.face):
        if not isinstance(measured, NotMeasured):
            found += measured.flags
    if answer.asked is not None:
        found += answer.asked.flags
    return list(dict.fromkeys(found))


def _quotes(answer: AnswerReport) -> list[dict[str, str]]:
    return [
        {"quote": one.quote, "meaning": one.supports, "time": _time_of(one, answer.transcript)}
        for one in answer.score.evidence[:QUOTES_A_POINT]
    ]


def _time_of(evidence: Evidence, transcript: Transcript | NotMeasured) -> str:
    """Minutes and seconds into the recording, e.g. "1:05"; "" for what was typed."""
    start = evidence.start_s
    if start is None and isinstance(transcript, Transcript):
        start, _ = spoken_times(evidence.quote, transcript)
    return "" if start is None else f"{int(start) // 60}:{int(start) % 60:02d}"


def _corrections(answers: Sequence[AnswerReport]) -> Iterator[dict[str, Any]]:
    for number, answer in enumerate(answers, start=1):
        correction = answer.correction
        if correction is None:
            continue
        before = correction.original_score
        was = "按原转写数据不足" if isinstance(before, NotMeasured) else f"按原转写评 {whole(before)} 分"
        share = whole(100 * correction.changed_share)
        heavy = "，改动较大，请对照录音" if Flag.HEAVILY_CORRECTED in flags_of(answer) else ""
        yield {
            "title": f"第 {number} 题 · {answer.dimension}",
            "note": f"改动 {share} %，{was}{heavy}",
            "pieces": [asdict(piece) for piece in correction.pieces],
        }


def _asked(body: ReportBody) -> Iterator[dict[str, str]]:
    """What was asked during the interview and what came of it; nothing where probing was off."""
    for number, answer in enumerate(body.answers, start=1):
        asked = answer.asked
        if asked is None:
            continue
        said = asked.transcript.reason if isinstance(asked.transcript, NotMeasured) else asked.transcript.text
        yield {
            "title": f"第 {number} 题 · {answer.dimension}",
            "question": asked.question,
            "answer": said,
            "note": probe_note(asked, answer),
        }


def probe_note(asked: ProbeReport, answer: AnswerReport) -> str:
    """E.g. "因缺少：结果、改进。评分由 52 分变为 60 分"."""
    why = f"因缺少：{'、'.join(asked.missing)}。"
    before, after = asked.score_before, answer.score.score
    if isinstance(before, NotMeasured) or isinstance(after, NotMeasured) or not asked.counted:
        return f"{why}评分不变"
    return f"{why}评分由 {whole(before)} 分变为 {whole(after)} 分"


def _quality(body: ReportBody) -> Iterator[str]:
    raised: dict[Flag, list[str]] = {}
    for number, answer in enumerate(body.answers, start=1):
        for flag in flags_of(answer):
            raised.setdefault(flag, []).append(f"第 {number} 题")
    for flag, places in raised.items():
        yield f"{FLAG_TEXTS[flag]}（{'、'.join(places)}）"
    if body.missing:
        yield f"数据不足的维度：{'、'.join(body.missing)}。没有计入综合分，已放宽区间。"
    if not raised and not body.missing:
        yield "各题录制与转写正常，没有需要人工留意的标记。"


def _versions(body: ReportBody, facts: ReportFacts) -> list[dict[str, str]]:
    lines = [("报告", f"{facts.report_id} · 第 {facts.generation} 版"), ("报告指纹", facts.payload_sha256)]
    lines += list(body.versions.items())
    return [{"name": name, "value": value} for name, value in lines]
