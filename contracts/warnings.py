"""Risk notes for HR and the manager: from a low, narrowly measured dimension to behaviour in the job and lawful measures.

Never a diagnosis of a person, never a contract term, never a reason to reject by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contracts.findings import ContractsError
from contracts.measures import DimensionMeasure

PURPOSE = "仅供安排复核与入职支持参考，不作为录用、定薪、转正或解除的依据；非法律意见。"


@dataclass(frozen=True)
class WarningRule:
    """behaviour: what was little shown, as work behaviour. measures: what the employer may lawfully do."""

    dimensions: tuple[str, ...]
    threshold: float
    max_width: float
    behaviour: str
    measures: tuple[str, ...]


@dataclass(frozen=True)
class RiskNote:
    """quotes: what the note rests on, in the candidate's own words. follow_up: questions for the human round."""

    dimension: str
    statement: str
    quotes: tuple[str, ...]
    measures: tuple[str, ...]
    follow_up: tuple[str, ...]


def parse_warnings(document: Mapping[str, object]) -> tuple[WarningRule, ...]:
    """The parsed warnings.toml. Raises ContractsError(CT202)."""
    entries = document.get("warning")
    if not isinstance(entries, list):
        raise ContractsError("CT202", "风险提示表为空，请管理员检查 config/clauses。")
    return tuple(
        WarningRule(
            tuple(map(str, e["dimensions"])),
            float(e["threshold"]),
            float(e["max_width"]),
            str(e["behaviour"]),
            tuple(map(str, e["measures"])),
        )
        for e in entries
    )


def risk_notes(measures: Sequence[DimensionMeasure], rules: Sequence[WarningRule]) -> tuple[RiskNote, ...]:
    """Where the score is low and its interval narrow. Nothing is said without a quote to show for it."""
    return tuple(
        RiskNote(
            m.dimension,
            f"本次面试中，{rule.behaviour}。这是一次面试里的行为记录，不代表此人的稳定特点。",
            m.quotes,
            rule.measures,
            m.probes,
        )
        for m in measures
        for rule in rules
        if m.dimension in rule.dimensions
        and m.score <= rule.threshold
        and m.width <= rule.max_width
        and m.quotes
    )
