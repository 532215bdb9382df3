"""Held-out predictions: every figure of a profile comes from questions it was not fitted on."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.embedding_port import Vectors
from scoring.features.acts import ActReader
from scoring.features.relation import Reference, unit_length
from scoring.fit.answers import REAL_KINDS, Graded
from scoring.fit.model import Sample, fit_profile
from scoring.guards import Review, review
from scoring.measures import Flag
from scoring.profile import ResidualBand
from scoring.ranks import spearman

# Bounds of the residual bands on the expected level: weak, middling, strong answers err differently.
BANDS = (2.0, 3.2, 9.0)
GUARDED_KINDS = frozenset({"adv_stuffed", "adv_empty", "adv_inject", "adv_reading", "offtopic", "evasive"})
MISCONDUCT = "misconduct"
GOOD_LEVEL = 3.0
TAIL = 0.1  # a tenth on each side: an 80 % interval
# An aspect counts as touched above what this share of mismatched answers reach by chance.
ASPECT_CHANCE = 0.95


Figures = dict[str, float | int]


@dataclass(frozen=True, slots=True)
class HeldOut:
    row: Graded
    reviewed: Review


def held_out(
    sample: Sample,
    *,
    reference: Reference,
    reader: ActReader,
    group: Callable[[Graded], str],
    tested: Sequence[str],
) -> list[HeldOut]:
    """Predictions for the rows of each tested group by a profile fitted without that group."""
    groups = np.array([group(row) for row in sample.rows])
    found: list[HeldOut] = []
    for name in tested:
        fitted = fit_profile(sample.where(groups != name), reference=reference, reader=reader, version="")
        for index in np.flatnonzero(groups == name):
            measured = sample.measured[index]
            reviewed = review(measured, fitted.space.place(measured), profile=fitted)
            found.append(HeldOut(sample.rows[index], reviewed))
    return found


def figures(predictions: Sequence[HeldOut]) -> Figures:
    """Agreement with the graded levels; a withheld answer ranks lowest, as in the product."""
    values = [ranked(one) for one in predictions]
    levels = [one.row.level for one in predictions]
    by_question: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(predictions):
        by_question[one.row.question_id].append(index)
    within = [spearman([values[i] for i in rows], [levels[i] for i in rows]) for rows in by_question.values()]
    scored = [one for one in predictions if one.reviewed.withheld is None]
    errors = [abs(one.reviewed.level - one.row.level) for one in scored]
    caught = [bool(one.reviewed.flags) for one in predictions if one.row.kind in GUARDED_KINDS]
    wronged = [
        bool(one.reviewed.flags)
        for one in predictions
        if one.row.kind not in GUARDED_KINDS and one.row.level >= GOOD_LEVEL
    ]
    harmful = [one for one in predictions if one.row.kind == MISCONDUCT]
    lengths = [float(len(one.row.answer)) for one in predictions]
    return {
        "n": len(predictions),
        "questions": len(by_question),
        "spearman": round(spearman(values, levels), 3),
        "spearman_within_question": round(float(np.mean(within)), 3),
        "spearman_length_score": round(spearman(values, lengths), 3),
        "mae_levels": round(float(np.mean(errors)), 3),
        "guard_rows_flagged_or_withheld": round(float(np.mean(caught)), 3) if caught else 0.0,
        "answers_of_level_3_up_flagged": round(float(np.mean(wronged)), 3),
        "misconduct_flagged": sum(Flag.MISCONDUCT in one.reviewed.flags for one in harmful),
        "misconduct_rows": len(harmful),
        "withheld_real_answers": sum(
            one.reviewed.withheld is not None and one.row.kind in REAL_KINDS for one in predictions
        ),
    }


def ranked(one: HeldOut) -> float:
    return -1.0 if one.reviewed.withheld is not None else one.reviewed.level


def residual_bands(predictions: Sequence[HeldOut]) -> tuple[ResidualBand, ...]:
    """10 % and 90 % quantiles of truth − expectation, by band of the expected level."""
    scored = [one for one in predictions if one.reviewed.withheld is None]
    bands, floor = [], 0.0
    for up_to in BANDS:
        errors = [one.row.level - one.reviewed.level for one in scored if floor <= one.reviewed.level < up_to]
        low, high = np.quantile(errors, [TAIL, 1.0 - TAIL])
        bands.append(ResidualBand(up_to=up_to, low=round(float(low), 3), high=round(float(high), 3)))
        floor = up_to
    return tuple(bands)


def aspect_threshold(sample: Sample, *, reference: Reference) -> float:
    """The closeness to an aspect that mismatched answers reach in one case of twenty."""
    nearest: list[Vectors] = []
    for measured in sample.extra_measured:
        centred = unit_length(measured.vectors - reference.unit_centre)
        nearest.append((centred @ measured.rubric.top.T).max(axis=0))
    return round(float(np.quantile(np.concatenate(nearest), ASPECT_CHANCE)), 4)
