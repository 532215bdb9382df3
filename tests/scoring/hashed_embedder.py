"""A stand-in embedder for tests that are not about meaning: character pairs hashed into 384 numbers."""

import hashlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 384


class HashedEmbedder:
    name = "hashed"
    version = "1"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float64]:
        return np.stack([_vector(text) for text in texts]) if texts else np.zeros((0, DIMENSIONS))


def _vector(text: str) -> NDArray[np.float64]:
    vector = np.zeros(DIMENSIONS)
    for pair in pairwise(text):
        digest = hashlib.sha256("".join(pair).encode()).digest()
        vector[int.from_bytes(digest[:2]) % DIMENSIONS] += 1.0
    return vector / max(float(np.linalg.norm(vector)), 1e-12)
