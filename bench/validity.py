"""Simulated companies with known truth: do the intervals hold it, and is noise left alone?

    .venv/bin/python bench/validity.py [--runs 2000] [--seed 1] [--write bench/results/validity.md]

Every figure goes through scoring/validity as the product calls it; the simulation knows the truth.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import log, sqrt
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scoring.measures import NotMeasured
from scoring.validity.analysis import analyse
from scoring.validity.case import COMPOSITE, FACE, VOICE, Applicant, Case, Estimate, Tenure
from scoring.validity.correlation import pearson, spearman, unrestricted
from scoring.validity.families import FAMILY_ALPHA
from scoring.validity.increment import added_r2
from scoring.validity.passing import odds_ratio
from scoring.validity.staying import hazard_ratio
from scoring.validity.weights import suggest_weights

R, N = 0.30, 124
SELECTED = 0.4  # the best 40 % of the applicants are employed
FEW = 200  # runs of what refits a Cox model many times


@dataclass(frozen=True)
class Line:
    name: str
    runs: int
    share: float
    wanted: str
    mean: float | None = None

    def text(self) -> str:
        spread = 1.96 * sqrt(max(self.share * (1 - self.share), 1e-9) / self.runs)
        mean = "" if self.mean is None else f"{self.mean:.3f}"
        return f"| {self.name} | {self.runs} | {self.share:.1%} ± {spread:.1%} | {self.wanted} | {mean} |"


def pairs(rng: np.random.Generator, n: int, r: float) -> tuple[np.ndarray, np.ndarray]:
    x = rng.standard_normal(n)
    return x, r * x + sqrt(1 - r**2) * rng.standard_normal(n)


def holds(
    name: str, runs: int, seed: int, truth: float, draw: Callable[[np.random.Generator], object]
) -> Line:
    """Share of runs whose interval holds the truth, over runs that gave a figure; refusals are counted as misses."""
    inside, values = 0, []
    for run in range(runs):
        found = draw(np.random.default_rng([seed, run]))
        if not isinstance(found, NotMeasured):
            inside += found.low <= truth <= found.high  # type: ignore[attr-defined]
            values.append(found.value)  # type: ignore[attr-defined]
    return Line(name, runs, inside / runs, "≥ 93 %", float(np.mean(values)))


def coverage(runs: int, seed: int) -> Iterator[Line]:
    yield holds(f"Pearson, r = {R}, n = {N}", runs, seed, R, lambda g: pearson(*pairs(g, N, R)))
    yield holds(f"Pearson, r = {R}, n = 30", runs, seed + 1, R, lambda g: pearson(*pairs(g, 30, R)))
    rho = 6 / np.pi * np.arcsin(R / 2)  # Spearman's ρ of a bivariate normal
    yield holds(f"Spearman, ρ = {rho:.3f}, n = {N}", runs, seed + 2, rho, lambda g: spearman(*pairs(g, N, R)))
    yield holds("Logistic, odds ratio 1.8, n = 200", runs, seed + 3, 1.8, _passing)
    yield holds("Cox, hazard ratio 0.7, n = 150", max(FEW, runs // 2), seed + 4, 0.7, _staying)
    yield holds("Added R², 3 columns, true .10, n = 200", runs, seed + 5, 0.10, _adding)
    yield holds(f"Case II after the best {SELECTED:.0%}, r = {R}", runs, seed + 6, R, _restricted)
    yield holds(
        f"… without correction, same data (should miss), r = {R}",
        runs,
        seed + 6,
        R,
        lambda g: _selected(g)[0],
    )


def _passing(rng: np.random.Generator) -> object:
    x = rng.standard_normal(200)
    return odds_ratio(x, list(rng.random(200) < 1 / (1 + np.exp(-(0.8 + log(1.8) * x)))))


def _staying(rng: np.random.Generator) -> object:
    x = rng.standard_normal(150)
    days = rng.exponential(900 / np.exp(log(0.7) * x))
    return hazard_ratio(x, [Tenure(min(d, 730.0), bool(d < 730)) for d in days]).ratio


def _adding(rng: np.random.Generator) -> object:
    base, more = rng.standard_normal((200, 1)), rng.standard_normal((200, 3))
    y = sqrt(0.09) * base[:, 0] + sqrt(0.10 / 3) * more.sum(axis=1) + sqrt(0.81) * rng.standard_normal(200)
    return added_r2(base.tolist(), more.tolist(), y.tolist())


def _selected(rng: np.random.Generator) -> tuple[object, np.ndarray, np.ndarray]:
    x, y = pairs(rng, 300, R)
    kept = np.argsort(x)[-int(300 * SELECTED) :]
    return pearson(x[kept], y[kept]), x[kept], x


def _restricted(rng: np.random.Generator) -> object:
    observed, kept, pool = _selected(rng)
    return unrestricted(observed, kept.tolist(), pool.tolist())  # type: ignore[arg-type]


def a_company(rng: np.random.Generator, n: int, slopes: tuple[float, ...]) -> list[Case]:
    """n people with dimensions D0, D1 …; performance = slopes · z + noise of variance 1; the rest is noise."""
    z = rng.standard_normal((n, len(slopes)))
    performance = z @ np.asarray(slopes) + rng.standard_normal(n)
    passed, days = rng.random(n) < 0.7, rng.exponential(700, n)
    voice, face = rng.standard_normal((n, 3)), rng.standard_normal((n, 3))
    return [
        Case(
            person=f"p{i}",
            interviewed_on=date(2024, 1, 1) + timedelta(days=i),
            scores={f"D{k}": 60 + 12 * z[i, k] for k in range(len(slopes))}
            | {COMPOSITE: 60 + 12 * z[i].mean()},
            voice=dict(zip(VOICE, voice[i].tolist(), strict=True)),
            face=dict(zip(FACE, face[i].tolist(), strict=True)),
            performance=float(performance[i]),
            probation_passed=bool(passed[i]),
            tenure=Tenure(float(min(days[i], 730)), bool(days[i] < 730)),
            groups={},
        )
        for i in range(n)
    ]


def noise(runs: int, seed: int) -> Iterator[Line]:
    """A whole page over pure noise: how often does any of its 17 tests survive Holm's control?"""
    alone = corrected = 0
    for run in range(runs):
        cases = a_company(np.random.default_rng([seed, run]), 120, (0.0,) * 4)
        page = analyse(
            cases,
            [Applicant(c.person, c.scores, NotMeasured(""), {}) for c in cases],
            ["D0", "D1", "D2", "D3"],
        )
        tests = [t for p in page.predictors for t in (p.performance, p.passing, p.staying.ratio)]
        found = [t for t in (*tests, *page.increments.values()) if isinstance(t, Estimate)]
        assert len(found) == page.family == 17
        alone += any(t.p < FAMILY_ALPHA for t in found)
        corrected += any(float(t.adjusted_p) < FAMILY_ALPHA for t in found)  # type: ignore[arg-type]
    yield Line("Noise: any of 17 tests below .05, no control", runs, alone / runs, "(shown for contrast)")
    yield Line("Noise: any of 17 tests below .05 after Holm", runs, corrected / runs, "≤ 5 %")


