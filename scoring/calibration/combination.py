"""How a company's own ratings bend the shipped level: a shift, a slope, and weights on features of known direction.

level' = intercept + slope · level + Σ weight · z, fitted by ridge regression that draws slope to 1 and weights to 0
(so little data changes little), with slope ≥ 0 and each weight of its feature's sign (so that showing more of what is
good never lowers a score). Source: docs/scoring.md#calibration.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import lsq_linear

from scoring.embedding_port import Vectors
from scoring.features.assemble import FEATURE_NAMES

# What a rater who follows the anchors rewards (+1) or marks down (−1). Features whose merit depends on the question,
# such as the number of persons named, are left as the shipped profile weighs them.
DIRECTIONS: dict[str, int] = {
    "number": 1,
    "own_act": 1,
    "sequence": 1,
    "cause": 1,
    "check": 1,
    "outcome": 1,
    "habit": 1,
    "ownership": 1,
    "others_view": 1,
    "honesty": 1,
    "slogan": -1,
    "evasion": -1,
    "blame": -1,
    "deceit": -1,
    "hostile": -1,
    "careless": -1,
    "question_fit": 1,
    "rubric_fit": 1,
    "anchor_coverage": 1,
    "anchor_contrast": 1,
}
# From "follow the ratings" to "only shift the level": the cross-validation chooses.
PENALTIES = (3.0, 10.0, 30.0, 100.0, 300.0, 1000.0, 1e6)


@dataclass(frozen=True, slots=True, eq=False)
class Combination:
    """features: names of FEATURE_NAMES in the order of the weights. penalty: how strongly it was drawn back."""

    intercept: float
    slope: float
    features: tuple[str, ...]
    weights: Vectors
    penalty: float

    def level(self, shipped: float, z: Vectors) -> float:
        """shipped: the level of the shipped profile. z: z-values in the order of FEATURE_NAMES."""
        return self.intercept + self.slope * shipped + float(self.weights @ z[places(self.features)])


def places(features: Sequence[str]) -> list[int]:
    """Where each feature stands in FEATURE_NAMES."""
    return [FEATURE_NAMES.index(name) for name in features]


def fit_combination(shipped: Vectors, z: Vectors, rated: Vectors, *, penalty: float) -> Combination:
    """shipped, rated: one level an answer. z: answers × FEATURE_NAMES. Convex, so the same data give the same fit."""
    features = tuple(DIRECTIONS)
    chosen = z[:, places(features)]
    centre, level_centre = chosen.mean(axis=0), shipped.mean()
    design = np.column_stack([shipped - level_centre, chosen - centre])
    drawn = np.sqrt(penalty) * np.eye(design.shape[1])
    towards = np.zeros(design.shape[1])
    towards[0] = np.sqrt(penalty)
    signs = np.array([1.0, *(float(sign) for sign in DIRECTIONS.values())])
    solved = lsq_linear(
        np.vstack([design * signs, drawn]),
        np.concatenate([rated - rated.mean(), towards]),
        bounds=(0.0, np.inf),
        method="bvls",
    )
    positive = np.maximum(solved.x, 0.0)  # the solver leaves −1e-34 where it means the bound
    slope, weights = float(positive[0]), positive[1:] * signs[1:]
    intercept = float(rated.mean() - slope * level_centre - weights @ centre)
    return Combination(intercept, slope, features, weights, penalty)
