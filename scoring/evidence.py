"""The words a score rests on."""

from collections.abc import Sequence

import numpy as np

from scoring.features.acts import ACT_NAMES, ACT_SHOWS, SUPPORTING, Act
from scoring.features.assemble import FEATURE_NAMES, Measured
from scoring.features.counted import HARM, hits
from scoring.features.relation import aspects, unit_length
from scoring.lexicon import PATTERNS
from scoring.measures import Evidence, RubricQuestion, Transcript
from scoring.profile import Profile
from scoring.quotes import spoken_times
from scoring.text import Unit

MOST_FOR, MOST_AGAINST = 3, 2
# Below this the act reader is guessing between acts (20 acts, chance 0.05).
ACT_SURE_AT = 0.3
_ACTS = tuple(Act)
_SHOWS = {
    "outcome": "说出了结果",
    "check": "有核实或检验",
    "habit": "形成了以后的做法",
    "others_view": "了解对方的处境",
    "ownership": "承担自己的责任",
    "honesty": "如实说明或坚持原则",
    "refused": "如实说明或坚持原则",
    "cause": "查找了原因",
    "number": "有具体数字",
    "condition": "讲清了条件",
    "speech": "交代了当时的对话",
    "own_act": "说明了本人的行动",
    "sequence": "步骤有先后",
    "time_point": "交代了时间场合",
}
_LACKS = {
    "deceit": "提到不诚实或违规的做法",
    "falsify": "提到不诚实或违规的做法",
    "conceal": "提到隐瞒",
    "bribe": "提到收受好处",
    "justify": "为不当的做法找理由",
    "hostile": "言行对立",
    "evasion": "绕开了问题",
    "blame": "推给别人或不在意",
    "slogan": "以口号代替做法",
    "careless": "草率了事",
    "general": "笼统，没有具体做法",
    "self_promo": "谈自己的背景，没有回答问题",
    "hedge": "说得含糊",
}


def evidence_for(
    question: RubricQuestion,
    measured: Measured,
    *,
    profile: Profile,
    misconduct: bool,
    transcript: Transcript | None = None,
) -> tuple[Evidence, ...]:
    """The units that raised and lowered the score most; quotes are verbatim substrings of the answer.

    misconduct: the answer was flagged for it; then its words come first among those against.
    """
    weights = unit_weights(measured, profile=profile)
    order = sorted(range(len(weights)), key=lambda i: (-weights[i], i))
    harmful = [i for i, said in enumerate(measured.said) if _harmful(said)]
    best = [i for i in order if weights[i] > 0 and i not in harmful][:MOST_FOR]
    worst = [i for i in order[::-1] if weights[i] < 0 and i not in harmful]
    worst = ([*harmful, *worst] if misconduct else worst)[:MOST_AGAINST]
    found = [(i, _supports(question, measured, i, profile=profile)) for i in best]
    found += [(i, _weakens(measured, i)) for i in worst]
    return tuple(_evidence(measured.units[i], text, transcript) for i, text in found)


def _harmful(said: str) -> bool:
    return PATTERNS["deceit"].search(said) is not None or any(hits(name, said) for name in sorted(HARM))


def unit_weights(measured: Measured, *, profile: Profile) -> list[float]:
    """Each unit's share of the linear head: its meaning, its acts and its pattern hits, in level points × units."""
    space, head = profile.space, profile.linear.weights
    count = len(FEATURE_NAMES)
    meaning = (measured.vectors - space.centre) @ space.components.T @ head[count:]
    slopes = dict(zip(FEATURE_NAMES, head[:count] / space.deviation, strict=True))
    means = dict(zip(FEATURE_NAMES, space.mean, strict=True))
    acts = (measured.acts - [means[name] for name in ACT_NAMES]) @ [slopes[name] for name in ACT_NAMES]
    hits = [_hits(said, slopes) for said in measured.said]
    return [round(float(value), 6) for value in meaning + acts + np.array(hits)]


def _hits(said: str, slopes: dict[str, float]) -> float:
    return sum(slopes[name] * hits(name, said) for name in PATTERNS)


def _supports(question: RubricQuestion, measured: Measured, index: int, *, profile: Profile) -> str:
    parts = _named(measured, index, _SHOWS, supporting=True)
    aspect = _touched(question, measured, index, profile=profile)
    if aspect:
        parts.append(f"接近 5 分标准“{aspect}”")
    return "；".join(parts) or "有具体内容"


def _weakens(measured: Measured, index: int) -> str:
    return "；".join(_named(measured, index, _LACKS, supporting=False)) or "没有说明具体行为"


def _named(measured: Measured, index: int, patterns: dict[str, str], *, supporting: bool) -> list[str]:
    """What the unit shows: the act read by meaning if it is clear, then the patterns it matches; at most two."""
    said = measured.said[index]
    matched = [text for name, text in patterns.items() if PATTERNS[name].search(said)]
    odds: Sequence[float] = measured.acts[index].tolist()
    likely = max(range(len(_ACTS)), key=lambda i: odds[i])
    act = _ACTS[likely]
    if odds[likely] >= ACT_SURE_AT and (act in SUPPORTING) == supporting and act is not Act.DECEIT:
        matched.insert(0, ACT_SHOWS[act])
    return list(dict.fromkeys(matched))[:2]


def _touched(question: RubricQuestion, measured: Measured, index: int, *, profile: Profile) -> str:
    top = measured.rubric.top
    if not len(top):
        return ""
    centred = unit_length(measured.vectors[index] - profile.reference.unit_centre)
    near = top @ centred
    best = int(np.argmax(near))
    return aspects(question.anchors[5])[best] if near[best] >= profile.aspect_touched_at else ""


def _evidence(unit: Unit, supports: str, transcript: Transcript | None) -> Evidence:
    start_s, end_s = spoken_times(unit.text, transcript) if transcript else (None, None)
    return Evidence(quote=unit.text, supports=supports, start_s=start_s, end_s=end_s)
