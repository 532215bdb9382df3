"""A text read whole, by a network that knows Chinese beforehand and was fitted on our examples: it reads what n-grams can't, who pays whom and what is negated."""

from collections.abc import Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from contracts.encoder.network import Network
from contracts.encoder.packed import read_packed
from contracts.encoder.pieces import Pieces, kept_pieces
from contracts.findings import ContractsError
from contracts.ngrams import require_arrays


class TextEncoder:
    """document: the arrays of the fitted file (labels, head.weights, head.bias, the adapters). Raises ContractsError(CT201) when they don't fit together.

    The network is built at the first text (a second, 350 MB for that second): its threads don't outlive a fork.
    """

    def __init__(self, document: Mapping[str, NDArray[np.generic]]) -> None:
        require_arrays(document, {"labels", "head.weights", "head.bias"})
        self.labels = tuple(str(label) for label in document["labels"])
        self._weights = document["head.weights"].astype(np.float32)
        self._bias = document["head.bias"].astype(np.float32)
        if len(self._weights) != len(self.labels) or len(self._bias) != len(self.labels):
            raise ContractsError("CT201", "读取模型的权重与标签不符，请管理员重新生成。")
        self._adapters = document

    def logits(self, text: str) -> dict[str, float]:
        """Of each label."""
        pieces, network = self._built
        pooled = network.pooled(pieces.numbers(text))
        return dict(zip(self.labels, (self._weights @ pooled + self._bias).tolist(), strict=True))

    @cached_property
    def _built(self) -> tuple[Pieces, Network]:
        packed = read_packed()
        kept = kept_pieces(packed)
        return Pieces(packed, kept), Network(packed, kept, self._adapters)
