"""A linear model over character n-grams: what fits a text, and which of its words speak for it.

A text is the set of its n-grams, and of marks that are added to it; the score of a label is bias + (sum of the weights of the set) /
sqrt(its size), as a probability. contracts/fit fits it; here it is only read. Texts come from contracts.normalise.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from contracts.findings import ContractsError

SEPARATOR = "\n"  # between n-grams in the document; no normalised text holds a line break
_Array = NDArray[np.float32]


@dataclass(frozen=True)
class NgramModel:
    """weights: one row an n-gram (index gives its number), one column a label, as bias. sizes: shortest and longest n-gram.

    one_of: exactly one label fits a text (softmax); otherwise each is judged by itself (sigmoid).
    """

    labels: tuple[str, ...]
    sizes: tuple[int, int]
    one_of: bool
    index: Mapping[str, int]
    weights: _Array
    bias: _Array

    def read(self, text: str, marks: Iterable[str] = ()) -> dict[str, float]:
        """The probability of each label."""
        return probabilities(self.logits(text, marks), one_of=self.one_of)

    def logits(self, text: str, marks: Iterable[str] = ()) -> dict[str, float]:
        """Of each label, before they become probabilities."""
        return dict(zip(self.labels, self._logits(text, marks).tolist(), strict=True))

    def span(self, text: str, label: str) -> tuple[int, int]:
        """[start, end) of the run of characters that speaks most for the label, as against the text's average character."""
        told = self._told_by_character(text, self.labels.index(label))
        return _heaviest_run(told - told.mean()) if len(told) else (0, 0)

    def _logits(self, text: str, marks: Iterable[str]) -> _Array:
        found = ngrams(text, self.sizes).union(marks)
        rows = [self.index[gram] for gram in found if gram in self.index]
        return np.asarray(self.bias + self.weights[rows].sum(axis=0) / sqrt(len(found) or 1), np.float32)

    def _told_by_character(self, text: str, label: int) -> NDArray[np.float64]:
        """Each n-gram's weight, shared out over the characters it covers."""
        told = np.zeros(len(text))
        for size in _sizes(self.sizes):
            for start in range(len(text) - size + 1):
                row = self.index.get(text[start : start + size])
                if row is not None:
                    told[start : start + size] += self.weights[row, label] / size
        return told


def probabilities(logits: Mapping[str, float], *, one_of: bool) -> dict[str, float]:
    """The probability of each label."""
    values = np.array(list(logits.values()))
    odds = np.exp(values - values.max()) if one_of else 1 / (1 + np.exp(-values))
    found = odds / odds.sum() if one_of else odds
    return dict(zip(logits, found.tolist(), strict=True))


def weighed(words: Mapping[str, float], whole: Mapping[str, float], share: float) -> dict[str, float]:
    """The logits of two models of the same labels as one; share: how much of each counts."""
    return {label: share * words[label] + share * whole[label] for label in words}


def require_arrays(document: Mapping[str, NDArray[np.generic]], names: set[str]) -> None:
    """Of a fitted file. Raises ContractsError(CT201) when one is missing."""
    if missing := names - set(document):
        raise ContractsError(
            "CT201", f"读取模型不完整（缺 {'、'.join(sorted(missing))}），请管理员重新生成。"
        )


def ngrams(text: str, sizes: tuple[int, int]) -> set[str]:
    """The distinct n-grams of the text."""
    return {text[i : i + size] for size in _sizes(sizes) for i in range(len(text) - size + 1)}


def parse_ngrams(document: Mapping[str, NDArray[np.generic]]) -> NgramModel:
    """document: the arrays of a fitted file (labels, sizes, one_of, grams, weights, bias). Raises ContractsError(CT201) when they don't fit together."""
    require_arrays(document, {"labels", "sizes", "one_of", "grams", "weights", "bias"})
    labels = tuple(str(label) for label in document["labels"])
    grams = document["grams"].tobytes().decode("utf-8").split(SEPARATOR)
    weights = document["weights"].astype(np.float32)
    if weights.shape != (len(grams), len(labels)) or document["bias"].shape != (len(labels),):
        raise ContractsError("CT201", "读取模型的权重与词表不符，请管理员重新生成。")
    shortest, longest = (int(size) for size in document["sizes"])
    index = {gram: row for row, gram in enumerate(grams)}
    return NgramModel(
        labels,
        (shortest, longest),
        bool(document["one_of"]),
        index,
        weights,
        document["bias"].astype(np.float32),
    )


def _sizes(sizes: tuple[int, int]) -> range:
    return range(sizes[0], sizes[1] + 1)


def _heaviest_run(values: NDArray[np.float64]) -> tuple[int, int]:
    """The non-empty stretch with the largest sum (Kadane)."""
    best, best_run = -np.inf, (0, len(values))
    total, start = 0.0, 0
    for i, value in enumerate(values):
        if total <= 0:
            total, start = 0.0, i
        total += value
        if total > best:
            best, best_run = total, (start, i + 1)
    return best_run
