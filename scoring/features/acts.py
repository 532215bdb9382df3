"""What a unit of speech does: diagnoses, verifies, blames, speaks in slogans … read by meaning."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from scoring.embedding_port import Vectors


class Act(StrEnum):
    """What one unit does. The order groups conduct that supports, is neutral, and weakens."""

    DIAGNOSE = "diagnose"
    VERIFY = "verify"
    PRIORITIZE = "prioritize"
    PERSPECTIVE = "perspective"
    OPTION = "option"
    OWNERSHIP = "ownership"
    RESULT = "result"
    PREVENT = "prevent"
    SCENE = "scene"
    INTEGRITY = "integrity"
    GENERIC_STEPS = "generic_steps"
    VAGUE_LESSON = "vague_lesson"
    BLAME = "blame"
    HOSTILE = "hostile"
    GIVE_UP = "give_up"
    DECEIT = "deceit"
    INDIFFERENT = "indifferent"
    EVADE = "evade"
    SLOGAN = "slogan"
    BACKGROUND = "background"
    TO_SCORER = "to_scorer"


ACT_SHOWS: Mapping[Act, str] = {
    Act.DIAGNOSE: "查找原因，用事实缩小范围",
    Act.VERIFY: "核实或检验了效果",
    Act.PRIORITIZE: "分清先后和取舍",
    Act.PERSPECTIVE: "了解对方的处境和顾虑",
    Act.OPTION: "拿出办法或争取资源",
    Act.OWNERSHIP: "承担自己的责任",
    Act.RESULT: "说出了结果",
    Act.PREVENT: "形成了以后的做法",
    Act.SCENE: "交代了具体的人、事、时间",
    Act.INTEGRITY: "坚持如实，不做不该做的事",
    Act.GENERIC_STEPS: "步骤笼统，没有细节",
    Act.VAGUE_LESSON: "教训笼统，没有具体改变",
    Act.BLAME: "把责任推给别人",
    Act.HOSTILE: "言行对立",
    Act.GIVE_UP: "回避或放弃",
    Act.DECEIT: "提到不诚实或违规的做法",
    Act.INDIFFERENT: "不在意，凭感觉了事",
    Act.EVADE: "绕开了问题",
    Act.SLOGAN: "以口号代替做法",
    Act.BACKGROUND: "谈背景经历，没有回答问题",
    Act.TO_SCORER: "对评分系统说话",
}
SUPPORTING = frozenset(list(Act)[: list(Act).index(Act.GENERIC_STEPS)])
ACT_NAMES: tuple[str, ...] = tuple(f"act_{act.value}" for act in Act)
# What an account is about shows in its plainest clauses, however many ordinary ones stand around them.
PEAK_ACTS = (Act.DECEIT, Act.INTEGRITY)
PEAK_UNITS = 2
PEAK_NAMES: tuple[str, ...] = tuple(f"peak_{act.value}" for act in PEAK_ACTS)


@dataclass(frozen=True, slots=True, eq=False)
class ActReader:
    """Multinomial logistic model on one unit's embedding. Rows of weights follow `Act`."""

    centre: Vectors
    weights: Vectors
    intercepts: Vectors

    def probabilities(self, vectors: Vectors) -> Vectors:
        """Shape (units, acts); rows sum to 1."""
        logits = (vectors - self.centre) @ self.weights.T + self.intercepts
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def act_shares(probabilities: Vectors) -> dict[str, float]:
    """Mean probability of each act over the units. Source: docs/scoring.md#acts."""
    return dict(zip(ACT_NAMES, probabilities.mean(axis=0).tolist(), strict=True))


def act_peaks(probabilities: Vectors) -> dict[str, float]:
    """Mean of the PEAK_UNITS highest probabilities of each of PEAK_ACTS. Source: docs/scoring.md#acts."""
    order = list(Act)
    highest = {act: np.sort(probabilities[:, order.index(act)])[-PEAK_UNITS:] for act in PEAK_ACTS}
    return {f"peak_{act.value}": float(values.mean()) for act, values in highest.items()}