def weights(runs: int, seed: int) -> Iterator[Line]:
    """Suggestions must be called supported where there is something to gain, and seldom where there is nothing."""
    current = {f"D{k}": 0.25 for k in range(4)}
    for name, slopes, wanted in (
        ("Weights: one of four predicts, n = 300: gain supported", (0.5, 0.0, 0.0, 0.0), "high"),
        ("Weights: all predict alike (nothing to gain), n = 300: gain supported", (0.25,) * 4, "≤ 2.5 %"),
        ("Weights: pure noise, n = 300: gain supported", (0.0,) * 4, "≤ 5 %"),
    ):
        supported, gains = 0, []
        for run in range(runs):
            found = suggest_weights(a_company(np.random.default_rng([seed, run]), 300, slopes), current)
            if not isinstance(found, NotMeasured):
                supported += found.supported
                gains.append(found.back_test.gain)
        yield Line(name, runs, supported / runs, wanted, float(np.mean(gains)))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path)
    given = parser.parse_args()
    started = time.monotonic()
    table = [
        "| what | runs | share | wanted | mean of the figure |",
        "|---|---|---|---|---|",
    ]
    for lines in (
        coverage(given.runs, given.seed),
        noise(max(FEW, given.runs // 2), given.seed + 20),
        weights(max(FEW, given.runs // 2), given.seed + 30),
    ):
        for line in lines:
            table.append(line.text())
            print(line.text(), flush=True)
    if given.write:
        head = f"# Validity on simulated companies\n\n`python bench/validity.py --runs {given.runs} --seed {given.seed}`, {time.monotonic() - started:.0f} s. ± is the 95 % sampling error of the share.\n\n"
        given.write.write_text(head + "\n".join(table) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
