"""Fits an NgramModel: one logistic regression a label, over weighted n-grams."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from contracts.ngrams import SEPARATOR, NgramModel, ngrams, parse_ngrams

Document = dict[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class FitPlan:
    """c: inverse strength of the L2 penalty. prune: an n-gram whose weights are all smaller is left out of the document."""

    sizes: tuple[int, int]
    c: float
    prune: float = 0.0


def fit_ngrams(texts: Sequence[str], targets: Mapping[str, Sequence[bool]], *, plan: FitPlan) -> Document:
    """The document of a model with one column a target. texts: normalised. targets: by label, one value a text."""
    bags = [ngrams(text, plan.sizes) for text in texts]
    seen = Counter(gram for bag in bags for gram in bag)
    grams = sorted(seen)
    rarity = np.array([1 + np.log((1 + len(texts)) / (1 + seen[gram])) for gram in grams])
    matrix = _matrix(bags, {gram: i for i, gram in enumerate(grams)}, rarity)
    heads = [_head(matrix, np.array(wanted), plan.c) for wanted in targets.values()]
    weights = np.stack([head.coef_[0] * rarity for head in heads], axis=1)
    weights[np.abs(weights) < plan.prune] = 0
    kept = np.abs(weights).max(axis=1) > 0
    return {
        "labels": np.array(list(targets)),
        "sizes": np.array(plan.sizes),
        "grams": np.frombuffer(
            SEPARATOR.join(g for g, k in zip(grams, kept, strict=True) if k).encode(), np.uint8
        ),
        "weights": weights[kept].astype(np.float16),
        "bias": np.array([head.intercept_[0] for head in heads], np.float32),
    }


def fitted(texts: Sequence[str], targets: Mapping[str, Sequence[bool]], *, plan: FitPlan) -> NgramModel:
    """As fit_ngrams, ready to read."""
    return parse_ngrams(fit_ngrams(texts, targets, plan=plan))


def _matrix(bags: list[set[str]], index: dict[str, int], rarity: NDArray[np.float64]) -> csr_matrix:
    rows = [i for i, bag in enumerate(bags) for _ in bag]
    columns = [index[gram] for bag in bags for gram in sorted(bag)]
    values = [rarity[index[gram]] / np.sqrt(len(bag)) for bag in bags for gram in sorted(bag)]
    return csr_matrix((values, (rows, columns)), shape=(len(bags), len(index)))


def _head(matrix: csr_matrix, wanted: NDArray[np.bool_], c: float) -> LogisticRegression:
    return LogisticRegression(C=c, max_iter=3000).fit(matrix, wanted)
