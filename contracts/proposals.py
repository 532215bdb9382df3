"""From dimensions and bands to *proposals*: lawful clauses a person may add. The score decides what is shown, never what is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from contracts.findings import ContractsError
from contracts.measures import DimensionMeasure
from contracts.templates import Template


class Band(StrEnum):
    LOW = "low"  # at most the threshold
    HIGH = "high"  # at least the threshold


@dataclass(frozen=True)
class ProposalRule:
    """threshold and max_width: points, 0–100. clause: the optional clause it proposes, or "" where the right answer is to write nothing.

    values: suggestions for the clause's variables. why: how it serves the work. alternative: what else would do.
    """

    key: str
    dimensions: tuple[str, ...]
    band: Band
    threshold: float
    max_width: float
    clause: str
    values: Mapping[str, str]
    why: str
    alternative: str
    enabled: bool = True


@dataclass(frozen=True)
class Threshold:
    """A job's own setting of one rule."""

    rule: str
    threshold: float
    max_width: float
    enabled: bool


@dataclass(frozen=True)
class Proposal:
    """One suggestion with its basis, shown to HR and nobody else. text: the clause as it would stand, "" where nothing should be written."""

    rule: str
    dimension: str
    band: Band
    threshold: float
    score: float
    interval: tuple[float, float]
    quotes: tuple[str, ...]
    clause: str
    title: str
    values: Mapping[str, str]
    text: str
    law: str
    why: str
    alternative: str


def parse_proposals(
    document: Mapping[str, object], templates: Mapping[str, Template]
) -> tuple[ProposalRule, ...]:
    """The parsed proposals.toml. Raises ContractsError(CT202) for a clause that is not an optional one of the library."""
    entries = document.get("proposal")
    if not isinstance(entries, list):
        raise ContractsError("CT202", "条款建议表为空，请管理员检查 config/clauses。")
    rules = tuple(map(_rule, entries))
    for rule in rules:
        if rule.clause and (rule.clause not in templates or not templates[rule.clause].optional):
            raise ContractsError("CT202", f"建议 {rule.key} 引用了不存在的可选条款 {rule.clause}。")
    return rules


def _rule(entry: Mapping[str, object]) -> ProposalRule:
    dimensions, values = entry["dimensions"], entry.get("values", {})
    threshold, width = entry["threshold"], entry["max_width"]
    if (
        not isinstance(dimensions, list)
        or not isinstance(values, Mapping)
        or not isinstance(threshold, int | float)
        or not isinstance(width, int | float)
    ):
        raise ContractsError("CT202", f"建议 {entry.get('key')} 的格式不正确。")
    return ProposalRule(
        key=str(entry["key"]),
        dimensions=tuple(map(str, dimensions)),
        band=Band(str(entry["band"])),
        threshold=float(threshold),
        max_width=float(width),
        clause=str(entry.get("clause", "")),
        values={str(k): str(v) for k, v in values.items()},
        why=str(entry["why"]),
        alternative=str(entry["alternative"]),
    )


def for_job(rules: Sequence[ProposalRule], settings: Sequence[Threshold]) -> tuple[ProposalRule, ...]:
    """The rules with a job's own thresholds."""
    own = {s.rule: s for s in settings}
    return tuple(
        replace(r, threshold=s.threshold, max_width=s.max_width, enabled=s.enabled)
        if (s := own.get(r.key))
        else r
        for r in rules
    )


def propose(
    measures: Sequence[DimensionMeasure], rules: Sequence[ProposalRule], templates: Mapping[str, Template]
) -> tuple[Proposal, ...]:
    """One proposal for each rule and dimension in its band, where the measurement is narrow enough to say so."""
    return tuple(
        _proposal(rule, measure, templates)
        for rule in rules
        if rule.enabled
        for measure in measures
        if measure.dimension in rule.dimensions and measure.width <= rule.max_width and in_band(rule, measure)
    )


def in_band(rule: ProposalRule, measure: DimensionMeasure) -> bool:
    if rule.band is Band.LOW:
        return measure.score <= rule.threshold
    return measure.score >= rule.threshold


def _proposal(rule: ProposalRule, measure: DimensionMeasure, templates: Mapping[str, Template]) -> Proposal:
    template = templates.get(rule.clause)
    return Proposal(
        rule=rule.key,
        dimension=measure.dimension,
        band=rule.band,
        threshold=rule.threshold,
        score=measure.score,
        interval=measure.interval,
        quotes=measure.quotes,
        clause=rule.clause,
        title=template.clause.title if template else "不写入合同",
        values=rule.values,
        text=template.clause.filled(rule.values) if template else "",
        law=template.law if template else "",
        why=rule.why,
        alternative=rule.alternative,
    )
