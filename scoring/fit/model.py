"""Fits one complete profile from labelled answers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.features.acts import ActReader
from scoring.features.assemble import FEATURE_NAMES, Measured
from scoring.features.relation import Reference
from scoring.fit.answers import MISMATCHED, UNRELATED, Graded
from scoring.fit.heads import fit_guard, fit_kernel, fit_linear, fit_space
from scoring.profile import Guard, Profile, ResidualBand

KERNEL_SHARE = 0.5
NEVER = 2.0
MADE_UP = frozenset({MISMATCHED, UNRELATED})
RELEVANCE = frozenset({"question_fit", "question_best", "rubric_fit", "anchor_coverage"})
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


PLANS = (
    GuardPlan("stuffed", frozenset({"adv_stuffed", "adv_empty", "adv_inject"}), 0.4, NEVER, 1.4),
    GuardPlan("unanswering", frozenset({"evasive", "offtopic"}), 0.3, NEVER, 1.3),
    GuardPlan("off_topic", frozenset({"offtopic"}), 0.35, 0.35, 1.0),
    GuardPlan("misconduct", frozenset({"misconduct"}), 0.4, NEVER, 1.0),
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
    wide = np.concatenate([points, np.stack([space.place(one) for one in sample.extra_measured])])
    kinds = [row.kind for row in (*sample.rows, *sample.extra_rows)]
    return Profile(
        version=version,
        sha256="",
        reference=reference,
        reader=reader,
        space=space,
        linear=fit_linear(points, levels),
        kernel=fit_kernel(points, levels),
        kernel_share=KERNEL_SHARE,
        guards={plan.name: _guard(plan, wide, kinds) for plan in PLANS},
        residuals=NO_BANDS,
        aspect_touched_at=0.0,
    )


def _guard(plan: GuardPlan, points: NDArray[np.float64], kinds: Sequence[str]) -> Guard:
    """Made-up rows train their own guard only: a mismatched answer is a good one, to another question."""
    seen = np.array([kind in plan.kinds or kind not in MADE_UP for kind in kinds])
    hits = np.array([kind in plan.kinds for kind in kinds])
    used = np.ones(points.shape[1])
    if plan.features is not None:
        used[:] = 0.0
        used[[FEATURE_NAMES.index(name) for name in plan.features]] = 1.0
    return fit_guard(
        points[seen] * used, hits[seen], flag_at=plan.flag_at, withhold_at=plan.withhold_at, level=plan.level
    )
