"""Fits one complete profile from labelled answers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.embedding_port import Vectors
from scoring.features.acts import ActReader
from scoring.features.assemble import FEATURE_NAMES, Measured
from scoring.features.relation import RELATION_NAMES, Reference
from scoring.fit.answers import HONEST_ACCOUNT, MISCONDUCT_ACCOUNT, MISMATCHED, UNRELATED, Graded
from scoring.fit.heads import GUARD_MEANING_SCALE, fit_guard, fit_kernel, fit_linear, fit_space
from scoring.profile import Guard, Profile, ResidualBand, Space

KERNEL_SHARE = 0.5
# An account of conduct shows one side of a level only, so it counts less than an answer. Our choice; .08–.3 tried.
ACCOUNT_WEIGHT = 0.15
NEVER = 2.0
SOUND_LEVEL = 3.0
ACCOUNTS = frozenset({MISCONDUCT_ACCOUNT, HONEST_ACCOUNT})
MADE_UP = ACCOUNTS | {MISMATCHED, UNRELATED}
RELEVANCE = frozenset({"question_fit", "question_best", "rubric_fit", "anchor_coverage"})
CONDUCT = frozenset(
    [
        "deceit",
        "conceal",
        "falsify",
        "bribe",
        "justify",
        "refused",
        "honesty",
        "ownership",
        "hostile",
        "act_deceit",
        "act_integrity",
        "peak_deceit",
        "peak_integrity",
    ]
)
NO_BANDS = (ResidualBand(up_to=9.0, low=-1.0, high=1.0),)


@dataclass(frozen=True, slots=True)
class GuardPlan:
    """kinds: the kinds of answer it looks for. See docs/scoring.md#guards for the choice of thresholds."""

    name: str
    kinds: frozenset[str]
    flag_at: float
    withhold_at: float
    level: float
    features: frozenset[str] | None = None  # None: every feature and the coordinates of meaning
    against: frozenset[str] = frozenset()  # made-up kinds that it must tell apart from its own
    reads_meaning: bool = False
    sound_weight: float = 1.0  # weight of answers of SOUND_LEVEL and more, which must not be flagged


PLANS = (
    GuardPlan(
        "stuffed", frozenset({"adv_stuffed", "adv_empty", "adv_inject", "adv_reading"}), 0.4, NEVER, 1.4
    ),
    GuardPlan("unanswering", frozenset({"evasive", "offtopic"}), 0.3, NEVER, 1.3),
    GuardPlan("off_topic", frozenset({"offtopic"}), 0.35, 0.35, 1.0),
    GuardPlan(
        "misconduct",
        frozenset({"misconduct", MISCONDUCT_ACCOUNT}),
        0.34,
        NEVER,
        1.0,
        features=CONDUCT,
        against=frozenset({HONEST_ACCOUNT}),
        reads_meaning=True,
        sound_weight=3.0,
    ),
    GuardPlan("foreign", frozenset({UNRELATED}), 0.4, 0.4, 1.0),
    GuardPlan("unrelated", frozenset({MISMATCHED}), 0.95, 0.95, 1.0, RELEVANCE),
)


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Labelled answers with their features. extra: mismatched answers, seen by the guards only."""

    rows: tuple[Graded, ...]
    measured: list[Measured]
    extra_rows: tuple[Graded, ...]
    extra_measured: list[Measured]

    def where(self, keep: NDArray[np.bool_]) -> "Sample":
        """The rows kept, and the mismatched answers made from them."""
        questions = {row.question_id for row, kept in zip(self.rows, keep, strict=True) if kept}
        extra = [i for i, row in enumerate(self.extra_rows) if row.question_id in questions]
        kept_rows = [i for i in range(len(self.rows)) if keep[i]]
        return Sample(
            tuple(self.rows[i] for i in kept_rows),
            [self.measured[i] for i in kept_rows],
            tuple(self.extra_rows[i] for i in extra),
            [self.extra_measured[i] for i in extra],
        )


def fit_profile(sample: Sample, *, reference: Reference, reader: ActReader, version: str) -> Profile:
    """A profile without residual bands; those need held-out predictions."""
    space = fit_space(sample.measured)
    points = np.stack([space.place(one) for one in sample.measured])
    levels = np.array([row.level for row in sample.rows])
    everything = (*sample.measured, *sample.extra_measured)
    wide = np.stack([np.concatenate([space.place(one), one.meaning - space.centre]) for one in everything])
    guarded = (*sample.rows, *sample.extra_rows)
    taught = _with_conduct(points, levels, sample, space)
    return Profile(
        version=version,
        sha256="",
        reference=reference,
        reader=reader,
        space=space,
        linear=fit_linear(*taught),
        kernel=fit_kernel(*taught),
        kernel_share=KERNEL_SHARE,
        guards={plan.name: _guard(plan, wide, guarded, points.shape[1]) for plan in PLANS},
        residuals=NO_BANDS,
        aspect_touched_at=0.0,
    )


def _with_conduct(
    points: Vectors, levels: Vectors, sample: Sample, space: Space
) -> tuple[Vectors, Vectors, Vectors]:
    """Points, levels and weights with the accounts of conduct beside the answers.

    Having no question of their own, their relation to it is the mean.
    """
    accounts = [i for i, row in enumerate(sample.extra_rows) if row.kind in ACCOUNTS]
    placed = np.stack([space.place(sample.extra_measured[i]) for i in accounts])
    placed[:, [FEATURE_NAMES.index(name) for name in RELATION_NAMES]] = 0.0
    graded = [sample.extra_rows[i].level for i in accounts]
    weights = np.concatenate([np.ones(len(points)), np.full(len(accounts), ACCOUNT_WEIGHT)])
    return np.concatenate([points, placed]), np.concatenate([levels, graded]), weights


def _guard(plan: GuardPlan, wide: NDArray[np.float64], rows: Sequence[Graded], size: int) -> Guard:
    """Made-up rows train their own guard only: a mismatched answer is a good one, to another question.

    wide: points of `size` coordinates, followed by the unprojected meaning.
    """
    seen = np.array([row.kind in plan.kinds | plan.against or row.kind not in MADE_UP for row in rows])
    hits = np.array([row.kind in plan.kinds for row in rows])
    weights = np.array([plan.sound_weight if row.level >= SOUND_LEVEL else 1.0 for row in rows])
    scales = np.full(wide.shape[1] if plan.reads_meaning else size, GUARD_MEANING_SCALE)
    scales[:size] = 1.0
    if plan.features is not None:
        scales[:size] = [name in plan.features for name in FEATURE_NAMES] + [False] * (
            size - len(FEATURE_NAMES)
        )
    points = wide[:, : len(scales)]
    head = fit_guard(points[seen], hits[seen], weights=weights[seen], scales=scales)
    return Guard(head, plan.flag_at, plan.withhold_at, plan.level, plan.reads_meaning)
