"""What scoring asks of a sentence-embedding engine."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float64]


class Embedder(Protocol):
    """Maps texts to unit vectors whose dot product is the similarity of meaning."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dim); the same text always gives the same vector."""
        ...
