"""Fits an NgramModel: logistic regression over weighted n-grams, one a label or one over all of them."""

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
    """c: inverse strength of the L2 penalty. prune: an n-gram whose weights are all smaller is left out of the document.

    one_of: exactly one label fits each text.
    """

    sizes: tuple[int, int]
    c: float
    prune: float = 0.0
    one_of: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """texts: normalised. targets: by label, one value a text. marks: what is added to each text's n-grams; empty for nothing."""

    texts: Sequence[str]
    targets: Mapping[str, Sequence[bool]]
    marks: Sequence[frozenset[str]] = ()


def fit_ngrams(task: Task, *, plan: FitPlan) -> Document:
    """The document of a model with one column a target."""
    marks = task.marks or [frozenset()] * len(task.texts)
    bags = [ngrams(text, plan.sizes) | more for text, more in zip(task.texts, marks, strict=True)]
    seen = Counter(gram for bag in bags for gram in bag)
    grams = sorted(seen)
    rarity = np.array([1 + np.log((1 + len(bags)) / (1 + seen[gram])) for gram in grams])
    matrix = _matrix(bags, {gram: i for i, gram in enumerate(grams)}, rarity)
    wanted = np.array([task.targets[label] for label in task.targets])
    coefficients, bias = _one_of(matrix, wanted, plan.c) if plan.one_of else _each(matrix, wanted, plan.c)
    weights = (coefficients * rarity).T
    weights[np.abs(weights) < plan.prune] = 0
    kept = np.abs(weights).max(axis=1) > 0
    return {
        "labels": np.array(list(task.targets)),
        "sizes": np.array(plan.sizes),
        "one_of": np.array(plan.one_of),
        "grams": np.frombuffer(
            SEPARATOR.join(g for g, k in zip(grams, kept, strict=True) if k).encode(), np.uint8
        ),
        "weights": weights[kept].astype(np.float16),
        "bias": bias.astype(np.float32),
    }


def fitted(task: Task, *, plan: FitPlan) -> NgramModel:
    """As fit_ngrams, ready to read."""
    return parse_ngrams(fit_ngrams(task, plan=plan))


_Fit = tuple[NDArray[np.float64], NDArray[np.float64]]  # one row of coefficients a label; one bias a label


def _each(matrix: csr_matrix, wanted: NDArray[np.bool_], c: float) -> _Fit:
    heads = [LogisticRegression(C=c, max_iter=3000).fit(matrix, row) for row in wanted]
    return np.stack([head.coef_[0] for head in heads]), np.array([head.intercept_[0] for head in heads])


def _one_of(matrix: csr_matrix, wanted: NDArray[np.bool_], c: float) -> _Fit:
    head = LogisticRegression(C=c, max_iter=3000).fit(matrix, wanted.argmax(axis=0))
    return head.coef_, head.intercept_


def _matrix(bags: list[set[str]], index: dict[str, int], rarity: NDArray[np.float64]) -> csr_matrix:
    rows = [i for i, bag in enumerate(bags) for _ in bag]
    columns = [index[gram] for bag in bags for gram in sorted(bag)]
    values = [rarity[index[gram]] / np.sqrt(len(bag)) for bag in bags for gram in sorted(bag)]
    return csr_matrix((values, (rows, columns)), shape=(len(bags), len(index)))
