"""Score of an answer to a question of knowledge that has reference answers: which key points it covers, and rightly.

Compared by meaning (clauses), by words and formulas, and by verdict (true or false, can or can't).
Source: docs/scoring.md#knowledge.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from math import log

import numpy as np

from scoring.embedding_port import Embedder, Vectors
from scoring.features.relation import unit_length
from scoring.measures import AnswerScore, Evidence, Flag, NotMeasured
from scoring.text import Unit, spoken, units

SCORER = "mingmian-knowledge"
# A pair of characters of the question says less when the answer repeats it than one only the reference has. Our choice.
QUESTION_WORD_WEIGHT = 0.3
# A formula or a number of the reference weighs as two pairs of characters, a clause never less than half a one.
FORMULA_WEIGHT, CLAUSE_FLOOR = 2.0, 0.5
# A verdict stands at the head of an answer; further on 能 and 是 belong to other sentences.
VERDICT_CHARS = 14
SHORT_CHARS = 8
# Bounds of log(answer length / reference length): a longer answer than the reference earns little more.
LENGTH_RATIO = (-2.5, 0.7)
# A key point counts as covered when a clause is at least this close to it (cosine after centring). Our choice.
COVERED_AT = 0.4
MAX_EVIDENCE = 3
FULL_MARKS = 10.0

KNOWLEDGE_FEATURES = (
    "words", "formulas", "points", "weakest_point", "whole", "verdict", "contradicts", "length", "short", "chars",
)  # fmt: skip

_FORMULA = re.compile(r"[a-z0-9][a-z0-9+\-*/^=<>().]*")
_NOT = re.compile(r"错误?|不正确|不对|不可以|不能|不行|不可|否|不一定|不会|并非|不成立|不是|无法")
_YES = re.compile(r"正确|对|是的|可以|能|成立|一定")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
NOT_ANSWERED = NotMeasured("没有作答内容，无法评分")


@dataclass(frozen=True, slots=True)
class KnowledgeQuestion:
    """references: one or more full answers, each right on its own; never empty."""

    question: str
    dimension: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """A regression tree of depth 2 or less in arrays: at node i go to left[i] if x[feature[i]] <= threshold[i]."""

    feature: tuple[int, ...]
    threshold: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    value: tuple[float, ...]

    def read(self, point: Vectors) -> float:
        node = 0
        while self.left[node] >= 0:
            node = (self.left if point[self.feature[node]] <= self.threshold[node] else self.right)[node]
        return self.value[node]


@dataclass(frozen=True, slots=True, eq=False)
class KnowledgeProfile:
    """Half a ridge regression, half boosted trees, on clipped z-values of KNOWLEDGE_FEATURES; marks 0–10.

    error_low, error_high: 10 % and 90 % quantiles of (marks given − marks expected) on held-out questions.
    """

    version: str
    centre: Vectors
    mean: Vectors
    deviation: Vectors
    clip: float
    intercept: float
    weights: Vectors
    base: float
    rate: float
    trees: tuple[Tree, ...]
    error_low: float
    error_high: float

    def marks(self, features: Vectors) -> float:
        point = np.clip((features - self.mean) / self.deviation, -self.clip, self.clip)
        linear = self.intercept + float(self.weights @ point)
        boosted = self.base + self.rate * sum(tree.read(point) for tree in self.trees)
        return min(FULL_MARKS, max(0.0, (linear + boosted) / 2))


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """One answer beside one reference. points, answer: units of the reference and of the answer; nearness: cosines."""

    features: Vectors
    points: tuple[Unit, ...]
    answer: tuple[Unit, ...]
    nearness: Vectors


def parse_knowledge_profile(text: str) -> KnowledgeProfile:
    raw = json.loads(text)
    if raw["features"] != list(KNOWLEDGE_FEATURES):
        raise ValueError(
            f"knowledge profile {raw['version']}: other features than this program's; fit it again"
        )
    return KnowledgeProfile(
        version=str(raw["version"]),
        centre=np.asarray(raw["centre"]),
        mean=np.asarray(raw["mean"]),
        deviation=np.asarray(raw["deviation"]),
        clip=float(raw["clip"]),
        intercept=float(raw["ridge"]["intercept"]),
        weights=np.asarray(raw["ridge"]["weights"]),
        base=float(raw["boosted"]["base"]),
        rate=float(raw["boosted"]["rate"]),
        trees=tuple(
            Tree(**{name: tuple(values) for name, values in tree.items()}) for tree in raw["boosted"]["trees"]
        ),
        error_low=float(raw["error_low"]),
        error_high=float(raw["error_high"]),
    )


def score_knowledge(
    question: KnowledgeQuestion, answer: str, *, embedder: Embedder, profile: KnowledgeProfile
) -> AnswerScore:
    """0–100 by the best-matching reference. A blank answer is withheld; a wrong one is scored low, not flagged."""
    if not spoken(answer):
        return _scored(question, NOT_ANSWERED, NOT_ANSWERED, 0.0, (), (Flag.TOO_SHORT,), profile)
    compared = [
        compare(question.question, reference, answer, embedder=embedder, centre=profile.centre)
        for reference in question.references
    ]
    marks = [profile.marks(one.features) for one in compared]
    best = max(range(len(marks)), key=lambda i: (marks[i], -i))
    low = max(0.0, marks[best] + profile.error_low)
    high = min(FULL_MARKS, marks[best] + profile.error_high)
    interval = (_percent(min(low, marks[best])), _percent(max(high, marks[best])))
    evidence, coverage = _covered(compared[best])
    return _scored(question, _percent(marks[best]), interval, coverage, evidence, (), profile)


def compare(question: str, reference: str, answer: str, *, embedder: Embedder, centre: Vectors) -> Compared:
    """The features of an answer that has at least one unit, against one reference."""
    points, said = units(reference), units(answer)
    near = _vectors(points, embedder, centre) @ _vectors(said, embedder, centre).T
    asked, wanted, given = _pairs(question), _pairs(reference), _pairs(answer)
    formulas = _formulas(reference)
    weights = np.array([_weight(point.text, asked, question) for point in points])
    closest = near.max(axis=1)
    texts = embedder.embed([reference.strip(), answer.strip()]) - centre
    whole = float(np.prod(unit_length(texts), axis=0).sum())
    right, told = _verdict(reference), _verdict(answer)
    ratio = log(len(spoken(answer)) / len(spoken(reference)))
    values = {
        "words": _mass(wanted & given, asked) / max(_mass(wanted, asked), QUESTION_WORD_WEIGHT),
        "formulas": len(formulas & _formulas(answer)) / len(formulas) if formulas else 0.0,
        "points": float(closest @ weights / weights.sum()),
        "weakest_point": float(closest.min()),
        "whole": whole,
        "verdict": float(right * told),
        "contradicts": float(right * told < 0),
        "length": min(LENGTH_RATIO[1], max(LENGTH_RATIO[0], ratio)),
        "short": float(len(spoken(answer)) < SHORT_CHARS),
        "chars": log(len(spoken(answer)) + 1),
    }
    return Compared(np.array([values[name] for name in KNOWLEDGE_FEATURES]), points, said, near)


def _weight(clause: str, asked: set[str], question: str) -> float:
    new_formulas = _formulas(clause) - _formulas(question)
    return _mass(_pairs(clause), asked) + FORMULA_WEIGHT * len(new_formulas) + CLAUSE_FLOOR


def _mass(pairs: set[str], asked: set[str]) -> float:
    return sum(QUESTION_WORD_WEIGHT if pair in asked else 1.0 for pair in sorted(pairs))


def _vectors(of: tuple[Unit, ...], embedder: Embedder, centre: Vectors) -> Vectors:
    return unit_length(embedder.embed([spoken(unit.text) for unit in of]) - centre)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().replace("×", "*").replace("−", "-")


def _pairs(text: str) -> set[str]:
    """Pairs of neighbouring Han characters."""
    return {run[i : i + 2] for run in _HAN_RUN.findall(_plain(text)) for i in range(len(run) - 1)}


def _formulas(text: str) -> set[str]:
    """Numbers, names in Latin letters and formulas, without spaces: n/2, o(1), 132."""
    found = (part.strip("().+-*/=<>") for part in _FORMULA.findall(re.sub(r"\s+", "", _plain(text))))
    return {part for part in found if part}


def _verdict(text: str) -> int:
    """1 when the head of the text affirms, -1 when it denies, 0 when it does neither."""
    head = spoken(_plain(text))[:VERDICT_CHARS]
    denied, affirmed = _NOT.search(head), _YES.search(head)
    if denied and (not affirmed or denied.start() <= affirmed.start()):
        return -1
    return 1 if affirmed else 0


def _covered(compared: Compared) -> tuple[tuple[Evidence, ...], float]:
    """The clauses that meet a key point, closest first, and the share of key points met. Points are not quoted:
    the candidate's report must not give the reference away."""
    closest = compared.nearness.max(axis=1)
    met = [i for i in np.argsort(-closest, kind="stable").tolist() if closest[i] >= COVERED_AT]
    clauses = dict.fromkeys(int(np.argmax(compared.nearness[i])) for i in met)
    quotes = [compared.answer[i].text for i in clauses][:MAX_EVIDENCE]
    evidence = tuple(Evidence(quote=quote, supports="与参考答案的要点相符") for quote in quotes)
    return evidence, round(len(met) / len(compared.points), 4)


def _percent(marks: float) -> float:
    return round(marks / FULL_MARKS * 100, 1)


def _scored(
    question: KnowledgeQuestion,
    score: float | NotMeasured,
    interval: tuple[float, float] | NotMeasured,
    coverage: float,
    evidence: tuple[Evidence, ...],
    flags: tuple[Flag, ...],
    profile: KnowledgeProfile,
) -> AnswerScore:
    return AnswerScore(
        dimension=question.dimension,
        score=score,
        interval=interval,
        coverage=coverage,
        evidence=evidence,
        flags=flags,
        advice=(),
        scorer=SCORER,
        scorer_version=profile.version,
    )
