"""A scoring profile: the fitted coefficients of one immutable, versioned file, parsed once into typed values."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

import numpy as np

from scoring.embedding_port import Vectors
from scoring.features.assemble import Measured
from scoring.lexicon import LEXICON_VERSION


class ProfileMismatch(ValueError):
    """The profile was fitted for another lexicon or layout than this program has."""


@dataclass(frozen=True, slots=True)
class Term:
    """One named feature: it adds weight × (value − mean) / deviation."""

    mean: float
    deviation: float
    weight: float

    def contribution(self, value: float) -> float:
        return self.weight * (value - self.mean) / self.deviation


@dataclass(frozen=True, slots=True, eq=False)
class LinearHead:
    """intercept + Σ terms + weights · (meaning − centre)."""

    intercept: float
    terms: Mapping[str, Term]
    centre: Vectors
    weights: Vectors

    def value(self, measured: Measured) -> float:
        return self.intercept + self.counted_part(measured) + self.meaning_part(measured.meaning)

    def counted_part(self, measured: Measured) -> float:
        return sum(term.contribution(measured.numbers[name]) for name, term in self.terms.items())

    def meaning_part(self, vector: Vectors) -> float:
        return float((vector - self.centre) @ self.weights)

    def probability(self, measured: Measured) -> float:
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, self.value(measured)))))


@dataclass(frozen=True, slots=True, eq=False)
class Guard:
    """A yes/no reading of the whole answer. flag_at/withhold_at: probabilities 0–1."""

    head: LinearHead
    flag_at: float
    withhold_at: float


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """level: head giving the expected level 1–5. residual_low/high: 80 % quantiles of (truth − expected)."""

    version: str
    sha256: str
    level: LinearHead
    guards: Mapping[str, Guard]
    residual_low: float
    residual_high: float


def parse_profile(text: str) -> Profile:
    """Reads the JSON written by `python -m scoring.fit`. Raises ProfileMismatch."""
    raw = json.loads(text)
    if raw["lexicon_version"] != LEXICON_VERSION:
        raise ProfileMismatch(f"profile for lexicon {raw['lexicon_version']}, program has {LEXICON_VERSION}")
    guards = {
        name: Guard(_head(body["head"]), float(body["flag_at"]), float(body["withhold_at"]))
        for name, body in raw["guards"].items()
    }
    return Profile(
        version=str(raw["version"]),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        level=_head(raw["level"]),
        guards=guards,
        residual_low=float(raw["residuals"]["low"]),
        residual_high=float(raw["residuals"]["high"]),
    )


def _head(raw: Mapping[str, object]) -> LinearHead:
    fields = json.loads(json.dumps(raw))
    terms = {name: Term(*map(float, values)) for name, values in fields["terms"].items()}
    return LinearHead(
        intercept=float(fields["intercept"]),
        terms=terms,
        centre=np.asarray(fields["centre"], dtype=np.float64),
        weights=np.asarray(fields["weights"], dtype=np.float64),
    )
