"""Fits an NgramModel: logistic regression over weighted n-grams, one a label or one over all of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from contracts.ngrams import SEPARATOR, NgramModel, ngrams, parse_ngrams

Document = dict[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class FitPlan:
    """c: inverse strength of the L2 penalty. prune: an n-gram whose weights are all smaller is left out of the document.

    one_of: exactly one label fits each text. rarest: what occurs in fewer texts is not read.
    """

    sizes: tuple[int, int]
    c: float
    prune: float = 0.0
    one_of: bool = False
    rarest: int = 1


@dataclass(frozen=True, slots=True)
class Task:
    """texts: normalised. targets: by label, one value a text; None: the text says nothing about that label (not with one_of).

    marks: what is added to each text's n-grams; empty for nothing. counts: how much each text counts; empty for one each.
    """

    texts: Sequence[str]
    targets: Mapping[str, Sequence[bool | None]]
    marks: Sequence[frozenset[str]] = ()
    counts: Sequence[float] = ()


def fit_ngrams(task: Task, *, plan: FitPlan) -> Document:
    """The document of a model with one column a target."""
    marks = task.marks or [frozenset()] * len(task.texts)
    bags = [ngrams(text, plan.sizes) | more for text, more in zip(task.texts, marks, strict=True)]
    seen = Counter(gram for bag in bags for gram in bag)
    grams = sorted(gram for gram, times in seen.items() if times >= plan.rarest)
    rarity = np.array([1 + np.log((1 + len(bags)) / (1 + seen[gram])) for gram in grams])
    matrix = _matrix(bags, {gram: i for i, gram in enumerate(grams)}, rarity)
    coefficients, bias = (_one_of if plan.one_of else _each)(matrix, task, plan.c)
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


def digest(examples: Path) -> str:
    """Of all rows in a folder: kept with what was fitted on them, so that either without the other is noticed."""
    return sha256(b"".join(file.read_bytes() for file in sorted(examples.glob("*.jsonl")))).hexdigest()


def file_digests(examples: Path) -> set[str]:
    """Of each file of rows: its name and the digest of its content."""
    return {f"{file.name} {sha256(file.read_bytes()).hexdigest()}" for file in examples.glob("*.jsonl")}


_Fit = tuple[NDArray[np.float64], NDArray[np.float64]]  # one row of coefficients a label; one bias a label


def _each(matrix: csr_matrix, task: Task, c: float) -> _Fit:
    heads = [_head(matrix, wanted, _counts(task), c) for wanted in task.targets.values()]
    return np.stack([head.coef_[0] for head in heads]), np.array([head.intercept_[0] for head in heads])


def _head(
    matrix: csr_matrix, wanted: Sequence[bool | None], counts: NDArray[np.float64], c: float
) -> LogisticRegression:
    asked = [i for i, value in enumerate(wanted) if value is not None]
    target = [bool(wanted[i]) for i in asked]
    return LogisticRegression(C=c, max_iter=3000).fit(matrix[asked], target, counts[asked])


def _one_of(matrix: csr_matrix, task: Task, c: float) -> _Fit:
    label = np.array(list(task.targets.values())).argmax(axis=0)
    head = LogisticRegression(C=c, max_iter=3000).fit(matrix, label, _counts(task))
    return head.coef_, head.intercept_


def _counts(task: Task) -> NDArray[np.float64]:
    return np.array(task.counts or [1.0] * len(task.texts))


def _matrix(bags: list[set[str]], index: dict[str, int], rarity: NDArray[np.float64]) -> csr_matrix:
    known = [sorted(bag & index.keys()) for bag in bags]
    rows = [i for i, grams in enumerate(known) for _ in grams]
    columns = [index[gram] for grams in known for gram in grams]
    values = rarity[columns] / np.sqrt([len(bags[i]) for i in rows])
    return csr_matrix((values, (rows, columns)), shape=(len(bags), len(index)))
