"""What the candidate's own copy of the feedback shows: outcome, dimensions, advice tied to their own words."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from hiring.wording import day_text, whole
from scoring.measures import NotMeasured


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """text, and the candidate's own words it is about, "" where there are none."""

    text: str
    quote: str


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """percentile: as it is said, "" where nothing is said."""

    dimension: str
    score: float | NotMeasured
    percentile: str
    advice: tuple[AdviceLine, ...]


def feedback_sheet(
    *,
    company: str,
    candidate: str,
    job_title: str,
    outcome: str,
    note: str,
    dated: datetime,
    lines: Sequence[FeedbackLine],
) -> dict[str, Any]:
    """The values of config/documents/feedback.typ, JSON types only. No composite, no other candidate."""
    return {
        "company": company,
        "candidate": candidate,
        "job_title": job_title,
        "outcome": outcome,
        "note": note,
        "running": f"{job_title} 面试反馈 · {day_text(dated)}",
        "dimensions": [_dimension(line) for line in lines],
    }


def _dimension(line: FeedbackLine) -> dict[str, Any]:
    missing = isinstance(line.score, NotMeasured)
    return {
        "name": line.dimension,
        "score": None if isinstance(line.score, NotMeasured) else line.score,
        "whole": "" if isinstance(line.score, NotMeasured) else whole(line.score),
        "reason": line.score.reason if isinstance(line.score, NotMeasured) else "",
        "percentile": "" if missing else line.percentile,
        "advice": [asdict(advice) for advice in line.advice],
    }
