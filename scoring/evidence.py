"""The words a score rests on, and what would raise it."""

from scoring.features.assemble import Measured
from scoring.lexicon import PATTERNS
from scoring.measures import Evidence, RubricQuestion, Transcript
from scoring.profile import Profile
from scoring.text import Unit, spoken

MOST_FOR, MOST_AGAINST = 3, 2
# What a pattern shows, in the order in which it is named when several match one unit.
_SHOWS = {
    "outcome": "说出了结果",
    "number": "有具体数字",
    "check": "有核实或验证",
    "habit": "形成了以后的做法",
    "others_view": "了解对方的处境",
    "ownership": "承担自己的责任",
    "own_act": "说明了本人的行动",
    "speech": "有当时的对话",
    "cause": "查找了原因",
    "condition": "讲清了条件",
    "sequence": "步骤有先后",
    "time_point": "有时间和场合",
}
_LACKS = {
    "evasion": "回避了问题",
    "blame": "推给别人或不在意",
    "slogan": "以口号代替做法",
    "general": "笼统，没有具体做法",
    "self_promo": "谈自己的背景，没有回答问题",
    "hedge": "说得含糊",
}


def evidence_for(
    question: RubricQuestion,
    answer: str,
    measured: Measured,
    *,
    profile: Profile,
    transcript: Transcript | None = None,
) -> tuple[Evidence, ...]:
    """The units that raised and lowered the score most; quotes are verbatim substrings of the answer."""
    weighed = sorted(
        (
            (_unit_weight(unit, vector, profile), unit)
            for unit, vector in zip(measured.units, measured.vectors, strict=True)
        ),
        key=lambda pair: (-pair[0], pair[1].start),
    )
    for_it = [
        _evidence(unit, _SHOWS, "与高分标准相近", transcript)
        for weight, unit in weighed[:MOST_FOR]
        if weight > 0
    ]
    against = [
        _evidence(unit, _LACKS, "没有体现具体行为", transcript)
        for weight, unit in weighed[-MOST_AGAINST:]
        if weight < 0
    ]
    return (*for_it, *against)


def _unit_weight(unit: Unit, vector: object, profile: Profile) -> float:
    import numpy as np

    said = spoken(unit.text)
    hits = sum(
        term.weight / term.deviation * len(PATTERNS[name].findall(said))
        for name, term in profile.level.terms.items()
        if name in PATTERNS
    )
    return profile.level.meaning_part(np.asarray(vector)) + hits


def _evidence(unit: Unit, names: dict[str, str], otherwise: str, transcript: Transcript | None) -> Evidence:
    said = spoken(unit.text)
    shown = [text for name, text in names.items() if PATTERNS[name].search(said)][:2]
    return Evidence(quote=unit.text, supports="、".join(shown) or otherwise)


def advice_for(measured: Measured) -> tuple[str, ...]:
    return ()
