"""A calibrated profile: the shipped one with a company's combination on top, as immutable JSON of its own.

The JSON names its base by version and hash and carries no person: counts, dates and the rater-free figures only.
"""

import hashlib
import json
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from scoring.calibration.combination import Combination
from scoring.embedding_port import Vectors
from scoring.features.assemble import FEATURE_NAMES
from scoring.profile import Profile, ProfileMismatch, ResidualBand, mismatches, parse_profile

KIND = "calibration"
_HASH_CHARS = 10  # of a company's handful of profiles; the whole hash stands beside it


@dataclass(frozen=True, slots=True, eq=False)
class CalibratedProfile(Profile):
    """Guards, features and evidence are the shipped profile's; the level and its interval are the company's."""

    combination: Combination

    def level(self, point: Vectors) -> float:
        # Not super(): a dataclass with slots is made anew, and the bare super() would look for the old one.
        return self.combination.level(Profile.level(self, point), point[: len(FEATURE_NAMES)])


def calibrated(
    base: Profile,
    combination: Combination,
    *,
    residuals: tuple[ResidualBand, ...],
    version: str = "",
    sha256: str = "",
) -> CalibratedProfile:
    """base with the combination on top."""
    shipped: dict[str, Any] = {field.name: getattr(base, field.name) for field in fields(Profile)}
    shipped |= {"version": version, "sha256": sha256, "residuals": residuals}
    return CalibratedProfile(**shipped, combination=combination)


def calibration_text(
    base: Profile,
    combination: Combination,
    *,
    residuals: tuple[ResidualBand, ...],
    fitted_on: dict[str, object],
    validation: dict[str, object],
) -> str:
    """The profile's JSON. Its version ends in its own hash, so that a changed file no longer carries its name."""
    content: dict[str, object] = {
        "kind": KIND,
        "base": {"version": base.version, "sha256": base.sha256},
        "combination": {
            "intercept": round(combination.intercept, 6),
            "slope": round(combination.slope, 6),
            "features": list(combination.features),
            "weights": [round(float(weight), 6) for weight in combination.weights],
            "penalty": combination.penalty,
        },
        "residuals": [{"up_to": band.up_to, "low": band.low, "high": band.high} for band in residuals],
        "fitted_on": fitted_on,
        "validation": validation,
    }
    return _dumped({"version": _version(content, base.version), **content})


def is_calibration(text: str) -> bool:
    return bool(json.loads(text).get("kind") == KIND)


def base_of(text: str) -> str | None:
    """The version of the shipped profile that a calibration stands on; None for a shipped profile."""
    raw = json.loads(text)
    return str(raw["base"]["version"]) if raw.get("kind") == KIND else None


def faults(text: str, base_text: str | None) -> list[str]:
    """Why a stored profile can't be used by this program, in English for the log; empty when it can."""
    raw = json.loads(text)
    if raw.get("kind") != KIND:
        return mismatches(raw)
    if base_text is None:
        return [f"its base {raw['base']['version']} is not here"]
    found = mismatches(json.loads(base_text))
    if hashlib.sha256(base_text.encode()).hexdigest() != raw["base"]["sha256"]:
        found.append("its base has another hash")
    if not set(raw["combination"]["features"]) <= set(FEATURE_NAMES):
        found.append("it uses features that this program doesn't have")
    content = {name: value for name, value in raw.items() if name != "version"}
    if _version(content, raw["base"]["version"]) != raw["version"]:
        found.append("its content does not match its version")
    return found


def parse_stored(text: str, base_text: str | None) -> Profile:
    """A shipped or a calibrated profile. Raises ProfileMismatch."""
    wrong = faults(text, base_text)
    if wrong:
        raise ProfileMismatch("; ".join(wrong))
    if base_text is None or not is_calibration(text):
        return parse_profile(text)
    raw = json.loads(text)
    part = raw["combination"]
    return calibrated(
        parse_profile(base_text),
        Combination(
            intercept=float(part["intercept"]),
            slope=float(part["slope"]),
            features=tuple(part["features"]),
            weights=np.asarray(part["weights"], dtype=np.float64),
            penalty=float(part["penalty"]),
        ),
        residuals=tuple(ResidualBand(**band) for band in raw["residuals"]),
        version=str(raw["version"]),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def _version(content: dict[str, Any], base_version: str) -> str:
    digest = hashlib.sha256(_dumped(content).encode()).hexdigest()
    return f"{base_version}-c{digest[:_HASH_CHARS]}"


def _dumped(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1)
