"""Which kinds of behavioural evidence an answer gives: situation, analysis, action, result, change."""

from collections.abc import Mapping
from enum import StrEnum

from scoring.features.acts import Act
from scoring.features.assemble import Measured
from scoring.lexicon import PATTERNS


class Kind(StrEnum):
    """The parts of a behavioural account: situation, task and action, result (STAR), and what was learnt."""

    SITUATION = "情境"
    ANALYSIS = "分析"
    ACTION = "行动"
    RESULT = "结果"
    CHANGE = "改进"


# A pattern alone is enough where it is specific; an act counts when it is the unit's likeliest.
_PATTERNS_OF: Mapping[Kind, tuple[str, ...]] = {
    Kind.SITUATION: ("time_point", "number"),
    Kind.ANALYSIS: ("cause", "others_view", "condition"),
    Kind.ACTION: ("own_act", "speech", "disposal"),
    Kind.RESULT: ("outcome", "check"),
    Kind.CHANGE: ("habit", "ownership"),
}
_ACTS_OF: Mapping[Kind, frozenset[Act]] = {
    Kind.SITUATION: frozenset({Act.SCENE}),
    Kind.ANALYSIS: frozenset({Act.DIAGNOSE, Act.PERSPECTIVE}),
    Kind.ACTION: frozenset({Act.OPTION, Act.PRIORITIZE, Act.INTEGRITY}),
    Kind.RESULT: frozenset({Act.RESULT, Act.VERIFY}),
    Kind.CHANGE: frozenset({Act.PREVENT, Act.OWNERSHIP}),
}
# Units that speak in slogans or generalities name these things without doing them.
_HOLLOW = ("slogan", "general", "self_promo")
_ACTS = tuple(Act)


def kinds_shown(measured: Measured) -> frozenset[Kind]:
    """The kinds of evidence that some unit without slogans gives. Source: docs/scoring.md#coverage."""
    shown: set[Kind] = set()
    for said, odds in zip(measured.said, measured.acts.tolist(), strict=True):
        if not _hollow(said):
            act = _ACTS[max(range(len(_ACTS)), key=odds.__getitem__)]
            shown.update(kind for kind in Kind if act in _ACTS_OF[kind] or _matches(said, kind))
    return frozenset(shown)


def coverage(measured: Measured) -> float:
    """Share of the five kinds of evidence that the answer gives, 0–1."""
    return len(kinds_shown(measured)) / len(Kind)


def _hollow(said: str) -> bool:
    return any(PATTERNS[name].search(said) for name in _HOLLOW)


def _matches(said: str, kind: Kind) -> bool:
    return any(PATTERNS[name].search(said) for name in _PATTERNS_OF[kind])
