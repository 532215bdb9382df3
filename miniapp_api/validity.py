"""The validity figures of one job as the contract shows them.

scoring.validity's models are imported when a page is asked for: pandas, statsmodels and lifelines would make every API
process slower to start and 150 MB larger, and most of them never serve this page.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from hiring.model.ids import JobId
from miniapp_api.replies import shown
from miniapp_api.schemas.base import NotMeasuredOut
from miniapp_api.schemas.outcomes import (
    AnalysisOut,
    ClauseComparisonOut,
    ClausesOut,
    IncrementsOut,
    SuggestionOut,
    ValidityReply,
    VersionRow,
    WeightSetRow,
)
from scoring.measures import NotMeasured
from storage.reads.outcomes import SHANGHAI, Material, WeightLine, validity_material, weight_sets

if TYPE_CHECKING:
    from scoring.validity.case import Case
    from scoring.validity.weights import Suggestion


def material(session: Session, job_id: JobId, *, now: datetime) -> tuple[Material, Sequence[WeightLine]]:
    """Raises NotFound(JB404)."""
    today = now.astimezone(SHANGHAI).date()
    return validity_material(session, job_id, today=today), weight_sets(session, job_id)


def page(found: Material, history: Sequence[WeightLine], *, version: int) -> ValidityReply:
    """version: index into the versions, the one with the most outcomes first."""
    from scoring.validity.analysis import analyse
    from scoring.validity.weights import suggest_weights

    cases, applicants = found.version(version)
    analysis = analyse(cases, applicants, list(found.weights))
    facts = shown(analysis)
    suggestion = suggest_weights(cases, found.weights)
    return ValidityReply(
        job_title=found.job_title,
        weights=found.weights,
        number=found.number,
        known_until=found.known_until,
        versions=[
            VersionRow(
                rubric_sha256=one.rubric_sha256,
                scoring_profile=one.scoring_profile,
                assessed=len(one.assessed),
                with_facts=one.with_facts,
            )
            for one in found.versions
        ],
        version=version,
        analysis=AnalysisOut(**(facts | {"increments": IncrementsOut(**facts["increments"])})),
        suggestion=_suggestion(suggestion),
        clauses=_clauses(cases, found),
        history=[WeightSetRow.model_validate(line) for line in history],
    )


def _clauses(cases: "Sequence[Case]", found: Material) -> ClausesOut:
    from scoring.validity.clauses import NOT_CAUSAL, compare_clauses

    rows = [
        ClauseComparisonOut(
            clause=one.clause,
            title=found.use.titles[one.clause],
            having=one.having,
            lacking=one.lacking,
            **{fate.value: shown(contrast) for fate, contrast in one.fates.items()},
        )
        for one in compare_clauses(cases, found.use.clauses)
    ]
    return ClausesOut(rows=rows, not_causal=NOT_CAUSAL)


def basis(found: Material, weights: Mapping[str, float]) -> dict[str, float]:
    """The back-test of the present suggestion when `weights` are it, else empty: set by hand."""
    from scoring.validity.weights import suggest_weights

    cases, _ = found.version(0)
    suggestion = suggest_weights(cases, found.weights)
    if isinstance(suggestion, NotMeasured) or dict(suggestion.weights) != dict(weights):
        return {}
    test = suggestion.back_test
    return {
        "fitted_n": float(test.fitted_n),
        "tested_n": float(test.tested_n),
        "gain": test.gain,
        "gain_low": test.gain_low,
        "gain_high": test.gain_high,
    }


def _suggestion(suggestion: "Suggestion | NotMeasured") -> SuggestionOut | NotMeasuredOut:
    if isinstance(suggestion, NotMeasured):
        return NotMeasuredOut(not_measured=suggestion.reason)
    return SuggestionOut(**shown(suggestion), supported=suggestion.supported)
