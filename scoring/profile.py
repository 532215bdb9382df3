"""A scoring profile: the fitted coefficients of one immutable, versioned JSON file, as typed values."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from typing import Any

import numpy as np

from scoring.embedding_port import Vectors
from scoring.features.acts import Act, ActReader
from scoring.features.assemble import FEATURE_NAMES, Measured
from scoring.features.relation import Reference
from scoring.lexicon import LEXICON_VERSION


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """Brings features and meaning to one scale: clipped z-values, then projected embedding coordinates."""

    mean: Vectors
    deviation: Vectors
    clip: float
    centre: Vectors
    components: Vectors

    def place(self, measured: Measured) -> Vectors:
        """The point of an answer: z-values of FEATURE_NAMES followed by the coordinates of its meaning."""
        z = np.clip((measured.numbers - self.mean) / self.deviation, -self.clip, self.clip)
        return np.concatenate([z, self.components @ (measured.meaning - self.centre)])


@dataclass(frozen=True, slots=True, eq=False)
class LinearHead:
    """intercept + weights · point."""

    intercept: float
    weights: Vectors

    def value(self, point: Vectors) -> float:
        return self.intercept + float(self.weights @ point)

    def probability(self, point: Vectors) -> float:
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, self.value(point)))))


@dataclass(frozen=True, slots=True, eq=False)
class KernelHead:
    """intercept + Σ weight · exp(−gamma · ‖point − support‖²)."""

    intercept: float
    gamma: float
    supports: Vectors
    weights: Vectors

    def value(self, point: Vectors) -> float:
        distances = ((self.supports - point) ** 2).sum(axis=1)
        return self.intercept + float(self.weights @ np.exp(-self.gamma * distances))


@dataclass(frozen=True, slots=True, eq=False)
class Guard:
    """A yes/no reading of the whole answer.

    flag_at, withhold_at: probabilities 0–1, above 1 for never. level: where such answers stand on 1–5.
    reads_meaning: the head's point goes on with the whole meaning, unprojected: conduct shows in small shifts of it.
    """

    head: LinearHead
    flag_at: float
    withhold_at: float
    level: float
    reads_meaning: bool = False

    def probability(self, point: Vectors, off_centre: Vectors) -> float:
        """off_centre: the answer's meaning less the space's centre."""
        return self.head.probability(np.concatenate([point, off_centre]) if self.reads_meaning else point)

    def pull(self, probability: float) -> float:
        """How far a flagged answer is drawn to `level`: ½ where it is just flagged, 1 where it is certain.

        Guards without meaning (profiles before 1.2.0) draw by the probability itself, so that their scores stay.
        """
        if not self.reads_meaning:
            return probability
        for_it = probability * (1.0 - self.flag_at)
        return for_it / (for_it + self.flag_at * (1.0 - probability))


@dataclass(frozen=True, slots=True)
class ResidualBand:
    """80 % of answers whose expected level is below `up_to` have their true level within low…high of it."""

    up_to: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """Everything fitted. sha256 is the hash of the file's text; version changes with any change of it."""

    version: str
    sha256: str
    reference: Reference
    reader: ActReader
    space: Space
    linear: LinearHead
    kernel: KernelHead
    kernel_share: float
    guards: Mapping[str, Guard]
    residuals: tuple[ResidualBand, ...]
    aspect_touched_at: float

    def level(self, point: Vectors) -> float:
        """Expected level before the guards; about 1–5."""
        share = self.kernel_share
        return share * self.kernel.value(point) + (1.0 - share) * self.linear.value(point)

    def band(self, level: float) -> ResidualBand:
        return next((band for band in self.residuals if level < band.up_to), self.residuals[-1])


class ProfileMismatch(ValueError):
    """The profile was fitted for other features than this program has."""


def parse_profile(text: str) -> Profile:
    """A profile from the text of its file. Raises ProfileMismatch."""
    raw = json.loads(text)
    _check(raw)
    return Profile(
        version=str(raw["version"]),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        reference=Reference(**{name: _array(values) for name, values in raw["reference"].items()}),
        reader=ActReader(**{name: _array(values) for name, values in raw["acts"]["model"].items()}),
        space=_space(raw["space"]),
        linear=_linear(raw["level"]["linear"]),
        kernel=_kernel(raw["level"]["kernel"]),
        kernel_share=float(raw["level"]["kernel_share"]),
        guards={name: _guard(body) for name, body in raw["guards"].items()},
        residuals=tuple(ResidualBand(**band) for band in raw["residuals"]),
        aspect_touched_at=float(raw["aspect_touched_at"]),
    )


def mismatches(raw: dict[str, Any]) -> list[str]:
    """What in a profile's JSON was fitted for another program than this one; empty when it can be used."""
    expected = {
        "lexicon_version": LEXICON_VERSION,
        "features": list(FEATURE_NAMES),
        "act_names": [act.value for act in Act],
    }
    found = {
        "lexicon_version": raw["lexicon_version"],
        "features": raw["space"]["features"],
        "act_names": raw["acts"]["names"],
    }
    return [name for name, value in expected.items() if found[name] != value]


def _check(raw: dict[str, Any]) -> None:
    for name in mismatches(raw):
        raise ProfileMismatch(f"profile {raw['version']}: {name} differs from this program's; fit it again")


def _array(values: object) -> Vectors:
    return np.asarray(values, dtype=np.float64)


def _space(raw: dict[str, Any]) -> Space:
    return Space(
        mean=_array(raw["mean"]),
        deviation=_array(raw["deviation"]),
        clip=float(raw["clip"]),
        centre=_array(raw["centre"]),
        components=_array(raw["components"]),
    )


def _linear(raw: dict[str, Any]) -> LinearHead:
    return LinearHead(intercept=float(raw["intercept"]), weights=_array(raw["weights"]))


def _kernel(raw: dict[str, Any]) -> KernelHead:
    return KernelHead(
        intercept=float(raw["intercept"]),
        gamma=float(raw["gamma"]),
        supports=_array(raw["supports"]),
        weights=_array(raw["weights"]),
    )


def _guard(raw: dict[str, Any]) -> Guard:
    return Guard(
        head=_linear(raw["head"]),
        flag_at=float(raw["flag_at"]),
        withhold_at=float(raw["withhold_at"]),
        level=float(raw["level"]),
        reads_meaning=bool(raw.get("reads_meaning", False)),
    )
