"""Fits the heads of a profile with scikit-learn and hands them over as plain numbers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.svm import SVR

from scoring.embedding_port import Vectors
from scoring.features.acts import Act, ActReader
from scoring.features.assemble import Measured
from scoring.profile import KernelHead, LinearHead, Space

# Chosen on held-out graded answers; neighbouring values move ρ by at most .01 (docs/scoring.md#fit).
COORDINATES = 40
CLIP = 2.5
MEANING_SCALE = 12.0
RIDGE_PENALTY = 100.0
SVR_C, SVR_GAMMA, SVR_EPSILON = 2.0, 0.002, 0.2
GUARD_C = 0.1
# Brings the unprojected meaning (spread about .015 a coordinate) to the scale of the z-values. 5–20 tried.
GUARD_MEANING_SCALE = 20.0
ACT_C = 1.0
# Brings unit embeddings (spread about .015 a coordinate) to the scale the logistic penalty expects.
ACT_SCALE = 5.0


def fit_reader(vectors: Vectors, acts: Sequence[Act], *, centre: Vectors) -> ActReader:
    """The clause-act model, fitted on the clause bank."""
    names = [act.value for act in acts]
    model = LogisticRegression(C=ACT_C, max_iter=5000).fit((vectors - centre) * ACT_SCALE, names)
    order = [list(model.classes_).index(act.value) for act in Act]
    return ActReader(
        centre=centre, weights=model.coef_[order] * ACT_SCALE, intercepts=model.intercept_[order]
    )


def fit_space(measured: Sequence[Measured]) -> Space:
    """Scaling and projection; sees no level."""
    numbers = np.stack([one.numbers for one in measured])
    meanings = np.stack([one.meaning for one in measured])
    model = PCA(COORDINATES, random_state=0).fit(meanings)
    scale = MEANING_SCALE / (meanings.std(axis=0).mean() * np.sqrt(meanings.shape[1]))
    return Space(
        mean=numbers.mean(axis=0),
        deviation=np.maximum(numbers.std(axis=0), 1e-6),
        clip=CLIP,
        centre=model.mean_,
        components=model.components_ * scale,
    )


def fit_linear(points: Vectors, levels: Vectors, weights: Vectors) -> LinearHead:
    model = Ridge(RIDGE_PENALTY).fit(points, levels, sample_weight=weights)
    return LinearHead(float(model.intercept_), model.coef_)


def fit_kernel(points: Vectors, levels: Vectors, weights: Vectors) -> KernelHead:
    model = SVR(C=SVR_C, gamma=SVR_GAMMA, epsilon=SVR_EPSILON)
    model.fit(points, levels, sample_weight=weights)
    return KernelHead(
        float(model.intercept_[0]), SVR_GAMMA, model.support_vectors_, np.ravel(model.dual_coef_)
    )


def fit_guard(points: Vectors, hits: NDArray[np.bool_], *, weights: Vectors, scales: Vectors) -> LinearHead:
    """A logistic head. scales: what each coordinate is multiplied by before fitting; 0 leaves it out."""
    model = LogisticRegression(C=GUARD_C, max_iter=5000).fit(points * scales, hits, sample_weight=weights)
    return LinearHead(float(model.intercept_[0]), np.ravel(model.coef_) * scales)
